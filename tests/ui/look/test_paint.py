"""Words are painted in the direction in which they are read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.ui.look import LEFT, paint_text, sans

_AUTO = Qt.LayoutDirection.LayoutDirectionAuto
_LEFTWARDS, _RIGHTWARDS = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(
    ("text", "way", "wide_first"),
    [
        ("WWW ااا", _AUTO, True),
        ("WWW ااا", _LEFTWARDS, False),
        ("ااا WWW", _AUTO, True),
        ("ااا WWW", _RIGHTWARDS, False),
        # All of it is ASCII: the sign at its end stands at its left.
        ("ii @", _LEFTWARDS, True),
    ],
)
def test_what_was_cut_out_of_a_text_runs_as_that_does(
    qtbot: QtBot, text: str, way: Qt.LayoutDirection, *, wide_first: bool, mirrored: bool
) -> None:
    del qtbot
    picture = QImage(200, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    if mirrored:
        painter.setLayoutDirection(_LEFTWARDS)
    align = LEFT | Qt.AlignmentFlag.AlignAbsolute
    width = paint_text(
        painter, QRectF(0, 0, 200, 30), text, sans(18), QColor("black"), align, way=way
    )
    painter.end()
    half = round(width / 2)
    left, right = (_ink(picture, *part) for part in ((0, half), (half, round(width))))
    assert (left > right) is wide_first


def _ink(picture: QImage, first: int, last: int) -> int:
    return sum(
        255 - picture.pixelColor(x, y).lightness()
        for x in range(first, last)
        for y in range(picture.height())
    )
