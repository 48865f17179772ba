"""What lies behind a popup window, for screens that cannot show a translucent one.

X11 without a compositing manager paints the see-through parts of a window black. Whether there is
one cannot be asked through Qt, so on X11 a popup with a shadow carries a picture of the window that
it covers.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget


def platform_name() -> str:
    """Return Qt's name for the window system."""
    return QGuiApplication.platformName()


def needs_picture() -> bool:
    """Say whether see-through windows may come out black."""
    return platform_name() == "xcb"


def picture_behind(popup: QWidget, covered: list[QWidget], panel: QRect) -> QPixmap:
    """Take a picture of what ``popup`` covers, in its size, from the windows ``covered``.

    The lowest window comes first. What lies beside them all is cut off the popup, except for
    ``panel`` (its own pixels), which is always seen.
    """
    dpr = popup.devicePixelRatio()
    picture = QPixmap(popup.size() * dpr)
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    seen = QRegion(panel)
    for window in covered:
        offset = window.mapFromGlobal(popup.pos())
        part = QRect(offset, popup.size()) & window.rect()
        if not part.isEmpty():
            painter.drawPixmap(part.topLeft() - offset, window.grab(part))
            seen += part.translated(-offset)
    painter.end()
    popup.setMask(seen)
    return picture
