"""What fades in is painted in full when it is there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTextBrowser, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.widgets import fade_in
from annotator.ui.widgets.fade_in import FadeIn


class _Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def test_the_parts_of_what_has_faded_in_are_painted_anew(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some screens keep what a scroll area's viewport looked like below the effect: nothing."""
    monkeypatch.setattr(fade_in, "reduced_motion", lambda: False)
    sheet = QWidget()
    qtbot.addWidget(sheet)
    browser = QTextBrowser()
    browser.setMarkdown("# Help")
    QVBoxLayout(sheet).addWidget(browser)
    told: list[float] = []
    fade = FadeIn(sheet, told.append)
    sheet.show()
    fade.start()
    assert fade.running()
    QApplication.processEvents()
    painted = _Painted(browser.viewport())
    fade.end()
    QApplication.processEvents()
    assert painted.count == 1
    assert not fade.running()
    assert told[-1] == 1.0
