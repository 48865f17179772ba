"""Commands about formats: export, formats."""

from __future__ import annotations

from collections import Counter as Tally
from pathlib import Path

import click

from annotator.app.export.exporting import formats_there_are
from annotator.app.project import Project
from annotator.cli.output import Counter, as_json_option, print_json, print_table
from annotator.cli.projects import project_argument


@click.command()
@project_argument
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_name", required=True, metavar="NAME", help="See annotator formats."
)
@click.option("--annotator", "annotators", multiple=True, metavar="NAME", help="Only theirs.")
@click.option("--consensus", is_flag=True, help="Only what was settled in review.")
@click.option("--label", "labels", multiple=True, metavar="KEY", help="Only of this label.")
@click.option(
    "--option", "options", multiple=True, metavar="KEY=VALUE", help="An option of the format."
)
@click.option("--loss-report", type=click.Path(path_type=Path), metavar="FILE",
              help="Write what the format cannot hold as JSON.")  # fmt: skip
@as_json_option
def export(
    project: Path,
    out: Path,
    format_name: str,
    annotators: tuple[str, ...],
    consensus: bool,
    labels: tuple[str, ...],
    options: tuple[str, ...],
    loss_report: Path | None,
    as_json: bool,
) -> None:
    """Write a dataset to OUT, and say what its format cannot hold."""
    counter = Counter("Articles written")
    with Project.open(project, read_only=True) as opened:
        losses = opened.exporting.export(
            out,
            format_name,
            annotators=annotators,
            labels=labels,
            consensus=consensus,
            options=dict(_option(given) for given in options),
            loss_report=loss_report,
            progress=counter,
        )
        empty = consensus and not opened.exporting.has_consensus()
    counter.done()
    if as_json:
        print_json([loss.as_json() for loss in losses])
        return
    # A pipe holds the dataset and nothing else.
    click.echo(f"Wrote {out}.", err=not out.is_file())
    if empty:
        click.echo("Nothing has been settled yet: the dataset holds no annotation.", err=True)
    for reason, count in Tally(loss.reason for loss in losses).most_common():
        click.echo(f"Not held by {format_name}: {count:,} × {reason}", err=True)


@click.command()
@as_json_option
def formats(as_json: bool) -> None:
    """List the formats: what reads, what writes, what they cannot hold."""
    if as_json:
        print_json([one.as_json() for one in formats_there_are()])
        return
    print_table(
        (
            (
                one.name,
                "yes" if one.read else "no",
                "yes" if one.write else "no",
                ", ".join(one.cannot_hold) or "–",
                one.title,
            )
            for one in formats_there_are()
        ),
        ("name", "reads", "writes", "cannot hold", "title"),
    )


def _option(given: str) -> tuple[str, str]:
    key, sign, value = given.partition("=")
    if not sign:
        raise click.UsageError(f"--option takes KEY=VALUE, not “{given}”")
    return key, value


COMMANDS = (export, formats)
