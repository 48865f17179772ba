"""Commands about what was done: undo, redo, history."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.app.project import Project
from annotator.cli.output import as_json_option, print_json, print_table
from annotator.cli.projects import project_argument
from annotator.model.changes import ChangeSet
from annotator.problems import UserProblem


@click.command()
@project_argument
@as_json_option
def undo(project: Path, as_json: bool) -> None:
    """Take back the last step that stands."""
    with Project.open(project) as opened:
        changes = opened.undo()
    _tell(changes, "undo", "Undone", as_json=as_json)


@click.command()
@project_argument
@as_json_option
def redo(project: Path, as_json: bool) -> None:
    """Bring back the step that was undone last."""
    with Project.open(project) as opened:
        changes = opened.redo()
    _tell(changes, "redo", "Redone", as_json=as_json)


@click.command()
@project_argument
@as_json_option
def history(project: Path, as_json: bool) -> None:
    """List all steps, newest first: what was done, to which words, in which article."""
    with Project.open(project, read_only=True) as opened:
        steps = opened.timeline.told([step.id for step in opened.history()])
    if as_json:
        print_json([{**step._asdict(), **about._asdict()} for step, about in steps])
        return
    print_table(
        (
            (
                step.id,
                step.at,
                step.annotator,
                step.act,
                step.state,
                f"{step.title} {about.words}".rstrip(),
                about.article,
            )
            for step, about in steps
        ),
        ("#step", "when", "annotator", "act", "state", "what", "article"),
    )


@click.command("go-back")
@project_argument
@click.argument("step", type=int)
@click.option("--dry-run", is_flag=True, help="Only say what would be taken back.")
@as_json_option
def go_back(project: Path, step: int, dry_run: bool, as_json: bool) -> None:
    """Say again what stood just after STEP (a number of `history`), as one step.

    What merges have brought since stays. Undo takes the going back itself back.
    """
    with Project.open(project, read_only=dry_run) as opened:
        weight = opened.timeline.weigh(step)
        if not dry_run:
            opened.timeline.go_back(step)
    if as_json:
        print_json(weight._asdict())
        return
    who = ", ".join(f"{name} {count}" for name, count in sorted(weight.by.items()))
    verb = "Would take back" if dry_run else "Took back"
    steps = "1 step" if weight.steps == 1 else f"{weight.steps:,} steps"
    click.echo(f"{verb} {steps}{f' ({who})' if who else ''}.")
    if weight.merges:
        merges = "a merge" if weight.merges == 1 else f"{weight.merges} merges"
        click.echo(f"What {merges} brought stays.")


def _tell(changes: ChangeSet | None, verb: str, participle: str, *, as_json: bool) -> None:
    if changes is None:
        raise UserProblem(f"There is nothing to {verb}.")
    if as_json:
        print_json(
            {
                "operation": changes.operation,
                "title": changes.title,
                "articles": sorted(changes.articles),
            }
        )
    else:
        click.echo(f"{participle}: {changes.title}.")


COMMANDS = (undo, redo, history, go_back)
