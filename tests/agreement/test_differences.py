"""Every pair gets one kind, the hardest, and says which attributes differ."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from annotator.agreement.differences import differences
from annotator.model.annotation import Annotation
from annotator.model.unit import DifferenceKind
from tests.agreement.making import SCHEME, span, spans

NAMES = ("Ann", "Ben")


@pytest.mark.parametrize(
    ("left", "right", "kind", "detail"),
    [
        (span(0, 9, "figure", value=600), span(0, 9, "figure", value=600.0), "same", ()),
        (span(0, 9, "figure", note="odd"), span(0, 9, "figure"), "same", ()),
        (span(0, 9, "figure"), span(2, 9, "figure"), "edges", ()),
        (span(0, 9), span(0, 9, fragments=[(0, 3), (6, 9)]), "edges", ()),
        (span(0, 9, kind="outlet"), span(0, 9, kind="pronoun"), "attribute", ("kind",)),
        (span(0, 9, kind="outlet"), span(0, 9), "attribute", ("kind",)),
        (span(0, 9, "figure", value=600), span(0, 9, "figure", value=""), "value", ("value",)),
        # What only one filled in is no contradiction.
        (span(0, 9, kind="outlet"), span(0, 4), "edges", ("kind",)),
        (span(0, 9, kind="outlet", role=""), span(0, 4, role="envoy"), "edges", ("kind", "role")),
        (
            span(0, 9, kind="outlet", role="envoy"),
            span(0, 9, kind="pronoun"),
            "attribute",
            ("kind", "role"),
        ),
        (
            span(0, 9, "figure", value=600, approximation="about"),
            span(0, 9, "figure", approximation="exact"),
            "attribute",
            ("approximation", "value"),
        ),
        (
            span(0, 9, "figure", value=600),
            span(0, 9, "figure", approximation="about"),
            "value",
            ("approximation", "value"),
        ),
        (span(0, 9, "figure", value=600), span(0, 9, "figure", value=60), "value", ("value",)),
        (
            span(0, 9, "figure", value=600, unit="km"),
            span(0, 5, "figure", unit="km²", value=500),
            "value",
            ("unit", "value"),
        ),
        (span(0, 9, "source", name="A"), span(0, 9, "location", name="B"), "label", ()),
        (span(0, 9, "source"), span(0, 5, "location"), "label", ()),
    ],
)
def test_a_pair_has_the_hardest_of_its_differences(
    left: Annotation, right: Annotation, kind: DifferenceKind, detail: tuple[str, ...]
) -> None:
    for mine, theirs in ((left, right), (right, left)):
        (found,) = differences("a", [mine], [theirs], NAMES, SCHEME)
        assert found == ("a", kind, mine, theirs, NAMES, detail)


def test_what_has_no_pair_is_missed() -> None:
    mine, theirs = span(0, 4), span(6, 9, by="Ben")
    first, second = differences("a", [mine], [theirs], NAMES, SCHEME)
    assert first == ("a", "missed", mine, None, NAMES, ())
    assert second == ("a", "missed", None, theirs, NAMES, ())
    assert differences("a", [], [], NAMES, SCHEME) == []


def test_an_article_worked_through_by_hand() -> None:
    # Olena said about 600 km² burned near Kyiv, Mayor Ben said the day before.
    ann = [
        span(0, 5, kind="named-person"),
        span(11, 24, "figure", value=600, unit="km²"),
        span(37, 41, "location", country="UA"),
        span(43, 52, kind="named-person"),
    ]
    ben = [
        span(0, 5, by="Ben", kind="named-person"),
        span(17, 24, "figure", by="Ben", value=600, unit="km²"),
        span(37, 41, "source", by="Ben"),
        span(49, 52, by="Ben", kind="pronoun"),
        span(53, 57, by="Ben"),
    ]
    found = differences("a", ann, ben, NAMES, SCHEME)
    assert [one.kind for one in found] == ["same", "edges", "label", "attribute", "missed"]
    assert [one.left for one in found] == [*ann, None]
    assert [one.right for one in found] == ben


@given(spans("Ann"), spans("Ben"))
def test_both_directions_say_the_same(left: list[Annotation], right: list[Annotation]) -> None:
    there = differences("a", left, right, NAMES, SCHEME)
    back = differences("a", right, left, NAMES[::-1], SCHEME)
    assert [(one.kind, one.detail, one.left, one.right) for one in there] == [
        (one.kind, one.detail, one.right, one.left) for one in back
    ]


@given(spans("Ann"), spans("Ben"))
def test_only_what_is_missed_stands_alone(left: list[Annotation], right: list[Annotation]) -> None:
    found = differences("a", left, right, NAMES, SCHEME)
    kinds = Counter(one.kind for one in found)
    assert kinds["missed"] == sum(None in (one.left, one.right) for one in found)
    assert len(left) + len(right) == 2 * len(found) - kinds["missed"]
    for one in found:
        assert one.detail or one.kind not in ("attribute", "value")
        assert not one.detail or one.kind in ("edges", "attribute", "value")


@given(spans("Ann"))
def test_nobody_differs_from_themselves(annotations: list[Annotation]) -> None:
    found = differences("a", annotations, annotations, NAMES, SCHEME)
    assert [one.kind for one in found] == ["same"] * len(annotations)
