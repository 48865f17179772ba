"""What Qt is told, for screen readers, of a part that paints itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_Role = QAccessible.Role
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Painted(QAccessibleWidget):
    """Tells of a widget that paints itself; without a name it only holds others."""

    def role(self) -> QAccessible.Role:
        """Say what the widget is."""
        widget = self.object()
        if not isinstance(widget, QWidget) or not widget.accessibleName():
            return _Role.Client
        told = _role_of(type(widget))
        if told is not None:
            return told
        parts = widget.findChildren(QWidget, options=_DIRECT)
        return _Role.Grouping if parts else _Role.StaticText


def _role_of(kind: type) -> QAccessible.Role | None:
    told = getattr(kind, "accessible_role", "")
    return getattr(_Role, told) if told else None
