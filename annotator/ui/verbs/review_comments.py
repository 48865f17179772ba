"""Writing, changing and removing comments on the review page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.verbs.reviewing import ReviewVerbs

if TYPE_CHECKING:
    from annotator.model.comment import CommentAct
    from annotator.ui.pages.review import ReviewPage


class CommentVerbs(QObject):
    """The verbs about comments; everybody may comment, also who does not settle."""

    def __init__(
        self, hub: Hub, desk: Desk, review: ReviewDesk, verbs: ReviewVerbs, window: QWidget
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._review = review
        self._verbs = verbs
        verbs.page_made.connect(self._connect)

    def _connect(self, page: ReviewPage) -> None:
        page.card.comment_wanted.connect(self._comment)
        page.card.thread_box.changed.connect(self._change_comment)
        page.card.thread_box.removed.connect(self._remove_comment)

    def comment_unit(self) -> None:
        """Write a comment on the unit; without one, on the article."""
        if self._review.review.article:
            self._verbs.page.panel.show_card()
            self._verbs.page.card.thread_box.start()

    def comment_article(self) -> None:
        """Write a comment on the article as a whole."""
        self._review.select(None)
        self._verbs.page.card.refresh()
        self.comment_unit()

    def _comment(self, text: str, act: CommentAct) -> None:
        one, article = self._review.current, self._desk.article
        if article is None:
            return
        done = self._hub.run(lambda project: project.reviewing.comment(article.id, text, one, act))
        if done is not None:
            self._verbs.page.card.thread_box.written()
            self._verbs.page.text().setFocus()

    def _change_comment(self, comment: str, text: str) -> None:
        if self._hub.run(lambda project: project.reviewing.change_comment(comment, text)):
            self._verbs.page.card.thread_box.written()
            self._verbs.page.text().setFocus()

    def _remove_comment(self, comment: str) -> None:
        self._hub.run(lambda project: project.reviewing.remove_comment(comment))
        self._verbs.page.text().setFocus()
