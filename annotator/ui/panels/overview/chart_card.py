"""A card with a chart of counts: what it counts can be opened, and saved."""

from __future__ import annotations

from PySide6.QtCore import Signal

from annotator.ui.widgets.saved_card import SavedCard


class ChartCard(SavedCard):
    """What charts of counts share.

    Signals:
        spans_wanted(title, wanted): list the annotations behind a count (`Wanted`).
    """

    spans_wanted = Signal(str, object)
