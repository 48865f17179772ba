"""Why PySide6 6.12 is left out on Python 3.11: there, calls that give nothing lose a None.

Each such call takes one reference from None, and when none is left Python ends with “none_dealloc”.
From Python 3.12 on None is immortal, so there this shows nothing and costs nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

_CALLS = 1_000
_SLACK = 50
"""References that other code may take or drop meanwhile."""


def _change(call: Callable[[], object]) -> int:
    """Give by how much the references to None change while something is called a thousand times."""
    call()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        call()
    return sys.getrefcount(None) - before


@pytest.fixture
def painter(qapp: QApplication) -> QPainter:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    made = QPainter(image)
    made.image = image  # type: ignore[attr-defined]  # keeps it
    return made


def test_painting_keeps_every_reference(painter: QPainter) -> None:
    box, colour, pen = QRect(0, 0, 5, 5), QColor("red"), QPen(Qt.PenStyle.NoPen)
    calls: list[Callable[[], object]] = [
        lambda: painter.fillRect(box, colour),
        lambda: painter.setPen(pen),
        lambda: painter.setBrush(colour),
        lambda: painter.drawRect(box),
        lambda: painter.drawRoundedRect(box, 2, 2),
        lambda: painter.setOpacity(0.5),
    ]
    changes = [_change(call) for call in calls]
    painter.end()
    assert min(changes) > -_SLACK
    assert max(changes) < _SLACK


def test_saving_and_restoring_keeps_every_reference(painter: QPainter) -> None:
    def call() -> None:
        painter.save()
        painter.restore()

    change = _change(call)
    painter.end()
    assert abs(change) < _SLACK


def test_moving_a_caret_keeps_every_reference(qapp: QApplication) -> None:
    document = QTextDocument("The minister said so.")
    cursor = QTextCursor(document)
    assert abs(_change(lambda: cursor.setPosition(4))) < _SLACK


def test_widgets_keep_every_reference(qapp: QApplication) -> None:
    widget = QWidget()
    assert abs(_change(lambda: widget.setWindowTitle("Annotator"))) < _SLACK
    assert abs(_change(widget.update)) < _SLACK


def test_a_lost_reference_would_be_seen() -> None:
    kept: list[None] = [None] * 100_000
    taken = iter(range(100_000))

    def lose() -> None:
        next(taken)
        kept.pop()

    immortal = sys.version_info >= (3, 12)
    assert _change(lose) == (0 if immortal else -_CALLS)
