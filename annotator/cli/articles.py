"""Commands about articles: import, articles."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.app.project import Project
from annotator.app.reading_files import AUTO, OFFSET_UNITS, UNIT_WORDS
from annotator.cli.output import Counter, as_json_option, point_out_twin, print_json, print_table
from annotator.cli.projects import project_argument
from annotator.model.listing import ArticleView
from annotator.problems import UserProblem

if TYPE_CHECKING:
    from annotator.app.importing import ImportReport
    from annotator.app.reading.labels import NewLabels
    from annotator.app.versions.offers import Offer

_SHORT_ID = 12
_MOST_LOOKED_THROUGH = 200
_MOST_TOLD = 20
"""Things passed over that are told one by one."""


@click.command("import")
@project_argument
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option("--format", "format_name", default=AUTO, metavar="NAME", show_default=True,
              help="A format's name; auto goes by the file's name and content.")  # fmt: skip
@click.option("--annotator", metavar="NAME", help="Who imports.")
@click.option("--encoding", metavar="NAME", help="The encoding of texts that do not say it.")
@click.option("--offsets", default=AUTO, type=click.Choice((AUTO, *OFFSET_UNITS)),
              show_default=True, help="What the files' offsets count; auto finds it.")  # fmt: skip
@click.option("--option", "options", multiple=True, metavar="KEY=VALUE",
              help="An option of the format; see annotator formats --json.")  # fmt: skip
@click.option("--map-label", "labels", multiple=True, metavar="THEIRS=KEY",
              help="Take a label of the files as one of ours; THEIRS= leaves it out.")  # fmt: skip
@click.option("--labels-as-before", is_flag=True,
              help="Map labels as earlier imports of this project did.")  # fmt: skip
@click.option("--new-labels", default="add", type=click.Choice(("add", "skip")), show_default=True,
              help="What becomes of labels that the scheme does not have.")  # fmt: skip
@click.option("--map-annotator", "annotators", multiple=True, metavar="THEIRS=NAME",
              help="Take an annotator of the files as one of ours.")  # fmt: skip
@click.option("--version-of", metavar="ID",
              help="The one article that comes is a newer version of this one.")  # fmt: skip
@as_json_option
def import_(
    project: Path,
    paths: tuple[Path, ...],
    format_name: str,
    annotator: str | None,
    encoding: str | None,
    offsets: str,
    options: tuple[str, ...],
    labels: tuple[str, ...],
    labels_as_before: bool,
    new_labels: NewLabels,
    annotators: tuple[str, ...],
    version_of: str | None,
    as_json: bool,
) -> int:
    """Take files and folders in, as one step that can be undone.

    The same text twice is the same article. Files of other programs are read by a process of their
    own, and what does not fit is listed.
    """
    mapped = {theirs: key or None for theirs, key in _pairs("--map-label", labels)}
    counter = Counter("Articles taken in")
    with Project.open(project, annotator) as opened:
        point_out_twin(opened.annotator.name, opened.team.twin())
        before = opened.importing.remembered_labels() if labels_as_before else {}
        older = None if version_of is None else opened.corpus.article(version_of).id
        report = opened.importing.import_files(
            paths,
            format_name=format_name,
            encoding=encoding,
            offsets=offsets,
            options=dict(_pairs("--option", options)),
            labels=before | mapped,
            annotators=dict(_pairs("--map-annotator", annotators)),
            new_labels=new_labels,
            progress=counter,
        )
        if older is not None:
            _link(opened, report, older)
        offers = _offers(opened, report)
    counter.done()
    if as_json:
        print_json(_as_json(report) | {"may_be_versions": [one._asdict() for one in offers]})
    else:
        click.echo(
            f"Articles: {len(report.articles):,}, of them new: {report.new_articles:,}. "
            f"Annotations: {report.annotations:,}."
            + (f" Here already: {report.known:,}." if report.known else "")
        )
        for line in _found(report):
            click.echo(line)
    may_be = [
        f"{one.newer_title} ({one.newer[:_SHORT_ID]}) may be a newer version of {one.older_title} "
        f"({one.older[:_SHORT_ID]}); if so, say “annotator versions --link” with both."
        for one in offers
    ]
    told_after = (
        ("Passed over", report.passed_over()), ("Note", report.otherwise()), ("Note", may_be)
    )  # fmt: skip
    for head, told in told_after:
        for one in told[:_MOST_TOLD]:
            click.echo(f"{head}: {one}", err=True)
        if (more := len(told) - _MOST_TOLD) > 0:
            click.echo(f"{head}: {more:,} more; --json lists all.", err=True)
    return 0 if report.articles else 1


def _link(project: Project, report: ImportReport, older: str) -> None:
    """Link what came with the article that it is a newer version of.

    Raises:
        UserProblem: it is not one other article; then nothing was taken in.
    """
    came = [one for one in report.articles if one != older]
    if len(came) != 1:
        if report.new_articles or report.annotations:
            project.undo()
        raise UserProblem(
            "A newer version is one article with another text, and "
            f"{'none' if not came else f'{len(came):,}'} came. Name one file, or link versions "
            "with “annotator versions --link”."
        )
    project.versions.declare(came[0], older)


def _offers(project: Project, report: ImportReport) -> list[Offer]:
    """Find what may be a newer version of what was here, if not too much came to look through."""
    if not 0 < report.new_articles <= _MOST_LOOKED_THROUGH:
        return []
    return project.versions.offers(report.articles)


def _as_json(report: ImportReport) -> dict[str, Any]:
    return {
        "articles": list(report.articles),
        "annotations": report.annotations,
        "relations": report.relations,
        "new_labels": list(report.new_labels),
        "known": report.known,
        "labels": [one._asdict() for one in report.labels],
        "annotators": [one._asdict() for one in report.people],
        "files": [asdict(one) for one in report.files],
        "skipped": [one._asdict() for one in report.skipped],
        "notes": [one._asdict() for one in report.notes],
    }


def _found(report: ImportReport) -> Iterator[str]:
    """Say in what the files count, and what became of their labels."""
    units = Tally(one.unit for one in report.files if one.unit)
    for unit, files in units.items():
        where = "" if len(units) == 1 else f" in {files:,} file{'s' * (files != 1)}"
        yield f"Offsets count {UNIT_WORDS[unit]}{where}."
    told = [one for one in report.labels if one.key != one.label or one.key in report.new_labels]
    for one in told[:_MOST_TOLD]:
        what = "left out" if one.key is None else one.key
        new = ", new in the scheme" if one.key in report.new_labels else ""
        yield f"Label: {one.label} → {what} ({one.annotations:,}){new}"
    if (more := len(told) - _MOST_TOLD) > 0:
        yield f"Label: {more:,} more; --json lists all."


def _pairs(option: str, given: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Take apart what was given as KEY=VALUE; a key may hold the sign if the value does not."""
    for one in given:
        key, sign, value = one.rpartition("=") if option == "--map-label" else one.partition("=")
        if not sign or not key:
            raise click.UsageError(f"{option} takes two words with = between them, not “{one}”")
        yield key, value


@click.command()
@project_argument
@click.option("--query", default="", metavar="QUERY",
              help="Only those that the list shows for it: outlet:reuters flag:any.")  # fmt: skip
@as_json_option
def articles(project: Path, query: str, as_json: bool) -> None:
    """List the articles."""
    with Project.open(project, read_only=True) as opened:
        found = opened.lists.listed(ArticleView(text=query)).numbers
        rows = opened.corpus.rows(found)
        if as_json:
            walk = (opened.corpus.article(row.id) for row in rows) if query else opened.articles()
            counts = {row.id: row.annotations for row in rows}
            print_json(
                [
                    article.as_json()
                    | {"characters": len(article.text), "annotations": counts.get(article.id, 0)}
                    for article in walk
                ]
            )
        else:
            print_table(
                ((row.id[:_SHORT_ID], row.characters, row.annotations, row.title) for row in rows),
                ("id", "#characters", "#annotations", "title"),
            )


COMMANDS = (import_, articles)
