"""The column at the right of the page: the preview, what the change does, how colours are seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, metrics
from annotator.ui.widgets.text import Text


class Side(QWidget):
    """Preview, effects and sights below each other."""

    def __init__(
        self, sentence: QWidget, preview: QWidget, effects: QWidget, sights: QWidget
    ) -> None:
        super().__init__()
        self.head = QWidget()
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(tr("Preview"), weight=STRONG))
        right = Qt.AlignmentFlag.AlignRight
        row.addWidget(
            Text(tr("as a tagger sees it"), px=metrics.TEXT_CAPTION, role="muted", align=right), 1
        )
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(metrics.SPACE_EDGE)
        for widget in (self.head, sentence, preview, effects, sights):
            self._rows.addWidget(widget)
        self._rows.addStretch(1)
        self.set_beside(beside=True)

    def set_beside(self, *, beside: bool) -> None:
        """Keep away from the edges of a column of its own."""
        edge = metrics.SPACE_EDGE if beside else 0
        self._rows.setContentsMargins(edge, 14 if beside else 0, edge, edge)
