"""Commands about the project file: new, check, backup."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.app.project import Project
from annotator.app.schemes import scheme_from
from annotator.cli.output import Counter, as_json_option, print_json
from annotator.problems import UserProblem

project_argument = click.argument("project", type=click.Path(path_type=Path))


@click.command()
@project_argument
@click.option("--annotator", metavar="NAME", help="Who works. [default: this machine's user]")
@click.option(
    "--scheme",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A scheme as JSON, or a codebook (.qdc).",
)
@click.option("--from", "bundle", type=click.Path(path_type=Path), metavar="BUNDLE",
              help="Begin with what a teammate sent; it is the same project.")  # fmt: skip
@click.option("--accept-new-key", is_flag=True,
              help="Begin although its sender signs with another key than before.")  # fmt: skip
@as_json_option
def new(
    project: Path,
    annotator: str | None,
    scheme: Path | None,
    bundle: Path | None,
    accept_new_key: bool,
    as_json: bool,
) -> None:
    """Make a project."""
    if bundle is not None and scheme is not None:
        raise click.UsageError("--from and --scheme exclude each other: a bundle has its scheme")
    if bundle is not None:
        # Only this needs what reads bundles, and signatures.
        from annotator.app.exchange.starting import start_from_bundle  # noqa: PLC0415 - as said above

        counter = Counter("Revisions read")
        opened = start_from_bundle(
            bundle, project, annotator, accept_new_key=accept_new_key, progress=counter
        )
        counter.done()
    else:
        labels = None if scheme is None else scheme_from(scheme)
        opened = Project.create(project, annotator=annotator, scheme=labels)
    with opened as made:
        if as_json:
            print_json({"project": str(made.path)})
        else:
            click.echo(f"Made {made.path}, working as {made.annotator.name}.")


@click.command()
@project_argument
@as_json_option
def check(project: Path, as_json: bool) -> int:
    """Look for faults in a project: file, texts, offsets, quotes, values, search index.

    Exit status 1 if there is any.
    """
    counter = Counter("Things looked at")
    try:
        with Project.open(project, read_only=True) as opened:
            faults = opened.check(counter)
    except UserProblem as problem:
        if not as_json:
            raise
        faults = [str(problem)]
    counter.done()
    if as_json:
        print_json({"ok": not faults, "faults": faults})
    elif faults:
        for fault in faults:
            click.echo(fault)
    else:
        click.echo("No fault found.")
    return 1 if faults else 0


@click.command()
@project_argument
@click.argument("out", type=click.Path(path_type=Path))
@as_json_option
def backup(project: Path, out: Path, as_json: bool) -> None:
    """Copy a project into a new file, also while it is open elsewhere, and check the copy."""
    with Project.open(project, read_only=True) as opened:
        made = opened.backup(out)
    if as_json:
        print_json({"backup": str(made)})
    else:
        click.echo(f"Copied to {made}.")


COMMANDS = (new, check, backup)
