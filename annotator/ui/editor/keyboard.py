"""The keys of the text view: moving by word, extending, tagging, walking the annotations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.ui.editor import selecting
from annotator.ui.editor.selecting import Selection, collapsed
from annotator.ui.editor.walking import walk
from annotator.ui.editor.wrapping import runs_leftwards

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_HELD = _SHIFT | _CTRL | _ALT | Qt.KeyboardModifier.MetaModifier
_PAGE_OVERLAP = 48
"""Pixels of the page before that stay in view after a page key."""
_EDGES = {"[": (True, True), "]": (True, False), "{": (False, False), "}": (False, True)}
"""By character: whether the left edge moves, and whether outward."""


class Keyboard:
    """Turns key presses into moves of the caret and wishes of the view."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._column: float | None = None
        """Where up and down aim at, in pixels; None until one of them is pressed."""
        self._moves: dict[Qt.Key, Callable[[Qt.KeyboardModifier], int]] = {
            Qt.Key.Key_Left: lambda held: self._sideways(held, forward=False),
            Qt.Key.Key_Right: lambda held: self._sideways(held, forward=True),
            Qt.Key.Key_Up: lambda _: self._vertically(-1),
            Qt.Key.Key_Down: lambda _: self._vertically(1),
            Qt.Key.Key_Home: lambda held: self._to_end(held, forward=False),
            Qt.Key.Key_End: lambda held: self._to_end(held, forward=True),
            Qt.Key.Key_PageUp: lambda _: self._by_page(-1),
            Qt.Key.Key_PageDown: lambda _: self._by_page(1),
        }
        self._commands: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], bool]] = {
            (Qt.Key.Key_Tab, _NONE): lambda: self._walk(forward=True),
            (Qt.Key.Key_Backtab, _SHIFT): lambda: self._walk(forward=False),
            (Qt.Key.Key_Backtab, _NONE): lambda: self._walk(forward=False),
            (Qt.Key.Key_Delete, _NONE): self._remove,
            (Qt.Key.Key_Backspace, _NONE): self._remove,
            (Qt.Key.Key_Return, _NONE): self._open_form,
            (Qt.Key.Key_Enter, _NONE): self._open_form,
            (Qt.Key.Key_Escape, _NONE): self._escape,
            (Qt.Key.Key_Space, _NONE): self.tag_or_choose,
            (Qt.Key.Key_Space, _CTRL): self._fragment,
            (Qt.Key.Key_O, _NONE): lambda: self.walk_stack(outward=True),
            (Qt.Key.Key_O, _SHIFT): lambda: self.walk_stack(outward=False),
            (Qt.Key.Key_B, _NONE): self._fold,
        }
        self._standard: dict[QKeySequence.StandardKey, Callable[[], bool]] = {
            QKeySequence.StandardKey.SelectAll: self._select_all,
            QKeySequence.StandardKey.Copy: self._copy,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Answer a key; tell whether it was one of ours."""
        key, held = Qt.Key(event.key()), event.modifiers() & _HELD
        if key in self._moves and not (held & _ALT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down)):
            self._move(key, held)
            return True
        self._column = None
        plain = held in (_NONE, _SHIFT)
        for standard, command in self._standard.items():
            if event.matches(standard):
                return command()
        if (key, held) in self._commands:
            return self._commands[key, held]()
        if plain and event.text() in _EDGES:
            left, outward = _EDGES[event.text()]
            return self.move_edge(left=left, outward=outward)
        if held in (_NONE, Qt.KeyboardModifier.KeypadModifier) and "1" <= event.text() <= "9":
            self._view.label_picked.emit(event.text())
            return True
        return False

    # Moving

    def _move(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        view = self._view
        selection = view.scene.selection
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._column = None
        extending = bool(held & _SHIFT)
        if not extending and view.scene.selected and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            # Leaving a selection first means to stand at its end.
            start, end = view.scene.selected
            view.set_selection(collapsed(end if self._is_forward(key) else start), by_keys=True)
            return
        position = self._moves[key](held)
        position = view.scene.standing(position, forward=position >= selection.caret)
        if extending:
            exact = bool(held & _ALT) or selection.by_character
            moved = selection.extended(position, by_character=exact)
        else:
            moved = collapsed(position)
            if view.scene.held is None:
                view.set_active(None)
        view.set_selection(moved, by_keys=True)

    def _is_forward(self, key: Qt.Key) -> bool:
        """Tell whether a sideways key leads on in the text; right to left, the left one does."""
        scene = self._view.scene
        leftwards = runs_leftwards(scene.display, scene.display.block_at(scene.selection.caret))
        return (key == Qt.Key.Key_Right) != leftwards

    def _sideways(self, held: Qt.KeyboardModifier, *, forward: bool) -> int:
        view = self._view
        key = Qt.Key.Key_Right if forward else Qt.Key.Key_Left
        forward = self._is_forward(key)
        text, caret = view.scene.display.text, view.scene.selection.caret
        if held & _ALT:
            step = selecting.character_forward if forward else selecting.character_backward
            return step(text, caret)
        if held & _CTRL:
            sentence = selecting.sentence_forward if forward else selecting.sentence_backward
            return sentence(text, caret, view.scene.language)
        if held & _SHIFT:
            edge = selecting.edge_forward if forward else selecting.edge_backward
            return edge(text, caret)
        word = selecting.word_forward if forward else selecting.word_backward
        return word(text, caret)

    def _vertically(self, lines: int) -> int:
        """Give the word on the line above or below that stands nearest to the column aimed at."""
        view = self._view
        caret = view.scene.selection.caret
        box = view.caret_box(caret)
        if self._column is None:
            self._column = box.left()
        step = view.page.style_of(view.scene.display.block_at(caret)).pitch
        y = box.center().y()
        for distance in range(1, 40):
            point = QPointF(self._column, y + lines * step * (0.5 + 0.5 * distance))
            position = view.position_at(point)
            there = view.caret_box(position)
            hidden = view.scene.folds.hides(view.scene.display.block_at(position))
            if not hidden and (there.center().y() - y) * lines > step / 2:
                return self._word_start(position)
            if (
                not 0
                <= point.y() + view.verticalScrollBar().value()
                <= view.page.documentSize().height()
            ):
                break
        return caret

    def _to_end(self, held: Qt.KeyboardModifier, *, forward: bool) -> int:
        """Give the end of the line, or of the text with Ctrl."""
        view = self._view
        if held & _CTRL:
            return view.scene.end(forward=forward)
        caret = view.scene.selection.caret
        box = view.caret_box(caret)
        x = view.viewport().width() if forward else 0
        return view.position_at(QPointF(x, box.center().y()))

    def _by_page(self, pages: int) -> int:
        view = self._view
        bar = view.verticalScrollBar()
        caret = view.scene.selection.caret
        place = view.caret_box(caret).center()
        bar.setValue(bar.value() + pages * (view.viewport().height() - _PAGE_OVERLAP))
        y = min(max(place.y(), _PAGE_OVERLAP), view.viewport().height() - _PAGE_OVERLAP)
        there = self._word_start(view.position_at(QPointF(place.x(), y)))
        if (there - caret) * pages > 0:
            return there
        # No further page: the end of the text is as far as it goes.
        return view.scene.end(forward=pages > 0)

    def _word_start(self, position: int) -> int:
        """Give the start of the word at a place; beside words, of the next one on that line."""
        view = self._view
        text = view.scene.display.text
        start = selecting.word_backward(text, min(position + 1, len(text)))
        y = view.caret_box(position).center().y()
        for place in (start, selecting.word_forward(text, position)):
            if abs(view.caret_box(place).center().y() - y) < 1:
                return place
        return position

    # Commands

    def _walk(self, *, forward: bool) -> bool:
        walk(self._view, forward=forward)
        return True

    def walk_stack(self, *, outward: bool = True) -> bool:
        """Select the next larger of the annotations that lie upon each other at the caret."""
        view = self._view
        active = view.active
        if active and not active.start <= view.scene.selection.caret < active.end:
            # The walk goes round where it began: a larger one begins somewhere else.
            view.set_selection(collapsed(active.start))
        caret = view.scene.selection.caret
        stack = [mark for mark in view.scene.marks.at(caret) if view.scene.shows(mark)]
        if stack:
            step = 1 if outward else -1
            index = stack.index(active) + step if active in stack else min(0, step)
            view.set_active(stack[index % len(stack)].entity)
        return True

    def _remove(self) -> bool:
        if self._view.scene.active is not None:
            self._view.removal_wanted.emit(self._view.scene.active)
        return True

    def _open_form(self) -> bool:
        if self._view.scene.active is not None:
            self._view.form_wanted.emit(self._view.scene.active)
        return True

    def _escape(self) -> bool:
        """Let go of one thing at a time: the selection, the annotation, the picked label."""
        view = self._view
        if view.cancel_mouse():
            return True
        if view.scene.selected is not None or view.fragments.busy:
            view.let_go()
        elif view.scene.active is not None:
            view.set_active(None)
        elif view.picked is not None:
            view.label_picked.emit("")
        else:
            return False
        return True

    def tag_or_choose(self) -> bool:
        """Tag the selection, or the word at the caret, with the picked label; without one, ask."""
        view = self._view
        if not view.scene.spans:
            caret = view.scene.selection.caret
            end = selecting.edge_forward(view.scene.display.text, caret)
            view.set_selection(Selection(caret, end), by_keys=True)
        if view.picked is not None:
            view.tag_selection(view.picked)
        elif view.scene.spans:
            view.choice_wanted.emit()
        return True

    def _select_all(self) -> bool:
        """Select the text to the last character: to copy it, not to tag it."""
        view = self._view
        view.set_selection(Selection(0, len(view.scene.display.text), by_character=True))
        return True

    def _copy(self) -> bool:
        self._view.copy()
        return True

    def _fold(self) -> bool:
        self._view.toggle_folds()
        return True

    def move_edge(self, *, left: bool, outward: bool) -> bool:
        """Move an edge of the selected annotation by a word: of the fragment at the caret."""
        view = self._view
        mark = view.active
        if mark is None or len(view.scene.chosen) > 1:
            return True
        text, pieces = view.scene.display.text, list(mark.pieces)
        at = selecting.fragment_at(pieces, view.scene.selection.caret)
        if at is None or len(pieces) == 1:
            at = 0 if left else len(pieces) - 1
        span = selecting.moved_edge(text, pieces[at], left=left, outward=outward)
        if span is not None and span != pieces[at]:
            pieces[at] = span
            view.move_wanted.emit(mark.entity, selecting.merged(pieces))
        return True

    def _fragment(self) -> bool:
        self._view.fragments.press()
        return True
