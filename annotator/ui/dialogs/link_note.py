"""The sheet for the note of a link."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.text import Text


class LinkNote(Sheet):
    """Asks for words about a link; none take the note away.

    Signals:
        noted(words): the note.
    """

    noted = Signal(str)

    def __init__(self, window: QWidget, link: str, note: str) -> None:
        self.field = Field(tr("Note"), tr("Why, or how sure you are"))
        super().__init__(
            window,
            tr("Note on a link"),
            column_of([Text(link, role="muted", lines=2), self.field]),
            answer=tr("Keep"),
            refusal=tr("Cancel"),
        )
        self.field.set_text(note)
        self.field.submitted.connect(lambda _: self.accept())

    def accept(self) -> None:
        """Tell the note, and close."""
        super().accept()
        self.noted.emit(self.field.text().strip())
