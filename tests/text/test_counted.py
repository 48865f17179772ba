"""How many there are of something, in words."""

from __future__ import annotations

import pytest

from annotator.text.counted import counted


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 people"), (1, "1 person"), (2, "2 people"), (12_000, "12,000 people")],
)
def test_one_is_one_and_others_are_several(number: int, said: str) -> None:
    assert counted(number, "person", "people") == said


def test_several_end_with_an_s() -> None:
    assert [counted(number, "article") for number in (1, 1_000)] == ["1 article", "1,000 articles"]
