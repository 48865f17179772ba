"""The sheet that asks in which encoding a text was written, with a piece of it in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.widgets.pair_rows import PairRows
from annotator.ui.widgets.text import Text


class AskEncoding(Sheet):
    """Shows how the text reads in each encoding; the likely one is chosen already.

    Signals:
        chosen(encoding): read it in this one.
    """

    chosen = Signal(str)

    def __init__(
        self, window: QWidget, name: str, candidates: Sequence[str], previews: Mapping[str, str]
    ) -> None:
        readings = [(one, " ".join(previews[one].split())) for one in candidates if one in previews]
        self.view = PairRows(tr("Encodings"), readings, muted=0)
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
        self.view.setCurrentIndex(self.view.model().index(0, 0))
        self.view.activated.connect(self.accept)
        self.accepted.connect(lambda: self.chosen.emit(self.view.chosen()))
