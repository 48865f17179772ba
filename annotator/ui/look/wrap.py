"""Breaking a text into the few lines it may take."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

_MOST_IN_A_LINE = 4_000


class Wrapped(NamedTuple):
    """Hold the lines of a text, and whether its end had to be left out."""

    lines: list[str]
    cut: bool


def wrapped(text: str, font: QFont, width: float, lines: int) -> Wrapped:
    """Break ``text`` at words into at most ``lines`` lines of ``width`` pixels.

    What does not fit is left out behind an ellipsis in the last line.
    """
    # Half a pixel, so that a text as wide as it was measured is not broken by a rounding error.
    width += 0.5
    # Nobody has a line for more, and Qt would lay out all five million of an article.
    text = text[: lines * _MOST_IN_A_LINE]
    if lines == 1:
        return _shortened([], text, font, width)
    # 1 ms that a window opens without, as long as it shows no text on several lines.
    from PySide6.QtGui import QTextLayout, QTextOption  # noqa: PLC0415

    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Qt counts UTF-16 units.
    units = text.encode("utf-16-le", "surrogatepass")
    broken: list[str] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            layout.endLayout()
            return Wrapped(broken, cut=False)
        line.setLineWidth(width)
        first, last = line.textStart(), line.textStart() + line.textLength()
        if len(broken) == lines - 1:
            layout.endLayout()
            return _shortened(broken, _text(units[2 * first :]), font, width)
        broken.append(_text(units[2 * first : 2 * last]).rstrip())


def _shortened(before: list[str], rest: str, font: QFont, width: float) -> Wrapped:
    """Put the rest of a text on one line, as much of it as fits."""
    shown = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return Wrapped([*before, shown], cut=shown != rest)


def _text(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")
