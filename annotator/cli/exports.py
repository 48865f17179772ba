"""Commands about formats: export, formats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast, get_args

import click

from annotator.app.export.exporting import ExportReport
from annotator.app.export.manifest import plan_of
from annotator.app.formats import formats_there_are
from annotator.app.project import Project
from annotator.cli.output import (
    Counter,
    as_json_option,
    as_piece,
    print_json,
    print_pieces,
    print_table,
)
from annotator.cli.projects import project_argument
from annotator.model.export import ExportPlan, Honesty, Selection, Splits, Stratum
from annotator.model.team import TeamState
from annotator.problems import UserProblem


@click.command()
@project_argument
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "format_name", metavar="NAME", help="See annotator formats.")
@click.option("--annotator", "annotators", multiple=True, metavar="NAME", help="Only theirs.")
@click.option("--consensus", is_flag=True, help="Only what was settled in review.")
@click.option("--label", "labels", multiple=True, metavar="KEY", help="Only of this label.")
@click.option("--article", "articles", multiple=True, metavar="ID", help="Only this article.")
@click.option("--query", metavar="QUERY", help="Only articles that the list would show for it.")
@click.option("--retired", is_flag=True, help="Retired articles, too.")
@click.option("--state", "states", multiple=True, type=click.Choice(get_args(TeamState)),
              help="Only articles that are so far.")  # fmt: skip
@click.option("--split", metavar="SHARES", help="Deal articles out: train,dev,test as 80,10,10.")
@click.option("--stratify", type=click.Choice(get_args(Stratum)[1:]),
              help="Give each split its share of these.")  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="Of the splits.")
@click.option("--keep-duplicates-apart", is_flag=True,
              help="Deal out near duplicates singly; else they stay together.")  # fmt: skip
@click.option("--pseudonyms", is_flag=True, help="Annotators become annotator 1, 2, ….")
@click.option("--notes", is_flag=True, help="Write the honesty sheet beside the files.")
@click.option("--with-jsonl", is_flag=True, help="Write own JSONL, which holds everything, too.")
@click.option("--history", is_flag=True, help="Write every revision of the articles, too.")
@click.option(
    "--option", "options", multiple=True, metavar="KEY=VALUE", help="An option of the format."
)
@click.option("--again", type=click.Path(path_type=Path), metavar="MANIFEST",
              help="Export as that manifest says; the other options are not asked.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what the format cannot hold; write nothing.")
@click.option("--loss-report", type=click.Path(path_type=Path), metavar="FILE",
              help="Write what the format cannot hold as JSON.")  # fmt: skip
@as_json_option
def export(project: Path, out: Path, **asked: Any) -> None:
    """Write a dataset to OUT, a file or a folder, and say what its format cannot hold.

    A manifest with hashes goes with it, by which the same can be exported again. A folder whose
    name ends with .zip is packed.
    """
    counter = Counter("Articles written")
    expected: dict[str, str] = {}
    if asked["again"] is None:
        plan = _plan(asked)
    else:
        plan, expected = plan_of(asked["again"])
    with Project.open(project, read_only=True) as opened:
        if asked["query"] and asked["again"] is None:
            plan = _with_query(opened, plan, asked["query"])
        if asked["dry_run"]:
            _say_honesty(opened.exporting.honesty(plan, counter), counter, as_json=asked["as_json"])
            return
        report = opened.exporting.run(out, plan, loss_report=asked["loss_report"], progress=counter)
        empty = plan.selection.consensus and not opened.exporting.has_consensus()
    counter.done()
    if asked["as_json"]:
        print_pieces([as_piece(loss.as_json()) for loss in report.losses])
    else:
        _say(out, plan, report, empty=empty)
    report.losses.close()
    if expected:
        _hold_against(report, expected)


def _plan(asked: dict[str, Any]) -> ExportPlan:
    if asked["format_name"] is None:
        raise click.UsageError("--format is needed: see annotator formats")
    return ExportPlan(
        format=asked["format_name"],
        options=dict(_option(given) for given in asked["options"]),
        selection=Selection(
            articles=asked["articles"],
            states=asked["states"],
            annotators=asked["annotators"],
            labels=asked["labels"],
            consensus=asked["consensus"],
            retired=asked["retired"],
        ),
        splits=_splits(asked),
        pseudonyms=asked["pseudonyms"],
        notes=asked["notes"],
        also_jsonl=asked["with_jsonl"],
        history=asked["history"],
    )


def _with_query(project: Project, plan: ExportPlan, query: str) -> ExportPlan:
    """Take only the articles that a query finds; of those that are named only these."""
    found = project.lists.ids(query)
    if named := {project.corpus.article(one).id for one in plan.selection.articles}:
        found = [one for one in found if one in named]
    if not found:
        raise UserProblem(f"No article that is named has “{query}”.")
    return replace(plan, selection=replace(plan.selection, articles=tuple(found)))


def _splits(asked: dict[str, Any]) -> Splits | None:
    if asked["split"] is None:
        return None
    parts = asked["split"].split(",")
    try:
        train, dev, test = (float(part) for part in parts)
    except ValueError as error:
        raise click.UsageError("--split takes three shares, as 80,10,10") from error
    return Splits(
        train=train,
        dev=dev,
        test=test,
        by=cast("Stratum", asked["stratify"] or ""),
        seed=asked["seed"],
        group=not asked["keep_duplicates_apart"],
    )


def _say(out: Path, plan: ExportPlan, report: ExportReport, *, empty: bool) -> None:
    # A pipe holds the dataset and nothing else.
    is_kept = out.is_file() or out.is_dir() or bool(report.files)
    click.echo(f"Wrote {out}.", err=not is_kept)
    if empty:
        click.echo("Nothing has been settled yet: the dataset holds no annotation.", err=True)
    for row in report.honesty.rows:
        click.echo(
            f"Not held by {plan.format}: {row.number:,} × {row.reason} ({row.what}: {row.instead})",
            err=True,
        )


def _say_honesty(honesty: Honesty, counter: Counter, *, as_json: bool) -> None:
    counter.done()
    if as_json:
        print_json(honesty.as_json())
        return
    click.echo(
        f"Articles: {honesty.articles:,}. Spans as they are: {honesty.written:,}, changed: "
        f"{honesty.changed:,}, left out: {honesty.left_out:,}."
    )
    if honesty.rows:
        print_table(
            ((one.what, f"{one.number:,}", one.instead) for one in honesty.rows),
            ("what", "#count", "what happens instead"),
        )
    else:
        click.echo("Everything fits.")


def _hold_against(report: ExportReport, expected: dict[str, str]) -> None:
    """Say whether the files are those of the manifest, to the last bit."""
    written = {one.sha256 for one in report.written}
    differing = [name for name, digest in expected.items() if digest not in written]
    if not differing:
        click.echo("The files are those of the manifest, bit for bit.", err=True)
        return
    raise UserProblem(
        f"{', '.join(differing)}: not the same as before. The project has changed since, or this "
        "is another version of Annotator; the files were written all the same."
    )


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
                one.title if one.available else f"{one.title} (not installed)",
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
