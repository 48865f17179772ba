"""Somebody presses and clicks anything: nothing breaks, and the project stays sound.

Some rounds are run with the other tests. For many, set ``HANDS_ROUNDS``::

    HANDS_ROUNDS=50 .venv/bin/pytest tests/journeys/test_anything.py
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator import Project
from annotator.app import sample
from annotator.ui.jobs import Job

from .conftest import Start
from .hand import Hand

ROUNDS = int(os.environ.get("HANDS_ROUNDS", "2"))
_STEPS = 150

_KEYS = (
    "Left", "Right", "Up", "Down", "Shift+Left", "Shift+Right", "Shift+Down", "Ctrl+Shift+Right",
    "Ctrl+Right", "Ctrl+Left", "Home", "End", "Ctrl+Home", "Ctrl+End", "PgDown", "PgUp", "1", "2",
    "3", "1", "2", "3", "4", "Tab", "Tab", "Shift+Tab", "Del", "Backspace", "[", "]", "{", "}", "O",
    "B", "Space", "Return", "Esc", "Esc", "Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z", "Alt+Down", "Alt+Up",
    "Ctrl+F", "F3", "Shift+F3", "Ctrl+K", "F6", "Shift+F6", "F9", "F10", "Ctrl+Return", "Ctrl+A",
    "Ctrl+C", "Ctrl++", "Ctrl+-", "Ctrl+0", "a", "e", "x", "Alt+C", "F1", "Menu",
    "Ctrl+1", "Ctrl+2", "Ctrl+2", "n", "n", "p", "a", "u", "o", "c", "h", "s", "Shift+A", "+", "-",
    "Ctrl+4", "Ctrl+5", "Ctrl+5", "Ctrl+M", "m", "t", "f", "Return", "Tab",
    "Ctrl+Space", "Ctrl+Space", "/", "/", "Ctrl+J", "Ctrl+J", "Ctrl+Del", "Ctrl+Shift+A", "Shift+O",
    "Shift+F", "Shift+F9", "L", "L", "Shift+L", "Shift+L", "Ctrl+H", "Ctrl+H", "Ctrl+P",
)  # fmt: skip
_HELD = (
    *[Qt.KeyboardModifier.NoModifier] * 4,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    *[Qt.KeyboardModifier.ControlModifier] * 2,
)
_SIZES = ((1440, 900), (900, 600), (720, 480), (1100, 700))


@pytest.mark.usefixtures("no_dialogs")
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_anything_goes(start: Start, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "Valley fires.annot"
    path.write_bytes(sample.sample_project().read_bytes())
    chance = random.Random(seed)
    hand = start(path)
    done: list[str] = []
    try:
        for _ in range(_STEPS):
            done.append(_act(hand, chance))
            hand.settle()
            if hand.window.hub.project is None:
                assert hand.window.verbs.opening.open_path(path)
            if hand.window.frame.isActiveWindow() and QApplication.activePopupWidget() is None:
                assert QApplication.focusWidget() is not None, "nothing takes the keys"
    except BaseException as error:
        error.add_note(f"after: {', '.join(done[-25:])}")
        raise
    _leave(hand)
    project = hand.window.hub.project
    assert project is not None
    scene = hand.window.desk.scene
    article = hand.window.desk.article
    if article is not None:
        stored = {one.id for one in project.annotations(article.id)}
        assert {mark.id for mark in scene.marks.ordered} == stored, done
    with Project.open(path, "Somebody", read_only=True) as opened:
        assert opened.check() == [], done


def _act(hand: Hand, chance: random.Random) -> str:
    """Do something; say what."""
    kind = chance.random()
    if kind < 0.72:
        key = chance.choice(_KEYS)
        if key == "Menu" and QApplication.focusWidget() is not None:
            hand.menu_key()
        elif key == "Menu":
            hand.come_forward()
        else:
            hand.strike(key)
        return key
    frame = hand.window.frame
    if kind < 0.75:
        size = chance.choice(_SIZES)
        frame.resize(*size)
        return f"resize {size}"
    top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or frame
    here = QPoint(chance.randrange(max(1, top.width())), chance.randrange(max(1, top.height())))
    under = top.childAt(here) or top
    at = under.mapFrom(top, here)
    held = chance.choice(_HELD)
    if kind < 0.9:
        button = chance.choice([Qt.MouseButton.LeftButton] * 5 + [Qt.MouseButton.RightButton])
        QTest.mouseClick(under, button, held, at)
        return f"{button.name} {type(under).__name__} {here.toTuple()}"
    if kind < 0.94:
        QTest.mouseDClick(under, Qt.MouseButton.LeftButton, held, at)
        return f"double {type(under).__name__} {here.toTuple()}"
    there = at + QPoint(chance.randrange(-300, 300), chance.randrange(-120, 120))
    QTest.mousePress(under, Qt.MouseButton.LeftButton, held, at)
    # QTest moves without the button that is held.
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(there),
        QPointF(under.mapToGlobal(there)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        held,
    )
    QApplication.sendEvent(under, move)
    QTest.mouseRelease(under, Qt.MouseButton.LeftButton, held, there)
    return f"drag {type(under).__name__} {here.toTuple()}"


def _leave(hand: Hand) -> None:
    """Close whatever lies open over the window, and what a job yet opens."""
    _close_all(hand)
    hand.press("Ctrl+1")
    hand.wait(lambda: not hand.window.frame.findChildren(Job))
    _close_all(hand)


def _close_all(hand: Hand) -> None:
    for _ in range(6):
        for menu in hand.window.frame.findChildren(QMenu):
            menu.close()
        hand.press("Esc")
