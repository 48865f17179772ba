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
    stops = [
        one for part in parts for one in children_there(part, QWidget) if one.focusPolicy() & _TAB
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
