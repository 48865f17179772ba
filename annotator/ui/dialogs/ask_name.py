"""The sheet that asks for a name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.model.annotator import worker_name
from annotator.problems import UserProblem
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.text import Text


class AskName(Sheet):
    """Asks who works.

    Signals:
        named(name): the name, tidied.
    """

    named = Signal(str)

    def __init__(self, window: QWidget, name: str) -> None:
        self.field = Field(tr("Your name"), tr("Your name"))
        advice = Text(
            tr("Your annotations carry this name, here and in what you send to others."),
            role="muted",
            lines=2,
        )
        super().__init__(
            window,
            tr("Who is working?"),
            column_of([advice, self.field]),
            answer=tr("Work as this"),
            refusal=tr("Cancel"),
        )
        self.field.set_text(name)
        self.field.edited.connect(lambda _: self.field.set_error(""))
        self.field.submitted.connect(lambda _: self.accept())

    def accept(self) -> None:
        """Go on if it can be a name; else say why not."""
        try:
            name = worker_name(self.field.text())
        except UserProblem as problem:
            self.field.set_error(str(problem))
            return
        super().accept()
        self.named.emit(name)
