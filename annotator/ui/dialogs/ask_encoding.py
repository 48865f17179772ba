"""The sheet that asks in which encoding a text was written, with a piece of it in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

_MOST_ROWS = 8


class AskEncoding(Sheet):
    """Shows how the text reads in each encoding; the likely one is chosen already.

    Signals:
        chosen(encoding): read it in this one.
    """

    chosen = Signal(str)

    def __init__(
        self, window: QWidget, name: str, candidates: Sequence[str], previews: Mapping[str, str]
    ) -> None:
        self.view = RowView(tr("Encodings"))
        model = QStandardItemModel(self.view)
        for encoding in candidates:
            if encoding in previews:
                item = QStandardItem(f"{encoding}   {' '.join(previews[encoding].split())}")
                item.setData(encoding, Qt.ItemDataRole.UserRole)
                model.appendRow(item)
        self.view.setModel(model)
        rows = max(1, min(model.rowCount(), _MOST_ROWS))
        self.view.setFixedHeight(rows * metrics.CONTROL)
        advice = Text(
            tr("The file does not say how it was written. Choose the line that reads right."),
            role="muted",
            lines=3,
        )
        super().__init__(
            window,
            tr("How is “{name}” written?", name=name),
            column_of([advice, self.view]),
            answer=tr("Read it so"),
            refusal=tr("Leave it out"),
            width=640,
        )
        self.view.setCurrentIndex(model.index(0, 0))
        self.view.activated.connect(self.accept)
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.chosen.emit(self.view.currentIndex().data(Qt.ItemDataRole.UserRole))
