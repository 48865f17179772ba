"""Commands about how people agree: compare."""

from __future__ import annotations

import collections
from collections.abc import Sequence
from pathlib import Path

import click

from annotator.app.project import Project
from annotator.cli.output import (
    Counter,
    as_json_option,
    as_piece,
    in_one_line,
    print_pieces,
    print_table,
)
from annotator.cli.projects import project_argument
from annotator.model.annotation import Annotation
from annotator.model.unit import KINDS, Difference

_SHORT_ID = 12
_LONGEST = 40


@click.command()
@project_argument
@click.option(
    "--annotator",
    "annotators",
    multiple=True,
    metavar="NAME",
    help="Compare these. [default: all people and imports]",
)
@click.option("--label", "labels", multiple=True, metavar="KEY", help="Only pairs with this label.")
@click.option("--article", "articles", multiple=True, metavar="ID", help="Only in this article.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help=f"Only {', '.join(KINDS)}.")
@as_json_option
def compare(
    project: Path,
    annotators: tuple[str, ...],
    labels: tuple[str, ...],
    articles: tuple[str, ...],
    kinds: tuple[str, ...],
    as_json: bool,
) -> None:
    """Pair what annotators marked, two by two, and say in what each pair differs.

    Compared are those who marked something in an article or marked it done. The kinds, from mild
    to hard: same, edges, missed (one has nothing there), attribute, value (a number, a date or a
    place), label. A pair has the hardest of its differences.
    """
    with Project.open(project, read_only=True) as opened:
        comparing = opened.comparing
        found: list[Difference] = []
        pieces: list[bytes] = []
        counter = Counter("Pairs")
        walk = comparing.differences(articles or None, annotators, labels, kinds)
        for count, one in enumerate(walk, 1):
            if as_json:
                pieces.append(as_piece(_record(one)))
            else:
                found.append(one)
            counter(count)
        counter.done()
        hidden = comparing.hidden(articles or None, annotators)
    if hidden:
        articles_left = "1 article is" if hidden == 1 else f"{hidden} articles are"
        click.echo(
            f"{articles_left} left out until marked done: people work blind in this project.",
            err=True,
        )
    if as_json:
        print_pieces(pieces)
    elif found:
        _print_counts(found)
        _print_differences([one for one in found if one.kind != "same"])
    else:
        click.echo(
            "There are no such pairs. An article is compared when two annotators have marked "
            "something in it, or have marked it done."
        )


def _record(difference: Difference) -> dict[str, object]:
    left, right = difference.left, difference.right
    return {
        "article": difference.article,
        "kind": difference.kind,
        "left": None if left is None else left.as_json(),
        "right": None if right is None else right.as_json(),
    }


def _print_counts(found: Sequence[Difference]) -> None:
    counts = collections.Counter((one.annotators, one.kind) for one in found)
    pairs = dict.fromkeys(one.annotators for one in found)
    print_table(
        (
            (
                *names,
                sum(counts[names, kind] for kind in KINDS),
                *(counts[names, kind] for kind in KINDS),
            )
            for names in pairs
        ),
        ("first", "second", "#pairs", *(f"#{kind}" for kind in KINDS)),
    )


def _print_differences(found: Sequence[Difference]) -> None:
    if not found:
        return
    click.echo()
    print_table(
        (
            (
                one.article[:_SHORT_ID],
                min(side.start for side in (one.left, one.right) if side is not None),
                one.kind,
                _said(one.annotators[0], one.left),
                _said(one.annotators[1], one.right),
                "; ".join(_values(key, one) for key in one.detail),
            )
            for one in found
        ),
        ("article", "#start", "kind", "first", "second", "attributes"),
    )


def _said(name: str, annotation: Annotation | None) -> str:
    if annotation is None:
        return f"{name}: –"
    return f"{name}: {annotation.label} “{in_one_line(annotation.quote, _LONGEST)}”"


def _values(key: str, difference: Difference) -> str:
    sides = (difference.left, difference.right)
    both = [None if side is None else side.attributes.get(key) for side in sides]
    said = ["–" if value is None else in_one_line(str(value), _LONGEST) for value in both]
    return f"{key}: {' | '.join(said)}"


COMMANDS = (compare,)
