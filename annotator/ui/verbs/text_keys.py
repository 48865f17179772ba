"""What single keys of the text do, for who looks for it by its name."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.ui.desk import Desk
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage


class TextKeyVerbs(QObject):
    """The verbs: each does what its key does where the caret is."""

    def __init__(self, desk: Desk, page: TaggingPage, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._page = page
        self._keyboard = page.view.keyboard

    def why_not_edge(self) -> str:
        """Say why no edge can be moved; “” if one can."""
        if self._page.asleep:
            return tr("only while tagging")
        mark = self._desk.active
        if mark is None:
            return tr("no annotation is selected")
        if len(self._desk.selected) > 1:
            return tr("several annotations are selected")
        mine = mark.annotator == self._desk.scene.annotator
        return "" if mine else tr("it is somebody else's")

    def tag_word(self) -> None:
        """Put the picked label on the word at the caret, or ask for one."""
        self._keyboard.tag_or_choose()

    def walk_outward(self) -> None:
        """Select the next larger of the annotations at the caret."""
        self._keyboard.walk_stack(outward=True)

    def walk_inward(self) -> None:
        """Select the next smaller of the annotations at the caret."""
        self._keyboard.walk_stack(outward=False)

    def left_outward(self) -> None:
        """Take the word before it into the selected annotation."""
        self._keyboard.move_edge(left=True, outward=True)

    def left_inward(self) -> None:
        """Leave the first word out of the selected annotation."""
        self._keyboard.move_edge(left=True, outward=False)

    def right_outward(self) -> None:
        """Take the word behind it into the selected annotation."""
        self._keyboard.move_edge(left=False, outward=True)

    def right_inward(self) -> None:
        """Leave the last word out of the selected annotation."""
        self._keyboard.move_edge(left=False, outward=False)
