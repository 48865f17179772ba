"""What is wrong with what stands in a field, said below it on a line or two."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.ui.look import look, metrics, paint_text, sans, wrapped

_ABOVE = 2
_LINE = 16
_MOST = 2


def error_height(error: str, width: int) -> int:
    """Give the height in pixels that an error needs at a width; 0 if nothing is wrong."""
    return _ABOVE + _LINE * len(_lines(error, width)) if error else 0


def paint_error(painter: QPainter, error: str, top: float, width: int) -> None:
    """Paint an error, from the lower edge of the field on."""
    font = sans(metrics.TEXT_CAPTION)
    for number, words in enumerate(_lines(error, width) if error else ()):
        line = QRectF(0, top + _ABOVE + number * _LINE, width, _LINE)
        paint_text(painter, line, words, font, look().danger)


def _lines(error: str, width: int) -> list[str]:
    return wrapped(error, sans(metrics.TEXT_CAPTION), max(1, width), _MOST).lines
