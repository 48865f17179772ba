"""The sheet of conflicts: what one person wrote differently on two machines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.exchange import Conflict
from annotator.model.listing import LabelOutline
from annotator.ui.dialogs.merge_parts import ConflictChoice
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

_WIDTH = 720
_LEAST = 92
_HIGHEST = 468
"""Pixels of the list: one conflict, and five."""
_AROUND = 216
"""Pixels that the sheet has around the list, with the air above and below it."""


class ConflictsSheet(Sheet):
    """Offers the values side by side; what is left as it is stays open.

    Signals:
        settled(picks): settle these (entity to digest).
    """

    settled = Signal(object)

    def __init__(
        self, window: QWidget, conflicts: Sequence[Conflict], labels: Sequence[LabelOutline]
    ) -> None:
        known = {label.key: label for label in labels}
        self.choices = [ConflictChoice(one, known.get(one.label)) for one in conflicts]
        about = tr(
            "The same person changed these on two machines. The one chosen now counts "
            "provisionally; press a card to settle it for good, on every machine."
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        for choice in self.choices:
            column.addWidget(choice)
        column.addStretch(1)
        area = scrolled(inside)
        wanted = inside.sizeHint().height()
        room = max(_LEAST, min(_HIGHEST, window.height() - _AROUND))
        area.setFixedHeight(min(wanted, room))
        # The ring of the focus needs room, and the scroll bar lies over what scrolls.
        set_margins(column, 2, 2, 12 if wanted > room else 2, 2, within=window)
        words = Text(about, px=metrics.TEXT_SMALL, role="muted", lines=3)
        title = tr("One conflict") if len(conflicts) == 1 else tr("{n} conflicts", n=len(conflicts))
        super().__init__(
            window,
            title,
            column_of([words, area], metrics.SPACE_GROUPS),
            answer=tr("Settle"),
            refusal=tr("Close"),
            width=_WIDTH,
        )
        self.answer.setEnabled(False)
        for choice in self.choices:
            for card in choice.cards:
                card.clicked.connect(lambda _=False: self.answer.setEnabled(True))
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        picks = {
            choice.conflict.entity: choice.picked
            for choice in self.choices
            if choice.picked is not None
        }
        self.settled.emit(picks)
