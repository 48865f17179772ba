"""A line is shortened around its marks: what was looked for is always seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from annotator.ui.commands.marked_text import Spans, paint_marked, shortened
from annotator.ui.look import STRONG, look, sans, smooth_painter
from tests.nasty import CANONICAL, texts
from tests.ui.widgets.conftest import has_colour

LONG = "agreement in August before being derailed by the incursion near Kursk and what came then"


def _letters(text: str, marks: Spans) -> float:
    """Take every character for one pixel wide."""
    del marks
    return len(text)


def _marked(text: str, marks: Spans) -> list[str]:
    return [text[start:end] for start, end in marks]


def test_a_short_line_stays_as_it_is() -> None:
    assert shortened("near Kursk", ((5, 10),), 10, _letters) == ("near Kursk", ((5, 10),))


def test_a_mark_far_to_the_right_is_seen_with_words_on_both_sides() -> None:
    start = LONG.index("Kursk")
    shown, marks = shortened(LONG, ((start, start + 5),), 40, _letters)
    assert _marked(shown, marks) == ["Kursk"]
    assert shown == "…incursion near Kursk and what came then"


def test_a_mark_at_the_left_leaves_the_beginning() -> None:
    shown, marks = shortened(LONG, ((0, 9),), 30, _letters)
    assert shown == "agreement in August before be…"
    assert _marked(shown, marks) == ["agreement"]


def test_without_a_mark_the_end_is_left_out() -> None:
    assert shortened(LONG, (), 13, _letters) == ("agreement in…", ())


@given(text=st.one_of(texts(), st.sampled_from(list(CANONICAL.values()))), data=st.data())
def test_it_never_takes_more_room_than_a_mark_needs(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    mark = (start, data.draw(st.integers(start, len(text))))
    width = data.draw(st.integers(3, 60))
    shown, marks = shortened(text, (mark,) if mark[0] < mark[1] else (), width, _letters)
    assert all(0 <= start < end <= len(shown) for start, end in marks)
    assert shown.strip("…") in text or shown == text
    if mark[1] - mark[0] + 2 <= width:
        assert len(shown) <= width
        assert "".join(_marked(shown, marks)) == text[slice(*mark)]


@pytest.mark.parametrize("text", [LONG, "قال وزير الطاقة إن المحادثات قرب كورسك تعثرت", "😀" * 60])
def test_the_mark_is_painted_in_its_colour(text: str, qtbot: QtBot) -> None:
    place = (len(text) - 24, len(text) - 19)
    for marks in ((), (place,)):
        picture = QImage(200, 36, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(look().raised)
        painter = smooth_painter(picture)
        paint_marked(
            painter,
            QRectF(0, 0, 200, 36),
            text,
            marks,
            (sans(), sans(weight=STRONG)),
            (look().text, look().accent),
        )
        painter.end()
        # Emoji bring their own colours, or are boxes where there is no font for them.
        if "😀" not in text:
            assert has_colour(picture, look().accent) == bool(marks)
