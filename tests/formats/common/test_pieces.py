"""Fragments that were written apart are one annotation again, as far as they are there."""

from __future__ import annotations

from typing import Any, cast

from annotator.formats.common.pieces import Piece, joined
from annotator.model.incoming import IncomingAnnotation, Note


def piece(start: int, end: int, number: int, count: int, **fields: Any) -> Piece:
    one = {"id": "a", "label": "x", "start": start, "end": end, "fragment": [number, count]}
    return cast("Piece", one | fields)


def together(*pieces: Piece) -> tuple[list[IncomingAnnotation], list[Note]]:
    notes: list[Note] = []
    return joined(pieces, "line 1", notes), notes


def test_fragments_are_one_annotation_in_the_place_of_the_first() -> None:
    alone: Piece = {"label": "y", "start": 1, "end": 2}
    found, notes = together(
        piece(8, 9, 2, 2, quote="b"), alone, piece(0, 3, 1, 2, quote="aaa", note="n")
    )
    assert found == [
        {
            "id": "a", "label": "x", "start": 0, "end": 9, "fragments": [[0, 3], [8, 9]],
            "quote": "aaa b", "note": "n",
        },
        alone,
    ]  # fmt: skip
    assert notes == []


def test_a_quote_follows_the_text_though_somebody_moved_a_fragment() -> None:
    found, _ = together(piece(8, 9, 1, 2, quote="late"), piece(0, 1, 2, 2, quote="early"))
    assert found[0].get("quote") == "early late"
    assert (found[0]["start"], found[0]["end"]) == (0, 9)


def test_a_fragment_that_is_gone_is_told() -> None:
    found, notes = together(piece(0, 1, 1, 3, quote="a"), piece(8, 9, 3, 3))
    assert found[0].get("fragments") == [[0, 1], [8, 9]]
    assert "quote" not in found[0]
    assert notes == [Note("line 1", "x 0–1: 2 of its 3 fragments are there")]


def test_any_number_of_fragments_may_be_said_to_be_gone() -> None:
    found, notes = together(piece(0, 1, 1, 2**52), piece(2, 3, 2, 2**52))
    assert found[0].get("fragments") == [[0, 1], [2, 3]]
    assert len(notes) == 1


def test_the_last_one_of_several_is_a_span() -> None:
    found, notes = together(piece(0, 1, 2, 2, quote="a"))
    assert found == [{"id": "a", "label": "x", "start": 0, "end": 1, "quote": "a"}]
    assert len(notes) == 1


def test_other_people_s_fragments_and_other_labels_stay_apart() -> None:
    found, _ = together(
        piece(0, 1, 1, 2, annotator="Ben"),
        piece(2, 3, 2, 2, annotator="Ann"),
        piece(4, 5, 1, 1, annotator="Ben", label="y"),
    )
    assert [(one["start"], "fragments" in one) for one in found] == [
        (0, False),
        (2, False),
        (4, False),
    ]


def test_a_fragment_of_nothing_is_a_span() -> None:
    one: Piece = {"label": "x", "start": 0, "end": 1, "fragment": [1, 2]}
    assert together(one) == ([{"label": "x", "start": 0, "end": 1}], [])
