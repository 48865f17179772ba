"""Which differences a number of the agreement page counts."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation
from annotator.model.unit import Difference, DifferenceKind
from annotator.ui.panels.agreement.query import SpanQuery


def _annotation(label: str, who: str) -> Annotation:
    return Annotation(
        id="01900000-0000-7000-8000-000000000001", article="a" * 64, annotator=who, label=label,
        start=0, end=4, fragments=((0, 4),), quote="Kyiv", created="", modified="",
    )  # fmt: skip


def _difference(kind: DifferenceKind, left: str | None, right: str | None) -> Difference:
    return Difference(
        "a" * 64,
        kind,
        None if left is None else _annotation(left, "Amara"),
        None if right is None else _annotation(right, "Mei"),
        ("Amara", "Mei"),
    )


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        (SpanQuery(""), True),
        (SpanQuery("", kinds=("label",)), True),
        (SpanQuery("", kinds=("edges",)), False),
        (SpanQuery("", annotators=("Mei",)), True),
        (SpanQuery("", annotators=("Mei", "Amara")), True),
        (SpanQuery("", annotators=("Mei", "Jonas")), False),
        (SpanQuery("", label="source"), True),
        (SpanQuery("", label="figure"), False),
        (SpanQuery("", label="location"), False),  # it counts under the first person's label
        (SpanQuery("", labels=("location", "source"), ordered=True), False),
        (SpanQuery("", labels=("source", "location"), ordered=True), True),
        (SpanQuery("", labels=("location", "source")), True),
        (SpanQuery("", labels=("source", "source")), False),
        (SpanQuery("", labels=("source", None)), False),
        (SpanQuery("", outlet="Wire"), True),
        (SpanQuery("", outlet=""), False),
    ],
)
def test_a_difference_of_labels(query: SpanQuery, fits: bool) -> None:
    assert query.fits(_difference("label", "source", "location"), "Wire") is fits


def test_what_is_missed_has_nothing_as_its_other_label() -> None:
    missed = _difference("missed", "source", None)
    assert SpanQuery("", labels=(None, "source")).fits(missed, "")
    assert SpanQuery("", outlet="").fits(missed, "")
    assert not SpanQuery("", labels=("source", "location")).fits(missed, "")


def test_a_pair_counts_under_the_label_that_is_chosen() -> None:
    one = _difference("label", "source", "location")
    assert SpanQuery("", label="location").fits(one, "", ["location"])
    assert not SpanQuery("", label="location").fits(one, "", ["location", "source"])
