"""The look in force can be changed while the window is open."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.look import current, label_colours, load_theme, look, reduced_motion, set_mode
from annotator.ui.look.current import CurrentLook
from annotator.ui.widgets.label_button import LabelButton

MODULE = sys.modules[CurrentLook.__module__]


def test_a_mode_dresses_the_application(qapp: QApplication) -> None:
    set_mode("dark", qapp)
    assert look() is load_theme("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == look().win
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText) == look().muted
    assert look().field.name() in qapp.styleSheet()
    set_mode("light", qapp)
    assert qapp.palette().color(QPalette.ColorRole.Window) == load_theme("light").win
    assert current().mode == "light"


def test_a_change_is_told_once(qapp: QApplication, qtbot: QtBot) -> None:
    told: list[str] = []
    current().changed.connect(lambda: told.append(look().name))
    set_mode("dark", qapp)
    assert told == ["dark"]


def test_the_system_is_followed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MODULE, "system_is_dark", lambda _app: False)
    set_mode("system", qapp)
    assert look().name == "light"
    monkeypatch.setattr(MODULE, "system_is_dark", lambda _app: True)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look().name == "dark"


def test_a_system_that_wants_contrast_gets_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MODULE, "system_is_dark", lambda _app: False)
    set_mode("system", qapp)
    monkeypatch.setattr(MODULE, "system_wants_contrast", lambda _app: True)
    hints = qapp.styleHints().accessibility()
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert look().name == "light-contrast"
    set_mode("dark", qapp)
    assert look().name == "dark"


def test_the_system_is_not_followed_against_the_users_wish(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_mode("light", qapp)
    told: list[bool] = []
    current().changed.connect(lambda: told.append(True))
    monkeypatch.setattr(MODULE, "system_is_dark", lambda _app: True)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look().name == "light"
    assert not told


def test_a_system_that_does_not_tell_is_light(qapp: QApplication) -> None:
    set_mode("system", qapp)
    if qapp.styleHints().colorScheme() != Qt.ColorScheme.Dark:
        assert look().name == "light"


def test_a_widget_repaints_by_itself(qapp: QApplication, qtbot: QtBot) -> None:
    set_mode("light", qapp)
    button = LabelButton("Figure", "orange", "3")
    button.setChecked(True)
    qtbot.addWidget(button)
    button.show()
    qtbot.waitExposed(button)
    qapp.sendPostedEvents()
    painted: list[str] = []

    def paint_body(painter: QPainter, rect: QRectF) -> None:
        painted.append(look().name)

    button.paint_body = paint_body  # type: ignore[method-assign]
    set_mode("dark", qapp)
    qtbot.waitUntil(lambda: "dark" in painted)


def test_the_pixels_follow(qapp: QApplication, qtbot: QtBot) -> None:
    button = LabelButton("Figure", "orange", "3")
    button.setChecked(True)
    qtbot.addWidget(button)
    for mode in ("light", "dark"):
        set_mode(mode, qapp)
        chip = label_colours("orange").chip
        assert button.grab().toImage().pixelColor(4, 16).name() == chip.name()


def test_qts_own_parts_follow(qapp: QApplication, qtbot: QtBot) -> None:
    edit = QLineEdit()
    bar = QScrollBar(Qt.Orientation.Vertical)
    bar.setRange(0, 100)
    bar.resize(10, 200)
    qtbot.addWidget(edit)
    qtbot.addWidget(bar)
    edit.resize(120, 32)
    for mode in ("light", "dark"):
        set_mode(mode, qapp)
        assert edit.grab().toImage().pixelColor(60, 16).name() == look().field.name()
        assert bar.grab().toImage().pixelColor(5, 10).name() == look().line2.name()


class Told(QWidget):
    """Counts how often it hears of another style."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_what_lies_deep_hears_of_a_theme_no_oftener(qapp: QApplication, qtbot: QtBot) -> None:
    set_mode("light", qapp)
    outermost = Told()
    qtbot.addWidget(outermost)
    deep = [outermost]
    for _ in range(12):
        deep.append(Told(deep[-1]))
    outermost.show()
    qtbot.waitExposed(outermost)
    before = [one.times for one in deep]
    set_mode("dark", qapp)
    heard = [one.times - times for one, times in zip(deep, before, strict=True)]
    assert heard[0] >= 1
    assert max(heard) <= 2


def test_lines_can_be_made_strong(qapp: QApplication) -> None:
    set_mode("light", qapp)
    current().set_strong_lines(True)
    assert look().line2.name() == "#868d99"
    current().set_strong_lines(False)
    assert look() is load_theme("light")


def test_motion_is_what_the_system_wishes_unless_told() -> None:
    current().set_reduced_motion(False)
    assert not reduced_motion()
    current().set_reduced_motion(True)
    assert reduced_motion()
    current().set_reduced_motion(None)
    assert isinstance(reduced_motion(), bool)


def test_a_window_opens_without_what_it_does_not_need() -> None:
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "before = set(sys.modules)\n"
        "from annotator.ui.look import set_mode, sans\n"
        "set_mode('light', QApplication([]))\n"
        "sans()\n"
        "from PySide6 import QtWidgets\n"
        "assert 'QStyle' not in vars(QtWidgets), 'QStyle takes 4 ms'\n"
        "print(*sorted(set(sys.modules) - before))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = ran.stdout.split()
    assert [name for name in loaded if not name.startswith("annotator")] == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Fusion is asked for")
def test_fusion_is_what_linux_takes_anyhow() -> None:
    code = "from PySide6.QtWidgets import QApplication\nprint(QApplication([]).style().name())\n"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "fusion"
