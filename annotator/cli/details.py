"""Commands about what is said of articles: details, retire, bring-back, copies."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.app.details import FIELDS, Field
from annotator.app.project import Project
from annotator.cli.output import (
    Counter,
    as_json_option,
    in_one_line,
    print_json,
    print_table,
)
from annotator.cli.projects import project_argument

_SHORT_ID = 12
_annotator = click.option("--annotator", metavar="NAME", help="Who works.")
_articles = click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")


@click.command()
@project_argument
@_articles
@click.option("--set", "values", multiple=True, metavar="FIELD=VALUE",
              help=f"Change a field: {', '.join(FIELDS)}. FIELD= takes it away.")  # fmt: skip
@_annotator
@as_json_option
def details(
    project: Path,
    articles: tuple[str, ...],
    values: tuple[str, ...],
    annotator: str | None,
    as_json: bool,
) -> None:
    """Show what is known about articles, or change it, as one step.

    What was edited last counts, whoever did it.
    """
    wanted: dict[Field, str] = {}
    for said in values:
        name, sign, value = said.partition("=")
        field = next((field for field in FIELDS if field == name), None)
        if not sign or field is None:
            raise click.UsageError(f"--set takes FIELD=VALUE with one of {', '.join(FIELDS)}")
        wanted[field] = value
    with Project.open(project, annotator, read_only=not wanted) as opened:
        if wanted:
            opened.details.change(articles, wanted)
        found = [opened.details.of(article) for article in articles]
    if as_json:
        print_json(
            [
                {
                    "id": one.id,
                    **{field: value or None for field, value in one.values.items()},
                    "characters": one.characters,
                    "words": one.words,
                    "zones": [zone._asdict() for zone in one.zones],
                    "said": [
                        {"annotator": who.annotator, "edited": who.edited or None}
                        | {field: value or None for field, value in who.values.items()}
                        for who in one.said
                    ],
                }
                for one in found
            ]
        )
        return
    for one in found:
        rows = [("id", one.id), *one.values.items()]
        rows += [("characters", f"{one.characters:,}"), ("words", f"{one.words:,}")]
        rows += [("details of", one.said[0].annotator)]
        print_table([(name, in_one_line(value, 100)) for name, value in rows if value], ("", ""))


@click.command()
@project_argument
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--reason", default="", metavar="WORDS", help="Why.")
@_annotator
@as_json_option
def retire(
    project: Path, articles: tuple[str, ...], reason: str, annotator: str | None, as_json: bool
) -> None:
    """Take articles out of lists, counts and datasets; without any, list the retired ones.

    Texts and annotations stay; bring-back undoes it.
    """
    with Project.open(project, annotator, read_only=not articles) as opened:
        if articles:
            opened.shelving.retire(articles, reason)
        gone = opened.shelving.retired()
        titles = {one.article: opened.article(one.article).title for one in gone}
    if as_json:
        print_json([one.as_json() for one in gone])
    else:
        print_table(
            ((one.article[:_SHORT_ID], one.by, one.reason, titles[one.article]) for one in gone),
            ("id", "by", "reason", "title"),
        )


@click.command("bring-back")
@project_argument
@_articles
@_annotator
@as_json_option
def bring_back(
    project: Path, articles: tuple[str, ...], annotator: str | None, as_json: bool
) -> None:
    """Count retired articles again."""
    with Project.open(project, annotator) as opened:
        count = opened.shelving.bring_back(articles)
    if as_json:
        print_json({"articles": count})
    else:
        click.echo(f"Articles brought back: {count:,}.")


@click.command()
@project_argument
@as_json_option
def copies(project: Path, as_json: bool) -> None:
    """Find articles that are nearly the same, such as wire reports that several outlets print.

    ``alike`` is the share of runs of five words in common with the earliest one.
    """
    counter = Counter("Articles looked at")
    with Project.open(project) as opened:
        opened.copies.keep(opened.copies.find(counter))
        counter.done()
        groups = [opened.copies.of(group[0]) for group in opened.copies.groups()]
    if as_json:
        print_json([[one._asdict() for one in group] for group in groups])
        return
    print_table(
        (
            (number, one.id[:_SHORT_ID], f"{one.alike:.0%}", one.outlet or "", one.title)
            for number, group in enumerate(groups, 1)
            for one in group
        ),
        ("#group", "id", "#alike", "outlet", "title"),
    )


COMMANDS = (details, retire, bring_back, copies)
