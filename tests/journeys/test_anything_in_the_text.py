"""Fast hands on nasty texts: keys and gestures in any order, faster than the window can follow.

Nothing waits for the window between two of them, as nothing does when somebody hurries. Every other
round reads from the right. For many rounds, set ``HANDS_ROUNDS``::

    HANDS_ROUNDS=50 .venv/bin/pytest tests/journeys/test_anything_in_the_text.py
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator import Project
from annotator.text.offsets import floor_grapheme
from annotator.ui.jobs import Job
from tests import nasty

from .conftest import Start
from .hand import Hand

ROUNDS = int(os.environ.get("HANDS_ROUNDS", "2"))
_BURSTS = 60
_LEFT = Qt.MouseButton.LeftButton
_HELD = (
    *[Qt.KeyboardModifier.NoModifier] * 5,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    *[Qt.KeyboardModifier.ControlModifier] * 3,
)
_KEYS = (
    "Left", "Right", "Up", "Down", "Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down", "Home",
    "Ctrl+Shift+Right", "Ctrl+Shift+Left", "Ctrl+Right", "End", "PgDown", "PgUp", "Ctrl+Home",
    "Ctrl+End", "1", "2", "3", "1", "2", "3", "Tab", "Tab", "Shift+Tab", "Del", "Backspace", "[",
    "]", "{", "}", "O", "Shift+O", "B", "Space", "Return", "Tab", "Tab", "Esc", "Esc", "Ctrl+Z",
    "Ctrl+Z", "Ctrl+Shift+Z", "/", "/", "Ctrl+J", "Ctrl+Space", "Ctrl+Space", "Ctrl+Del", "Z",
    "Ctrl+Shift+A", "Shift+F9", "Ctrl+A", "Ctrl+U", "Ctrl+D", ".", "L", "Shift+L", "D", "F",
    "Alt+Down", "Alt+Up", "Ctrl+C", "Ctrl++", "Ctrl+-", "+", "-",
)  # fmt: skip
_TYPED = ("12 km² of land", "🇺🇦", "e\u0301", "١٢٫٥", "“", "about 3", "\u2028", "x" * 40)


@pytest.fixture
def seed(number: int, qapp: QApplication) -> Iterator[int]:
    """Read every other round from the right."""
    direction = Qt.LayoutDirection
    qapp.setLayoutDirection(direction.RightToLeft if number % 2 else direction.LeftToRight)
    yield number
    qapp.setLayoutDirection(direction.LeftToRight)


@pytest.mark.usefixtures("no_dialogs")
@pytest.mark.parametrize("number", range(ROUNDS))
def test_hands_may_be_fast(start: Start, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = _project(tmp_path, chance)
    hand = start(path)
    done: list[str] = []
    try:
        for _ in range(_BURSTS):
            deeds = chance.choices(_DEEDS, k=chance.randrange(1, 9))
            done.extend(deed(hand, chance) for deed in deeds)
            hand.settle()
            _come_back(hand, chance)
            _look(hand)
    except BaseException as error:
        error.add_note(f"after: {', '.join(done[-40:])}")
        raise
    _leave(hand)
    hand.wait(lambda: not hand.window.frame.findChildren(Job))
    _leave(hand)
    with Project.open(path, "Somebody", read_only=True) as opened:
        assert opened.check() == [], done


def _project(folder: Path, chance: random.Random) -> Path:
    """Make a project of two articles of nasty paragraphs, tagged anywhere by two people."""
    path = folder / "Nasty.annot"
    parts = [text for text in nasty.CANONICAL.values() if text.strip()]
    for who in ("Ann", "Ben"):
        opened = Project.open(path, who) if path.exists() else Project.create(path, annotator=who)
        with opened as project:
            project.session.backs_up = False
            for number in range(2):
                chosen = random.Random(number).sample(parts, k=30)
                article = project.import_text(f"Nasty {number}\n\n" + "\n\n".join(chosen))
                for _ in range(40):
                    start = chance.randrange(len(article.text) - 1)
                    end = min(len(article.text), start + chance.randrange(1, 60))
                    label = chance.choice(("source", "location", "figure"))
                    project.annotate(article.id, start, end, label)
    return path


def _look(hand: Hand) -> None:
    """Hold what is shown against itself and against what is stored."""
    window = hand.window
    project, desk = window.hub.project, window.desk
    assert project is not None
    if desk.article is None:
        return
    scene, text = desk.scene, desk.article.text
    marks = {mark.id: (mark.label, tuple(mark.pieces)) for mark in scene.marks.ordered}
    stored = {
        one.id: (one.label, tuple(tuple(span) for span in one.fragments))
        for one in project.annotations(desk.article.id)
    }
    assert marks == stored
    assert set(scene.chosen) <= {mark.entity for mark in scene.marks.ordered}
    assert scene.active is None or scene.active in scene.chosen
    for start, end in (*scene.parts, *([scene.selected] if scene.selected else [])):
        assert 0 <= start < end <= len(text)
        assert floor_grapheme(text, start) == start
    assert 0 <= scene.selection.caret <= len(text)
    assert 0 <= scene.selection.anchor <= len(text)
    if window.frame.isActiveWindow() and QApplication.activePopupWidget() is None:
        assert QApplication.focusWidget() is not None, "nothing takes the keys"


def _come_back(hand: Hand, chance: random.Random) -> None:
    """Close what hides the text, now and then."""
    if chance.random() < 0.5:
        return
    for menu in hand.window.frame.findChildren(QMenu):
        menu.close()
    for _ in range(chance.randrange(4)):
        hand.press("Esc")
    if hand.view.isVisible() and QApplication.activePopupWidget() is None:
        hand.view.setFocus()


def _leave(hand: Hand) -> None:
    """Close whatever lies open over the window."""
    for _ in range(6):
        for menu in hand.window.frame.findChildren(QMenu):
            menu.close()
        hand.press("Esc")


# What hands do


def _key(hand: Hand, chance: random.Random) -> str:
    key = chance.choice(_KEYS)
    if QApplication.activePopupWidget() is not None:
        hand.strike(key)
    elif hand.window.frame.isActiveWindow():
        hand.tap(key)
    else:
        hand.come_forward()
    return key


def _type(hand: Hand, chance: random.Random) -> str:
    """Type what a field takes, and the text hardly."""
    words, focus = chance.choice(_TYPED), QApplication.focusWidget()
    if focus is None or QApplication.activePopupWidget() is not None:
        return "nothing"
    for character in words:
        none = Qt.KeyboardModifier.NoModifier
        QTest.sendKeyEvent(QTest.KeyAction.Click, focus, Qt.Key.Key_unknown, character, none)
        focus = QApplication.focusWidget() or focus
    return f"type {words!r}"


def _somewhere(hand: Hand, chance: random.Random) -> tuple[QWidget, QPoint]:
    """Give a place: mostly in the text, often at an edge of the selected annotation."""
    view = hand.view
    port = view.viewport()
    mark = hand.window.desk.active
    roll = chance.random() if view.isVisible() else 1.0
    if roll < 0.25 and mark is not None:
        box = view.box_of(mark.start, mark.start + 1)
        side = box.left() if chance.random() < 0.5 else box.right()
        return port, QPoint(side + chance.randrange(-3, 4), box.center().y())
    if roll < 0.8:
        return port, QPoint(chance.randrange(port.width()), chance.randrange(port.height()))
    frame = hand.window.frame
    here = QPoint(chance.randrange(frame.width()), chance.randrange(frame.height()))
    under = frame.childAt(here) or frame
    return under, under.mapFrom(frame, here)


def _click(hand: Hand, chance: random.Random) -> str:
    """Click once, twice or three times."""
    under, at = _somewhere(hand, chance)
    held, times = chance.choice(_HELD), chance.choice((1, 1, 1, 2, 3))
    right = times == 1 and chance.random() < 0.15
    button = Qt.MouseButton.RightButton if right else _LEFT
    QTest.mouseClick(under, button, held, at)
    if times > 1:
        QTest.mouseDClick(under, button, held, at)
    if times > 2:
        QTest.mouseClick(under, button, held, at)
    return f"{times} × {button.name} {type(under).__name__} {at.toTuple()} {held.name}"


def _drag(hand: Hand, chance: random.Random) -> str:
    """Drag over several places; let go of the keys that were held, or press Esc on the way."""
    under, at = _somewhere(hand, chance)
    held = chance.choice(_HELD)
    QTest.mousePress(under, _LEFT, held, at)
    for _ in range(chance.randrange(1, 5)):
        at += QPoint(chance.randrange(-220, 220), chance.randrange(-90, 90))
        place = QPointF(at)
        move = QMouseEvent(
            QEvent.Type.MouseMove, place, under.mapToGlobal(place),
            Qt.MouseButton.NoButton, _LEFT, held,
        )  # fmt: skip
        QApplication.sendEvent(under, move)
        if chance.random() < 0.1:
            held = chance.choice(_HELD)
    if chance.random() < 0.1:
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(under, QKeyEvent(kind, Qt.Key.Key_Escape, none))
    QTest.mouseRelease(under, _LEFT, held, at)
    return f"drag {type(under).__name__} to {at.toTuple()} {held.name}"


def _wheel(hand: Hand, chance: random.Random) -> str:
    port = hand.view.viewport()
    place = QPointF(port.rect().center())
    if not port.isVisible():
        return "nothing"
    down = chance.choice((-360, -120, 120, 360))
    event = QWheelEvent(
        place, port.mapToGlobal(place), QPoint(), QPoint(0, down), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)
    return f"wheel {down}"


def _resize(hand: Hand, chance: random.Random) -> str:
    size = chance.choice(((1440, 900), (900, 600), (720, 480)))
    hand.window.frame.resize(*size)
    return f"resize {size}"


_DEEDS: tuple[Callable[[Hand, random.Random], str], ...] = (
    *[_key] * 14,
    *[_click] * 5,
    *[_drag] * 5,
    _wheel,
    _wheel,
    _type,
    _resize,
)
