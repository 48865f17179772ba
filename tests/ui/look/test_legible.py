"""Who takes pictures is told what cannot be read, however it was painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui import look
from annotator.ui.look import LEFT
from tests.benchmarks.pictures.legible import faults

_ELIDED = Qt.TextElideMode.ElideLeft
_WAY = Qt.LayoutDirection.RightToLeft


class _Words(QWidget):
    def __init__(self, colour: str, *, way: bool) -> None:
        super().__init__()
        self._colour, self._way = QColor(colour), way
        self.resize(200, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        place = QRectF(8, 4, 184, 32)
        given = (painter, place, "a valley", look.sans(), self._colour, LEFT, _ELIDED)
        if self._way:
            look.paint_text(*given, way=_WAY)
        else:
            look.paint_text(*given)
        painter.end()


@pytest.mark.parametrize("way", [False, True])
def test_pale_words_are_told(qtbot: QtBot, *, way: bool) -> None:
    pale, dark = _Words("#C8C8C8", way=way), _Words("#202020", way=way)
    for part in (pale, dark):
        qtbot.addWidget(part)
        part.show()
    assert any("a valley" in fault for fault in faults(pale))
    assert not list(faults(dark))
