"""Walking from annotation to annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView


def walk(view: ArticleView, *, forward: bool) -> None:
    """Select the next shown annotation from the caret on, or the one before; say if none is."""
    scene, mark = view.scene, view.active
    step = scene.marks.following if forward else scene.marks.preceding
    while (mark := step(scene.selection.caret, mark)) is not None:
        if scene.shows(mark):
            view.set_active(mark.entity, reveal=True)
            return
    view.walked_out.emit(forward)
