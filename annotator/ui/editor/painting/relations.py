"""Arcs: the relations of the selected annotation, and the one that is being made."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotator.ui.editor.arcs import ARROW, PILL_TEXT, Route
from annotator.ui.look import CENTRE, STRONG, look, metrics, paint_box, paint_text, sans, tint

_LINE = 1.5
_CHOSEN_LINE = 2.5
_HALO = 4.5
_CORNER = 6.0
_DOT = 2.6
_ARROW_LENGTH = 6.0
_RING = 2.0
_OFFERED = 120
_LIT = 60


def paint_route(painter: QPainter, route: Route, colour: QColor, *, chosen: bool = False) -> None:
    """Draw an arc: its halo, its line, a dot where it starts, an arrow where it leads."""
    path = rounded(route.points)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look().base, _HALO + (chosen and 1)))
    painter.drawPath(path)
    painter.setPen(QPen(colour, _CHOSEN_LINE if chosen else _LINE))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if route.dot is not None:
        painter.drawEllipse(route.dot, _DOT, _DOT)
    if route.tip is not None:
        painter.drawPolygon(arrow_head(*route.tip))
    if route.edge is not None:
        box, _ = route.edge
        if route.tip is None or route.tip[0] != route.points[-1]:
            painter.drawPolygon(arrow_head(route.points[-1], box.center()))


def paint_pills(
    painter: QPainter, route: Route, colour: QColor, ink: QColor, on_chip: QColor, *, chosen: bool
) -> None:
    """Write the names on an arc over all arcs, so that none runs through a name.

    These are its own, and that of the paragraph beyond the edge of the view.
    """
    named = [] if route.pill is None else [(route.pill, route.arc.name)]
    for box, name in named if route.edge is None else [*named, route.edge]:
        paint_pill(painter, box, name, colour, on_chip if chosen else ink, chosen=chosen)


def paint_pill(
    painter: QPainter, box: QRectF, words: str, colour: QColor, ink: QColor, *, chosen: bool
) -> None:
    """Draw a pill; a chosen one is filled."""
    fill = colour if chosen else look().base
    paint_box(painter, box, box.height() / 2, fill=fill, border=colour, width=1.2)
    paint_text(painter, box, words, sans(PILL_TEXT, STRONG), ink, CENTRE)


def paint_offered(painter: QPainter, boxes: Sequence[QRectF], *, lit: bool) -> None:
    """Frame words to which a link may lead; ``lit`` are those that it leads to now."""
    theme = look()
    for box in boxes:
        if lit:
            paint_box(painter, box, metrics.RADIUS_CHIP, fill=tint(theme.accent, _LIT))
        border = theme.accent if lit else tint(theme.accent, _OFFERED)
        width = _RING if lit else 1.2
        paint_box(painter, box, metrics.RADIUS_CHIP, border=border, width=width)


def paint_pull(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """Draw the line that follows the mouse while a link is pulled out of a chip."""
    colour = look().accent
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(look().base, _HALO), QPen(colour, _LINE)):
        painter.setPen(pen)
        painter.drawLine(start, end)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(start, _DOT, _DOT)
    if hypot(end.x() - start.x(), end.y() - start.y()) > ARROW:
        painter.drawPolygon(arrow_head(end, start))


def rounded(points: Sequence[QPointF]) -> QPainterPath:
    """Make a path of corners, each rounded as far as its sides are long enough."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(_CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        path.lineTo(_towards(corner, before, reach))
        path.quadTo(corner, _towards(corner, after, reach))
    path.lineTo(points[-1])
    return path


def arrow_head(tip: QPointF, behind: QPointF) -> QPolygonF:
    """Make the head of an arrow that comes from ``behind``."""
    length = _length(behind, tip) or 1.0
    along = (tip - behind) / length
    across = QPointF(-along.y(), along.x()) * (ARROW / 2)
    base = tip - along * _ARROW_LENGTH
    return QPolygonF([tip, base + across, base - across])


def _length(one: QPointF, other: QPointF) -> float:
    return hypot(other.x() - one.x(), other.y() - one.y())


def _towards(start: QPointF, end: QPointF, distance: float) -> QPointF:
    length = _length(start, end)
    return start if not length else start + (end - start) * (distance / length)
