"""Commands that look for words and annotations in all articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from annotator.app.project import Project
from annotator.app.writing_lines import COLUMNS, cells, table, write_lines
from annotator.cli.output import as_json_option, print_json, print_table
from annotator.cli.projects import project_argument
from annotator.model.inconsistency import Inconsistency
from annotator.model.search import SortKey

_SHORT_ID = 12
_MOST = 1_000_000
_SIDE = 36
"""Code points of a line at each side of its hit, in a terminal."""
_QUERY = """

    Words match whole, without regard to case and accents. "…" holds a phrase, word* is a beginning,
    near(a b, 5) wants both close together, -word leaves out, OR joins. Fields: label:figure,
    annotator:mei, outlet:reuters, date:2026-02..2026-03, status:done, zone:body, title:, byline:,
    language:, url:, value:, quote:, certainty:; label:none is what nobody has tagged.
"""


@click.command()
@project_argument
@click.argument("query")
@click.option("--limit", type=click.IntRange(0, _MOST, clamp=True), default=50, show_default=True,
              help="At most so many articles.")  # fmt: skip
@as_json_option
def search(project: Path, query: str, limit: int, as_json: bool) -> None:
    """Find articles that hold all of QUERY, best first."""
    with Project.open(project, read_only=True) as opened:
        hits, total = opened.searching.articles(query, limit)
    if as_json:
        print_json([hit._asdict() for hit in hits])
        return
    for hit in hits:
        click.echo(f"{hit.article[:_SHORT_ID]}  {hit.title}\n    {hit.snippet}")
    click.echo(f"{total:,} articles" if total != 1 else "1 article", err=True)


@click.command()
@project_argument
@click.argument("query")
@click.option(
    "--sort",
    default="article",
    show_default=True,
    type=click.Choice(get_args(SortKey)),
    help="left1: by the first word before the hit, then those before it.",
)
@click.option("--backwards", is_flag=True, help="The other way round.")
@click.option("--csv", "out", type=click.Path(path_type=Path), help="Write a table; - is stdout.")
@as_json_option
def concordance(
    project: Path, query: str, sort: SortKey, backwards: bool, out: Path | None, as_json: bool
) -> None:
    """List every place of QUERY between what stands before and behind it."""
    if out is not None and as_json:
        raise click.UsageError("--csv and --json exclude each other")
    with Project.open(project, read_only=True) as opened:
        found = opened.searching.concordance(query, sort, backwards=backwards)
    if out is not None and str(out) != "-":
        write_lines(out, found)
        click.echo(f"{len(found.lines):,} lines in {out}", err=True)
        return
    if out is not None:
        click.echo(table(found.lines, found), nl=False)
        return
    if as_json:
        rows = (cells(line, found.heads[line.article]) for line in found.lines)
        print_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
        return
    for line in found.lines:
        left, right = line.left[-_SIDE:].rjust(_SIDE), line.right[:_SIDE]
        click.echo(f"{found.heads[line.article].id[:_SHORT_ID]}  {left}[{line.hit}]{right}")
    click.echo(f"{found.hits:,} hits" if found.hits != 1 else "1 hit", err=True)


@click.command()
@project_argument
@click.option("--everywhere", is_flag=True, help="Also articles in which nobody has begun to tag.")
@as_json_option
def inconsistencies(project: Path, everywhere: bool, as_json: bool) -> None:
    """List strings that are tagged in one way here and in another there.

    Strings that carry several labels or values, then those that are tagged in some places and not
    in others. What somebody said is intended is left out.
    """
    with Project.open(project, read_only=True) as opened:
        differing, untagged = opened.inconsistencies.lists(everywhere=everywhere)
        silenced = opened.silences.all()
    if as_json:
        told: dict[str, Any] = {
            "differing": [one.as_json() for one in differing],
            "untagged": [one.as_json() for one in untagged],
            "intended": [one.as_json() for one in silenced],
        }
        print_json(told)
        return
    print_table(
        ((one.words, _what(one), _how(one), one.articles) for one in (*differing, *untagged)),
        ("words", "what", "how", "#articles"),
    )
    said = f"{len(differing):,} tagged unlike, {len(untagged):,} tagged here and not there"
    click.echo(f"{said}, {len(silenced):,} said to be intended", err=True)


def _what(one: Inconsistency) -> str:
    subject = one.subject
    return {
        "labels": "labels",
        "values": f"{subject.label}: {subject.attribute}",
        "untagged": subject.label,
    }[subject.about]


def _how(one: Inconsistency) -> str:
    if one.subject.about == "untagged":
        return f"{one.tagged:,} tagged, {one.untagged:,} not"
    return ", ".join(f"{variant.name} {variant.number:,}" for variant in one.variants)


for _command in (search, concordance):
    assert _command.help is not None
    _command.help += _QUERY

COMMANDS = (search, concordance, inconsistencies)
