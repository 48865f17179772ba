"""Parts that are made anew from other values: the keyboard stays at the one where it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


@contextmanager
def keeping_focus(part: QWidget) -> Iterator[None]:
    """Give the focus, if it was in a part, to what stands in the same place of its kind afterwards.

    The place is counted among the visible children of the same class. Where there are fewer now it
    is the last one; where there are none, nothing is done.
    """
    # PySide6 does not tell mypy that there may be none.
    focus: QWidget | None = part.window().focusWidget()
    if focus is None or not part.isAncestorOf(focus):
        yield
        return
    kind = type(focus)
    at = _shown(part, kind).index(focus)
    yield
    after = _shown(part, kind)
    if after and focus not in after:
        after[min(at, len(after) - 1)].setFocus(Qt.FocusReason.TabFocusReason)


def _shown(part: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in part.findChildren(kind) if type(one) is kind and not one.isHidden()]
