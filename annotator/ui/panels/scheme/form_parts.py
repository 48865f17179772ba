"""What the forms of the scheme's page share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.look import (
    label_colours,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_mark,
    reading_painter,
    tint,
)
from annotator.ui.widgets.text import Text

_TILE = 32


class Tile(QWidget):
    """The square before the title: a label's mark on its wash, or an icon."""

    def __init__(self, icon: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._colour = "slate"
        self._pattern = "solid"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_look(self, colour: str, pattern: str) -> None:
        """Show the mark of a label."""
        self._colour, self._pattern = colour, pattern
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(_TILE, _TILE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square."""
        painter = reading_painter(self)
        theme = look()
        rect = QRectF(self.rect())
        if self._icon:
            paint_box(painter, rect, metrics.RADIUS_LABEL, fill=theme.hover)
            paint_icon(painter, self._icon, rect.adjusted(8, 8, -8, -8), theme.muted)
        else:
            line = label_colours(self._colour).line
            paint_box(painter, rect, metrics.RADIUS_LABEL, fill=tint(line, theme.wash_selected))
            paint_mark(painter, 14, 8, line, self._pattern)
        painter.end()


def named(name: str, part: QWidget, aside: str | Text = "") -> QVBoxLayout:
    """Put the name of a field above it, and a remark at the right."""
    column = QVBoxLayout()
    column.setSpacing(6)
    words = Text(name, px=metrics.TEXT_CAPTION, role="muted")
    if aside:
        row = QHBoxLayout()
        row.addWidget(words)
        row.addWidget(aside_text(aside) if isinstance(aside, str) else aside, 1)
        column.addLayout(row)
    else:
        column.addWidget(words)
    column.addWidget(part)
    column.addStretch(1)
    return column


def beside(parts: Sequence[tuple[QVBoxLayout, int]], gap: int = metrics.SPACE_EDGE) -> QHBoxLayout:
    """Put fields beside each other, each with its stretch."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for part, stretch in parts:
        row.addLayout(part, stretch)
    return row


def aside_text(words: str = "") -> Text:
    """Make a remark for the trailing end of a line."""
    align = Qt.AlignmentFlag.AlignRight
    return Text(words, px=metrics.TEXT_CAPTION, role="muted", align=align)
