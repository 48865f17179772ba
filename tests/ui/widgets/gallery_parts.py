"""What the gallery is made of besides the parts: held states, rows, drawings, a menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.ui.look import (
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_lane,
    paint_line,
    paint_mark,
    paint_text,
    sans,
    serif,
    text_width,
    tint,
)
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase, RowState, paint_quote
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.status_ring import Status, paint_status_ring

PartT = TypeVar("PartT", bound=QWidget)


def held(widget: PartT, *states: str) -> PartT:
    """Hold a widget in the states named: hover, focus, down, disabled."""
    if "hover" in states:
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    if "disabled" in states:
        widget.setEnabled(False)
    if "focus" in states and isinstance(widget, KeyboardFocus):
        widget.keyboard_focus = lambda: True  # type: ignore[method-assign]
        QTimer.singleShot(0, widget, widget._show_ring)
    if "focus" in states and isinstance(widget, Field):
        widget.focused = lambda: True  # type: ignore[method-assign]
    if "down" in states and isinstance(widget, PushButton | IconButton):
        widget.setDown(True)
    return widget


class QuoteRows(RowDelegateBase):
    """Rows as in the side list, held in a state; a row's text is ``quote|context``."""

    inset = 0

    def __init__(self, view: RowView, state: str) -> None:
        super().__init__(view)
        self._held = state

    def row_state(self, option: QStyleOptionViewItem, index: Index) -> RowState:
        state = super().row_state(option, index)
        return state._replace(
            selected=self._held == "picked",
            hovered=self._held == "hover",
            focused=self._held == "focus",
        )

    def paint_row(
        self, painter: QPainter, rect: QRectF, _option: QStyleOptionViewItem, index: Index
    ) -> None:
        quote, context = str(index.data()).split("|")
        line = look().label("orange").line
        paint_mark(painter, rect.left() + 8, rect.top() + 8, line, "dashes")
        paint_quote(painter, rect.adjusted(22, 0, -8, 0), quote, context)

    def selected_fill(self, _index: Index) -> QColor:
        return tint(look().label("orange").line, look().row)


def menu_of(parent: QWidget) -> Menu:
    """Make a menu with every kind of row."""
    menu = Menu("Passage", parent)
    menu.add_row("Tag every “three sides”", icon="layers", keys=".")
    menu.add_row("Comment on the passage", icon="note", keys="Alt C")
    menu.add_row("Find in all articles", icon="search", keys="Alt F")
    menu.addSeparator()
    more = Menu("More", menu)
    more.add_row("As a teammate", icon="users")
    more.add_row("As a suggestion", icon="eye")
    row = menu.addMenu(more)
    row.setText("Look at it")
    row.setProperty("icon_name", "eye")
    shown = menu.add_row("Show line numbers")
    shown.setCheckable(True)
    shown.setChecked(True)
    menu.add_row("Merge a bundle", icon="merge").setEnabled(False)
    menu.add_row("Remove the annotation", icon="trash", keys="Del", danger=True)
    return menu


def paint_article_marks(painter: QPainter, x: float, y: float) -> None:
    """Paint the ring of an article in each state, and what it means."""
    font = sans(metrics.TEXT_SMALL)
    marks: Sequence[tuple[Status, float, str]] = (
        ("none", 0, "not begun"),
        ("part", 0.2, "20 % read"),
        ("part", 0.62, "62 % read"),
        ("done", 1, "done"),
        ("look", 1, "needs a look"),
    )
    for status, share, text in marks:
        paint_status_ring(painter, x, y + 1, status, share)
        width = text_width(text, font)
        paint_text(painter, QRectF(x + 22, y, width, 16), text, font, look().muted)
        x += 22 + width + 28


def paint_parting_line(painter: QPainter, x: float, y: float, length: float) -> None:
    """Paint a line between two groups of parts."""
    paint_line(painter, x, y, length, look().line)


def paint_muted_icon(painter: QPainter, name: str, x: float, y: float) -> None:
    """Paint an icon as it looks on a button at rest."""
    paint_icon(painter, name, QRectF(x, y, metrics.ICON, metrics.ICON), look().muted)


def paint_sample(painter: QPainter, x: float, y: float, colour: str, pattern: str) -> None:
    """Paint a tagged word, and the marks of its label, in a colour and a line pattern."""
    theme = look()
    colours = theme.label(colour)
    font = serif(17)
    width = text_width("crews", font)
    paint_box(
        painter, QRectF(x - 1.5, y + 2, width + 3, 20), 3, fill=tint(colours.line, theme.wash)
    )
    paint_lane(painter, QRectF(x, y + 24.5, width, metrics.LANE), colours.line, pattern)
    paint_text(painter, QRectF(x, y, width, 24), "crews", font, theme.text)
    paint_mark(painter, x + width + 10, y + 6, colours.line, pattern)
    paint_mark(painter, x + width + 20, y + 6, colours.line, pattern, hollow=True)
    paint_text(painter, QRectF(x, y + 32, 100, 16), pattern, sans(11), colours.ink)
