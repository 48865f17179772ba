"""The box that asks in which words an annotation is to be discussed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, metrics
from annotator.ui.widgets.growing_field import GrowingField
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.text import Text

_WIDTH = 312


class DiscussBox(QObject):
    """Opens at a button; Enter marks the annotation, with words or without.

    Signals:
        said(words): Enter was pressed.
    """

    said = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        content = QWidget()
        content.setFixedWidth(_WIDTH)
        self.field = GrowingField(
            tr("What should be discussed?"), tr("In a few words, if you like")
        )
        self.field.submitted.connect(self._on_submitted)
        column = QVBoxLayout(content)
        column.setContentsMargins(*[metrics.SPACE_EDGE] * 4)
        column.setSpacing(metrics.SPACE)
        column.addWidget(Text(tr("What should be discussed?"), weight=STRONG))
        column.addWidget(self.field)
        told = tr("Enter marks it. The question stands in review, where everybody can answer.")
        column.addWidget(Text(told, px=metrics.TEXT_CAPTION, role="muted", lines=2))
        self.popover = Popover(content, window, tr("Mark to discuss"))

    def open_for(self, button: QWidget) -> None:
        """Ask, beside a button."""
        self.field.set_text("")
        self.popover.open_for(button, side="above", align="right", focus=self.field.edit)

    def _on_submitted(self, words: str) -> None:
        self.popover.hide()
        self.said.emit(words)
