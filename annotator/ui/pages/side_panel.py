"""The panel at the right: the list of annotations, and below it the form of the selected ones."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.desk import Desk
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_ground
from annotator.ui.panels.annotation_list import AnnotationList
from annotator.ui.panels.form.form import AnnotationForm
from annotator.ui.soon import Soon
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.segmented import Segment, Segmented

_FORM_HEIGHT = 412
"""Height that a form has at least, so that the list keeps its height from one to the next."""
_NOTHING_HEIGHT = 168
"""Height below which it is not said that nothing is selected: the list has the room then."""
_LEAST_ROWS = 5
_TABS = 48


class SidePanel(QWidget):
    """Shows list and form above each other; in a low window one of them, chosen by tabs.

    The list ends at a whole row. While nothing is selected it has all the room that it needs; with
    a selection the form comes up from below, and rows that stay in view stay where they are.
    """

    def __init__(
        self,
        desk: Desk,
        annotations: AnnotationList,
        form: AnnotationForm,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._list = annotations
        self._form = form
        self.tabs = Segmented(
            [Segment(tr("List")), Segment(tr("Form"))], tr("List or form"), px=metrics.TEXT_BODY
        )
        self._tab_row = QWidget()
        self._tab_row.setFixedHeight(_TABS)
        row = QHBoxLayout(self._tab_row)
        row.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, 0)
        row.addWidget(self.tabs)
        column = QVBoxLayout(self)
        set_margins(column, 1, 0, 0, 0, within=self)
        column.setSpacing(0)
        column.addWidget(self._tab_row)
        column.addWidget(annotations)
        column.addWidget(form)
        # What is left below whole rows.
        column.addStretch(1)
        self._soon = Soon(self._follow, self)
        self.tabs.picked.connect(lambda _: self._arrange())
        desk.active_changed.connect(self._on_active)
        form.arranged.connect(self._soon.start)
        annotations.model.modelReset.connect(self._count)
        annotations.model.rowsInserted.connect(self._count)
        annotations.model.rowsRemoved.connect(self._count)
        self.setFocusProxy(annotations.view)
        self._arrange()

    @property
    def is_low(self) -> bool:
        """Whether there is room for the list or the form alone."""
        return self.window().height() < metrics.FOLD_PANEL_BELOW

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one or both, as there is room."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line at the left."""
        paint_ground(self, look().base, "leading")

    def show_form(self) -> None:
        """Show the form where there is room for one of both."""
        self.tabs.set_current(1)
        self._arrange()

    def _arrange(self) -> None:
        low = self.is_low
        self._tab_row.setVisible(low)
        if low:
            chosen = self.tabs.current() == 1
            room = max(0, self.height() - _TABS)
            self._give(0 if chosen else self._list.whole_rows(room), room if chosen else 0)
            return
        height = self.height()
        if self._desk.active is not None:
            most = height - self._list.height_of(_LEAST_ROWS)
            wanted = max(_FORM_HEIGHT, self._form.natural_height())
            rows = self._list.whole_rows(height - min(wanted, most))
            self._give(rows, height - rows)
            return
        form = min(_FORM_HEIGHT, height - self._list.height_of(self._list.model.rowCount()))
        if form < _NOTHING_HEIGHT:
            self._give(self._list.whole_rows(height), 0)
        else:
            self._give(height - form, form)

    def _give(self, rows: int, form: int) -> None:
        """Give the list and the form their heights; without any they are hidden."""
        for part, height in ((self._list, rows), (self._form, form)):
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
