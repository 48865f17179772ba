"""Fragments under the hands: words set aside to be tagged together, and words for one that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.words import word_at
from annotator.ui.editor.selecting import Span, collapsed, fragment_at, merged

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView


class Fragments:
    """Gathers words for an annotation of several fragments.

    Words are *set aside* before there is an annotation, and are tagged together with what is
    selected. An annotation is *held* while words for it are looked for and selected.
    """

    def __init__(self, view: ArticleView) -> None:
        self._view = view

    @property
    def busy(self) -> bool:
        """Whether words are set aside, or an annotation is held."""
        return bool(self._view.scene.parts) or self._view.scene.held is not None

    def press(self) -> None:
        """Answer the key: hold, add, set aside or let go, whichever is meant."""
        view, scene = self._view, self._view.scene
        if scene.selected is not None:
            self.add()
        elif scene.held is not None:
            mark, caret = view.active, scene.selection.caret
            word = word_at(scene.display.text, caret)
            if word is None or mark is None or fragment_at(mark.pieces, caret) is not None:
                self.let_go()
            else:
                view.fragment_wanted.emit(scene.held, (word,))
        elif view.active is not None and len(scene.chosen) <= 1:
            self.hold()
        elif (word := word_at(scene.display.text, scene.selection.caret)) is not None:
            self._set_aside(word)

    def hold(self) -> None:
        """Keep the selected annotation selected while the caret moves and words are selected."""
        view = self._view
        mark = view.active
        if mark is None:
            return
        if mark.annotator != view.scene.annotator:
            # Whoever listens says why not.
            view.fragment_wanted.emit(mark.entity, ())
            return
        view.scene.held = mark.entity
        self._told()

    def add(self) -> None:
        """Add what is selected to the annotation that is held, or else set it aside."""
        scene = self._view.scene
        span = scene.selected
        if span is None:
            return
        if scene.held is not None:
            self._view.fragment_wanted.emit(scene.held, (span,))
        else:
            self._set_aside(span)

    def let_go(self) -> None:
        """Forget what was set aside, and hold no annotation any more."""
        scene = self._view.scene
        if self.busy:
            scene.parts, scene.held = (), None
            self._told()

    def end(self, caret: int) -> None:
        """Select no words any more: they are tagged. The caret stands behind them."""
        scene = self._view.scene
        scene.parts, scene.held = (), None
        self._view.set_selection(collapsed(caret))

    def _set_aside(self, span: Span) -> None:
        view = self._view
        view.scene.parts = merged((*view.scene.parts, span))
        view.set_active(None)
        view.set_selection(collapsed(span[1]), by_keys=view.scene.word_caret)

    def _told(self) -> None:
        self._view.viewport().update()
        self._view.place_changed.emit()
