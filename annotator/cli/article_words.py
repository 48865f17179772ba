"""Commands with which somebody says something of articles: flag, mark, note, zones."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

import click

from annotator.app.project import Project
from annotator.cli.output import as_json_option, in_one_line, print_json, print_table
from annotator.cli.projects import project_argument
from annotator.model.listing import ArticleState, ArticleView
from annotator.text.zone import Role, Zone

_SHORT_ID = 12
_annotator = click.option("--annotator", metavar="NAME", help="Who works.")
_articles = click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")


@click.command()
@project_argument
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--words", metavar="TEXT", help="Why one wants to come back; none take it away.")
@_annotator
@as_json_option
def flag(
    project: Path,
    articles: tuple[str, ...],
    words: str | None,
    annotator: str | None,
    as_json: bool,
) -> None:
    """Flag articles with a few words of one's own; without any, list those that one has flagged."""
    if bool(articles) != (words is not None):
        raise click.UsageError("flag takes articles and --words, or neither")
    with Project.open(project, annotator, read_only=not articles) as opened:
        if words is not None:
            opened.corpus.set_flag(articles, words)
        numbers = opened.lists.listed(ArticleView(showing="flagged")).numbers
        rows = opened.corpus.rows(numbers)
    if as_json:
        print_json([{"article": row.id, "flag": row.flag} for row in rows])
    else:
        found = ((row.id[:_SHORT_ID], row.flag, in_one_line(row.title)) for row in rows)
        print_table(found, ("id", "flag", "title"))


@click.command()
@project_argument
@_articles
@click.option("--as", "state", required=True, type=click.Choice(get_args(ArticleState)),
              help="Done, still open, or to be looked at again.")  # fmt: skip
@_annotator
def mark(
    project: Path, articles: tuple[str, ...], state: ArticleState, annotator: str | None
) -> None:
    """Say how far one is with articles, as one step.

    Who is done has looked for every label: those of which they have tagged nothing are none.
    """
    with Project.open(project, annotator) as opened:
        opened.corpus.set_states(articles, state)
    click.echo(f"Marked {state}: {len(articles):,}.")


@click.command()
@project_argument
@click.argument("article", metavar="ARTICLE")
@click.argument("text", metavar="TEXT")
@_annotator
def note(project: Path, article: str, text: str, annotator: str | None) -> None:
    """Write a note on an article, for the whole team; comments lists them."""
    with Project.open(project, annotator) as opened:
        opened.reviewing.comment(opened.corpus.article(article).id, text)
    click.echo("Note added.")


@click.command()
@project_argument
@click.argument("article", metavar="ARTICLE")
@click.option("--set", "wanted", multiple=True, metavar="START-END=ROLE",
              help=f"Give the paragraphs there a role: {', '.join(get_args(Role))}.")  # fmt: skip
@click.option("--as-found", is_flag=True, help="Take all zones as the program finds them.")
@_annotator
@as_json_option
def zones(
    project: Path,
    article: str,
    wanted: tuple[str, ...],
    as_found: bool,
    annotator: str | None,
    as_json: bool,
) -> None:
    """Show the zones of an article, or give whole paragraphs another role."""
    spans = [_stretch(one) for one in wanted]
    if spans and as_found:
        raise click.UsageError("--set and --as-found exclude each other")
    with Project.open(project, annotator, read_only=not (spans or as_found)) as opened:
        if as_found:
            opened.details.set_zones(article, None)
        elif spans:
            opened.details.give_roles(article, spans)
        found = opened.corpus.article(article)
    if as_json:
        print_json([zone._asdict() for zone in found.zones])
        return
    rows = ((one.start, one.end, one.role, in_one_line(found.text[one.start : one.end]))
            for one in found.zones)  # fmt: skip
    print_table(rows, ("#start", "#end", "role", "words"))


def _stretch(given: str) -> Zone:
    place, _, role = given.partition("=")
    start, dash, end = place.partition("-")
    sound = dash and start.isdecimal() and end.isdecimal() and int(start) <= int(end)
    if not (sound and role in get_args(Role)):
        raise click.UsageError(
            f"--set takes START-END=ROLE with one of {', '.join(get_args(Role))}, not “{given}”"
        )
    return Zone(int(start), int(end), cast("Role", role))


COMMANDS = (flag, mark, note, zones)
