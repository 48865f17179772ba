"""Commands about annotations: tag, annotations."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.app.project import Project
from annotator.cli.output import (
    as_json_option,
    in_one_line,
    point_out_twin,
    print_json,
    print_table,
)
from annotator.cli.projects import project_argument
from annotator.model.scheme import Label

_SHORT_ID = 12


@click.command()
@project_argument
@click.argument("article")
@click.argument("start", type=int)
@click.argument("end", type=int)
@click.argument("label")
@click.option(
    "--attribute", "attributes", multiple=True, metavar="KEY=VALUE", help="Set an attribute."
)
@click.option(
    "--and",
    "others",
    nargs=2,
    type=int,
    multiple=True,
    metavar="START END",
    help="Further characters of the same annotation, as fragments.",
)
@click.option("--note", default="", metavar="TEXT", help="Free words.")
@click.option("--annotator", metavar="NAME", help="Who tags.")
@as_json_option
def tag(
    project: Path,
    article: str,
    start: int,
    end: int,
    label: str,
    attributes: tuple[str, ...],
    others: tuple[tuple[int, int], ...],
    note: str,
    annotator: str | None,
    as_json: bool,
) -> None:
    """Put LABEL on the characters START to END (exclusive) of ARTICLE.

    ARTICLE is an id or the first six or more characters of it. Offsets count Unicode code points.
    """
    with Project.open(project, annotator) as opened:
        point_out_twin(opened.annotator.name, opened.team.twin())
        kind = opened.scheme.label(label)
        values = dict(attribute_given(kind, given) for given in attributes)
        fragments = [(start, end), *others]
        made = opened.annotate(
            article, start, end, label, note=note, attributes=values, fragments=fragments
        )
    if as_json:
        print_json(made.as_json())
    else:
        click.echo(f"Tagged “{made.quote}” as {label} ({made.id}).")


@click.command("annotations")
@project_argument
@click.argument("article", required=False)
@click.option("--annotator", "annotators", multiple=True, metavar="NAME", help="Only theirs.")
@click.option("--label", "labels", multiple=True, metavar="KEY", help="Only of this label.")
@as_json_option
def list_annotations(
    project: Path,
    article: str | None,
    annotators: tuple[str, ...],
    labels: tuple[str, ...],
    as_json: bool,
) -> None:
    """List annotations, of one ARTICLE or all, by position."""
    with Project.open(project, read_only=True) as opened:
        found = opened.annotations(article, annotators=annotators, labels=labels)
    if as_json:
        print_json([one.as_json() for one in found])
        return
    print_table(
        (
            (
                one.article[:_SHORT_ID],
                one.start,
                one.end,
                one.label,
                one.annotator,
                in_one_line(one.quote),
            )
            for one in found
        ),
        ("article", "#start", "#end", "label", "annotator", "quote"),
    )


def attribute_given(label: Label, given: str) -> tuple[str, object]:
    """Read what was said of an attribute as KEY=VALUE.

    Raises:
        UsageError: there is no equals sign.
        UserProblem: the label has no such attribute, or the value does not fit.
    """
    key, sign, value = given.partition("=")
    if not sign:
        raise click.UsageError(f"--attribute takes KEY=VALUE, not “{given}”")
    return key, label.attribute(key).parse(value)


COMMANDS = (tag, list_annotations)
