"""What of the annotations is painted: chosen in a small panel below its button."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.listing import LabelOutline
from annotator.ui.desk import Desk
from annotator.ui.editor.filtering import MarkFilter, State, Whose, is_in
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    label_colours,
    metrics,
    paint_mark,
    reading_painter,
)
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.segmented import Segment, Segmented
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox
from annotator.ui.widgets.tick_rows import TICK_ROW, TickRow, TickRows

_WIDTH = 280
_MOST_ROWS = 10
"""Rows of labels or people that are seen at once; more are scrolled to."""
_WHOSE: tuple[Whose, ...] = ("", "mine", "others")
_STATES: tuple[State, ...] = ("flawed", "unsure", "discuss")
_KEEPS = 40
"""Pixels of the window's height that the panel leaves free; what is higher scrolls."""
_LEAST = 160


class MarkFilterPanel(QWidget):
    """Ticks for labels and people, a choice of whose, and ticks for states; each acts at once."""

    def __init__(self, desk: Desk, labels: list[LabelOutline]) -> None:
        super().__init__()
        self._desk = desk
        self._ticks: list[tuple[TickBox, Callable[[], bool]]] = []
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        edge = metrics.SPACE_EDGE
        column.setContentsMargins(edge, metrics.SPACE_GROUPS, edge, edge)
        column.setSpacing(metrics.SPACE_INSIDE)
        column.addWidget(Text(tr("What is shown"), px=metrics.TEXT_TITLE, weight=STRONG))
        marks = desk.scene.marks.known
        self._add_labels(column, labels, Counter(mark.label for mark in marks))
        people = desk.annotators()
        if len(people) > 1:
            by_person = Counter(mark.annotator for mark in marks)
            rows = []
            for name in people:
                tick = self._tick(name, self._person_shown(name))
                tick.toggled.connect(self._person_toggler(name))
                rows.append(_row(tick, by_person[name]))
            self._add_section(column, tr("Annotators"), rows)
            self.whose = Segmented(
                [Segment(tr("Everybody’s")), Segment(tr("Mine")), Segment(tr("Others’"))],
                tr("Whose"),
            )
            self.whose.picked.connect(self._on_whose)
            column.addSpacing(metrics.SPACE)
            column.addWidget(self.whose)
        names: dict[State, str] = {
            "flawed": tr("Needs a look"),
            "unsure": tr("Unsure"),
            "discuss": tr("To discuss"),
        }
        rows, discussed = [], desk.discussed()
        for state in _STATES:
            tick = self._tick(names[state], self._state_picked(state))
            tick.toggled.connect(self._state_toggler(state))
            rows.append(_row(tick, sum(is_in(mark, state, discussed) for mark in marks)))
        self._add_section(column, tr("Only what"), rows)
        column.addSpacing(metrics.SPACE)
        self.everything = PushButton(tr("Show everything"), keys="Shift F")
        self.everything.clicked.connect(desk.show_everything)
        column.addWidget(self.everything)
        desk.filter_changed.connect(self._show)
        desk.lanes_changed.connect(self._show)
        self._show()

    def _add_labels(
        self, column: QVBoxLayout, labels: list[LabelOutline], used: Counter[str]
    ) -> None:
        shown = [one for one in labels if not one.retired or used[one.key]]
        self._labels: TickRows | None = None
        if len(shown) <= _MOST_ROWS:
            rows = []
            for label in shown:
                tick = self._tick(label.name, self._label_shown(label.key))
                tick.toggled.connect(partial(self._show_label, label.key))
                mark = _Mark(label.colour, label.pattern)
                rows.append(_row(tick, used[label.key], mark))
            self._add_section(column, tr("Labels"), rows)
            return
        self._label_rows = [
            TickRow(one.key, one.name, (one.colour, one.pattern), f"{used[one.key]:,}")
            for one in shown
        ]
        self._labels = TickRows(tr("Labels"), raised=True)
        self._labels.setFixedHeight(_MOST_ROWS * TICK_ROW)
        self._labels.toggled.connect(self._show_label)
        self._add_head(column, tr("Labels"))
        column.addWidget(self._labels)

    def _add_head(self, column: QVBoxLayout, name: str) -> None:
        column.addSpacing(metrics.SPACE)
        column.addWidget(Text(name, px=metrics.TEXT_CAPTION, weight=STRONG, role="muted"))

    def _add_section(self, column: QVBoxLayout, name: str, rows: list[QWidget]) -> None:
        self._add_head(column, name)
        if len(rows) <= _MOST_ROWS:
            for row in rows:
                column.addWidget(row)
            return
        inner = QWidget()
        inside = QVBoxLayout(inner)
        set_margins(inside, 0, 0, metrics.SPACE_GROUPS, 0, within=self)
        inside.setSpacing(metrics.SPACE_INSIDE)
        for row in rows:
            inside.addWidget(row)
        area = scrolled(inner)
        area.setFixedHeight(_MOST_ROWS * TICK_ROW)
        column.addWidget(area)

    def _tick(self, name: str, is_on: Callable[[], bool]) -> TickBox:
        tick = TickBox(name, px=metrics.TEXT_BODY)
        self._ticks.append((tick, is_on))
        return tick

    # What is ticked, and what ticking does

    def _label_shown(self, key: str) -> Callable[[], bool]:
        return lambda: key not in self._desk.filter.hidden

    def _show_label(self, key: str, on: bool) -> None:
        wanted = self._desk.filter
        hidden = wanted.hidden - {key} if on else wanted.hidden | {key}
        self._desk.set_filter(replace(wanted, hidden=hidden))

    def _person_shown(self, name: str) -> Callable[[], bool]:
        return lambda: name not in self._desk.hidden

    def _person_toggler(self, name: str) -> Callable[[bool], None]:
        def toggle(on: bool) -> None:
            if on == (name in self._desk.hidden):
                self._desk.show_lane(name, shown=on)

        return toggle

    def _state_picked(self, state: State) -> Callable[[], bool]:
        return lambda: state in self._desk.filter.states

    def _state_toggler(self, state: State) -> Callable[[bool], None]:
        def toggle(on: bool) -> None:
            wanted = self._desk.filter
            states = wanted.states | {state} if on else wanted.states - {state}
            self._desk.set_filter(replace(wanted, states=states))

        return toggle

    def _on_whose(self, index: int) -> None:
        self._desk.set_filter(replace(self._desk.filter, whose=_WHOSE[index]))

    def _show(self) -> None:
        """Show what the filter is by now."""
        for tick, is_on in self._ticks:
            tick.setChecked(is_on())
        wanted: MarkFilter = self._desk.filter
        if self._labels is not None:
            ticked = {row.key for row in self._label_rows} - wanted.hidden
            self._labels.show_rows(self._label_rows, ticked)
        if len(self._desk.annotators()) > 1:
            self.whose.set_current(_WHOSE.index(wanted.whose))
        self.everything.setEnabled(wanted.is_on or bool(self._desk.hidden))


