"""Commands about versions of articles: versions, carry."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.app.project import Project
from annotator.cli.output import Counter, as_json_option, print_json, print_table
from annotator.cli.projects import project_argument

_SHORT_ID = 12
_MOST_QUOTED = 40
_WORDS = {
    "same": "same place",
    "moved": "moved",
    "changed": "words changed",
    "gone": "gone",
}


@click.command()
@project_argument
@click.option("--link", "linked", nargs=2, metavar="NEWER OLDER",
              help="Say that an article is a newer version of another one.")  # fmt: skip
@click.option("--unlink", "unlinked", nargs=2, metavar="NEWER OLDER", help="Take that back.")
@click.option("--annotator", metavar="NAME", help="Who says so.")
@as_json_option
def versions(
    project: Path,
    linked: tuple[str, str] | None,
    unlinked: tuple[str, str] | None,
    annotator: str | None,
    as_json: bool,
) -> None:
    """List articles of which there are several versions, the oldest first."""
    changes = linked or unlinked
    with Project.open(project, annotator, read_only=not changes) as opened:
        if linked:
            opened.versions.declare(*linked)
        if unlinked:
            opened.versions.take_back(*unlinked)
        groups = opened.versions.all()
    if as_json:
        print_json([[one._asdict() for one in group] for group in groups])
        return
    for number, group in enumerate(groups):
        if number:
            click.echo()
        print_table(
            (
                (one.id[:_SHORT_ID], one.published or "", one.annotations, one.title)
                for one in group
            ),
            ("id", "published", "#annotations", "title"),
        )


@click.command()
@project_argument
@click.argument("old")
@click.argument("new")
@click.option("--annotator", metavar="NAME", help="Whose annotations are carried over.")
@click.option("--accept", type=click.FloatRange(0, 1), metavar="SCORE",
              help="Also those that are not certain, but at least so likely.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only list what was found.")
@as_json_option
def carry(
    project: Path,
    old: str,
    new: str,
    annotator: str | None,
    accept: float | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Carry your annotations of the article OLD over to its newer version NEW.

    Only what stands among unchanged words is certain, and taken by itself. Doing it again adds what
    is not there yet. It is one step that can be undone.
    """
    counter = Counter("Annotations looked for")
    with Project.open(project, annotator, read_only=dry_run) as opened:
        plan = opened.versions.plan(old, new, counter)
        counter.done()
        places = plan.certain() if accept is None else plan.from_score(accept)
        if dry_run:
            made = relations = 0
        else:
            report = opened.versions.carry(plan.old, plan.new, places)
            made, relations = report.made, report.relations
    if as_json:
        print_json(
            {
                "old": plan.old,
                "new": plan.new,
                "made": made,
                "relations": relations,
                "annotations": [row.as_json() for row in plan.rows],
            }
        )
        return
    print_table(
        (
            (
                "there already" if row.there else "carried" if row.annotation.id in places else "–",
                _WORDS[row.found.outcome],
                row.annotation.label,
                row.annotation.quote[:_MOST_QUOTED],
            )
            for row in plan.rows
        ),
        ("would be" if dry_run else "is", "found", "label", "quote"),
    )
    if not dry_run:
        click.echo(f"{made:,} annotations and {relations:,} relations carried over.", err=True)


COMMANDS = (versions, carry)
