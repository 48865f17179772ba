"""Looking at what was painted."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from annotator.ui.editor.view import ArticleView

_NEAR = 3
"""By how much a channel may differ: blending rounds."""


def picture(view: ArticleView) -> QImage:
    """Grab the viewport."""
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def near(one: QColor, other: QColor, by: int = _NEAR) -> bool:
    return all(
        abs(a - b) <= by
        for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    )


def share(image: QImage, box: QRect, colour: QColor) -> float:
    """Give the share of a box's pixels that have a colour, more or less."""
    inside = box & image.rect()
    if inside.isEmpty():
        return 0.0
    red, green, blue = colour.red(), colour.green(), colour.blue()
    hits = 0
    for y in range(inside.top(), inside.bottom() + 1):
        for x in range(inside.left(), inside.right() + 1):
            pixel = image.pixel(x, y)
            hits += (
                abs((pixel >> 16 & 255) - red) <= _NEAR
                and abs((pixel >> 8 & 255) - green) <= _NEAR
                and abs((pixel & 255) - blue) <= _NEAR
            )
    return hits / (inside.width() * inside.height())


def box_of(view: ArticleView, words: str) -> QRect:
    """Give the box of the first occurrence of some words, in the viewport."""
    start = view.scene.display.text.index(words)
    return view.box_of(start, start + len(words))


def below(box: QRect) -> QRect:
    """Give the strip below the words in which lanes lie."""
    return QRect(box.left(), box.bottom() + 1, box.width(), 14)
