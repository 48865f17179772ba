"""The record of the selected annotation, at the right below the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_line, smooth_painter
from annotator.ui.panels.dates import short_moment
from annotator.ui.panels.record_link import RecordLink
from annotator.ui.panels.record_rows import RecordRow, rows_of
from annotator.ui.soon import Soon
from annotator.ui.widgets.chip import Chip
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar
from annotator.ui.widgets.quote import Quote
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.model.annotation import Annotation

_HEAD = 44
_FOOT = 36


class AnnotationRecord(QWidget):
    """Shows all that is known of the selected annotation, and leads to its neighbours.

    Signals:
        step_wanted(forward): select the next annotation, or the one before.
        menu_wanted(button): open the menu of what can be done with it, at a button.
    """

    step_wanted = Signal(bool)
    menu_wanted = Signal(object)

    def __init__(self, hub: Hub, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self._chip = Chip("", "slate")
        self._place = Text(px=metrics.TEXT_CAPTION, role="muted")
        self._quote = Quote(lines=4)
        self._grid = QGridLayout()
        self._foot = Text(px=metrics.TEXT_CAPTION, role="muted")
        self.more = IconButton("more", tr("What to do with it"))
        self._nothing = EmptyState(
            tr("Nothing selected"),
            tr("Click an annotation, or press Tab for the next one."),
            labels=(("purple", "solid"), ("green", "dots"), ("orange", "dashes")),
        )
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 0, 0)
        self._stack.addWidget(self._nothing)
        self._soon = Soon(self._refresh, self)
        desk.active_changed.connect(lambda _entity, _reveal: self._soon.start())
        desk.mark_changed.connect(lambda _old, _new: self._soon.start())
        desk.marks_reset.connect(self._soon.start)
        desk.labels_changed.connect(self._soon.start)
        self._refresh()

    def set_place(self, number: int, count: int) -> None:
        """Say which of how many it is."""
        self._place.setText(tr("{n} of {all}", n=number, all=count) if number else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        del event
        painter = smooth_painter(self)
        painter.fillRect(self.rect(), look().base)
        paint_line(painter, 0, 0, self.width(), look().line)
        if self._desk.active is not None:
            paint_line(painter, 0, self.height() - _FOOT, self.width(), look().line)
        painter.end()

    def _record(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, 0)
        row.addWidget(self._foot)
        foot.setFixedHeight(_FOOT)
        column.addWidget(self._head())
        column.addWidget(self._body(), 1)
        column.addWidget(foot)
        return page

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_GROUPS, 0)
        row.setSpacing(0)
        row.addWidget(self._chip)
        row.addSpacing(metrics.SPACE)
        row.addWidget(self._place)
        row.addStretch(1)
        up = IconButton("up", tr("Annotation before"), "Shift Tab")
        up.clicked.connect(lambda: self.step_wanted.emit(False))  # noqa: FBT003 - a signal
        down = IconButton("down", tr("Next annotation"), "Tab")
        down.clicked.connect(lambda: self.step_wanted.emit(True))  # noqa: FBT003 - a signal
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more))
        close = IconButton("x", tr("Select nothing"), "Esc")
        close.clicked.connect(lambda: self._desk.set_active(None))
        for button in (up, down, self.more, close):
            row.addWidget(button)
        return head

    def _body(self) -> QWidget:
        self._grid.setContentsMargins(0, metrics.SPACE, 0, metrics.SPACE)
        self._grid.setSpacing(0)
        self._grid.setColumnMinimumWidth(0, metrics.FIELD_NAME_COLUMN)
        self._grid.setColumnStretch(1, 1)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, 0)
        body.setSpacing(0)
        body.addWidget(self._quote)
        body.addLayout(self._grid)
        body.addStretch(1)
        area = QScrollArea()
        # One of our own: wrapping the one that Qt made would load every class of widgets. It has
        # no ground, for the panel paints it.
        self._ground = QWidget()
        area.setViewport(self._ground)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayScrollBar(area)
        return area

    def _refresh(self) -> None:
        mark = self._desk.active
        found = None
        if mark is not None:
            found = self._hub.run(lambda project: project.annotating.get(mark.id))
        if found is None:
            self._stack.setCurrentIndex(0)
        else:
            if self._stack.count() == 1:
                # Made at the first selection: the window opens faster without.
                self._stack.addWidget(self._record())
            self._show(found)
            self._stack.setCurrentIndex(1)
        self.update()

    def _show(self, annotation: Annotation) -> None:
        style = self._desk.scene.look_of(annotation.label)
        self._chip.set_label(style.name, style.colour)
        self._quote.set_text(annotation.quote)
        moment = short_moment(annotation.modified)
        self._foot.setText(f"{annotation.annotator}, {moment}")
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        rows = self._hub.run(lambda project: rows_of(project, annotation)) or []
        for number, row in enumerate(rows):
            self._add(number, row)

    def _add(self, number: int, row: RecordRow) -> None:
        name = Text(row.name, px=metrics.TEXT_SMALL, role="muted")
        name.setFixedHeight(metrics.CONTROL)
        self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        value: QWidget
        if row.link is not None:
            link = row.link
            value = RecordLink(row.value, self._desk.scene.look_of(row.label))
            value.clicked.connect(lambda: self._follow(link))
        else:
            value = Text(row.value, role=row.role, lines=3)
            value.setMinimumHeight(metrics.CONTROL)
        self._grid.addWidget(value, number, 1, Qt.AlignmentFlag.AlignVCenter)

    def _follow(self, annotation: str) -> None:
        mark = next((one for one in self._desk.scene.marks.ordered if one.id == annotation), None)
        if mark is not None:
            self._desk.set_active(mark.entity, reveal=True)
