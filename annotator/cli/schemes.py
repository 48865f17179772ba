"""The command about the scheme: showing it, putting another in its place, what that does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.app.project import Project
from annotator.cli.output import Counter, as_json_option, in_one_line, print_json, print_table
from annotator.cli.projects import project_argument

if TYPE_CHECKING:
    from annotator.app.scheming.differing import SchemeChange
    from annotator.app.scheming.weighing import Weight
    from annotator.model.scheme import Scheme

_LONGEST = 80


@click.command()
@project_argument
@click.option(
    "--set",
    "other",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Put this scheme (JSON), or this codebook (.qdc), in its place. Labels that are in use "
    "and not in it are retired.",
)
@click.option(
    "--add",
    "more",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Add the labels and relations of this file that it does not have.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be different.")
@click.option("--versions", is_flag=True, help="List the versions, newest first.")
@click.option("--annotator", metavar="NAME", help="Who works. [default: this machine's user]")
@as_json_option
def scheme(
    project: Path,
    other: Path | None,
    more: Path | None,
    dry_run: bool,
    versions: bool,
    annotator: str | None,
    as_json: bool,
) -> None:
    """Show the scheme, or change it.

    With --json and nothing else it prints a scheme file.
    """
    if sum((other is not None, more is not None, versions)) > 1:
        raise click.UsageError("--set, --add and --versions exclude each other")
    if dry_run and other is None and more is None:
        raise click.UsageError("--dry-run belongs to --set or --add")
    writes = (other is not None or more is not None) and not dry_run
    with Project.open(project, annotator, read_only=not writes) as opened:
        if other is not None or more is not None:
            path = other or more
            assert path is not None
            _change(opened, path, add=more is not None, dry_run=dry_run, as_json=as_json)
        elif versions:
            _list_versions(opened, as_json=as_json)
        else:
            _show(opened, as_json=as_json)


def _change(project: Project, path: Path, *, add: bool, dry_run: bool, as_json: bool) -> None:
    old = project.scheme
    new = project.schemes.from_file(path, add=add)
    changes = project.schemes.differences(new)
    counter = Counter("Annotations looked at")
    weight = project.schemes.weigh(new, counter)
    if not dry_run:
        new = project.schemes.save(new, base=old, progress=counter)
    counter.done()
    if as_json:
        print_json(_as_json(new, changes, weight, saved=not dry_run and bool(changes)))
        return
    if not changes:
        click.echo(f"Nothing is different; the scheme stays at version {old.version}.")
        return
    for change in changes:
        click.echo(change.text)
    for effect in weight.effects:
        click.echo(f"{effect.text}.")
    if weight.relations:
        click.echo(f"{weight.relations:,} relations tie labels that they may not tie any more.")
    click.echo(
        "Nothing was written: this was a dry run."
        if dry_run
        else f"Saved version {new.version} of the scheme."
    )


def _as_json(
    scheme: Scheme, changes: list[SchemeChange], weight: Weight, *, saved: bool
) -> dict[str, Any]:
    return {
        "saved": saved,
        "version": scheme.version,
        "changes": [change._asdict() for change in changes],
        "effects": [
            {
                **effect.touch._asdict(),
                "annotations": effect.annotations,
                "others": effect.others,
                "text": effect.text,
            }
            for effect in weight.effects
        ],
        "annotations": weight.annotations,
        "kept": weight.kept,
        "relations": weight.relations,
    }


def _list_versions(project: Project, *, as_json: bool) -> None:
    found = project.schemes.versions()
    if as_json:
        print_json(
            [
                {
                    "version": one.version,
                    "annotator": one.annotator,
                    "at": one.at,
                    "changes": [change._asdict() for change in one.changes],
                    "rewritten": one.rewritten,
                }
                for one in found
            ]
        )
        return
    for one in found:
        click.echo(f"Version {one.version}, {one.at}, {one.annotator}")
        for change in one.changes:
            click.echo(f"  {change.text}")
        if one.rewritten:
            click.echo(f"  Annotations written anew: {one.rewritten:,}")


def _show(project: Project, *, as_json: bool) -> None:
    found = project.scheme
    if as_json:
        print_json(found.as_json())
        return
    counts = project.schemes.counts()
    names = {label.key: label.name for label in found.labels}
    click.echo(f"{found.name or 'Scheme'}, version {found.version}")
    print_table(
        (
            (
                label.shortcut,
                label.key,
                label.name,
                counts.get(label.key, 0),
                ", ".join(one.key for one in label.attributes),
                _standing(label.retired, names.get(label.merged_into), names.get(label.parent)),
                in_one_line(label.definition, _LONGEST),
            )
            for label in found.labels
        ),
        ("key", "label", "name", "#used", "attributes", "standing", "definition"),
    )


def _standing(retired: bool, into: str | None, parent: str | None) -> str:
    if into:
        return f"merged into {into}"
    if retired:
        return "retired"
    return f"under {parent}" if parent else ""


COMMANDS = (scheme,)
