"""A window that has the focus, to try parts in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


class Window(QWidget):
    """A window of 600 by 400 px whose parts lie one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(600, 400)
        self.column = QVBoxLayout(self)

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.column.addWidget(widget)
        self.settle()

    def settle(self) -> None:
        """Let what was asked for happen: layouts, repaints, deletions."""
        self.column.activate()
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def picture(self) -> QImage:
        return self.grab().toImage()


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def has_colour(image: QImage, colour: QColor) -> bool:
    """Say whether any pixel of a picture has exactly this colour."""
    wanted = colour.rgb()
    return any(
        image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width())
    )


def focused() -> QWidget:
    """Return the widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
