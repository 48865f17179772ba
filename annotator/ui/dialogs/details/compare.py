"""The sheet that shows where two copies differ."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.text.diffing import Diff
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.dialogs.versions.changes import Changes
from annotator.ui.i18n import tr
from annotator.ui.look import scaled

_WIDTH = 800
_ROUND = 260


class CompareSheet(Sheet):
    """Shows what of one text is not in the other, word by word; n and p walk."""

    def __init__(self, window: QWidget, titles: tuple[str, str], texts: tuple[str, str],
                 diff: Diff) -> None:  # fmt: skip
        self.changes = Changes(*texts, diff)
        self.changes.setFixedHeight(max(160, window.height() - _ROUND))
        super().__init__(
            window,
            tr("From “{one}” to “{other}”", one=titles[0][:80], other=titles[1][:80]),
            self.changes,
            answer="",
            refusal=tr("Close"),
            width=scaled(_WIDTH),
        )

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet; the text has the focus."""
        super().open(focus or self.changes)
