"""Show every part of the window in every state: ``python -m tests.ui.gallery [--dark] [--save F]``.

States that need a mouse or the focus are held still, so that all of them are seen at once. A right
click opens a menu.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QRect, QRectF, QStringListModel, Qt, QTimer
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.resources import resource
from annotator.ui.look import (
    PATTERNS,
    STRONG,
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
    set_mode,
    smooth_painter,
    text_width,
    tint,
)
from annotator.ui.widgets.avatar import Avatar
from annotator.ui.widgets.card import Card
from annotator.ui.widgets.chip import Chip
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.key_hints import KeyHints
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.label_button import LabelButton
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.widgets.pill import CONSENSUS, Pill
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.progress_bar import ProgressBar
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase, RowState, paint_quote
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.search_field import SearchField
from annotator.ui.widgets.segmented import Segment, Segmented
from annotator.ui.widgets.status_ring import paint_status_ring
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

LEFT = 40
COLUMNS = [LEFT + 128 + i * 176 for i in range(7)]
SIZE = (1440, 1560)
ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))

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


class Gallery(QWidget):
    """The parts in rows, their states in columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Parts and their states")
        self.resize(*SIZE)
        self._captions: list[tuple[int, int, str, int, int, str]] = []
        self._drawings: list[Callable[[QPainter], None]] = []
        self.caption(LEFT, 24, "Parts and their states", metrics.TEXT_PAGE, STRONG, "text")
        y = self._controls(72)
        y = self._marks(y)
        y = self._more_controls(y)
        self._surfaces(y)

    def caption(
        self,
        x: int,
        y: int,
        text: str,
        px: int = metrics.TEXT_CAPTION,
        weight: int = 400,
        role: str = "muted",
    ) -> None:
        label = Text(text, self, px=px, weight=weight, role=role)
        label.move(x, y)
        label.adjustSize()

    def put(self, widget: QWidget, x: int, y: int, width: int = 0) -> None:
        widget.setParent(self)
        widget.move(x, y)
        size = widget.sizeHint()
        widget.resize(width or size.width(), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        painter.fillRect(self.rect(), look().base)
        for draw in self._drawings:
            draw(painter)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu_of(self).open_at(event.globalPos())

    def _controls(self, y: int) -> int:
        heads = ("rest", "hover", "focus (keyboard)", "picked / on", "disabled", "error", "empty")
        for x, head in zip(COLUMNS, heads, strict=True):
            self.caption(x, y + 2, head)
        rest, hover, focus, picked, disabled, error, empty = COLUMNS
        y += 28
        self._name("Label button", y, 32)
        for x, state in ((rest, ""), (hover, "hover"), (focus, "focus"), (disabled, "disabled")):
            self.put(held(LabelButton("Figure", "orange", "3"), state), x, y)
        on = LabelButton("Figure", "orange", "3")
        on.setChecked(True)
        self.put(on, picked, y)
        y += 52
        for name, kind, text in (
            ("Primary button", "primary", "Tag 2"),
            ("Button", "plain", "Cancel"),
        ):
            self._name(name, y, 32)
            for x, state in zip(COLUMNS, ("", "hover", "focus", "down", "disabled"), strict=False):
                button = PushButton(text, "primary" if kind == "primary" else "plain")
                self.put(held(button, state), x, y, 112)
            y += 52
        self.caption(picked + 120, y - 95, "pressed")
        self._name("Field", y, 32)
        for x, state in ((rest, ""), (hover, "hover"), (focus, "focus"), (disabled, "disabled")):
            field = Field("Value")
            field.set_text("600")
            self.put(held(field, state), x, y, 152)
        wrong = Field("Value")
        wrong.set_text("60o")
        wrong.set_error("Not a number")
        self.put(wrong, error, y, 152)
        self.put(Field("Value", "Add"), empty, y, 152)
        y += 64
        self._name("Property row", y, 32)
        for x, state in ((rest, ""), (hover, "hover"), (focus, "focus"), (disabled, "disabled")):
            self.caption(x, y + 8, "Unit", metrics.TEXT_SMALL)
            field = Field(
                "Unit", quiet=True, trailing="down" if state in ("hover", "focus") else ""
            )
            field.set_text("km²")
            self.put(held(field, state), x + 54, y, 98)
        self.caption(error, y + 8, "Unit", metrics.TEXT_SMALL)
        wrong = Field("Unit", quiet=True)
        wrong.set_text("kmm")
        wrong.set_error(" ")
        self.put(wrong, error + 54, y, 98)
        self.caption(empty, y + 8, "Unit", metrics.TEXT_SMALL)
        self.put(Field("Unit", "Add", quiet=True), empty + 54, y, 98)
        y += 48
        self._name("Tick box", y, 24)
        for x, state in ((rest, ""), (hover, "hover"), (focus, "focus")):
            self.put(held(TickBox(name="Take it"), state), x, y)
        for index, ticks in enumerate((Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked)):
            box = TickBox(name="Take it")
            box.setCheckState(ticks)
            self.put(box, picked + 28 * index, y)
        box = TickBox("Whole words")
        box.setChecked(True)
        self.put(box, picked + 56, y)
        box = TickBox(name="Taken")
        box.setChecked(True)
        self.put(held(box, "disabled"), disabled, y)
        y += 44
        self._rows(y)
        y += 52
        self._name("Article mark", y, 16)
        self._drawings.append(lambda painter: _article_marks(painter, rest, 464))
        return y + 44

    def _rows(self, y: int) -> None:
        self._name("List row", y, 32)
        states = ("rest", "hover", "focus", "picked", "disabled")
        for x, state in zip(COLUMNS, states, strict=False):
            view = RowView("Annotations", self)
            context = "rejected" if state == "disabled" else "were on"
            view.setModel(QStringListModel([f"14 crews|{context}"], view))
            view.setItemDelegate(QuoteRows(view, state))
            view.setGeometry(x - 8, y, 160, 32)
            held(view, state)
        self.caption(COLUMNS[6], y + 6, "No annotations yet", metrics.TEXT_BODY)

    def _marks(self, y: int) -> int:
        self._drawings.append(
            lambda painter, y=y: paint_line(painter, LEFT, y, SIZE[0] - 2 * LEFT, look().line)  # type: ignore[misc]
        )
        y += 24
        self.caption(LEFT, y, "Label colours and line patterns", metrics.TEXT_BODY, STRONG, "text")
        y += 40
        for index, name in enumerate(look().labels):
            x = LEFT + index % 6 * 228
            top = y + index // 6 * 64
            pattern = PATTERNS[index % len(PATTERNS)]
            button = LabelButton(name.capitalize(), name, str(index % 9 + 1))
            button.setChecked(index % 2 == 1)
            self.put(button, x, top)
            self._drawings.append(
                lambda painter, x=x, top=top, name=name, pattern=pattern: _sample(  # type: ignore[misc]
                    painter, x + 116, top, name, pattern
                )
            )
        return y + 2 * 64 + 16

    def _more_controls(self, y: int) -> int:
        self._drawings.append(
            lambda painter, y=y: paint_line(painter, LEFT, y, SIZE[0] - 2 * LEFT, look().line)  # type: ignore[misc]
        )
        y += 24
        self._name("Segmented", y, 28)
        jobs = Segmented(
            ["Tag", Segment("Review", "6"), "Export"], "Job", px=13, widths=[72, 88, 76]
        )
        self.put(jobs, COLUMNS[0], y)
        signs = Segmented(list("=~≥≤–"), "Approximation", px=13, widths=[34] * 5)
        signs.set_current(1)
        held(signs.segment(1), "focus")
        self.put(signs, COLUMNS[1] + 110, y)
        lines = [
            Segment(line=line, line_colour="orange", name=line)
            for line in ("solid", "dots", "dashes")
        ]
        patterns = Segmented(lines, "Line", height=32, widths=[40] * 3)
        patterns.set_current(2)
        self.put(patterns, COLUMNS[3], y - 2)
        scope = Segmented([Segment("This article", "6"), Segment("All 40 articles", "41")], "Scope")
        held(scope.segment(1), "disabled")
        self.put(scope, COLUMNS[4] + 20, y)
        y += 48
        self._name("Search, pills", y, 32)
        self.put(SearchField("Search", "Search or run", keys="Ctrl K"), COLUMNS[0], y, 240)
        found = SearchField("Filter", "Filter by title, outlet, label")
        found.set_text("hay")
        self.put(held(found, "focus"), COLUMNS[0] + 256, y, 240)
        x = COLUMNS[3]
        for index, (name, lane) in enumerate(
            (("Consensus", CONSENSUS), ("Amara", 0), ("Jonas", 1), ("Mei", 2), ("Olena", 0))
        ):
            pill = Pill(name, lane)
            pill.setChecked(name != "Olena")
            self.put(held(pill, "focus" if index == 1 else "hover" if index == 2 else ""), x, y + 1)
            x += pill.width() + 8
        self.put(Avatar("AM", "Amara Mensah"), x + 8, y + 2)
        self.put(held(Avatar("JO", "Jonas", role="muted"), "focus"), x + 48, y + 2)
        y += 48
        self._name("Buttons", y, 32)
        x = COLUMNS[0]
        for button in (
            PushButton("Merge 228 changes", "primary", keys="Ctrl Enter"),
            held(PushButton("Cancel", keys="Esc"), "hover"),
            PushButton("Edit", keys="e", icon="pencil"),
            PushButton("Discard", "ghost"),
            held(PushButton("Ghost", "ghost"), "hover"),
            PushButton("Open a file", "link"),
            held(PushButton("Add a label", "link", icon="plus"), "hover", "focus"),
        ):
            self.put(button, x, y + (32 - button.sizeHint().height()) // 2)
            x += button.width() + 12
        for state in ("", "hover", "focus", "down", "disabled"):
            self.put(held(IconButton("undo", "Undo", "Ctrl+Z"), state), x, y + 2)
            x += 36
        toggle = IconButton("eye", "Show the names")
        toggle.setCheckable(True)
        toggle.setChecked(True)
        self.put(toggle, x, y + 2)
        y += 48
        self._name("Keys, progress", y, 28)
        hints = [("Enter", "form"), ("[ ]", "edges"), (".", "tag all"), ("Ctrl Z", "undo")]
        self.put(KeyHints(hints), COLUMNS[0], y, 340)
        self.put(KeyHints(hints), COLUMNS[2] + 12, y, 200)
        for index, (done, role) in enumerate(((0, "ok"), (1, "ok"), (25, "ok"), (40, "accent"))):
            bar = ProgressBar("Articles done", role=role)
            bar.set_progress(done, 40)
            self.put(bar, COLUMNS[3] + 60 + index * 108, y + 12, 88)
        for index, (name, colour) in enumerate((("Figure", "orange"), ("Location", "green"))):
            self.put(Chip(name, colour), COLUMNS[6] + index * 68, y + 4)
        y += 48
        self._name("Icons", y, 16)
        for index, name in enumerate(ICONS):
            self._drawings.append(
                lambda painter, index=index, name=name, y=y: paint_icon(  # type: ignore[misc]
                    painter,
                    name,
                    QRectF(COLUMNS[0] + index % 32 * 38, y + index // 32 * 32, 16, 16),
                    look().muted,
                )
            )
        return y + 68

    def _surfaces(self, y: int) -> None:
        cards = (
            ("book", "Open the sample", "Twelve short articles, tagged by three people", "focus"),
            ("folder", "Start from your articles", "Text, HTML, Word, PDF, or a whole folder", ""),
            ("users", "Join a team", "Open the project file a teammate sent you", "hover"),
        )
        for index, (icon, title, sentence, state) in enumerate(cards):
            card = held(Card(icon, title, sentence, f"Ctrl {index + 1}"), state)
            self.put(card, LEFT, y + index * 92, 440)
        empty = EmptyState(
            "Nothing selected",
            "Click an annotation, or press Tab for the next one.",
            labels=[("purple", "solid"), ("green", "dots"), ("orange", "dashes")],
        )
        self.put(empty, 1080, y, 320)
        none = EmptyState(
            "No article has “hay”", "Clear the filter.", icon="search", action="Clear the filter"
        )
        self.put(none, 1080, y + 120, 320)
        bars = QWidget()
        column = QVBoxLayout(bars)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for kind in ("info", "warning", "problem"):
            bar = MessageBar()
            if kind == "info":
                bar.show_info("Merged 228 changes from Olena. One undo takes all of it back.", 0)
            elif kind == "warning":
                bar.show_warning("Two articles are newer in the team’s file.", [("Look", print)])
            else:
                bar.show_problem(
                    "The project could not be saved: the disk is full. Everything up to 10:42 is"
                    " safe; make room, then try again, or save a copy somewhere else.",
                    [("Try again", print), ("Save a copy…", print)],
                )
            column.addWidget(bar)
        bars.setParent(self)
        bars.setGeometry(LEFT, y + 288, 800, 172)

    def _name(self, text: str, y: int, height: int) -> None:
        self.caption(LEFT, y + (height - 16) // 2, text, metrics.TEXT_SMALL)

    def open_floating(self) -> None:
        """Open the parts that float: popovers with and without a tail, and a menu."""
        for x, tail, text in ((510, False, "popover, level 2"), (700, True, "with a tail")):
            popover = Popover(
                Text(text, px=12, role="muted", align=Qt.AlignmentFlag.AlignCenter),
                self,
                text,
                radius=metrics.RADIUS_MENU,
                tail=tail,
            )
            popover.setMinimumSize(150, 44)
            popover.open_at(QRect(x, SIZE[1] - 470, 150, 4), gap=12, align="centre")


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


def _article_marks(painter: QPainter, x: float, y: float) -> None:
    font = sans(metrics.TEXT_SMALL)
    marks: Sequence[tuple[str, float, str]] = (
        ("none", 0, "not begun"), ("part", 0.2, "20 % read"), ("part", 0.62, "62 % read"),
        ("done", 1, "done"), ("look", 1, "needs a look"),
    )  # fmt: skip
    for status, share, text in marks:
        paint_status_ring(painter, x, y + 1, status, share)  # type: ignore[arg-type]
        width = text_width(text, font)
        paint_text(painter, QRectF(x + 22, y, width, 16), text, font, look().muted)
        x += 22 + width + 28


def _sample(painter: QPainter, x: float, y: float, colour: str, pattern: str) -> None:
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


def main(arguments: Sequence[str]) -> int:
    """Run the gallery, or save a picture of it."""
    parser = argparse.ArgumentParser(description="every part of the window in every state")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--save", metavar="FILE", help="write a picture and end")
    given = parser.parse_args(arguments)
    app = QApplication(sys.argv[:1])
    set_mode("dark" if given.dark else "light", app)
    gallery = Gallery()
    gallery.show()
    gallery.open_floating()
    if given.save:
        QTimer.singleShot(300, gallery, lambda: (gallery.grab().save(given.save), app.quit()))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
