"""The history as a panel: every step, newest first; it leads to places, and back."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_line, smooth_painter
from annotator.ui.models.history_list import HistoryListModel, Role, StepRow
from annotator.ui.panels.dates import short_moment
from annotator.ui.panels.history_row import HistoryDelegate
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.search_field import SearchField
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.text import Text

_HEAD = 48
_FOOT = 140
EVERYBODY, MINE, ARTICLE = range(3)


class HistoryPanel(QWidget):
    """Lists steps and shows the selected one; it asks nobody but its model.

    Signals:
        filtered(): other steps are wanted.
        step_wanted(step): lead to where a step was made.
        back_wanted(step): go back to just after a step.
        left(): the panel is wanted no more.
    """

    help_page = "history"
    filtered = Signal()
    step_wanted = Signal(int)
    back_wanted = Signal(int)
    left = Signal()

    def __init__(self, model: HistoryListModel, delegate: HistoryDelegate, view: RowView) -> None:
        super().__init__()
        self._model = model
        self._newest, self._why_not = 0, ""
        self._reading = False
        self.view = view
        self.view.setModel(model)
        self.view.setItemDelegate(delegate)
        self._count = Text(px=metrics.TEXT_CAPTION, role="muted")
        self.whose = Segmented([tr("All"), tr("Mine"), tr("This article")], tr("Whose steps"))
        self.words = SearchField(tr("Find a step"), tr("Find a step"))
        self.close_button = IconButton("x", tr("Close the history"), "Ctrl H")
        self._title = Text(lines=2, weight=STRONG)
        self._where = Text(px=metrics.TEXT_SMALL, role="muted")
        self._about = Text(px=metrics.TEXT_SMALL, role="muted", lines=2)
        self.back = PushButton(tr("Go back to here…"), icon="undo")
        self._empty = EmptyState(tr("No step is like that"), tr("Clear the field to see all."))
        self._lay_out()
        self.close_button.clicked.connect(self.left)
        self.back.clicked.connect(self._on_back)
        self.whose.picked.connect(lambda _: self.filtered.emit())
        self.words.changed.connect(lambda _: self.filtered.emit())
        self.words.submitted.connect(lambda _: self.view.setFocus())
        self.view.clicked.connect(self._on_chosen)
        self.view.activated.connect(self._on_chosen)
        self.view.selectionModel().currentChanged.connect(lambda *_: self.show_selected())
        model.dataChanged.connect(lambda *_: self.show_selected())
        model.modelReset.connect(self._on_read)
        self.setFocusProxy(self.view)
        self.show_selected()

    def expect(self) -> None:
        """Show the list, so that it takes the keyboard, though its steps are still being read."""
        self._reading = True
        self.show_selected()

    @property
    def step(self) -> StepRow | None:
        """The selected step."""
        index = self.view.currentIndex()
        row = index.data(Role.ROW) if index.isValid() else None
        return row if isinstance(row, StepRow) else None

    def show_selected(self) -> None:
        """Say in the foot what the selected step is."""
        row = self.step
        self.back.setVisible(row is not None)
        self._stack.setCurrentIndex(0 if self._model.rowCount() or self._reading else 1)
        count = self._model.count()
        self._count.setText(f"{count:,}")
        if row is None:
            self._title.setText("")
            self._where.hide()
            self._about.setText(tr("Choose a step to see where it was made."))
            return
        step = row.step
        about = tr("{who}, {when}", who=step.annotator, when=short_moment(step.at))
        changes = tr("1 change") if step.revisions == 1 else tr("{n} changes", n=step.revisions)
        self._title.setText(f"{step.title} {row.about.words}".rstrip())
        self._where.setText(row.about.article)
        self._where.setVisible(bool(row.about.article))
        words = [about, changes]
        if row.gone:
            words.append(tr("taken back"))
        if self._why_not:
            words.append(self._why_not)
        self._about.setText(" · ".join(words))
        self.back.setEnabled(not row.gone and step.id != self._newest and not self._why_not)

    def set_state(self, newest: int, why_not: str) -> None:
        """Say which step is the newest of all, and why one cannot go back, if one cannot."""
        self._newest, self._why_not = newest, why_not
        self.show_selected()

    def select(self, step: int) -> None:
        """Select a step, and bring it into view."""
        row = self._model.row_of(step)
        if row >= 0:
            index = self._model.index(row, 0)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the lines around."""
        del event
        painter, theme = smooth_painter(self), look()
        painter.fillRect(self.rect(), theme.base)
        edge = self.width() - 1 if self.isRightToLeft() else 0
        painter.fillRect(edge, 0, 1, self.height(), theme.line)
        paint_line(painter, 0, self.height() - _FOOT, self.width(), theme.line)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        set_margins(head, metrics.SPACE_EDGE, 0, metrics.SPACE_GROUPS, 0, within=self)
        head.setSpacing(metrics.SPACE)
        head.addWidget(Text(tr("History"), weight=STRONG))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.close_button)
        top = QWidget()
        top.setFixedHeight(_HEAD)
        top.setLayout(head)
        fields = QVBoxLayout()
        fields.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, metrics.SPACE)
        fields.setSpacing(metrics.SPACE)
        fields.addWidget(self.whose, 0, Qt.AlignmentFlag.AlignLeading)
        fields.addWidget(self.words)
        rows = QWidget()
        self._stack = QStackedLayout(rows)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        foot = QWidget()
        foot.setFixedHeight(_FOOT)
        below = QVBoxLayout(foot)
        below.setContentsMargins(
            metrics.SPACE_EDGE, metrics.SPACE_GROUPS, metrics.SPACE_EDGE, metrics.SPACE_GROUPS
        )
        below.setSpacing(2)
        below.addWidget(self._title)
        below.addWidget(self._where)
        below.addWidget(self._about)
        below.addStretch(1)
        below.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        set_margins(column, 1, 0, 0, 0, within=self)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(fields)
        column.addWidget(rows, 1)
        column.addWidget(foot)

    def _on_read(self) -> None:
        self._reading = False
        view = self.view
        if view.hasFocus() and not view.currentIndex().isValid():
            # As a list does that has its rows when the keyboard comes to it.
            view.setCurrentIndex(view.first())
        self.show_selected()

    def _on_chosen(self, index: QModelIndex) -> None:
        row = index.data(Role.ROW)
        if isinstance(row, StepRow):
            self.step_wanted.emit(row.step.id)

    def _on_back(self) -> None:
        row = self.step
        if row is not None:
            self.back_wanted.emit(row.step.id)