def open_mark_filter(desk: Desk, labels: list[LabelOutline], owner: QWidget) -> Popover:
    """Open the panel below a button; it is freed when it is closed."""
    panel = MarkFilterPanel(desk, labels)
    room = owner.window().height() - _KEEPS
    content: QWidget = panel
    if panel.sizeHint().height() > room:
        area = scrolled(panel)
        area.setFixedSize(_WIDTH, max(_LEAST, room))
        FollowFocus(area)
        content = area
    popover = Popover(content, owner.window(), tr("What is shown"))
    popover.closed.connect(popover.deleteLater)
    popover.open_for(owner, align="right")
    return popover


def _row(tick: TickBox, count: int, mark: QWidget | None = None) -> QWidget:
    row = QWidget()
    row.setFixedHeight(TICK_ROW)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(metrics.SPACE)
    if mark is not None:
        line.addWidget(mark)
    line.addWidget(tick)
    line.addStretch(1)
    line.addWidget(Text(f"{count:,}", px=metrics.TEXT_CAPTION, role="muted"))
    return row


class _Mark(QWidget):
    """The mark of a label."""

    def __init__(self, colour: str, pattern: str) -> None:
        super().__init__()
        self._colour = colour
        self._pattern = pattern
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(metrics.MARK_WIDTH, metrics.MARK_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = reading_painter(self)
        paint_mark(painter, 0, 0, label_colours(self._colour).line, self._pattern)
        painter.end()
