"""Fragments of an annotation are tidy, and its quote is cut out of the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation, quoted, tidy_fragments
from annotator.problems import UserProblem
from tests.nasty import texts


@pytest.mark.parametrize(
    ("given_fragments", "tidy"),
    [
        ([(0, 5)], ((0, 5),)),
        ([[7, 9], [0, 5]], ((0, 5), (7, 9))),
        ([(0, 5), (5, 9)], ((0, 9),)),
        ([(0, 5), (3, 4)], ((0, 5),)),
        ([(0, 5), (3, 8), (9, 10)], ((0, 8), (9, 10))),
        ([(2, 3), (2, 3)], ((2, 3),)),
    ],
)
def test_fragments_are_sorted_and_joined(
    given_fragments: list[list[int]], tidy: tuple[tuple[int, int], ...]
) -> None:
    assert tidy_fragments(given_fragments, 10) == tidy


@pytest.mark.parametrize("fragment", [(3, 3), (5, 3), (-1, 3), (0, 11), (10, 11)])
def test_a_fragment_outside_the_text_is_refused(fragment: tuple[int, int]) -> None:
    with pytest.raises(UserProblem) as problem:
        tidy_fragments([(0, 1), fragment], 10)
    assert str(problem.value) == (
        f"There is no span {fragment[0]}–{fragment[1]} in this article: it has 10 characters, "
        "and a span starts before it ends."
    )


def test_no_fragment_is_refused() -> None:
    with pytest.raises(UserProblem, match="needs a span of text"):
        tidy_fragments([], 10)


@given(texts(min_size=1), st.data())
def test_tidy_fragments_cover_the_same_characters(text: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(
        lambda span: span[0] < span[1]
    )
    given_fragments = data.draw(st.lists(spans, min_size=1, max_size=5))
    tidy = tidy_fragments(given_fragments, len(text))
    covered = {place for start, end in given_fragments for place in range(start, end)}
    assert {place for start, end in tidy for place in range(start, end)} == covered
    assert all(end < start for (_, end), (start, _) in pairwise(tidy))
    assert tidy_fragments(tidy, len(text)) == tidy
    assert quoted(text, tidy) == " ".join(text[start:end] for start, end in tidy)


def test_json_has_the_fields_of_the_contract() -> None:
    annotation = Annotation(
        id="0190",
        article="ab",
        annotator="Olena",
        label="figure",
        start=0,
        end=9,
        fragments=((0, 3), (6, 9)),
        quote="600 km²",
        attributes={"value": 600},
        created="2026-11-23T10:42:00.000Z",
        modified="2026-11-23T10:43:00.000Z",
    )
    assert annotation.as_json() == {
        "id": "0190",
        "article": "ab",
        "annotator": "Olena",
        "label": "figure",
        "start": 0,
        "end": 9,
        "fragments": [[0, 3], [6, 9]],
        "quote": "600 km²",
        "attributes": {"value": 600},
        "note": "",
        "origin": "manual",
        "created": "2026-11-23T10:42:00.000Z",
        "modified": "2026-11-23T10:43:00.000Z",
    }
