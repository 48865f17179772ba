"""What the sheet after an import tells."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.segmented import Segmented

from .hand import Hand


def told(hand: Hand, part: str = "") -> list[str]:
    """Give the rows that the sheet shows, those of a part if one is named."""
    rows = hand.find(RowView, "What the import did").model()
    switches = hand.all(Segmented, "Which part")
    if part and switches:
        button = next(
            one
            for one in switches[0].findChildren(QAbstractButton)
            if one.accessibleName().startswith(part)
        )
        button.click()
        hand.settle()
    return [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]
