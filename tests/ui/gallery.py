"""Show every part of the window in every state: ``python -m tests.ui.gallery [--dark] [--save F]``.

States that need a mouse or the focus are held still, so that all of them are seen at once. A right
click opens a menu.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QStringListModel, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from annotator.resources import resource
from annotator.ui.look import (
    PATTERNS,
    STRONG,
    look,
    metrics,
    set_mode,
    smooth_painter,
)
from annotator.ui.widgets.avatar import Avatar
from annotator.ui.widgets.card import Card
from annotator.ui.widgets.chip import Chip
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.growing_field import GrowingField
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.key_hints import KeyHints
from annotator.ui.widgets.label_button import LabelButton
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.widgets.pill import CONSENSUS, Pill
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.progress_bar import ProgressBar
from annotator.ui.widgets.push_button import Kind, PushButton
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.search_field import SearchField
from annotator.ui.widgets.segmented import Segment, Segmented
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox
from annotator.ui.widgets.tray import Tray, TrayValue
from tests.ui.widgets.gallery_parts import (
    QuoteRows,
    held,
    menu_of,
    paint_article_marks,
    paint_muted_icon,
    paint_parting_line,
    paint_sample,
)

LEFT = 40
COLUMNS = [LEFT + 128 + i * 176 for i in range(7)]
SIZE = (1440, 1608)
# The columns of a field: it has no state "picked".
FIELD_STATES = (
    (0, ""), (1, "hover"), (2, "focus"), (4, "disabled"), (5, "error"), (6, "empty"),
)  # fmt: skip
ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


class Gallery(QWidget):
    """The parts in rows, their states in columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Parts and their states")
        self.resize(*SIZE)
        self._drawings: list[Callable[[QPainter], None]] = []
        self.caption(LEFT, 24, "Parts and their states", metrics.TEXT_PAGE, STRONG, "text")
        y = 72
        for row in (
            self._heads, self._buttons, self._fields, self._record, self._ticks, self._rows,
            self._article_marks, self._line, self._labels, self._line, self._segmented, self._trays,
            self._search_and_pills, self._more_buttons, self._keys_and_progress, self._icons,
            self._cards, self._messages,
        ):  # fmt: skip
            y = row(y)

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

    def open_floating(self) -> None:
        """Open the parts that float: a popover without and one with a tail."""
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

    def _name(self, text: str, y: int, height: int) -> None:
        self.caption(LEFT, y + (height - 16) // 2, text, metrics.TEXT_SMALL)

    def _heads(self, y: int) -> int:
        heads = ("rest", "hover", "focus (keyboard)", "picked / on", "disabled", "error", "empty")
        for x, head in zip(COLUMNS, heads, strict=True):
            self.caption(x, y + 2, head)
        return y + 28

    def _buttons(self, y: int) -> int:
        self._name("Label button", y, 32)
        for x, state in zip(COLUMNS, ("", "hover", "focus", "picked", "disabled"), strict=False):
            button = LabelButton("Figure", "orange", "3")
            button.setChecked(state == "picked")
            self.put(held(button, state), x, y)
        kinds: tuple[tuple[str, Kind, str], ...] = (
            ("Primary button", "primary", "Tag 2"), ("Button", "plain", "Cancel"),
        )  # fmt: skip
        for name, kind, text in kinds:
            y += 52
            self._name(name, y, 32)
            for x, state in zip(COLUMNS, ("", "hover", "focus", "down", "disabled"), strict=False):
                self.put(held(PushButton(text, kind), state), x, y, 112)
        self.caption(COLUMNS[3] + 120, y - 44, "pressed")
        return y + 52

    def _fields(self, y: int) -> int:
        self._name("Field", y, 32)
        for column, state in FIELD_STATES:
            field = Field("Value", "Add")
            field.set_text({"empty": "", "error": "60o"}.get(state, "600"))
            field.set_error("Not a number" if state == "error" else "")
            self.put(held(field, state), COLUMNS[column], y, 152)
        return y + 64

    def _record(self, y: int) -> int:
        self._name("Property row", y, 32)
        for column, state in FIELD_STATES:
            self.caption(COLUMNS[column], y + 8, "Unit", metrics.TEXT_SMALL)
            awake = state in ("hover", "focus")
            field = Field("Unit", "Add", quiet=True, trailing="down" if awake else "")
            field.set_text({"empty": "", "error": "kmm"}.get(state, "km²"))
            field.set_error(" " if state == "error" else "")
            self.put(held(field, state), COLUMNS[column] + 54, y, 98)
        return y + 48

    def _ticks(self, y: int) -> int:
        self._name("Tick box", y, 24)
        for x, state in zip(COLUMNS, ("", "hover", "focus"), strict=False):
            self.put(held(TickBox(name="Take it"), state), x, y)
        for x, words, ticks, state in (
            (COLUMNS[3], "", Qt.CheckState.Checked, ""),
            (COLUMNS[3] + 28, "", Qt.CheckState.PartiallyChecked, ""),
            (COLUMNS[3] + 56, "Whole words", Qt.CheckState.Checked, ""),
            (COLUMNS[4], "", Qt.CheckState.Checked, "disabled"),
        ):
            box = TickBox(words, name=words or "Take it")
            box.setCheckState(ticks)
            self.put(held(box, state), x, y)
        return y + 44

    def _rows(self, y: int) -> int:
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
        return y + 52

    def _article_marks(self, y: int) -> int:
        self._name("Article mark", y, 16)
        self._drawings.append(partial(paint_article_marks, x=COLUMNS[0], y=y))
        return y + 44

    def _line(self, y: int) -> int:
        self._drawings.append(partial(paint_parting_line, x=LEFT, y=y, length=SIZE[0] - 2 * LEFT))
        return y + 24

    def _labels(self, y: int) -> int:
        self.caption(LEFT, y, "Label colours and line patterns", metrics.TEXT_BODY, STRONG, "text")
        y += 40
        for index, name in enumerate(look().labels):
            x, top = LEFT + index % 6 * 228, y + index // 6 * 64
            pattern = PATTERNS[index % len(PATTERNS)]
            button = LabelButton(name.capitalize(), name, str(index % 9 + 1))
            button.setChecked(index % 2 == 1)
            self.put(button, x, top)
            draw = partial(paint_sample, x=x + 116, y=top, colour=name, pattern=pattern)
            self._drawings.append(draw)
        return y + 2 * 64 + 16

    def _segmented(self, y: int) -> int:
        self._name("Segmented", y, 28)
        jobs: list[Segment | str] = ["Tag", Segment("Review", "6"), "Export"]
        self.put(Segmented(jobs, "Job", px=13, widths=[72, 88, 76]), COLUMNS[0], y)
        signs = Segmented(list("=~≥≤–"), "Approximation", px=13, widths=[34] * 5)
        signs.set_current(1)
        held(signs.segment(1), "focus")
        self.put(signs, COLUMNS[1] + 110, y)
        lines = [Segment(line=line, line_colour="orange", name=line) for line in PATTERNS[:3]]
        patterns = Segmented(lines, "Line", height=32, widths=[40] * 3)
        patterns.set_current(2)
        self.put(patterns, COLUMNS[3], y - 2)
        scope = Segmented([Segment("This article", "6"), Segment("All 40 articles", "41")], "Scope")
        held(scope.segment(1), "disabled")
        self.put(scope, COLUMNS[4] + 20, y)
        return y + 48

    def _trays(self, y: int) -> int:
        self._name("Tray, words", y, 28)
        values = [TrayValue(sign, sign) for sign in "=~≥≤–"]
        for column, state in ((0, ""), (1, "focus")):
            tray = Tray(values, "Approximation", part_width=28)
            tray.set_current(column)
            self.put(held(tray, state), COLUMNS[column], y)
        shown = Tray(values, "Approximation", part_width=28)
        shown.set_current(2)
        shown.set_locked(locked=True)
        self.put(shown, COLUMNS[2], y)
        for column, words, error in ((3, "Who counted?", ""), (4, "60o", "Not a number")):
            field = GrowingField("Note", "Add")
            field.set_text(words)
            field.set_error(error)
            self.put(field, COLUMNS[column], y - 2, 152)
        return y + 56

    def _search_and_pills(self, y: int) -> int:
        self._name("Search, pills", y, 32)
        self.put(SearchField("Search", "Search or run", keys="Ctrl K"), COLUMNS[0], y, 240)
        found = SearchField("Filter", "Filter by title, outlet, label")
        found.set_text("hay")
        self.put(held(found, "focus"), COLUMNS[0] + 256, y, 240)
        x = COLUMNS[3]
        for name, lane, state in (
            ("Consensus", CONSENSUS, ""), ("Amara", 0, "focus"), ("Jonas", 1, "hover"),
            ("Mei", 2, ""), ("Olena", 0, "off"),
        ):  # fmt: skip
            pill = Pill(name, lane)
            pill.setChecked(state != "off")
            self.put(held(pill, state), x, y + 1)
            x += pill.width() + 8
        self.put(Avatar("AM", "Amara Mensah"), x + 8, y + 2)
        self.put(held(Avatar("JO", "Jonas", role="muted"), "focus"), x + 48, y + 2)
        return y + 48

    def _more_buttons(self, y: int) -> int:
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
        for state in ("", "hover", "focus", "down", "disabled", "on"):
            icon = IconButton("eye", "Show names", "H")
            icon.setCheckable(state == "on")
            icon.setChecked(state == "on")
            self.put(held(icon, state), x, y + 2)
            x += 36
        return y + 48

    def _keys_and_progress(self, y: int) -> int:
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
        return y + 48

    def _icons(self, y: int) -> int:
        self._name("Icons", y, 16)
        for index, name in enumerate(ICONS):
            x, top = COLUMNS[0] + index % 32 * 38, y + index // 32 * 32
            self._drawings.append(partial(paint_muted_icon, name=name, x=x, y=top))
        return y + 68

    def _cards(self, y: int) -> int:
        cards = (
            ("book", "Open the sample", "Twelve short articles, tagged by three people", "focus"),
            ("folder", "Start from your articles", "Text, HTML, Word, PDF, or a whole folder", ""),
            ("users", "Join a team", "Begin with what a teammate sent you", "hover"),
        )
        for index, (icon, title, sentence, state) in enumerate(cards):
            card = Card(icon, title, sentence, f"Ctrl {index + 1}")
            self.put(held(card, state), LEFT, y + index * 92, 440)
        next_step = "Click an annotation, or press Tab for the next one."
        labels = [("purple", "solid"), ("green", "dots"), ("orange", "dashes")]
        self.put(EmptyState("Nothing selected", next_step, labels=labels), 1080, y, 320)
        none = EmptyState("No article has “hay”", icon="search", action="Clear the filter")
        self.put(none, 1080, y + 120, 320)
        return y + 288

    def _messages(self, y: int) -> int:
        bars = QWidget(self)
        column = QVBoxLayout(bars)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        info, warning, problem = MessageBar(), MessageBar(), MessageBar()
        info.show_info("Merged 228 changes from Olena. One undo takes all of it back.", 0)
        warning.show_warning("Two articles are newer in the team’s file.", [("Look", print)])
        problem.show_problem(
            "The project could not be saved: the disk is full. Everything up to 10:42 is safe; make"
            " room, then try again, or save a copy somewhere else.",
            [("Try again", print), ("Save a copy…", print)],
        )
        for bar in (info, warning, problem):
            column.addWidget(bar)
        bars.setGeometry(LEFT, y, 800, 172)
        return y + 196


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
