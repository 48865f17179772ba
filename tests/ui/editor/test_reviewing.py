"""Units are found by place, as by looking at all of them; who has which lane."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotator import CONSENSUS
from annotator.ui.editor.review_placing import joined
from annotator.ui.editor.reviewing import Reviewing, ReviewMark
from tests.ui.editor.reviews import PEOPLE, all_say, unit

_TEXT = "abcdefghij"


@st.composite
def _units(draw: st.DrawFn) -> list[ReviewMark]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, 50))
        end = start + draw(st.integers(1, 15))
        entry = None
        if draw(st.booleans()):
            first = draw(st.integers(0, 60))
            entry = "figure", ((first, first + draw(st.integers(1, 9))),)
        pieces = ((start, end),)
        found.append(
            ReviewMark(
                str(number), "edges", "open", start, end,
                (("Amara", "figure", pieces),), ("figure", pieces), entry,
            )
        )  # fmt: skip
    return found


@given(_units(), st.integers(0, 70), st.integers(1, 20))
def test_units_are_found_by_place(units: list[ReviewMark], start: int, length: int) -> None:
    end = start + length
    touching = {one.key for one in units if one.reach[0] < end and one.reach[1] > start}
    found = [one.key for one in Reviewing(units).between(start, end)]
    assert len(found) == len(set(found))
    between = {one.key for one in units if one.start < end and one.end > start}
    # An entry that was edited to stand apart may leave a gap between it and what was marked.
    assert between <= set(found) <= touching


@given(_units())
def test_each_is_found_by_its_key(units: list[ReviewMark]) -> None:
    reviewing = Reviewing(units)
    assert [reviewing.get(one.key) for one in units] == units
    assert reviewing.get("none") is None
    assert reviewing.get(None) is None


def test_three_people_keep_their_lanes_everywhere() -> None:
    reviewing = Reviewing((), PEOPLE)
    one = unit(_TEXT, "1", {"Mei": "abc"})
    assert reviewing.lanes_of(one) == ({"Amara": 0, "Jonas": 1, "Mei": 2}, 0)
    reviewing.hidden = {"Jonas", CONSENSUS}
    assert reviewing.lanes_of(one) == ({"Amara": 0, "Mei": 1}, 0)
    assert not reviewing.shows_consensus


def test_of_more_people_those_are_shown_who_differ() -> None:
    people = (*PEOPLE, "Tariq", "Olena")
    reviewing = Reviewing((), people)
    who = dict.fromkeys(people, "abc") | {"Olena": "ab", "Tariq": "source|abc"}
    lanes, folded = reviewing.lanes_of(unit(_TEXT, "1", who))
    assert lanes == {"Amara": 0, "Tariq": 1, "Olena": 2}
    assert folded == 2
    # Who marked nothing here takes no room, and is not counted.
    assert reviewing.lanes_of(unit(_TEXT, "2", {"Olena": "abc", "Mei": "ab"})) == (
        {"Mei": 0, "Olena": 1},
        0,
    )


def test_the_margin_tells_of_what_needs_somebody() -> None:
    told = {
        (kind, state): unit(_TEXT, "1", all_say("abc"), kind=kind, state=state).told
        for kind in ("same", "label")
        for state in ("open", "settled", "unsure", "changed", "disputed")
    }
    assert not told["same", "open"]
    assert told["label", "open"]
    for state in ("unsure", "changed", "disputed"):
        assert told["same", state]
        assert told["label", state]
    assert not told["same", "settled"]
    assert not told["label", "settled"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=8))
def test_joining_keeps_every_point(spans: list[tuple[int, int]]) -> None:
    fragments = [(start, start + length) for start, length in spans]
    found = joined(fragments)
    assert {at for a, b in found for at in range(a, b)} == {
        at for a, b in fragments for at in range(a, b)
    }
    assert all(a[1] < b[0] for a, b in pairwise(found))
