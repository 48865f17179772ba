from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.text.paragraphs import paragraph_starts, paragraphs
from tests.nasty import texts


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", [(0, 0)]),
        ("one", [(0, 3)]),
        ("one\n", [(0, 3), (4, 4)]),
        ("\n\na", [(0, 0), (1, 1), (2, 3)]),
        ("a\u2028b\x0bc\x85d\x1ce\n😀", [(0, 9), (10, 11)]),
    ],
)
def test_paragraphs(text: str, spans: list[tuple[int, int]]) -> None:
    assert paragraphs(text) == spans


@settings(max_examples=150, deadline=None)
@given(texts())
def test_paragraphs_are_the_lines_parted_by_line_feeds(text: str) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == text.split("\n")
    assert paragraph_starts(text) == [start for start, _ in paragraphs(text)]
