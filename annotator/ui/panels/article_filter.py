"""The field above the list of articles: what is typed filters it, and can be completed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.widgets.search_field import SearchField

_OFFERED = 8


class ArticleFilter(SearchField):
    """Offers the names of fields, and what may stand behind them; Tab or Enter takes one."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(tr("Filter articles"), tr("Filter by title, outlet, label"), parent)
        self._hub = hub
        self._list: QWidget | None = None
        self.edited.connect(lambda _: self._offer())
        self.left.connect(self._hide)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Let the completions have their keys."""
        from annotator.ui.panels.concordance.completions import (  # noqa: PLC0415 - when it is used
            CompletionList,
        )

        offered = self._list
        if not isinstance(offered, CompletionList) or not offered.isVisible():
            return super().key_pressed(event)
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            offered.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Tab or (enter and offered.is_chosen()):
            offered.choose()
        elif key == Qt.Key.Key_Escape:
            offered.hide()
        else:
            return super().key_pressed(event)
        return True

    def _hide(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _offer(self) -> None:
        """Offer what can be typed next, where a field has been begun: most type plain words."""
        from annotator.ui.panels.concordance.completions import (  # noqa: PLC0415 - when it is used
            CompletionList,
        )

        typed, at = self.edit.text(), self.edit.cursorPosition()
        if ":" not in typed[:at].rpartition(" ")[2]:
            self._hide()
            return
        found = self._hub.run(lambda project: project.searching.completions(typed, at)) or []
        if self._list is None:
            made = CompletionList(self.window())
            made.hide()
            made.chosen.connect(self._complete)
            self._list = made
        offered = self._list
        assert isinstance(offered, CompletionList)
        place = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        below = QRect(place.x(), place.y(), max(self.width(), 240), 0)
        offered.offer(found[:_OFFERED], below, self.window())

    def _complete(self, text: str, start: int) -> None:
        """Put a completion in the place of what is typed of it."""
        words, at = self.edit.text(), self.edit.cursorPosition()
        self.edit.setText(words[:start] + text + words[at:])
        self.edit.setCursorPosition(start + len(text))
        self._hide()
