"""A card of a page of figures: a title, what it is of, and room below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.look import STRONG, look, metrics, paint_box, smooth_painter
from annotator.ui.widgets.text import Text

_PADDING = 20
_HEAD = metrics.CONTROL


class TitledCard(QWidget):
    """Frame a part of a page; ``aside`` stands at the right of the head."""

    def __init__(
        self,
        title: str,
        about: str = "",
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.title = Text(title, px=metrics.TEXT_TITLE, weight=STRONG)
        self.about = Text(about, px=metrics.TEXT_SMALL, role="muted")
        self._card_rows = QVBoxLayout(self)
        self._card_rows.setContentsMargins(_PADDING, 8, _PADDING, 16)
        self._card_rows.setSpacing(metrics.SPACE)
        head = QHBoxLayout()
        head.setSpacing(metrics.SPACE_GROUPS)
        head.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.about, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addStrut(_HEAD)
        if aside is not None:
            head.addWidget(aside)
        self._card_rows.addLayout(head)

    def set_body(self, body: QWidget) -> None:
        """Put a widget below the head."""
        self._card_rows.addWidget(body, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        theme = look()
        painter = smooth_painter(self)
        rect = QRectF(self.rect())
        paint_box(painter, rect, metrics.RADIUS_POPOVER, fill=theme.base, border=theme.line)
        painter.end()
