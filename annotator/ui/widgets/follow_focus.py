"""Keeping in view what has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from annotator.ui.look import metrics
from annotator.ui.soon import Soon


class FollowFocus(QObject):
    """Scrolls an area to the part of it that has the focus, also when that comes from outside."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        # Of a sheet that opens the size of what it shows is known a moment later.
        self._again = Soon(self._follow, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._area.isAncestorOf(now):
            self._follow()
            self._again.start()

    def _follow(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self._area.isAncestorOf(now):
            # The box around what one types into is seen whole as well.
            self._area.ensureWidgetVisible(now, 0, metrics.SPACE_EDGE)
