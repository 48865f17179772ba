"""By whom something is signed, as a badge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    mono,
    paint_box,
    paint_icon,
    paint_text,
    reading_painter,
    sans,
    text_width,
)

_SIZE = (228, 48)
_WIDEST = 320
_TEXT_AT = 44


class Seal(QWidget):
    """Say in two lines how far one may trust a name.

    ``icon`` is a shield, or “” for what is not signed; ``role`` the theme's colour of its title:
    an alarm is in the colour of danger. The second line is a fingerprint if ``fingerprint``.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        note: str,
        parent: QWidget | None = None,
        *,
        role: str = "text",
        fingerprint: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon, self._title, self._note, self._role = icon, title, note, role
        self._note_font = mono(metrics.TEXT_CAPTION) if fingerprint else sans(metrics.TEXT_CAPTION)
        self.setAccessibleName(f"{title}: {note}")
        self.setToolTip(note)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for both lines."""
        words = max(
            text_width(self._title, sans(weight=STRONG)), text_width(self._note, self._note_font)
        )
        left = _TEXT_AT if self._icon else 14
        width = max(_SIZE[0], min(_WIDEST, round(left + words + 16)))
        return QSize(width, _SIZE[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the badge."""
        theme = look()
        painter = reading_painter(self)
        rect = QRectF(self.rect())
        alarm = self._role == "danger"
        border = theme.danger if alarm else theme.line
        paint_box(painter, rect, metrics.RADIUS_LABEL, fill=theme.win, border=border)
        colour = theme.colour(self._role)
        left = 14
        if self._icon:
            place = QRectF(12, rect.center().y() - 10, metrics.ICON_LARGE, metrics.ICON_LARGE)
            paint_icon(painter, self._icon, place, colour)
            left = _TEXT_AT
        words = rect.adjusted(left, 0, -8, 0)
        upper, below = words.translated(0, -9), words.translated(0, 9)
        paint_text(painter, upper, self._title, sans(weight=STRONG), colour)
        paint_text(painter, below, self._note, self._note_font, theme.muted)
        painter.end()
