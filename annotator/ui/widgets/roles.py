"""What a screen reader takes the parts for that paint themselves.

Qt knows what its own buttons, fields and lists are, and says of any other widget that it is there.
So a class says what it is (``accessible_role``, a name in `QAccessible.Role`); where it does not,
a named part is a group if it has parts of its own, and words if it has none.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget


@cache
def install() -> None:
    """Have Qt ask here; once is enough."""
    QAccessible.installFactory(_known)


def _known(name: str, part: QObject) -> QAccessibleInterface | None:
    """Give what tells of a part, if it is painted by a class of ours; Qt asks for each class."""
    kind = type(part)
    if name == kind.__name__ and _is_painted(kind):
        assert isinstance(part, QWidget)
        from annotator.ui.widgets.painted import Painted  # noqa: PLC0415 - where somebody listens

        return Painted(part)
    return None


def _is_painted(kind: type) -> bool:
    """Tell whether a class comes from Qt's plain widget, and not from one that Qt can describe."""
    first = next((one for one in kind.__mro__ if one.__module__.startswith("PySide6.")), None)
    return first is QWidget and kind is not QWidget
