"""A part of a page that scrolls when there is not room for all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar


def scrolled(content: QWidget, *, sideways: bool = False) -> QScrollArea:
    """Put a widget into an area that has neither frame nor ground, and is no stop for Tab."""
    area = QScrollArea()
    # One of our own, without a ground: wrapping the one that Qt made would load every class of
    # widgets.
    area.setViewport(QWidget())
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    OverlayScrollBar(area)
    return area
