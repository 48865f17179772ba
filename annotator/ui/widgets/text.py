"""Words in the colours of the look: captions, titles, sentences."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.ui.look import (
    REGULAR,
    Wrapped,
    look,
    metrics,
    paint_text,
    reading_painter,
    sans,
    text_width,
    wrapped,
)
from annotator.ui.widgets.tooltip import set_tooltip

_LINE_HEIGHTS = {
    metrics.TEXT_CAPTION: 16,
    metrics.TEXT_SMALL: 16,
    metrics.TEXT_BODY: 20,
    metrics.TEXT_TITLE: 24,
    metrics.TEXT_PAGE: 28,
}
_WIDTHS_KNOWN = 4


class Text(QLabel):
    """Show words in a role of the theme, on up to ``lines`` lines; what does not fit is shortened.

    A shortened text is whole in the tooltip. To screen readers it is a label. In a place higher
    than the text it stands in the middle, or where ``align`` says ``AlignTop``, at the top.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        px: int = metrics.TEXT_BODY,
        weight: int = REGULAR,
        role: str = "text",
        lines: int = 1,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__(parent)
        self._px = px
        self._weight = weight
        self._role = role
        self._lines = lines
        self._align = align
        self._known: dict[int, tuple[str, QFont, Wrapped]] = {}
        """By the width: the words, their font, and how they were broken."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        upright = QSizePolicy.Policy.Preferred if lines > 1 else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, upright)
        # This is what makes Qt ask a label for its height at a width.
        self.setWordWrap(lines > 1)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Show the words in another role of the theme."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text on one line."""
        return QSize(round(text_width(self.text(), self._font()) + 1), self._line_height())

    def minimumSizeHint(self) -> QSize:
        """Allow any width: the text is shortened."""
        return QSize(0, self._line_height())

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels of the text broken to a width."""
        return self._line_height() * max(1, len(self._wrapped(width).lines))

    def event(self, event: QEvent) -> bool:
        """Show the whole text as a tooltip where it is shortened."""
        if event.type() == QEvent.Type.ToolTip and not self.toolTip():
            if not self._wrapped(self.width()).cut:
                event.ignore()
                return True
            set_tooltip(self, self.text())
            shown = super().event(event)
            self.setToolTip("")
            return shown
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = reading_painter(self)
        colour = look().colour(self._role)
        lines = self._wrapped(self.width()).lines
        height = self._line_height()
        top = self._align & Qt.AlignmentFlag.AlignTop
        y = 0.0 if top else (self.height() - height * len(lines)) / 2
        for line in lines:
            rect = QRectF(0, y, self.width(), height)
            across = self._align & Qt.AlignmentFlag.AlignHorizontal_Mask
            align = across | Qt.AlignmentFlag.AlignVCenter
            paint_text(painter, rect, line, self._font(), colour, align)
            y += height
        painter.end()

    def _wrapped(self, width: int) -> Wrapped:
        """Break the text; layouts ask for the same few widths again and again."""
        text, font = self.text(), self._font()
        known = self._known.get(width)
        if known is not None and known[0] == text and known[1] == font:
            return known[2]
        if len(self._known) >= _WIDTHS_KNOWN:
            self._known.clear()
        found = wrapped(text, font, width, self._lines)
        self._known[width] = text, font, found
        return found

    def _line_height(self) -> int:
        return _LINE_HEIGHTS.get(self._px, round(self._px * 1.5))

    def _font(self) -> QFont:
        return sans(self._px, self._weight)
