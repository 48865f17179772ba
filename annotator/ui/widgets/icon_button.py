"""A button that is an icon."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import look, metrics, paint_box, paint_icon, paint_picked
from annotator.ui.widgets.key_cap import in_force
from annotator.ui.widgets.painted_button import PaintedButton


class IconButton(PaintedButton):
    """Do one thing at a click, named by an icon; 28 px square.

    Its name is the tooltip, with the key behind it, and what a screen reader says. Checkable, it
    shows being on in the accent.
    """

    def __init__(
        self,
        icon: str,
        name: str,
        keys: str = "",
        parent: QWidget | None = None,
        *,
        role: str = "muted",
        size: int = metrics.ICON_BUTTON,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._role = role
        self._size = size
        self._keys = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name, keys)

    def set_name(self, name: str, keys: str = "") -> None:
        """Say what the button does, and by which keys."""
        self.setAccessibleName(name)
        self._keys = keys
        self._tell()

    def event(self, event: QEvent) -> bool:
        """Name the keys that are in force when the tooltip is asked for."""
        if event.type() == QEvent.Type.ToolTip and self._keys:
            self._tell()
        return super().event(event)

    def _tell(self) -> None:
        keys, name = in_force(self._keys), self.accessibleName()
        self.setToolTip(f"{name} ({keys})" if keys else name)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(self._size, self._size)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the ground and the icon."""
        theme = look()
        colour = theme.accent if self.isChecked() else theme.colour(self._role)
        fill = self.ground()
        if fill is None and self.isChecked():
            paint_picked(painter, rect, metrics.RADIUS_FIELD)
        elif fill is not None:
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill)
        self.paint_sign(painter, rect, colour)

    def paint_sign(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        """Paint the icon into the middle of the square."""
        side = min(metrics.ICON, self._size)
        icon = QRectF(0, 0, side, side)
        icon.moveTopLeft(rect.center() - icon.center())
        paint_icon(painter, self._icon, icon, colour)
