"""The sheet that asks for a few words: a flag, or why an article is retired."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.details.suggesting import SuggestingField
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.widgets.text import Text


class AskWords(Sheet):
    """Asks for words, and offers those used before.

    Signals:
        said(words): go on with these; they may be none.
    """

    said = Signal(str)

    def __init__(
        self,
        window: QWidget,
        title: str,
        advice: str,
        *,
        field: str,
        answer: str,
        refusal: str,
        words: str = "",
        used: Sequence[str] = (),
        must: bool = False,
    ) -> None:
        self.field = SuggestingField(field, field, used)
        self.field.set_text(words)
        super().__init__(
            window,
            title,
            column_of([Text(advice, role="muted", lines=4), self.field]),
            answer=answer,
            refusal=refusal,
        )
        self._must = must
        self.field.edit.selectAll()
        self.field.changed.connect(lambda _: self._weigh())
        self.field.submitted.connect(lambda _: self.accept())
        self.accepted.connect(lambda: self.said.emit(self.field.text().strip()))
        self._weigh()

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet; the field has the focus."""
        super().open(focus or self.field.edit)

    def _weigh(self) -> None:
        self.answer.setEnabled(bool(self.field.text().strip()) or not self._must)
