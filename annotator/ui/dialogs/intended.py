"""Saying that something is tagged unlike elsewhere on purpose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.text import Text


class IntendedSheet(Sheet):
    """Asks why; no reason is a reason, too.

    Args:
        window: what it covers.
        what: what is intended, in a sentence.

    Signals:
        said(reason): it is intended.
    """

    said = Signal(str)

    def __init__(self, window: QWidget, what: str) -> None:
        self.field = Field(tr("Why (may stay empty)"), tr("Why (may stay empty)"))
        self.field.edit.setMaxLength(1000)
        body = column_of(
            [
                Text(what, lines=3),
                self.field,
                Text(
                    tr("It leaves the list for everybody. Who said so, and why, stays to be seen."),
                    role="muted",
                    lines=2,
                ),
            ]
        )
        super().__init__(
            window,
            tr("This is intended"),
            body,
            answer=tr("Intended"),
            refusal=tr("Cancel"),
        )
        self.field.submitted.connect(lambda _: self.accept())
        self.accepted.connect(lambda: self.said.emit(self.field.text()))
