"""Another annotation of the article: chosen by its words, or in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from annotator.problems import AttributeProblem
from annotator.ui.commands.command import Command, matching
from annotator.ui.commands.drop_list import DropList
from annotator.ui.editor.scene import LabelLook
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.form.editor import Save
from annotator.ui.panels.form.editors.typed import TypedEditor
from annotator.ui.panels.form.subject import Shown
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.icon_button import IconButton

if TYPE_CHECKING:
    from annotator.model.attributes import LinkAttribute


_BUTTON = 24


class Target(NamedTuple):
    """An annotation that may be linked to: its id, its words, its paragraph, its label's look."""

    id: str
    words: str
    place: str
    style: LabelLook


class LinkEditor(TypedEditor):
    """Names the annotation; typing filters those of the article, two buttons lead to the text.

    Args:
        targets: gives the annotations of some labels (all if none are named), the nearest first.
        target: gives one annotation by its id; None if it is not in the article.
        follow: selects an annotation by its id.

    Signals:
        pick_wanted(): the annotation is to be chosen in the text.
    """

    pick_wanted = Signal()

    def __init__(
        self,
        attribute: LinkAttribute,
        save: Save,
        targets: Callable[[Sequence[str]], Sequence[Target]],
        target: Callable[[str], Target | None],
        follow: Callable[[str], None],
    ) -> None:
        self._targets = targets
        self._target = target
        self._known: dict[str, Target] = {}
        super().__init__(attribute, save, Field(attribute.name, tr("Add"), quiet=True))
        self._list = DropList(attribute.name, self)
        self._go = IconButton("right", tr("Go there"), size=_BUTTON)
        self._go.clicked.connect(lambda: follow(str(self._value)))
        self.pick = IconButton("find", tr("Choose it in the text"), size=_BUTTON)
        self.pick.clicked.connect(self.pick_wanted)
        # Beside the field, also while an error stands below it.
        beside = QHBoxLayout()
        beside.setContentsMargins(0, (metrics.CONTROL - _BUTTON) // 2, 0, 0)
        beside.setSpacing(0)
        for button in (self._go, self.pick):
            beside.addWidget(button)
        self._row.addLayout(beside)
        self._row.setAlignment(beside, Qt.AlignmentFlag.AlignTop)

    def show_value(self, value: Shown) -> None:
        """Name the annotation."""
        self._known = {}
        super().show_value(value)
        self._go.setVisible(isinstance(value, str) and self._target(value) is not None)

    def read(self, text: str) -> Shown:
        """Find the one annotation that has these words."""
        found = [one for one in self._named().values() if one.words == text]
        if not found:
            found = [
                one for one in self._named().values() if text.casefold() in one.words.casefold()
            ]
        if len(found) == 1:
            return found[0].id
        raise AttributeProblem(
            tr("several have these words: choose one from the list")
            if found
            else tr("no annotation of this article has these words")
        )

    def written(self, value: Shown) -> str:
        """Give the words of the annotation; of one that is gone, say so."""
        target = self._target(str(value))
        return target.words if target is not None else tr("(not in this article)")

    def set_locked(self, *, locked: bool) -> None:
        """Leave the way there open."""
        super().set_locked(locked=locked)
        self.pick.setVisible(not locked)

    def takes(self, annotation: str) -> bool:
        """Tell whether it may be linked to an annotation."""
        return annotation in self._named(fresh=True)

    def set_target(self, annotation: str) -> bool:
        """Link to an annotation that it takes; tell whether that could be saved."""
        if annotation != self._value:
            before, self._value = self._value, annotation
            if not self.save(self.key, annotation):
                self._value = before
                return False
        self.show_value(annotation)
        return True

    def pressed(self, event: QKeyEvent) -> bool:
        """Open the list at Down; let it have its keys."""
        if self.field.edit.isReadOnly():
            return super().pressed(event)
        if self._list.pressed(event):
            return True
        if event.key() == Qt.Key.Key_Down:
            self._open("")
            return True
        return super().pressed(event)

    def left(self) -> None:
        """Put the list away."""
        self._list.close()
        super().left()

    def _on_edited(self, text: str) -> None:
        super()._on_edited(text)
        self._open(text)

    def _open(self, query: str) -> None:
        commands = [
            Command(
                one.words,
                lambda one=one: self._choose(one),  # type: ignore[misc]
                mark=(one.style.colour, one.style.pattern),
                aside=one.place,
            )
            for one in self._named(fresh=True).values()
        ]
        self._list.open(self.field, matching(commands, query), first=bool(query))

    def _choose(self, target: Target) -> None:
        self.set_target(target.id)
        self.field.edit.selectAll()

    def _named(self, *, fresh: bool = False) -> dict[str, Target]:
        if fresh or not self._known:
            self._known = {one.id: one for one in self._targets(self.attribute.labels)}
        return self._known
