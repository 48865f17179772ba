"""The panel at the right: the list of annotations, and below it the record of the selected one."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.desk import Desk
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, smooth_painter
from annotator.ui.panels.annotation_list import AnnotationList
from annotator.ui.panels.annotation_record import AnnotationRecord
from annotator.ui.widgets.segmented import Segment, Segmented

_RECORD_HEIGHT = 412
_LEAST_ROWS = 5
_LIST_HEAD = 44
_TABS = 48


class SidePanel(QWidget):
    """Shows list and record above each other; in a low window one of them, chosen by tabs."""

    def __init__(
        self,
        desk: Desk,
        annotations: AnnotationList,
        record: AnnotationRecord,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
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
        column.addWidget(annotations, 1)
        column.addWidget(record)
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
            self._list.setVisible(not form)
            self._record.setVisible(form)
            self._record.setFixedHeight(max(0, self.height() - _TABS))
        else:
            least = _LIST_HEAD + _LEAST_ROWS * metrics.CONTROL
            self._list.show()
            self._record.show()
            self._record.setFixedHeight(max(0, min(_RECORD_HEIGHT, self.height() - least)))

    def _on_active(self, entity: bytes | None, reveal: bool) -> None:
        del reveal
        if self.is_low and entity is not None:
            self.tabs.set_current(1)
            self._arrange()

    def _count(self) -> None:
        count = self._list.model.count()
        self.tabs.set_number(0, f"{count:,}" if count else "")
