"""Commands about which words an annotation is on: split, join."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.app.project import Project
from annotator.cli.output import as_json_option, point_out_twin, print_json
from annotator.cli.projects import project_argument


@click.command()
@project_argument
@click.argument("annotation")
@click.argument("position", type=int)
@click.option("--annotator", metavar="NAME", help="Who splits; it must be theirs.")
@as_json_option
def split(
    project: Path, annotation: str, position: int, annotator: str | None, as_json: bool
) -> None:
    """Part ANNOTATION (its id) in two before the character POSITION of its article.

    The first keeps its id, values, note and links; the second takes over choices and flags.
    Offsets count Unicode code points.
    """
    with Project.open(project, annotator) as opened:
        point_out_twin(opened.annotator.name, opened.team.twin())
        done = opened.shaping.split(annotation, position)
    if as_json:
        record = {
            "first": done.first.as_json(),
            "second": done.second.as_json(),
            "stayed": list(done.stayed),
        }
        print_json(record)
    else:
        click.echo(f"Split: “{done.first.quote}” and “{done.second.quote}” ({done.second.id}).")


@click.command()
@project_argument
@click.argument("annotations", nargs=-1, required=True)
@click.option("--whole", is_flag=True, help="Take in what lies between; else it parts fragments.")
@click.option("--annotator", metavar="NAME", help="Who joins; they must be theirs.")
@as_json_option
def join(
    project: Path, annotations: tuple[str, ...], whole: bool, annotator: str | None, as_json: bool
) -> None:
    """Make one of several ANNOTATIONS (ids) of one article that have one label.

    The first by place stays; values are those of the first that has one, notes come together.
    """
    with Project.open(project, annotator) as opened:
        point_out_twin(opened.annotator.name, opened.team.twin())
        done = opened.shaping.join(annotations, whole=whole)
    if as_json:
        record = {
            "annotation": done.annotation.as_json(),
            "dropped": list(done.dropped),
            "relations_removed": done.relations,
        }
        print_json(record)
    else:
        click.echo(f"Joined: “{done.annotation.quote}” ({done.annotation.id}).")


COMMANDS = (split, join)
