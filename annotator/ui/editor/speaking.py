"""What a screen reader is told of the annotations at the caret: where they begin, where they end.

The words themselves are Qt's to say. What is said here is an announcement, and it stands as the
description of the text as well, where it can be asked for again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.model.mark import Mark
from annotator.text.shortening import shortened
from annotator.ui.i18n import tr
from annotator.ui.soon import Soon
from annotator.ui.widgets.telling import tell

if TYPE_CHECKING:
    from annotator.ui.editor.scene import Scene
    from annotator.ui.editor.view import ArticleView

_LONGEST = 80
"""Characters of an annotation's words that are said."""


class Speaker(QObject):
    """Follows the caret of a text view, and the annotation that is selected."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._scene: Scene | None = None
        self._inside: list[Mark] = []
        self._active: Mark | None = None
        self._soon = Soon(self.follow, self)
        view.place_changed.connect(self._soon.start)

    def refresh(self, *_: object) -> None:
        """Look anew, in a moment: an annotation came or went, or is selected."""
        self._soon.start()

    def follow(self) -> None:
        """Say what has changed since the last look."""
        scene = self._view.scene
        if scene is not self._scene:
            # Another article: its title is said, and not what is left behind.
            self._scene, self._inside, self._active = scene, [], None
        caret = scene.selection.caret
        inside = marks_around(scene, caret)
        said = changes(scene, self._inside, inside, caret)
        self._inside = inside
        before, self._active = self._active, scene.marks.get(scene.active)
        if self._active is not None and _heard(self._active) != _heard(before):
            what, quote = named(scene, self._active), words(scene, self._active)
            said = [tr("{what} selected: {words}", what=what, words=quote)]
        elif before is not None and scene.marks.get(before.entity) is None:
            said = [
                tr("{what} removed: {words}", what=named(scene, before), words=words(scene, before))
            ]
        self._view.setAccessibleDescription(describe(scene, inside))
        if said:
            tell(self._view, ". ".join(said))


def _heard(mark: Mark | None) -> tuple[object, ...]:
    """Give what of a selected annotation is said; when it changes, it is said again."""
    return () if mark is None else (mark.entity, mark.label, mark.pieces)


def marks_around(scene: Scene, caret: int) -> list[Mark]:
    """Give the shown annotations with the caret in one of their fragments, the largest first."""
    block = scene.display.block_at(caret)
    found = [
        mark
        for mark in scene.marks.in_block(block)
        if scene.shows(mark) and any(start <= caret < end for start, end in mark.pieces)
    ]
    return sorted(found, key=lambda mark: (mark.start - mark.end, mark))


def changes(scene: Scene, before: Sequence[Mark], now: Sequence[Mark], caret: int) -> list[str]:
    """Say which annotations the caret has left, the innermost first, and which it is in now."""
    was = {mark.entity for mark in before}
    still = {mark.entity for mark in now}
    left = [
        tr("{what}, ends", what=named(scene, mark))
        for mark in reversed(before)
        if mark.entity not in still and scene.marks.get(mark.entity) is not None
    ]
    entered = [
        tr("{what}, begins", what=named(scene, mark))
        if any(start == caret for start, _ in mark.pieces)
        else tr("in {what}", what=named(scene, mark))
        for mark in now
        if mark.entity not in was
    ]
    return left + entered


def describe(scene: Scene, inside: Sequence[Mark]) -> str:
    """Say in which annotations the caret is, the outermost first."""
    if not inside:
        return ""
    names = "; ".join(f"{named(scene, mark)}: {words(scene, mark)}" for mark in inside)
    return tr("The caret is in {annotations}", annotations=names)


def named(scene: Scene, mark: Mark) -> str:
    """Name an annotation: its label, whose it is if not one's own, and what is wrong with it."""
    name = scene.look_of(mark.label).name
    if mark.annotator != scene.annotator:
        name = tr("{label} by {who}", label=name, who=mark.annotator)
    if mark.flawed:
        name = tr("{what}, needs a look", what=name)
    return name


def words(scene: Scene, mark: Mark) -> str:
    """Give the words of an annotation as they are said."""
    text = scene.display.text
    said = " … ".join(text[start : min(end, start + _LONGEST)] for start, end in mark.pieces[:3])
    return shortened(said, _LONGEST)
