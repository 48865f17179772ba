"""Paragraphs on paper: how far their lines are apart."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.mark import Mark
from annotator.ui.printing.paper import BODY, serif_font, theme
from annotator.ui.printing.text_item import Tagged, TextItem
from tests.nasty import CANONICAL

_WORDS = "Observers counted fourteen cracks in the dam above the town on Monday evening. " * 4


def _tagged(start: int, end: int, *, person: int = 0, number: int = 1) -> Tagged:
    mark = Mark(start, end, "figure", "Olena", bytes(16))
    return Tagged(mark, theme().label("orange"), "dots", person, number)


def _heights(text: str, *tagged: Tagged, width: float = 500) -> list[float]:
    item = TextItem(text, 0, serif_font(BODY), theme().text, tagged)
    return list(item.heights(width))


def test_only_the_line_that_needs_it_is_higher(qtbot: QtBot) -> None:
    del qtbot
    plain = _heights(_WORDS)
    assert len(plain) > 3
    assert len(set(plain)) == 1
    assert _heights(_WORDS, _tagged(0, 9)) == plain, "one lane fits between lines as they are"
    crowded = _heights(_WORDS, *(_tagged(0, 9, person=person) for person in range(4)))
    assert crowded[0] > plain[0]
    assert crowded[1:] == plain[1:]


@pytest.mark.parametrize("name", CANONICAL)
def test_texts_that_break_programs(qtbot: QtBot, name: str) -> None:
    del qtbot
    text = CANONICAL[name].replace("\n", " ")
    length = len(text)
    marks = [_tagged(at, min(length, at + 3), number=at + 1) for at in range(0, length, 2)]
    heights = _heights(text, *marks, width=200)
    assert all(height > 0 for height in heights)
