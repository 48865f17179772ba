"""Parts that are made anew from other values: the keyboard stays at the one where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_NUMBERS = re.compile(r"[\d.,]+")


@contextmanager
def keeping_focus(part: QWidget) -> Iterator[None]:
    """Give the focus, if it was in a part, to what is there afterwards of the same kind and name.

    Numbers in the name do not count: they are what has changed. If nothing has the name, it is what
    stands in the same place among those of its class, or the last of them; where there are none,
    nothing is done.
    """
    # PySide6 does not tell mypy that there may be none.
    focus: QWidget | None = part.window().focusWidget()
    if focus is None or not part.isAncestorOf(focus):
        yield
        return
    kind, name = type(focus), _name(focus)
    at = _alike(part, kind).index(focus)
    yield
    after = _alike(part, kind)
    if not after or focus in after:
        return
    chosen = next((one for one in after if _name(one) == name), after[min(at, len(after) - 1)])
    # A layout shows what it was given in a moment, and nothing hidden takes the focus.
    chosen.show()
    chosen.setFocus(Qt.FocusReason.TabFocusReason)


def children_there(part: QWidget, kind: type[QWidget]) -> list[QWidget]:
    """List the children of a class, but for those that somebody hid; a layout may yet show them."""
    told = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    return [
        one for one in part.findChildren(kind) if not (one.isHidden() and one.testAttribute(told))
    ]


def _alike(part: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in children_there(part, kind) if type(one) is kind]


def without_numbers(words: str) -> str:
    """Leave the numbers out of words: what else is said stays the same when they change."""
    return _NUMBERS.sub("", words)


def _name(widget: QWidget) -> str:
    return without_numbers(widget.accessibleName())
