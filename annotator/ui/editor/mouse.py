"""The mouse on the text view: clicking through stacks, dragging over words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.text.sentences import sentence_at
from annotator.text.words import word_at
from annotator.ui.editor.edge_drag import Held
from annotator.ui.editor.selecting import Selection, collapsed

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView

_SCROLL_EVERY = 30
"""Milliseconds between steps while a drag has left the view."""
_SCROLL_SHARE = 0.25
"""Share of the distance to the view that one step scrolls."""


class Gesture(Protocol):
    """Something that the mouse can begin to do: from the press on it has the mouse to itself."""

    def press(self, event: QMouseEvent) -> bool:
        """Begin it; tell whether it is meant."""

    def move(self, event: QMouseEvent) -> None:
        """Go on."""

    def release(self, event: QMouseEvent) -> None:
        """Finish it."""

    def cancel(self) -> None:
        """Let it be: Esc was pressed."""


class Mouse:
    """Turns presses, drags and clicks into selections and wishes of the view."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._pressed: QPointF | None = None
        self._dragging = False
        self._gesture: Gesture | None = None
        self._edge: Held | None = None
        """The edge that was pressed: it moves as soon as the mouse does."""
        self._start = 0
        """The code point at which the press was."""
        self._adding = False
        """Whether Ctrl was held at the press: words are added to what is there."""
        self._chosen: tuple[tuple[bytes, ...], bytes | None] = (), None
        """What was selected before a click with Ctrl, which may begin a double click."""
        self._again_at: QPointF | None = None
        """Where a double click was: one more click there takes the sentence."""
        self._scroll = QTimer(view)
        self._scroll.setInterval(_SCROLL_EVERY)
        self._scroll.timeout.connect(self._on_scroll)

    def press(self, event: QMouseEvent) -> None:
        """Begin a selection; on the row of a fold, open or close it."""
        view, point = self._view, event.position()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        row = view.page.fold_row_at(view.on_page(point))
        if row is not None:
            view.toggle_fold(row)
            return
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._dragging = False
        self._gesture = next((one for one in view.gestures if one.press(event)), None)
        if self._gesture is not None:
            return
        position = view.position_at(point)
        if self._is_again(point):
            self._take_sentence(position)
            return
        self._pressed = point
        self._adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._edge = None if self._adding else view.edge_drag.at(point)
        if self._adding or self._edge is not None:
            self._start = position
            return
        view.fragments.let_go()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._dragging = True
            self._extend(position, event)
        elif view.scene.selected is not None:
            view.set_selection(collapsed(position))
        else:
            view.scene.selection = collapsed(position)

    def cancel(self) -> bool:
        """Let be what the mouse is doing, as far as it changes something; tell whether it was."""
        if self._gesture is not None:
            self._gesture.cancel()
            self._gesture = None
            return True
        if self._view.edge_drag.cancel():
            self._scroll.stop()
            self._pressed, self._dragging = None, False
            return True
        return False

    def hold(self, point: QPointF, anchor: int, caret: int) -> None:
        """Begin to move one end of a stretch of text, here where it stands."""
        self._view.scene.selection = Selection(anchor, caret)
        self._pressed, self._dragging = point, True

    def move(self, event: QMouseEvent) -> None:
        """Extend the selection while the button is held; else show what is under the mouse."""
        view, point = self._view, event.position()
        if self._gesture is not None:
            self._gesture.move(event)
            return
        if self._pressed is None:
            if event.buttons() == Qt.MouseButton.NoButton:
                self._hover(point)
            return
        distance = (point - self._pressed).manhattanLength()
        if not self._dragging and distance < QApplication.startDragDistance() / 2:
            return
        if not self._dragging:
            self._begin_drag()
        self._dragging = True
        outside = not 0 <= point.y() < view.viewport().height()
        if outside and not self._scroll.isActive():
            self._scroll.start()
        elif not outside:
            self._scroll.stop()
        self._extend(view.position_at(point), event)

    def release(self, event: QMouseEvent) -> None:
        """Finish: tag or ask for a label after a drag; after a click select what lies there."""
        self._scroll.stop()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.release(event)
            return
        if self._pressed is None:
            return
        self._pressed = None
        if self._view.edge_drag.dragging:
            self._view.edge_drag.drop()
        elif self._dragging:
            self._finish()
        elif self._adding:
            self._toggle(event.position())
        else:
            self._click(event.position())
        self._dragging = False

    def double_click(self, event: QMouseEvent) -> None:
        """Take the word under the mouse."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view, point = self._view, event.position()
        word = word_at(view.scene.display.text, view.position_at(point))
        if word is not None:
            self._adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if self._adding:
                self._undo_toggle()
                self._begin_words()
            view.set_selection(Selection(*word))
            self._again_at = None if self._adding else point
            QTimer.singleShot(QApplication.doubleClickInterval(), self._forget_double_click)
            # The label waits for the release, so that a third click can still take the sentence.
            self._pressed, self._dragging = point, True

    def _begin_drag(self) -> None:
        """Take hold of an edge, or begin words that are added to what is there."""
        view = self._view
        if self._edge is not None:
            view.edge_drag.begin(self._edge)
        elif self._adding:
            self._begin_words()
            view.scene.selection = collapsed(self._start)

    def _begin_words(self) -> None:
        """Keep what the next words are added to: the annotation, or the words selected so far."""
        view = self._view
        if view.scene.held is None and view.scene.selected is not None:
            view.fragments.add()
        elif not view.fragments.busy and view.active is not None and len(view.scene.chosen) <= 1:
            view.fragments.hold()

    def _extend(self, position: int, event: QMouseEvent) -> None:
        exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        view = self._view
        if view.edge_drag.dragging:
            view.edge_drag.move(position, by_character=exact)
            return
        view.set_selection(view.scene.selection.extended(position, by_character=exact))

    def _finish(self) -> None:
        view = self._view
        if view.scene.selected is None:
            view.clear_selection()
        elif self._adding:
            # Words without an annotation wait for more of them, or for a label.
            if view.scene.held is not None:
                view.fragments.add()
        elif view.picked is not None:
            view.tag_selection(view.picked)
        else:
            view.choice_wanted.emit()

    def _click(self, point: QPointF) -> None:
        """Put the caret there, and select what lies under the mouse."""
        self._view.set_selection(collapsed(self._view.position_at(point)))
        self._view.choose_at(point)

    def _toggle(self, point: QPointF) -> None:
        """Take the annotation under the mouse among those that are selected, or out of them."""
        view = self._view
        self._chosen = view.scene.chosen, view.scene.active
        marks = view.marks_at(point)
        if marks:
            view.let_go()
            view.toggled.emit(marks[0].entity)

    def _undo_toggle(self) -> None:
        """The click that began a double click was none."""
        chosen, active = self._chosen
        scene = self._view.scene
        if (scene.chosen, scene.active) != self._chosen:
            self._view.rechosen.emit(chosen, active)

    def _take_sentence(self, position: int) -> None:
        view = self._view
        self._again_at = None
        view.set_selection(
            Selection(*sentence_at(view.scene.display.text, position, view.scene.language))
        )
        self._finish()

    def _is_again(self, point: QPointF) -> bool:
        near = QApplication.startDragDistance()
        return self._again_at is not None and (point - self._again_at).manhattanLength() < near

    def _forget_double_click(self) -> None:
        self._again_at = None

    def _hover(self, point: QPointF) -> None:
        view = self._view
        if view.page.fold_row_at(view.on_page(point)) is not None:
            view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            view.hover(None)
            return
        on_edge = view.edge_drag.at(point) is not None
        shape = Qt.CursorShape.SizeHorCursor if on_edge else Qt.CursorShape.IBeamCursor
        view.viewport().setCursor(shape)
        marks = view.marks_at(point)
        view.hover(marks[0].entity if marks else None)

    def _on_scroll(self) -> None:
        """Scroll on while the mouse is held beyond the edge."""
        view = self._view
        point = QPointF(view.viewport().mapFromGlobal(QCursor.pos()))
        height = view.viewport().height()
        beyond = point.y() if point.y() < 0 else max(0.0, point.y() - height)
        bar = view.verticalScrollBar()
        bar.setValue(round(bar.value() + beyond * _SCROLL_SHARE))
        inside = QPointF(point.x(), min(max(point.y(), 1.0), height - 1.0))
        selection, position = view.scene.selection, view.position_at(inside)
        if view.edge_drag.dragging:
            view.edge_drag.move(position, by_character=False)
            return
        view.set_selection(selection.extended(position, by_character=selection.by_character))
