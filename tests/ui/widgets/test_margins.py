"""Uneven margins follow the side on which one begins to read."""

from __future__ import annotations

import ast
from pathlib import Path

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import annotator.ui
from annotator.ui.widgets.margins import set_margins

_UI = Path(annotator.ui.__file__).parent
_UNEVEN = "row.setContentsMargins(16, 0, 12, 0)"


def _uneven(source: str) -> list[int]:
    """Give the lines in which a layout gets other margins at the left than at the right."""
    calls = [one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call)]
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "setContentsMargins"
        and len(call.args) == 4
        and ast.dump(call.args[0]) != ast.dump(call.args[2])
    ]


def test_margins_are_counted_from_where_one_begins_to_read(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    row = QHBoxLayout(parent)
    set_margins(row, 16, 1, 12, 2, within=parent)
    assert row.contentsMargins() == QMargins(16, 1, 12, 2)
    parent.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    set_margins(row, 16, 1, 12, 2, within=parent)
    assert row.contentsMargins() == QMargins(12, 1, 16, 2)


def test_no_part_of_the_window_has_a_wider_left_side_for_everybody() -> None:
    assert _uneven(_UNEVEN) == [1]
    found = {
        f"{path.relative_to(_UI)}:{line}"
        for path in sorted(_UI.rglob("*.py"))
        if path.name != "margins.py"
        for line in _uneven(path.read_text("utf-8"))
    }
    assert not found
