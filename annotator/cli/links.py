"""Commands about links between annotations."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.app.project import Project
from annotator.cli.output import as_json_option, print_json, print_table
from annotator.cli.projects import project_argument


@click.command()
@project_argument
@click.argument("source")
@click.argument("relation")
@click.argument("target")
@click.option("--note", default="", metavar="TEXT", help="Free words.")
@click.option("--annotator", metavar="NAME", help="Who links.")
@as_json_option
def link(
    project: Path,
    source: str,
    relation: str,
    target: str,
    note: str,
    annotator: str | None,
    as_json: bool,
) -> None:
    """Link the annotation SOURCE to the annotation TARGET by a RELATION of the scheme.

    Both are ids, as `annotations --json` gives them.
    """
    with Project.open(project, annotator) as opened:
        made = opened.relating.relate(source, relation, target, note=note)
    if as_json:
        print_json(made.as_json())
    else:
        click.echo(f"Linked by “{relation}” ({made.id}).")


@click.command()
@project_argument
@click.argument("relation")
@click.option("--annotator", metavar="NAME", help="Who unlinks.")
def unlink(project: Path, relation: str, annotator: str | None) -> None:
    """Remove the link RELATION (its id); the annotations stay."""
    with Project.open(project, annotator) as opened:
        opened.relating.unrelate(relation)
    click.echo("Unlinked.")


@click.command()
@project_argument
@click.argument("article", required=False)
@as_json_option
def links(project: Path, article: str | None, as_json: bool) -> None:
    """List the links between annotations, of one ARTICLE or all."""
    with Project.open(project, read_only=True) as opened:
        number = None if article is None else opened.article(article).id
        found = opened.relations(number)
        quotes = {} if as_json else {one.id: one.quote for one in opened.annotations(number)}
    if as_json:
        print_json([{**one.as_json(), "article": one.article} for one in found])
        return
    print_table(
        (
            (one.id, one.annotator, quotes[one.source], one.type, quotes[one.target])
            for one in found
        ),
        ("link", "annotator", "from", "type", "to"),
    )


COMMANDS = (link, unlink, links)
