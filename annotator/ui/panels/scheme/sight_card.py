"""The colours of the labels as people see them, and which two are nearest to whose eyes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.app.scheming.sight import ALIKE, SIGHTS, Pair, Sight, nearest, seen
from annotator.model.scheme import Scheme
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    reading_painter,
    sans,
)

_EDGE = 16
_HEAD = 40
_ROW = 44
_NAMES = 100
_CIRCLE = 14
_PITCH = 18
_RING = 2
_NAME = {
    "usual": "Everybody",
    "protan": "Without red",
    "deutan": "Without green",
    "tritan": "Without blue",
}


class _Seen(NamedTuple):
    """What one kind of eyes makes of the colours, by label; and the two that are nearest."""

    sight: Sight
    colours: tuple[tuple[str, str], ...]
    pair: Pair | None


class SightCard(QWidget):
    """Shows each colour that is in use as four kinds of eyes see it; the nearest two are ringed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scheme = Scheme()
        self._names: dict[str, str] = {}
        self._colours: tuple[tuple[str, str], ...] = ()
        self._rows: Sequence[_Seen] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Colours as people see them"))

    def show_scheme(self, scheme: Scheme) -> None:
        """Show the colours of the labels in use, each once, in their order in the scheme."""
        self._scheme = scheme
        there: dict[str, str] = {}
        for one in scheme.labels:
            if not one.retired:
                there.setdefault(label_colours(one.colour).line.name(), one.key)
        self._names = {one.key: one.name for one in scheme.labels}
        colours = tuple((key, colour) for colour, key in there.items())
        if colours != self._colours:
            self._colours = colours
            self._rows = [
                _Seen(
                    sight,
                    tuple((key, seen(colour, sight)) for key, colour in colours),
                    nearest(dict(colours), (sight,)),
                )
                for sight in SIGHTS
            ]
        self.setVisible(len(colours) > 1)
        said = [f"{tr(_NAME[row.sight])}: {self._words(row.pair)}" for row in self._rows]
        self.setAccessibleDescription(". ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a row of each kind of eyes."""
        return QSize(280, _HEAD + len(SIGHTS) * _ROW + metrics.SPACE_INSIDE)

    def changeEvent(self, event: QEvent) -> None:
        """Show the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_scheme(self._scheme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = reading_painter(self)
        theme = look()
        rect = QRectF(self.rect())
        paint_box(painter, rect, metrics.RADIUS_LABEL, fill=theme.base, border=theme.line)
        head = QRectF(_EDGE, 12, rect.width() - 2 * _EDGE, 20)
        title = tr("Colours as people see them")
        paint_text(painter, head, title, sans(metrics.TEXT_SMALL, STRONG), theme.text)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, row, _HEAD + number * _ROW)
        painter.end()

    def _paint_row(self, painter: QPainter, row: _Seen, y: float) -> None:
        theme = look()
        name = QRectF(_EDGE, y, _NAMES - 4, 20)
        paint_text(painter, name, tr(_NAME[row.sight]), sans(metrics.TEXT_SMALL), theme.text)
        x = float(_EDGE + _NAMES)
        room = max(1, int((self.width() - _EDGE - x) // _PITCH))
        shown = row.colours
        if len(shown) > room:
            # The nearest two are among those that are shown, whatever place they have.
            first = sorted(shown, key=lambda one: not _of(row.pair, one[0]))[: room - 1]
            shown = tuple(one for one in shown if one in first)
            more = QRectF(self.width() - _EDGE - 2 * _PITCH, y, 2 * _PITCH, 20)
            count = f"+{len(row.colours) - len(shown)}"
            paint_text(painter, more, count, sans(metrics.TEXT_CAPTION), theme.muted, RIGHT)
        for key, colour in shown:
            circle = QRectF(x + _RING, y + 3, _CIRCLE, _CIRCLE)
            paint_box(painter, circle, _CIRCLE / 2, fill=QColor(colour))
            if _of(row.pair, key):
                ring = circle.adjusted(-_RING, -_RING, _RING, _RING)
                paint_box(painter, ring, ring.width() / 2, border=theme.text, width=1)
            x += _PITCH
        below = QRectF(_EDGE + _NAMES, y + 20, self.width() - 2 * _EDGE - _NAMES, 16)
        if row.pair is not None and row.pair.distance < ALIKE:
            side = metrics.ICON_SMALL
            icon = QRectF(below.left(), below.center().y() - side / 2, side, side)
            paint_icon(painter, "warning", icon, theme.warn)
            below.setLeft(icon.right() + 4)
        if row.pair is not None:
            self._paint_pair(painter, below, row.pair)

    def _paint_pair(self, painter: QPainter, box: QRectF, pair: Pair) -> None:
        """Name both; a long name leaves room for the other."""
        font, colour = sans(metrics.TEXT_CAPTION), look().muted
        first, second = self._two(pair)
        said = tr("alike:") if pair.distance < ALIKE else tr("nearest:")
        box.setLeft(box.left() + paint_text(painter, box, said, font, colour) + 4)
        half = box.adjusted(0, 0, -box.width() / 2, 0)
        box.setLeft(half.left() + paint_text(painter, half, first, font, colour) + 4)
        # By itself: it stands between both whichever way one reads.
        box.setLeft(box.left() + paint_text(painter, box, "·", font, colour) + 4)
        paint_text(painter, box, second, font, colour)

    def _two(self, pair: Pair) -> tuple[str, str]:
        return self._names.get(pair.one, pair.one), self._names.get(pair.other, pair.other)

    def _words(self, pair: Pair | None) -> str:
        if pair is None:
            return ""
        one, other = self._two(pair)
        if pair.distance < ALIKE:
            return tr("{one} and {other} look alike", one=one, other=other)
        return tr("{one} and {other} are nearest", one=one, other=other)


def _of(pair: Pair | None, key: str) -> bool:
    return pair is not None and key in (pair.one, pair.other)
