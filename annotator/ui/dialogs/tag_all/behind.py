"""The text behind the popover: it shows what is ticked, and follows the list."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.occurrence import Occurrence
from annotator.ui.desk import Desk
from annotator.ui.dialogs.tag_all.popover import TagAllPopover
from annotator.ui.editor.selecting import Span
from annotator.ui.editor.view import ArticleView

_TOP = 64
"""Pixels from the edge of the text to the hit that is shown beside the popover."""
_NEAR = 10
"""Pixels above the popover that its tail takes."""


class TextBehind:
    """What is shown in the text while the popover is open, and put back when it is left."""

    def __init__(self, desk: Desk, view: ArticleView, popover: TagAllPopover) -> None:
        self._scene = desk.scene
        self._view = view
        self._popover = popover
        self._scrolled = view.verticalScrollBar().value()
        self._open = [fold.open for fold in self._scene.folds.all]

    def mark(self, hits: Iterable[Occurrence], label: str) -> None:
        """Tint hits of the open article in the colour of a label."""
        self._scene.marked = [(hit.start, hit.end) for hit in hits]
        self._scene.marked_label = label
        self._view.viewport().update()

    def lead(self, span: Span | None) -> None:
        """Frame a hit and bring it into view, not behind the popover."""
        self._scene.marked_at = span
        view, popover = self._view, self._popover
        if span is not None:
            view.scrolling.reveal(*span)
            if popover.isVisible():
                self._bring_beside(span)
            if view.verticalScrollBar().value() != self._scrolled:
                popover.lose_tail()
        view.viewport().update()

    def put_back(self) -> None:
        """Show nothing any more, scrolled and folded as it was."""
        scene, view = self._scene, self._view
        scene.marked, scene.marked_at, scene.marked_label = (), None, ""
        if view.scene is scene:
            for fold, was_open in zip(scene.folds.all, self._open, strict=True):
                fold.open = was_open
            view.scrolling.keep_top(view.page.refold)
            view.verticalScrollBar().setValue(self._scrolled)
        view.viewport().update()

    def _bring_beside(self, span: Span) -> None:
        view = self._view
        box, panel = view.box_of(*span), self._popover.geometry()
        top = view.viewport().mapTo(self._popover.window(), box.topLeft()).y()
        if top + box.height() > panel.top() - _NEAR and top < panel.bottom():
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + box.top() - _TOP)
