"""Annotations that somebody wants to talk about: a question in their thread of comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.app.session import Session
from annotator.model.comment import Comment, ThreadState, in_order, last_of, thread_state
from annotator.model.identity import entity_bytes
from annotator.problems import UserProblem
from annotator.store.comments import Comments

if TYPE_CHECKING:
    from annotator.app.review.commenting import Commenting

_WORDS = "To be discussed."
"""What a question says for which nobody has found words."""


class Discussing:
    """The verbs about what is to be discussed; what is said stands in review, as comments do."""

    def __init__(self, session: Session, commenting: Callable[[], Commenting]) -> None:
        self._session = session
        self._commenting = commenting
        self._comments = Comments(session.database.connection, session.database.coder)

    def threads(self, article: str) -> dict[str, list[Comment]]:
        """List the comments on each annotation of an article (by id), the oldest first.

        Where others' work is hidden from who works, only their own.

        Raises:
            UnknownNameError: there is no such article.
        """
        session = self._session
        number = session.article_number(article)
        me = session.annotator.name
        with session.database.reading():
            found = in_order(self._comments.of_article(number))
            hidden = bool(found) and session.team.hides(number, me, in_review=True)
        threads: dict[str, list[Comment]] = {}
        for one in found:
            if one.about is not None and (one.author == me or not hidden):
                threads.setdefault(one.about, []).append(one)
        return threads

    def states(self, article: str) -> dict[str, ThreadState]:
        """Tell of each annotation of an article that was commented on how its thread stands."""
        return {about: thread_state(thread) for about, thread in self.threads(article).items()}

    def mark(self, annotation: str, words: str = "") -> Comment:
        """Mark an annotation (anybody's) to be discussed, in some words or without.

        Raises:
            UserProblem: it is not there, or the words are too many.
        """
        article = self._article(annotation)
        return self._commenting().comment(article, words.strip() or _WORDS, annotation, "ask")

    def unmark(self, annotation: str) -> None:
        """Let go of the wish: one's own question goes if nobody has answered, else it is closed.

        Raises:
            UserProblem: it is not there, or there is nothing to discuss.
        """
        article = self._article(annotation)
        thread = self.threads(article).get(annotation, [])
        if thread_state(thread) != "asking":
            raise UserProblem("Nobody has marked that annotation to be discussed.")
        commenting = self._commenting()
        questions = [one for one in last_of(thread) if one.act == "ask"]
        if len(questions) == 1 and questions[0].author == self._session.annotator.name:
            commenting.remove_comment(questions[0].id)
        else:
            commenting.comment(article, "", annotation, "resolve")

    def _article(self, annotation: str) -> str:
        with self._session.database.reading():
            found = self._session.annotations.get(entity_bytes(annotation))
        if found is None:
            raise UserProblem("That annotation is not there (any more).")
        return found.article
