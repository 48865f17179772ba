"""Commands about how well people agree, in numbers: agreement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

import click

from annotator.app.project import Project
from annotator.cli.output import Counter, as_json_option, print_json, print_table
from annotator.cli.projects import project_argument
from annotator.model.agreement import AgreementReport, Measure

_Table = Literal["csv", "markdown", "latex"]
_HEAD = ("measure", "label", "annotators", "#value", "95 % interval", "#n", "note")


@click.command()
@project_argument
@click.option("--annotator", "annotators", multiple=True, metavar="NAME",
              help="Compare these. [default: all people and imports]")  # fmt: skip
@click.option("--label", "labels", multiple=True, metavar="KEY",
              help="Only this label; others count as not marked.")  # fmt: skip
@click.option("--article", "articles", multiple=True, metavar="ID", help="Only this article.")
@click.option("--since", metavar="DATE", help="Only articles marked on this day or later.")
@click.option("--measure", "measures", multiple=True, metavar="NAME",
              help="Only this measure; gamma has to be asked for.")  # fmt: skip
@click.option("--resamples", type=click.IntRange(0), default=0, metavar="N", show_default=True,
              help="Draw articles N times for 95 % intervals.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, metavar="N",
              show_default=True, help="With the same seed intervals are the same.")  # fmt: skip
@click.option("--table", type=click.Choice(get_args(_Table)), help="Print everything as a table.")
@click.option("--methods", is_flag=True, help="Print a paragraph for a methods section.")
@as_json_option
def agreement(
    project: Path,
    annotators: tuple[str, ...],
    labels: tuple[str, ...],
    articles: tuple[str, ...],
    since: str | None,
    measures: tuple[str, ...],
    resamples: int,
    seed: int,
    table: _Table | None,
    methods: bool,
    as_json: bool,
) -> None:
    """Measure how well annotators agree: overall, by label, by attribute and between every two.

    An article enters if two or more have marked something in it or marked it done.
    """
    if as_json + methods + (table is not None) > 1:
        raise click.UsageError("choose one of --json, --table and --methods")
    counter = Counter("Articles and resamples")
    with Project.open(project, read_only=True) as opened:
        report = opened.comparing.report(
            articles or None,
            annotators,
            labels,
            since,
            measures=measures,
            resamples=resamples,
            seed=seed,
            progress=counter,
        )
        written = None if table is None else opened.comparing.table(report, table)
    counter.done()
    if as_json:
        print_json(report.as_json())
    elif written is not None:
        click.echo(written, nl=False)
    elif methods:
        click.echo(report.methods)
    else:
        _show(report)


def _show(report: AgreementReport) -> None:
    """Print what is of all labels or of all annotators; ``--table`` has each label of each pair."""
    everybody = report.annotators
    if not report.articles:
        click.echo("No article enters: agreement needs one that two people have worked on.")
    else:
        shown = [one for one in report.measures if one.annotators == everybody or one.label is None]
        print_table(_rows(shown, everybody), _HEAD)
        people = ", ".join(everybody)
        click.echo(f"Articles: {len(report.articles):,}. Annotators: {people}.", err=True)
    for one in report.left_out:
        click.echo(f"Left out: {one.words}.", err=True)


def _rows(measures: list[Measure], everybody: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    for one in measures:
        label = one.label or "all"
        yield (
            one.measure,
            label if one.attribute is None else f"{label}: {one.attribute}",
            "all" if one.annotators == everybody else ", ".join(one.annotators),
            "–" if one.value is None else f"{one.value:.3f}",
            "" if one.low is None else f"{one.low:.3f} to {one.high:.3f}",
            one.n,
            one.why or "",
        )


COMMANDS = (agreement,)
