"""Short questions about the scheme: a name, into which label, whether to save."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QWidget

from annotator.model.scheme import Label
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import (
    label_colours,
    look,
    metrics,
    paint_mark,
    paint_text,
    sans,
)
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox, explained

_MOST_ROWS = 7
_LABEL = Qt.ItemDataRole.UserRole + 1


class AskName(Sheet):
    """Asks for the name of something new.

    Args:
        window: what it covers.
        title: what it is about.
        words: what a name is for.
        take: does it with the name; gives why it cannot be, “” if it was done.
    """

    def __init__(
        self, window: QWidget, title: str, words: str, answer: str, take: Callable[[str], str]
    ) -> None:
        self._take = take
        self.field = Field(tr("Name"), tr("Name"))
        body = column_of([Text(words, role="muted", lines=3), self.field])
        super().__init__(window, title, body, answer=answer, refusal=tr("Cancel"))
        self.field.submitted.connect(lambda _: self.accept())
        self.field.edited.connect(lambda _: self.field.set_error(""))

    def accept(self) -> None:
        """Do it, or say why not."""
        problem = self._take(self.field.text())
        if problem:
            self.field.set_error(problem)
        else:
            super().accept()


class MergeSheet(Sheet):
    """Asks into which label another is merged, and whether its fields go along.

    Signals:
        merged(into, fields): the key of the label that stays; whether it gets the fields.
    """

    merged = Signal(str, bool)

    def __init__(self, window: QWidget, label: Label, others: Sequence[Label], count: int) -> None:
        self.view = RowView(tr("Labels"))
        self._keys = [one.key for one in others]
        model = QStandardItemModel(self.view)
        for one in others:
            item = QStandardItem(one.name)
            item.setData(one, _LABEL)
            model.appendRow(item)
        self.view.setModel(model)
        self.view.setItemDelegate(_LabelRow(self.view))
        rows = max(1, min(len(others), _MOST_ROWS))
        self.view.setFixedHeight(rows * metrics.CONTROL)
        self.view.setCurrentIndex(model.index(0, 0))
        names = ", ".join(one.name for one in label.attributes)
        self.fields = TickBox(tr("The other label gets the fields it lacks"), px=metrics.TEXT_BODY)
        self.fields.setChecked(bool(names))
        parts: list[QWidget] = [Text(_merge_words(label.name, count), role="muted", lines=4)]
        parts.append(self.view)
        if names:
            said = Text(names, px=metrics.TEXT_SMALL, role="muted", lines=2)
            parts.append(explained(self.fields, said))
        super().__init__(
            window,
            tr("Merge “{label}” into which label?", label=label.name),
            column_of(parts),
            answer=tr("Merge"),
            refusal=tr("Cancel"),
        )
        if not names:
            self.fields.setParent(self.view)
            self.fields.hide()
        self.view.activated.connect(lambda _: self.accept())
        self.answer.setEnabled(bool(others))
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        at = self.view.currentIndex().row()
        if 0 <= at < len(self._keys):
            self.merged.emit(self._keys[at], self.fields.isChecked())


class _LabelRow(RowDelegateBase):
    """A label: its mark and its name."""

    raised = flush = True

    def paint_row(
        self, painter: QPainter, rect: QRectF, _option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a label."""
        label: Label = index.data(_LABEL)
        box = rect.adjusted(20, 0, -20, 0)
        y = box.center().y() - metrics.MARK_HEIGHT / 2
        paint_mark(painter, box.left(), y, label_colours(label.colour).line, label.pattern)
        words = box.adjusted(16, 0, 0, 0)
        paint_text(painter, words, label.name, sans(), look().text)


def _merge_words(label: str, count: int) -> str:
    if count == 0:
        return tr("“{label}” is retired. Nothing is tagged with it yet.", label=label)
    what = (
        tr("its one annotation is") if count == 1 else tr("its {n} annotations are", n=f"{count:,}")
    )
    return tr(
        "“{label}” is retired, and {what} read as the label you choose: yours are rewritten, those "
        "of others stay as they wrote them. One undo takes it back.",
        label=label,
        what=what,
    )


class LeaveSheet(Sheet):
    """Asks what becomes of changes that are not saved.

    Signals:
        dropped(): they are to be discarded.
    """

    dropped = Signal()

    def __init__(self, window: QWidget, version: int, changes: Sequence[str]) -> None:
        shown = [Text(words, lines=2) for words in changes[:_MOST_ROWS]]
        if len(changes) > _MOST_ROWS:
            more = len(changes) - _MOST_ROWS
            shown.append(Text(tr("… and {n} more.", n=more), role="muted"))
        self.drop = PushButton(tr("Discard the changes"), "link")
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, metrics.SPACE, 0, 0)
        row.addWidget(self.drop)
        row.addStretch(1)
        super().__init__(
            window,
            tr("Save version {n} of the scheme?", n=version),
            column_of([*shown, below], metrics.SPACE_INSIDE),
            answer=tr("Save"),
            refusal=tr("Go on changing"),
        )
        self.drop.clicked.connect(self._on_drop)

    def _on_drop(self) -> None:
        self.close()
        self.dropped.emit()
