"""A person at the window: presses real keys, clicks and drags real pixels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from annotator.ui.window import Window

from .program import Program
from .sight import Sight, rows_of

_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier
_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_FARTHEST = 2_000
"""Keys after which a walk has gone astray."""


class Hand(Sight):
    """Works on one window; ``actions`` counts what it did: keys, clicks and drags."""

    def __init__(self, program: Program, window: Window) -> None:
        super().__init__(program, window)
        self.actions = 0

    # Keys

    def press(self, *keys: str, times: int = 1) -> None:
        """Press keys one after the other, named as Qt names them: ``Ctrl+N``, ``Shift+Right``."""
        for _ in range(times):
            for key in keys:
                self.tap(key)
                self.settle()

    def tap(self, key: str) -> None:
        """Press a key, and do not wait for what it does."""
        self.actions += 1
        combination = _combination(key)
        code, held = combination.key(), combination.keyboardModifiers()
        if key == "Shift+Tab":
            code = Qt.Key.Key_Backtab  # what keyboards make of it
        # “{” is one key to who presses it, though it takes Shift.
        if held == _NONE and 0x21 <= int(code) <= 0x7E:
            QTest.keyClick(self._window(), ord(chr(int(code)).lower()))
        else:
            QTest.keyClick(self._window(), code, held)

    def strike(self, key: str) -> None:
        """Press a key that may close the menu that has it; `press` needs its window to the end."""
        popup = QApplication.activePopupWidget()
        if popup is None:
            self.press(key)
            return
        self.actions += 1
        combination = _combination(key)
        code, held = combination.key(), combination.keyboardModifiers()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.postEvent(popup, QKeyEvent(kind, code, held))
        self.settle()

    def type(self, words: str) -> None:
        """Type words, a key a character."""
        for character in words:
            self.actions += 1
            if character.isascii():
                QTest.keyClick(self._window(), ord(character))
            else:
                focus, key = QApplication.focusWidget(), Qt.Key.Key_unknown
                assert focus is not None, "nothing takes the keys"
                QTest.sendKeyEvent(QTest.KeyAction.Click, focus, key, character, _NONE)
        self.settle()

    def go_to(self, words: str, nth: int = 0) -> None:
        """Walk the caret to words by the arrow keys: first to their line, then along it."""
        start, _ = self.span(words, nth)
        for _ in range(_FARTHEST):
            caret = min(self.caret, len(self.text) - 1)
            here, there = (self.view.box_of(at, at + 1) for at in (caret, start))
            if abs(here.center().y() - there.center().y()) < 8 and there.isValid():
                break
            self.press("Down" if self.caret < start else "Up")
        for _ in range(_FARTHEST):
            if self.caret == start:
                return
            self.press(self._along(forward=self.caret < start))
        raise AssertionError(f"the arrow keys do not lead to {words!r}")

    def walk_to(self, name: str) -> None:
        """Press Tab until what has the keyboard is called so, or begins with that."""
        for _ in range(60):
            if self.focus().startswith(name):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to “{name}”")

    def select(self, words: str, nth: int = 0) -> None:
        """Select words by keys: walk there, then extend word by word."""
        self.go_to(words, nth)
        _, end = self.span(words, nth)
        while self.caret < end:
            self.press(f"Shift+{self._along(forward=True)}")
        assert self.selected() == words

    def _along(self, *, forward: bool) -> str:
        """Name the arrow key that goes on in the paragraph's direction, or back."""
        start = self.text.rfind("\n", 0, self.caret) + 1
        kinds = (bidirectional(one) for one in self.text[start : self.text.find("\n", start)])
        leftwards = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
        return "Right" if forward != leftwards else "Left"

    # Mouse

    def click(self, target: QWidget | str, *, at: QPoint | None = None) -> None:
        """Click a part of the window, or the one of a name."""
        widget = self.find(QWidget, target) if isinstance(target, str) else target
        assert widget.isVisible(), f"{widget.accessibleName()} is not to be seen"
        self._click(widget.mapToGlobal(at or widget.rect().center()))

    def click_row(self, view: QListView, words: str, keys: Qt.KeyboardModifier = _NONE) -> None:
        """Click the row of a list that begins with some words, with Ctrl or Shift held if named."""
        row = next((i for i, one in enumerate(rows_of(view)) if one.startswith(words)), None)
        assert row is not None, f"no “{words}” among {rows_of(view)}"
        view.scrollTo(view.model().index(row, 0))
        self.settle()
        place = view.visualRect(view.model().index(row, 0)).center()
        self._click(view.viewport().mapToGlobal(place), keys)

    def click_word(self, words: str, nth: int = 0, *, ctrl: bool = False) -> None:
        """Click into the middle of words of the text."""
        self._click(self.place_of(words, nth), _CTRL if ctrl else _NONE)

    def double_click_word(self, words: str, nth: int = 0, *, ctrl: bool = False) -> None:
        """Double-click into the middle of words of the text."""
        self.actions += 1
        window, here = self._at(self.place_of(words, nth))
        QTest.mouseDClick(window, _LEFT, _CTRL if ctrl else _NONE, here)
        self.settle()

    def right_click_word(self, words: str, nth: int = 0) -> None:
        """Open the menu at words of the text."""
        self.right_click(self.place_of(words, nth))

    def right_click(self, place: QPoint) -> None:
        """Open the menu of a place of the screen."""
        self.actions += 1
        window, here = self._at(place)
        QTest.mouseClick(window, Qt.MouseButton.RightButton, _NONE, here)
        self.settle()

    def right_click_row(self, view: QListView, words: str) -> None:
        """Open the menu of the row of a list that begins with some words."""
        row = next(i for i, one in enumerate(rows_of(view)) if one.startswith(words))
        place = view.visualRect(view.model().index(row, 0)).center()
        self.right_click(view.viewport().mapToGlobal(place))

    def menu_key(self) -> None:
        """Press the key that opens the menu of where the keyboard is."""
        self.actions += 1
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing takes the keys"
        # QTest's key does not become the event that the platform would send.
        place = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
        if isinstance(place, QPointF):
            place = place.toPoint()
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, place, focus.mapToGlobal(place))
        QApplication.sendEvent(focus, event)
        self.settle()

    def drag_words(
        self, first: str, last: str, *, nth: int = 0, alt: bool = False, ctrl: bool = False
    ) -> None:
        """Drag from within some words into others behind them."""
        start = self.span(first, nth)[0]
        end = self.text.index(last, start) + len(last)
        self.drag_characters(start, end, alt=alt, ctrl=ctrl)

    def drag_characters(
        self, start: int, end: int, *, alt: bool = False, ctrl: bool = False
    ) -> None:
        """Drag from the left half of a first character to the right half of a last one."""
        self.reveal(start, end)
        first, last = self.view.box_of(start, start + 1), self.view.box_of(end - 1, end)
        to_screen = self.view.viewport().mapToGlobal
        self.drag(
            to_screen(QPoint(first.left() + 1, first.center().y())),
            to_screen(QPoint(last.right() - 1, last.center().y())),
            alt=alt,
            ctrl=ctrl,
        )

    def drag(self, start: QPoint, end: QPoint, *, alt: bool = False, ctrl: bool = False) -> None:
        """Drag the mouse over the screen."""
        self.hold(start, end, alt=alt, ctrl=ctrl)
        self.let_go(end, alt=alt, ctrl=ctrl)

    def hold(self, start: QPoint, end: QPoint, *, alt: bool = False, ctrl: bool = False) -> None:
        """Drag, and keep the button down."""
        self.actions += 1
        held = _held(alt=alt, ctrl=ctrl)
        window, here = self._at(start)
        QTest.mousePress(window, _LEFT, held, here)
        for step in range(1, 5):
            self._move(window, start + (end - start) * step / 4, held)
        self.settle()

    def let_go(self, place: QPoint, *, alt: bool = False, ctrl: bool = False) -> None:
        """Let the button go."""
        window, here = self._at(place)
        QTest.mouseRelease(window, _LEFT, _held(alt=alt, ctrl=ctrl), here)
        self.settle()

    def choose(self, *path: str) -> None:
        """Click a row of the open menu, and on through its submenus."""
        for words in path:
            menu = self.menu()
            row = next((one for one in menu.actions() if one.text().startswith(words)), None)
            assert row is not None, f"no “{words}” among {self.rows()}"
            self._click(menu.mapToGlobal(menu.actionGeometry(row).center()))

    def drop(self, paths: Sequence[Path], on: QWidget | None = None) -> None:
        """Drop files on the window, or on a part of it."""
        frame = self.window.frame
        target = on or frame
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place = QPointF(target.mapTo(frame, target.rect().center()))
        copy, window = Qt.DropAction.CopyAction, frame.windowHandle()
        enter = QDragEnterEvent(place.toPoint(), copy, data, _LEFT, _NONE)
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted(), "nobody takes what is dropped there"
        QApplication.sendEvent(window, QDropEvent(place, copy, data, _LEFT, _NONE))
        self.settle()

    def come_forward(self) -> None:
        """Go on in this window, if another one has the keys."""
        self.window.frame.activateWindow()
        self.wait(self.window.frame.isActiveWindow)

    def close(self) -> None:
        """Close the window."""
        self._program.end(self.window)

    def leave(self) -> None:
        """Let go of a window that was closed."""
        self._program.free(self.window)

    def _window(self) -> QWindow:
        popup, frame = QApplication.activePopupWidget(), self.window.frame
        assert popup or frame.isActiveWindow(), "another window has taken the keys"
        handle = (popup or frame).windowHandle()
        assert handle is not None
        return handle

    def _at(self, place: QPoint) -> tuple[QWindow, QPoint]:
        window = self._window()
        QCursor.setPos(place)
        return window, window.mapFromGlobal(place)

    def _click(self, place: QPoint, keys: Qt.KeyboardModifier = _NONE) -> None:
        self.actions += 1
        window, here = self._at(place)
        QTest.mouseClick(window, _LEFT, keys, here)
        self.settle()

    def _move(self, window: QWindow, place: QPoint, held: Qt.KeyboardModifier) -> None:
        # QTest moves without the keys that are held.
        QCursor.setPos(place)
        here, none = QPointF(window.mapFromGlobal(place)), Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, here, QPointF(place), none, _LEFT, held)
        QApplication.sendEvent(window, event)


def _held(*, alt: bool, ctrl: bool) -> Qt.KeyboardModifier:
    return (_ALT if alt else _NONE) | (_CTRL if ctrl else _NONE)


def _combination(key: str) -> QKeyCombination:
    sequence = QKeySequence(key)
    assert sequence.count() == 1, f"no key is called {key}"
    # PySide6 does not tell mypy that a sequence can be indexed.
    first: QKeyCombination = sequence[0]  # type: ignore[index]
    assert first.key() != Qt.Key.Key_unknown, f"no key is called {key}"
    return first
