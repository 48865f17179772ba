"""Paper: its sizes, its margins, and the fonts that are set on it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageSize, QPainter

from annotator.ui.look import LEFT, REGULAR, Theme, load_theme, paint_text, sans, serif

UNITS = 144
"""Units of an inch: all sizes of this package are in these."""
_MILLIMETRES = 25.4
MARGINS = {"narrow": 12, "usual": 25, "wide": 40}
"""Margins in millimetres, by name: usual ones leave lines as long as those of a book."""
SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
FOOT = 44
"""Room for the foot of a page, below the text."""

BODY = 22
HEADLINE = 36
SMALL = 18
CAPTION = 16
TINY = 12


class Paper(NamedTuple):
    """A sheet of paper; ``size`` is a name of `SIZES`, ``margin`` one of `MARGINS`."""

    size: str = "A4"
    margin: str = "usual"

    @property
    def page_size(self) -> QPageSize:
        """Qt's size of the sheet."""
        return QPageSize(SIZES[self.size])

    @property
    def width(self) -> float:
        """Width of the sheet."""
        return self.page_size.size(QPageSize.Unit.Inch).width() * UNITS

    @property
    def height(self) -> float:
        """Height of the sheet."""
        return self.page_size.size(QPageSize.Unit.Inch).height() * UNITS

    @property
    def edge(self) -> float:
        """Width of the margins."""
        return MARGINS[self.margin] / _MILLIMETRES * UNITS

    @property
    def column(self) -> float:
        """Width of what is printed on."""
        return self.width - 2 * self.edge

    @property
    def room(self) -> float:
        """Height of what is printed on."""
        return self.height - 2 * self.edge - FOOT


def theme() -> Theme:
    """Give the colours of paper: those of the light theme, whatever the window has."""
    return load_theme("light")


def serif_font(size: float, weight: int = REGULAR, *, italic: bool = False) -> QFont:
    """Give the font of articles at a size that no setting of the window changes."""
    return _sized(serif(size, weight, italic=italic), size)


def sans_font(size: float, weight: int = REGULAR) -> QFont:
    """Give the font of everything else."""
    return _sized(sans(size, weight), size)


def _sized(font: QFont, size: float) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(round(size))
    return sized


def paint_on_line(
    painter: QPainter,
    start: QPointF,
    width: float,
    words: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Paint words on a baseline that begins at ``start``, shortened to a width; return theirs."""
    measured = QFontMetricsF(font)
    height = measured.ascent() + measured.descent()
    box = QRectF(start.x(), start.y() - measured.ascent(), width, height)
    return paint_text(painter, box, words, font, colour, align)
