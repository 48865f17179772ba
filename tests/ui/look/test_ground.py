"""The ground of a part: one colour, and a line where another part begins."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.look import Theme, paint_ground
from annotator.ui.look.ground import Edge

_WIDTH, _HEIGHT = 60, 40


class _Part(QWidget):
    def __init__(self, theme: Theme, edge: Edge | None) -> None:
        super().__init__()
        self._theme = theme
        self._edge = edge
        self.resize(_WIDTH, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_ground(self, self._theme.base, self._edge)


@pytest.mark.parametrize("runs", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("edge", ["above", "below", "leading", "trailing", None])
def test_the_line_lies_along_one_edge(
    edge: Edge | None, runs: Qt.LayoutDirection, theme: Theme, qtbot: QtBot
) -> None:
    part = _Part(theme, edge)
    qtbot.addWidget(part)
    part.setLayoutDirection(runs)
    picture = part.grab().toImage()
    first, last = 0, _WIDTH - 1
    if runs == Qt.LayoutDirection.RightToLeft:
        first, last = last, first
    lined = {
        "above": {(x, 0) for x in range(_WIDTH)},
        "below": {(x, _HEIGHT - 1) for x in range(_WIDTH)},
        "leading": {(first, y) for y in range(_HEIGHT)},
        "trailing": {(last, y) for y in range(_HEIGHT)},
        None: set(),
    }[edge]
    for x in range(_WIDTH):
        for y in range(_HEIGHT):
            wanted = theme.line if (x, y) in lined else theme.base
            assert picture.pixelColor(x, y).name() == wanted.name()
