"""The pill that names an annotator and the lane their lines are in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    look,
    metrics,
    paint_box,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.widgets.painted_button import PaintedButton

CONSENSUS = -1

_PADDING = 12
_LINES = 14
_LINE_HEIGHT = 2.6
_LINE_PITCH = 4.5
_GAP = 8
_AFTER = 14


class Pill(PaintedButton):
    """Show or hide somebody's lane; 30 px high.

    The icon has three lines, of which the one with the index ``lane`` (0 to 2) is dark;
    ``CONSENSUS`` shows two bars. Checked means shown. Signals are those of QPushButton.
    """

    ring_radius = metrics.PILL / 2

    def __init__(self, name: str, lane: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._lane = lane
        self.setCheckable(True)
        self.setChecked(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Name somebody else."""
        self._name = name
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the lines and the name."""
        name = text_width(self._name, sans(metrics.TEXT_SMALL))
        return QSize(round(_PADDING + _LINES + _GAP + name + _AFTER + 0.5), metrics.PILL)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the pill; hidden lanes have a pill without ground and no dark line."""
        theme = look()
        shown = self.isChecked()
        fill = self.ground(raised=True) or (theme.raised if shown else None)
        paint_box(painter, rect, rect.height() / 2, fill=fill, border=theme.line2)
        dark = theme.text if shown else theme.off
        lines = (0, 2) if self._lane == CONSENSUS else (0, 1, 2)
        pitch = _LINE_PITCH * (0.75 if self._lane == CONSENSUS else 1)
        top = rect.center().y() - pitch - _LINE_HEIGHT / 2
        for line in lines:
            bar = QRectF(_PADDING, top + line * pitch, _LINES, _LINE_HEIGHT)
            lit = self._lane in (line, CONSENSUS)
            paint_box(painter, bar, _LINE_HEIGHT / 2, fill=dark if lit else theme.off)
        words = rect.adjusted(_PADDING + _LINES + _GAP, 0, -metrics.SPACE, 0)
        colour = theme.text if shown else theme.muted
        paint_text(painter, words, self._name, sans(metrics.TEXT_SMALL), colour)
