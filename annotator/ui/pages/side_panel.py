"""The panel at the right: the list of annotations, and below it the record of the selected one."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.desk import Desk
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, smooth_painter
from annotator.ui.panels.annotation_list import AnnotationList
from annotator.ui.panels.annotation_record import AnnotationRecord
from annotator.ui.soon import Soon
from annotator.ui.widgets.segmented import Segment, Segmented

_RECORD_HEIGHT = 412
_NOTHING_HEIGHT = 168
"""Height below which it is not said that nothing is selected: the list has the room then."""
_LEAST_ROWS = 5
_TABS = 48


class SidePanel(QWidget):
    """Shows list and record above each other; in a low window one of them, chosen by tabs.

    The list ends at a whole row. While nothing is selected it has all the room that it needs; with
    a selection the record comes up from below, and rows that stay in view stay where they are.
    """

    def __init__(
        self,
        desk: Desk,
        annotations: AnnotationList,
        record: AnnotationRecord,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._list = annotations
        self._record = record
        self.tabs = Segmented(
            [Segment(tr("List")), Segment(tr("Form"))], tr("List or form"), px=metrics.TEXT_BODY
        )
        self._tab_row = QWidget()
        self._tab_row.setFixedHeight(_TABS)
        row = QHBoxLayout(self._tab_row)
        row.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, 0)
        row.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tab_row)
        column.addWidget(annotations)
        column.addWidget(record)
        # What is left below whole rows.
        column.addStretch(1)
        self._soon = Soon(self._follow, self)
        self.tabs.picked.connect(lambda _: self._arrange())
        desk.active_changed.connect(self._on_active)
        annotations.model.modelReset.connect(self._count)
        annotations.model.rowsInserted.connect(self._count)
        annotations.model.rowsRemoved.connect(self._count)
        self.setFocusProxy(annotations.view)
        self._arrange()

    @property
    def is_low(self) -> bool:
        """Whether there is room for the list or the record alone."""
        return self.window().height() < metrics.FOLD_PANEL_BELOW

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one or both, as there is room."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line at the left."""
        del event
        painter = smooth_painter(self)
        painter.fillRect(self.rect(), look().base)
        painter.fillRect(0, 0, 1, self.height(), look().line)
        painter.end()

    def _arrange(self) -> None:
        low = self.is_low
        self._tab_row.setVisible(low)
        if low:
            form = self.tabs.current() == 1
            room = max(0, self.height() - _TABS)
            record = room if form else 0
            self._give(0 if form else self._list.whole_rows(room), record)
            return
        height = self.height()
        if self._desk.active is not None:
            most = height - self._list.height_of(_LEAST_ROWS)
            rows = self._list.whole_rows(height - min(_RECORD_HEIGHT, most))
            self._give(rows, height - rows)
            return
        record = min(_RECORD_HEIGHT, height - self._list.height_of(self._list.model.rowCount()))
        if record < _NOTHING_HEIGHT:
            self._give(self._list.whole_rows(height), 0)
        else:
            self._give(height - record, record)

    def _give(self, rows: int, record: int) -> None:
        """Give the list and the record their heights; without any they are hidden."""
        for part, height in ((self._list, rows), (self._record, record)):
            part.setFixedHeight(max(0, height))
            part.setVisible(height > 0)

    def _on_active(self, entity: bytes | None, reveal: bool) -> None:
        del reveal
        if entity is not None and self.is_low:
            self.tabs.set_current(1)
        # Once the text has answered. And if none is selected, another one may be at once: the list
        # would go up and down.
        self._soon.start()

    def _follow(self) -> None:
        self._arrange()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        if self._desk.active is not None:
            self._list.show_selected()

    def _count(self) -> None:
        count = self._list.model.count()
        self.tabs.set_number(0, f"{count:,}" if count else "")
        self._soon.start()
