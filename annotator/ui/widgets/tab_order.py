"""The order in which Tab walks a page whose parts are made anew from time to time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.widgets.keeping_focus import children_there

_TAB = Qt.FocusPolicy.TabFocus


def tab_through(parts: Sequence[QWidget]) -> None:
    """Let Tab walk the parts one after the other; Qt would put last what was made last."""
    _join(_stops(parts))


def tab_through_inside(holder: QWidget, parts: Sequence[QWidget]) -> None:
    """Let Tab walk parts of a holder where the holder stands, though some were made anew."""
    stops = _stops(parts)
    before: QWidget | None = holder.previousInFocusChain()
    while before is not None and before is not holder:
        if before.focusPolicy() & _TAB and not holder.isAncestorOf(before):
            stops.insert(0, before)
            break
        before = before.previousInFocusChain()
    _join(stops)


def _stops(parts: Sequence[QWidget]) -> list[QWidget]:
    """List what Tab stops at in some parts, or where a part is a stop itself."""
    return [
        one
        for part in parts
        for one in (part, *children_there(part, QWidget))
        if one.focusPolicy() & _TAB and one.focusProxy() is None
    ]


def _join(stops: Sequence[QWidget]) -> None:
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
