"""Walking with Tab in a circle, inside one part of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_stops(within: QWidget) -> list[QWidget]:
    """List what Tab stops at inside a widget, in its order."""
    stops: list[QWidget] = []
    widget = within.nextInFocusChain()
    while widget is not None and widget is not within:
        if within.isAncestorOf(widget) and _takes_tab(widget) and widget.isVisibleTo(within):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def walk(within: QWidget, *, forward: bool) -> bool:
    """Move the focus to the next or previous stop, from the last one to the first.

    Returns False when there is none.
    """
    stops = tab_stops(within)
    if not stops:
        return False
    here = within.focusWidget()
    if here in stops:
        at = (stops.index(here) + (1 if forward else -1)) % len(stops)
    else:
        at = 0 if forward else -1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[at].setFocus(reason)
    return True


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    # Who hands the focus on to a proxy would be a second stop at the same place.
    return takes and widget.isEnabled() and widget.focusProxy() is None
