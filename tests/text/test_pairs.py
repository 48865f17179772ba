from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.text.pairs import pairs
from tests.nasty import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a (b) c)", [(0, 8), (3, 5)]),
        ("(a] b", []),
        ("“a” “b”", [(0, 2), (4, 6)]),
        ("„a“ “b”", [(0, 2), (4, 6)]),
        ("« a »", [(0, 4)]),
        ("‘don’t’", [(0, 6)]),
        ('"a" b "c', [(0, 2)]),
        ("a” “b”", [(3, 5)]),
    ],
)
def test_partners(text: str, expected: list[tuple[int, int]]) -> None:
    found = pairs(text, 0, len(text))
    assert sorted(pair for pair in found.items() if pair[0] < pair[1]) == expected


@settings(max_examples=150, deadline=None)
@given(texts())
def test_partners_are_mutual(text: str) -> None:
    found = pairs(text, 0, len(text))
    assert all(found[found[position]] == position != found[position] for position in found)
