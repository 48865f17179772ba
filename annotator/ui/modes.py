"""Which page the window shows: one at a time is awake, the others let go of what is on the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.verbs.reviewing import ReviewVerbs
from annotator.ui.verbs.tagging import TaggingVerbs


class Modes(QObject):
    """Leads from page to page: ``tag`` and ``review`` have the article, others the whole project.

    Args:
        desk: holds the article, which may be another one by the time one is back at it.
        pages: where they lie on each other.

    Signals:
        changed(): another page is shown.
    """

    changed = Signal()

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        review_desk: ReviewDesk,
        tagging: TaggingPage,
        tags: TaggingVerbs,
        reviews: ReviewVerbs,
        pages: QStackedLayout,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._review_desk = review_desk
        self._tagging = tagging
        self._tags = tags
        self._reviews = reviews
        self._pages = pages
        self._whole: dict[str, Callable[[], QWidget]] = {}
        self.may_leave: Callable[[Callable[[], None]], bool] = lambda _: True
        """Tells whether the page can be left at once; if not it asks, and goes on later."""
        self._jobs = {"tag": 0, "review": 1}
        self.mode = "tag"
        self._left = "tag"
        """The page with the article that was shown last."""
        self._top = 0
        """The first code point that was in view on it."""
        self._of = self._article()
        """The article that this is a place of."""

    @property
    def job(self) -> int:
        """Which job of the top bar is lit."""
        return self._jobs.get(self.mode, -1)

    def add(self, mode: str, page: Callable[[], QWidget], *, job: int = -1) -> None:
        """Name a page of the whole project.

        Args:
            mode: what it is called.
            page: gives it, made and put among the pages when it is first seen.
            job: which job of the top bar it belongs to; -1 is none.
        """
        self._whole[mode] = page
        self._jobs[mode] = job

    def show(self, mode: str) -> None:
        """Show a page; the one that is shown already gets the keyboard."""
        if self._hub.project is not None and mode != self.mode:
            if not self.may_leave(partial(self.show, mode)):
                self.changed.emit()
                return
            self._leave()
            self.mode = mode
            self._enter()
        self.changed.emit()

    def back(self) -> None:
        """Show the page with the article again."""
        self.show(self._left)

    def reset(self) -> None:
        """Be at the tagging page: another project is open, or none."""
        if self.mode != "tag":
            self._leave()
            self.mode = self._left = "tag"
            self._tags.front = self._tagging
            self._tagging.wake(0)

    def _leave(self) -> None:
        if self.mode == "tag":
            self._top = self._tagging.sleep()
        elif self.mode == "review":
            self._top = self._reviews.page.sleep()
        else:
            return
        self._left = self.mode
        self._of = self._article()

    def _article(self) -> str:
        return "" if self._desk.article is None else self._desk.article.id

    def _enter(self) -> None:
        if self._of != self._article():
            # It was opened from a page that shows none.
            self._top = self._desk.place.top
        if self.mode == "review":
            page = self._reviews.page
            self._pages.setCurrentWidget(page)
            self._tags.front = page
            page.wake(self._top)
        elif self.mode == "tag":
            self._pages.setCurrentWidget(self._tagging)
            self._tags.front = self._tagging
            self._tagging.wake(self._top)
            self._tagging.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            whole = self._whole[self.mode]()
            self._pages.setCurrentWidget(whole)
            whole.setFocus(Qt.FocusReason.OtherFocusReason)
