"""Dragging an edge of the selected annotation by the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

from annotator.model.mark import Mark
from annotator.ui.editor.edges import edges_of
from annotator.ui.editor.selecting import dragged_edge, merged

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView

_GRASP = 5
"""Pixels beside an edge at which the mouse takes hold of it."""


class Held(NamedTuple):
    """An edge: the index of its fragment, and whether it is where that begins."""

    fragment: int
    begins: bool


class EdgeDrag:
    """Finds the edge under the mouse, and shows what the annotation will be while it is dragged.

    The view changes nothing: `drop` says what is wanted.
    """

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._edge: Held | None = None
        self._mark: Mark | None = None

    @property
    def dragging(self) -> bool:
        """Whether an edge is being dragged."""
        return self._mark is not None

    def at(self, point: QPointF) -> Held | None:
        """Give the edge under a point of the viewport, the nearest one."""
        view, scene = self._view, self._view.scene
        mark = view.active
        if mark is None or not scene.has_handles or view.fragments.busy:
            return None
        page = view.on_page(point)
        near = [
            (abs(edge.box.center().x() - page.x()), Held(edge.fragment, edge.begins))
            for edge in edges_of(view.page, mark)
            if edge.box.adjusted(-_GRASP, -1, _GRASP, 1).contains(page)
        ]
        return min(near)[1] if near else None

    def begin(self, edge: Held) -> None:
        """Take hold of an edge."""
        self._edge, self._mark = edge, self._view.active

    def move(self, position: int, *, by_character: bool) -> None:
        """Put the edge at a code point, and show what that comes to."""
        mark, edge = self._mark, self._edge
        if mark is None or edge is None:
            return
        pieces = list(mark.pieces)
        pieces[edge.fragment] = dragged_edge(
            self._view.scene.display.text,
            pieces[edge.fragment],
            position,
            left=edge.begins,
            by_character=by_character,
        )
        fragments = merged(pieces)
        several = fragments if len(fragments) > 1 else None
        self._show(mark._replace(start=fragments[0][0], end=fragments[-1][1], fragments=several))

    def drop(self) -> None:
        """Ask for the edges that are shown."""
        mark, preview = self._mark, self._view.scene.preview
        self.cancel()
        if mark is not None and preview is not None and preview.pieces != mark.pieces:
            self._view.move_wanted.emit(mark.entity, preview.pieces)

    def cancel(self) -> bool:
        """Let the annotation be as it was; tell whether an edge was being dragged."""
        dragging = self.dragging
        self._edge = self._mark = None
        self._show(None)
        return dragging

    def _show(self, preview: Mark | None) -> None:
        scene = self._view.scene
        if preview != scene.preview:
            for mark in (scene.preview, self._mark, preview):
                if mark is not None:
                    scene.marks.touch(mark)
            scene.preview = preview
            self._view.viewport().update()
