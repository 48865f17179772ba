"""Short questions about the scheme: a name, into which label, whether to save."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from annotator.model.scheme import Label
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import metrics, scaled
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

_MOST_ROWS = 7


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
        model = QStandardItemModel(self.view)
        self._keys = [one.key for one in others]
        for one in others:
            model.appendRow(QStandardItem(one.name))
        self.view.setModel(model)
        rows = max(1, min(len(others), _MOST_ROWS))
        self.view.setFixedHeight(rows * scaled(metrics.CONTROL))
        self.view.setCurrentIndex(model.index(0, 0))
        names = ", ".join(one.name for one in label.attributes)
        self.fields = TickBox(
            tr("The other label gets the fields it lacks ({names})", names=names)
            if names
            else tr("No fields to take along"),
            px=metrics.TEXT_BODY,
        )
        self.fields.setChecked(bool(names))
        self.fields.setVisible(bool(names))
        words = tr(
            "“{label}” is retired, and its {n} annotations are read as the label you choose: yours "
            "are rewritten, those of others stay as they wrote them. One undo takes it back.",
            label=label.name,
            n=f"{count:,}",
        )
        super().__init__(
            window,
            tr("Merge “{label}” into which label?", label=label.name),
            column_of([Text(words, role="muted", lines=4), self.view, self.fields]),
            answer=tr("Merge"),
            refusal=tr("Cancel"),
        )
        self.view.activated.connect(lambda _: self.accept())
        self.answer.setEnabled(bool(others))
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        at = self.view.currentIndex().row()
        if 0 <= at < len(self._keys):
            self.merged.emit(self._keys[at], self.fields.isChecked())


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
        super().__init__(
            window,
            tr("Save version {n} of the scheme?", n=version),
            column_of([*shown, self.drop], metrics.SPACE_INSIDE),
            answer=tr("Save"),
            refusal=tr("Go on changing"),
        )
        self.drop.clicked.connect(self._on_drop)

    def _on_drop(self) -> None:
        self.close()
        self.dropped.emit()
