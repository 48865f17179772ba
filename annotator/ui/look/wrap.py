"""Breaking a text into the few lines it may take."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: float, lines: int) -> list[str]:
    """Break ``text`` at words into at most ``lines`` lines of ``width`` pixels.

    What does not fit is left out behind an ellipsis in the last line.
    """
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
            return broken
        line.setLineWidth(width)
        first, last = line.textStart(), line.textStart() + line.textLength()
        if len(broken) == lines - 1:
            layout.endLayout()
            rest = _text(units[2 * first :])
            shown = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width + 0.5)
            return [*broken, shown]
        broken.append(_text(units[2 * first : 2 * last]).rstrip())


def _text(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")
