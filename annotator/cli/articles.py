"""Commands about articles: import, articles, search."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.app.project import Project
from annotator.app.reading_files import OFFSET_UNITS
from annotator.cli.output import Counter, as_json_option, point_out_twin, print_json, print_table
from annotator.cli.projects import project_argument

_SHORT_ID = 12
_MOST_TOLD = 20
"""Things passed over that are told one by one."""


@click.command("import")
@project_argument
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option("--format", "format_name", default="auto", metavar="NAME", show_default=True,
              help="A format's name; auto goes by the file's name.")  # fmt: skip
@click.option("--annotator", metavar="NAME", help="Who imports.")
@click.option("--encoding", metavar="NAME", help="The encoding of texts that do not say it.")
@click.option("--offsets", default=OFFSET_UNITS[0], type=click.Choice(OFFSET_UNITS),
              show_default=True, help="What the files' offsets count.")  # fmt: skip
@as_json_option
def import_(
    project: Path,
    paths: tuple[Path, ...],
    format_name: str,
    annotator: str | None,
    encoding: str | None,
    offsets: str,
    as_json: bool,
) -> int:
    """Take files and folders in, as one step that can be undone.

    The same text twice is the same article.
    """
    counter = Counter("Articles taken in")
    with Project.open(project, annotator) as opened:
        point_out_twin(opened.annotator.name, opened.team.twin())
        report = opened.import_files(
            paths, format=format_name, encoding=encoding, offsets=offsets, progress=counter
        )
    counter.done()
    if as_json:
        print_json(
            {
                "articles": list(report.articles),
                "annotations": report.annotations,
                "relations": report.relations,
                "new_labels": list(report.new_labels),
                "known": report.known,
                "skipped": [one._asdict() for one in report.skipped],
                "notes": [one._asdict() for one in report.notes],
            }
        )
    else:
        click.echo(
            f"Articles: {len(report.articles):,}, of them new: {report.new_articles:,}. "
            f"Annotations: {report.annotations:,}."
            + (f" Here already: {report.known:,}." if report.known else "")
        )
    for head, told in (("Passed over", report.passed_over()), ("Note", report.otherwise())):
        for one in told[:_MOST_TOLD]:
            click.echo(f"{head}: {one}", err=True)
        if (more := len(told) - _MOST_TOLD) > 0:
            click.echo(f"{head}: {more:,} more; --json lists all.", err=True)
    return 0 if report.articles else 1


@click.command()
@project_argument
@as_json_option
def articles(project: Path, as_json: bool) -> None:
    """List the articles."""
    with Project.open(project, read_only=True) as opened:
        rows = opened.corpus.rows(opened.corpus.numbers())
        if as_json:
            counts = {row.id: row.annotations for row in rows}
            print_json(
                [
                    article.as_json()
                    | {"characters": len(article.text), "annotations": counts.get(article.id, 0)}
                    for article in opened.articles()
                ]
            )
        else:
            print_table(
                ((row.id[:_SHORT_ID], row.characters, row.annotations, row.title) for row in rows),
                ("id", "#characters", "#annotations", "title"),
            )


@click.command()
@project_argument
@click.argument("query")
@as_json_option
def search(project: Path, query: str, as_json: bool) -> None:
    """Find articles that hold all words of QUERY, best first.

    Words match whole, without regard to case and accents; "…" holds a phrase, word* is a prefix.
    """
    with Project.open(project, read_only=True) as opened:
        hits, total = opened.corpus.search(query)
    if as_json:
        print_json([hit._asdict() for hit in hits])
        return
    for hit in hits:
        click.echo(f"{hit.article[:_SHORT_ID]}  {hit.title}\n    {hit.snippet}")
    click.echo(f"{total:,} articles" if total != 1 else "1 article", err=True)


COMMANDS = (import_, articles, search)
