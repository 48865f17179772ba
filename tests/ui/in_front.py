"""A widget in front of all windows, as keys need it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

_Widget = TypeVar("_Widget", bound=QWidget)


def in_front(qtbot: QtBot, widget: _Widget, width: int, height: int) -> _Widget:
    """Show a widget of that size and give it the keyboard."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget
