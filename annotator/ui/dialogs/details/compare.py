"""The sheet that shows where two copies differ."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.text.diff_rows import DiffRows
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.dialogs.versions.changes import Changes
from annotator.ui.i18n import tr
from annotator.ui.models.article_title import shown_title

_WIDTH = 800
_ROUND = 260
_TITLE = 80
"""Code points of each title that are shown."""


class CompareSheet(Sheet):
    """Shows what of one text is not in the other, word by word; n and p walk.

    The older text can stand beside the other one, and what is far from any change be unfolded.
    """

    def __init__(self, window: QWidget, titles: tuple[str, str], texts: tuple[str, str],
                 rows: DiffRows) -> None:  # fmt: skip
        one, other = (shown_title(title)[:_TITLE] for title in titles)
        self.changes = Changes(*texts, rows, beside=False)
        self.changes.setFixedHeight(max(160, window.height() - _ROUND))
        super().__init__(
            window,
            tr("From “{one}” to “{other}”", one=one, other=other),
            self.changes,
            answer="",
            refusal=tr("Close"),
            width=_WIDTH,
        )
        self._all = False
        self.changes.beside_wanted.connect(self._turn)
        self.changes.all_wanted.connect(self._show_all)

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet; the text has the focus."""
        super().open(focus or self.changes)

    def _turn(self) -> None:
        self.changes.set_beside(beside=not self.changes.beside)

    def _show_all(self) -> None:
        self._all = not self._all
        self.changes.show_all(everything=self._all)
