"""Reads what is painted in a picture: words that are too pale, cut or pressed together are told."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit, QWidget

from annotator.ui.look import paint
from annotator.ui.look.contrast import contrast, over
from annotator.ui.widgets.bar_segment import BarSegment
from annotator.ui.widgets.painted_button import PaintedButton

_LEAST = 4.45
"""Contrast that words need: 4.5 (WCAG 2.2, 1.4.3), less what rounding takes."""
_LIKE = 36
"""Parts of colour by which a letter's edge may differ from its inside."""


class Words(NamedTuple):
    """Some words that were painted.

    Attributes:
        on: the part that they are painted on.
        place: where, in its pixels.
        text: what stands there.
        colour: of the letters, with how much of it covers what is below.
    """

    on: QWidget
    place: QRectF
    text: str
    colour: QColor


def faults(part: QWidget) -> Iterator[str]:
    """List what cannot be read in a part of the window as it looks now."""
    found: list[Words] = []
    with _noting(found):
        picture = part.grab().toImage()
    for one in found:
        yield from _pale(part, picture, one)
        if one.place.left() < -1 or one.place.right() > one.on.width() + 1:
            yield f"“{one.text}” is wider than its {type(one.on).__name__}"
    yield from _pressed_together(part)
    yield from _scrolling_sideways(part)


@contextmanager
def _noting(found: list[Words]) -> Iterator[None]:
    """Note all words that are painted meanwhile."""
    original = paint.paint_text

    def note(
        painter: QPainter,
        rect: QRectF,
        text: str,
        font: QFont,
        colour: QColor,
        align: Qt.AlignmentFlag = paint.LEFT,
        *rest: Any,
        **named: Any,
    ) -> float:
        taken = original(painter, rect, text, font, colour, align, *rest, **named)
        on = painter.device()
        if isinstance(on, QWidget) and text.strip():
            box = _box(rect, taken, QFontMetricsF(font).height(), align)
            seen = QColor(colour)
            seen.setAlphaF(colour.alphaF() * painter.opacity())
            found.append(Words(on, painter.worldTransform().mapRect(box), text, seen))
        return taken

    painting = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("annotator.") and getattr(module, "paint_text", None) is original
    ]
    for module in painting:
        module.paint_text = note  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for module in painting:
            module.paint_text = original  # type: ignore[attr-defined]


def _pale(part: QWidget, picture: QImage, words: Words) -> Iterator[str]:
    seen = words.on.visibleRegion().boundingRect()
    place = words.place.toAlignedRect()
    if not seen.contains(place.adjusted(1, 1, -1, -1)):
        return
    shift = QPoint(0, 0) if words.on is part else words.on.mapTo(part, QPoint(0, 0))
    pixels = _pixels(picture, place.translated(shift))
    if not pixels:
        return
    ground = QColor(pixels.most_common(1)[0][0])
    colour = over(words.colour, ground, round(255 * words.colour.alphaF()))
    # Something else may lie over them.
    if any(_unlike(QColor(pixel), colour) < _LIKE for pixel in pixels):
        found = contrast(colour, ground)
        if found < _LEAST:
            yield f"“{words.text}” on {type(words.on).__name__} has a contrast of {found:.1f}"


def _pressed_together(part: QWidget) -> Iterator[str]:
    for one in part.findChildren(PaintedButton):
        least = one.minimumSizeHint()
        tight = one.width() < least.width() or one.height() < least.height()
        # A share of a bar is as long as its number is large, and leaves it out where it must.
        if one.isVisible() and tight and not isinstance(one, BarSegment):
            name = one.accessibleName() or one.text()
            yield f"{type(one).__name__} “{name}” is smaller than its words need"


def _scrolling_sideways(part: QWidget) -> Iterator[str]:
    for one in part.findChildren(QAbstractScrollArea):
        bar = one.horizontalScrollBar()
        if one.isVisible() and bar.maximum() > 0 and not isinstance(one, QPlainTextEdit):
            yield f"{type(one).__name__} “{one.accessibleName()}” scrolls sideways: {bar.maximum()}"


def _box(rect: QRectF, width: float, height: float, align: Qt.AlignmentFlag) -> QRectF:
    left = rect.left()
    if align & Qt.AlignmentFlag.AlignRight:
        left = rect.right() - width
    elif align & Qt.AlignmentFlag.AlignHCenter:
        left = rect.center().x() - width / 2
    return QRectF(left, rect.center().y() - height / 2, width, height)


def _pixels(picture: QImage, place: QRect) -> Counter[int]:
    ratio = picture.devicePixelRatio()
    larger = QRectF(
        place.x() * ratio, place.y() * ratio, place.width() * ratio, place.height() * ratio
    )
    inside = larger.toAlignedRect().intersected(picture.rect())
    return Counter(
        picture.pixel(x, y)
        for y in range(inside.top(), inside.bottom() + 1)
        for x in range(inside.left(), inside.right() + 1)
    )


def _unlike(one: QColor, other: QColor) -> int:
    channels = (QColor.red, QColor.green, QColor.blue)
    return sum(abs(of(one) - of(other)) for of in channels)
