"""Scrolling: what is in view is laid out, and stays where it is while the rest grows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from annotator.ui.editor.scene import Scene
    from annotator.ui.editor.view import ArticleView

_MARGIN = 24
"""Pixels kept between what is revealed and the edge of the view."""
_ABOVE = 2
"""Pixels between the edge of the view and the line that is put there."""
_TRIES = 3
"""How often a place is scrolled to: what comes into view is measured, and moves it."""


class Scrolling:
    """The part of the article in view.

    Blocks are laid out when they come near the view; until then their height is a guess. So the
    text grows and shrinks while it is scrolled, and what the user looks at must not jump.
    """

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self.settling = False
        """Whether the scroll bar follows the text just now, not the text the bar."""
        self._kept: tuple[Scene, int, int] = (view.scene, 0, 0)
        """Which code point of which scene was put at the top, and where the bar stood then."""

    def first_visible(self) -> int:
        """Give the first code point in view."""
        view = self._view
        return view.position_at(QPointF(0, _ABOVE + 1)) if view.verticalScrollBar().value() else 0

    def reveal(self, start: int, end: int) -> None:
        """Scroll as little as needed to bring a span into view; unfold what hides it."""
        self._unfold_around(start, end)
        for _ in range(_TRIES):
            if (wanted := self._wanted(start, end)) is None:
                return
            self._sync_range()
            self._view.verticalScrollBar().setValue(round(wanted))

    def _wanted(self, start: int, end: int) -> float | None:
        """Say how far to scroll to see a span; None if it is in view."""
        view = self._view
        box = view.page.caret_box(start)
        if end > start:
            box |= view.page.box_of(start, end)
        bar, height = view.verticalScrollBar(), view.viewport().height()
        top, bottom = box.top() - _MARGIN, box.bottom() + _MARGIN
        if box.top() <= view.page.text_top_of(0):
            # The first line: nothing above it is worth a margin less.
            return 0
        if top < bar.value():
            return top
        if bottom > bar.value() + height:
            far = box.top() > bar.value() + 2 * height
            return top - height / 3 if far else min(top, bottom - height)
        return None

    def reveal_in_the_middle(self, start: int, end: int) -> None:
        """Scroll a span into the middle third of the view, unless its beginning is there.

        What is longer than that begins at the upper third.
        """
        view = self._view
        self._unfold_around(start, end)
        for _ in range(_TRIES):
            box = view.page.caret_box(start) | view.page.box_of(start, end)
            bar, height = view.verticalScrollBar(), view.viewport().height()
            third = height / 3
            top, bottom = box.top() - bar.value(), box.bottom() - bar.value()
            if box.height() < third <= top and bottom <= 2 * third:
                return
            below = box.height() < third and bottom > 2 * third
            wanted = box.bottom() - 2 * third if below else box.top() - third
            self._sync_range()
            bar.setValue(round(wanted))
            self.settle()

    def keep_top(self, change: Callable[[], None]) -> None:
        """Run something that moves the text; what was at the top of the view is there again.

        While the user does not scroll that is always the same place: its line may begin earlier in
        another width, and the beginnings of lines would lead up and up.
        """
        scene, top, at = self._kept
        if scene is not self._view.scene or at != self._view.verticalScrollBar().value():
            top = self.first_visible()
        change()
        if top:
            self.scroll_to(top)
        self.settle()
        self._view.viewport().update()

    def scroll_to(self, position: int) -> None:
        """Put the line of a code point at the top of the view."""
        view = self._view
        top = view.page.caret_box(position).top()
        self._sync_range()
        view.verticalScrollBar().setValue(round(top) - _ABOVE)
        self._kept = view.scene, position, view.verticalScrollBar().value()

    def place(self) -> tuple[int, float]:
        """Give the first code point in view, and how far the view is scrolled from its line."""
        view = self._view
        self.settle()
        position = view.position_at(QPointF(0, _ABOVE + 1))
        return position, view.verticalScrollBar().value() - view.page.caret_box(position).top()

    def put(self, position: int, below: float) -> None:
        """Scroll to where another view of the same text is, see `place`."""
        bar = self._view.verticalScrollBar()
        for _ in range(2):
            # What comes into view above the line is measured on the way.
            wanted = round(self._view.page.caret_box(position).top() + below)
            self._sync_range()
            bar.setValue(wanted)
            self.settle()
        self._kept = self._view.scene, position, bar.value()

    def settle(self) -> None:
        """Lay out all that is in view; what grows above the view must not push it down."""
        view = self._view
        page = view.page
        if self.settling or not page.column_width:
            return
        self.settling = True
        bar, height = view.verticalScrollBar(), view.viewport().height()
        before, grown = bar.value(), 0.0
        top = before
        number, count = page.block_at(top), len(view.scene.display.starts)
        while number < count and page.top_of(number) <= top + height:
            above = page.top_of(number) < top
            growth = page.ensure(number)
            grown += abs(growth)
            if growth and above:
                top = round(top + growth)
            number += 1
        if grown:
            kept = self._kept
            self._sync_range()
            bar.setValue(top)
            if kept[2] == before:
                self._kept = *kept[:2], bar.value()
        self.settling = False

    def stand_still(self, change: Callable[[], None]) -> None:
        """Run something for which Qt may scroll, and may lay out what is far above: nothing moves.

        Where Qt scrolls to and back again is not looked at, so its heights stay guesses.
        """
        page, bar = self._view.page, self._view.verticalScrollBar()
        before, kept = bar.value(), self._kept
        block = page.block_at(before)
        below = before - page.top_of(block)
        self.settling = True
        change()
        if page.column_width:
            self._sync_range()
        bar.setValue(round(page.top_of(block) + below))
        self.settling = False
        if kept[2] == before:
            self._kept = *kept[:2], bar.value()

    def make_up(self, block: int, growth: float) -> None:
        """Keep the text where it is though a block above the view is higher than was thought.

        Qt has the caret's paragraph laid out when the view gets the focus, wherever that is.
        """
        bar = self._view.verticalScrollBar()
        if self.settling or self._view.page.top_of(block) >= bar.value():
            return
        self.settling = True
        kept, before = self._kept, bar.value()
        self._sync_range()
        bar.setValue(round(before + growth))
        if kept[2] == before:
            self._kept = *kept[:2], bar.value()
        self.settling = False

    def _sync_range(self) -> None:
        """Let the scroll bar know how high the text is by now."""
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        bar.setRange(0, max(0, round(self._view.page.documentSize().height()) - height))
        bar.setPageStep(height)

    def _unfold_around(self, start: int, end: int) -> None:
        view = self._view
        display, folds = view.scene.display, view.scene.folds
        for block in range(display.block_at(start), display.block_at(max(start, end - 1)) + 1):
            fold = folds.of_block(block)
            if fold is not None and not fold.open:
                fold.open = True
                self.keep_top(view.page.refold)
