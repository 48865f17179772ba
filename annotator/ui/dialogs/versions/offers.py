"""The sheet that asks which of the articles that came are newer versions of others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.versions.offers import Offer
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.dialogs.versions.words import why_words
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, metrics
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

_WIDTH = 640
_ROW = 64
_MOST_ROWS = 6
_ABOVE_AND_BELOW = 280
"""Pixels of the window that are not for rows."""


class OffersSheet(Sheet):
    """Lists pairs of articles, ticked; nothing is linked that is not.

    Signals:
        linked(pairs): link these, each a newer and an older article, by their ids.
    """

    linked = Signal(object)

    def __init__(self, window: QWidget, offers: Sequence[Offer]) -> None:
        self._offers = offers
        self.boxes = [TickBox("", name=_name(offer)) for offer in offers]
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for box, offer in zip(self.boxes, offers, strict=True):
            box.setChecked(True)
            column.addWidget(_row(box, offer))
        column.addStretch(1)
        area = scrolled(rows)
        room = max(1, (window.height() - _ABOVE_AND_BELOW) // _ROW)
        area.setFixedHeight(min(len(offers), _MOST_ROWS, room) * _ROW)
        words = tr(
            "Both texts are kept. Linked, they can be compared, and what is tagged in the older "
            "one can be carried over."
        )
        body = column_of([Text(words, role="muted", lines=3), area], metrics.SPACE_GROUPS)
        super().__init__(
            window, tr("Newer versions?"), body, answer=tr("Link"), refusal=tr("Not now"),
            width=_WIDTH,
        )  # fmt: skip
        for box in self.boxes:
            box.toggled.connect(partial(self._say))
        self.accepted.connect(self._on_accepted)
        self._say()

    def _say(self, _ticked: object = None) -> None:
        count = sum(box.isChecked() for box in self.boxes)
        words = tr("Link 1 version") if count == 1 else tr("Link {n} versions", n=count)
        self.answer.set_face(words)
        self.answer.setAccessibleName(words)
        self.answer.setEnabled(count > 0)

    def _on_accepted(self) -> None:
        pairs = [
            (offer.newer, offer.older)
            for box, offer in zip(self.boxes, self._offers, strict=True)
            if box.isChecked()
        ]
        self.linked.emit(pairs)


def _row(box: TickBox, offer: Offer) -> QWidget:
    row = QWidget()
    row.setFixedHeight(_ROW)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(metrics.SPACE_GROUPS)
    line.addWidget(box)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(Text(offer.newer_title or tr("Untitled"), weight=STRONG))
    older = offer.older_title or tr("Untitled")
    said = tr("of “{title}”: {why}", title=older, why=why_words(offer))
    words.addWidget(Text(said, px=metrics.TEXT_SMALL, role="muted", lines=2))
    words.addStretch(1)
    line.addLayout(words, 1)
    return row


def _name(offer: Offer) -> str:
    return tr(
        "{newer} is a newer version of {older}",
        newer=offer.newer_title or tr("Untitled"),
        older=offer.older_title or tr("Untitled"),
    )
