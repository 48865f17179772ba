"""Icons: line drawings in ``resources/icons``, one file each, painted in any colour.

They lie on a grid of 16 and are drawn with a round stroke of 1.5 in ``currentColor``. Nothing is
loaded before the first icon is drawn, QtSvg included.
"""

from __future__ import annotations

from functools import cache
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPixmap

from annotator.resources import resource
from annotator.ui.look.paint import is_turned, turn_round

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtSvg import QSvgRenderer

GRID = 16
_POINTING = ("left", "right", "side", "sider", "undo", "redo", "enter")


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    # Loading the library takes 1 ms, which a window without icons should not pay.
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    return QSvgRenderer(_drawing(name).replace("currentColor", colour).encode())


@cache
def _pixmap(name: str, rgba: int, size: float, dpr: float) -> QPixmap:
    colour = QColor.fromRgba(rgba)
    renderer = _renderer(name, colour.name())
    side = round(size * dpr)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def icon_pixmap(name: str, colour: QColor, size: float = GRID, dpr: float = 1.0) -> QPixmap:
    """Draw an icon, once for each name, colour, size (pixels) and device pixel ratio.

    Raises:
        FileNotFoundError: when no icon has that name.
    """
    return _pixmap(name, colour.rgba(), size, dpr)


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Paint an icon into ``rect`` (pixels; a square), sharp on the painter's device.

    On a painter that is turned round it is not, unless it points somewhere.
    """
    if is_turned(painter) and name not in _POINTING:
        painter.save()
        turn_round(painter, rect)
        _paint(painter, name, rect, colour)
        painter.restore()
    else:
        _paint(painter, name, rect, colour)


def _paint(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    if painter.paintEngine().type() == QPaintEngine.Type.SVG:
        # A drawing stays sharp at any size, so it takes no pixels.
        painter.save()
        painter.setOpacity(painter.opacity() * colour.alphaF())
        _renderer(name, colour.name()).render(painter, rect)
        painter.restore()
        return
    # Of a part that is painted into a picture the device is still the part.
    across = painter.deviceTransform()
    dpr = round(hypot(across.m11(), across.m12()), 3)
    painter.drawPixmap(rect.topLeft(), icon_pixmap(name, colour, rect.width(), dpr))


def icon(name: str, colour: QColor, size: float = GRID) -> QIcon:
    """Wrap an icon as a QIcon, at the device pixel ratios 1, 2 and 3, for what only takes those."""
    from PySide6.QtGui import QIcon  # noqa: PLC0415 - 2 ms that painted parts do not need

    made = QIcon()
    for dpr in (1.0, 2.0, 3.0):
        made.addPixmap(icon_pixmap(name, colour, size, dpr))
    return made
