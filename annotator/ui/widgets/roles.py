"""What a screen reader takes the parts for that paint themselves.

Qt knows what its own buttons, fields and lists are, and says of any other widget that it is there.
So a class says what it is (``accessible_role``, a name in `QAccessible.Role`); where it does not,
a named part is a group if it has parts of its own, and words if it has none.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
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


@cache
def install() -> None:
    """Have Qt ask here; once is enough."""
    QAccessible.installFactory(_known)


def _known(name: str, part: QObject) -> QAccessibleInterface | None:
    """Give what tells of a part, if it is painted by a class of ours; Qt asks for each class."""
    kind = type(part)
    if name == kind.__name__ and _is_painted(kind):
        assert isinstance(part, QWidget)
        return Painted(part)
    return None


def _is_painted(kind: type) -> bool:
    """Tell whether a class comes from Qt's plain widget, and not from one that Qt can describe."""
    first = next((one for one in kind.__mro__ if one.__module__.startswith("PySide6.")), None)
    return first is QWidget and kind is not QWidget


def _role_of(kind: type) -> QAccessible.Role | None:
    told = getattr(kind, "accessible_role", "")
    return getattr(_Role, told) if told else None
