"""Comments on annotations and articles."""

from __future__ import annotations

from annotator.app.review.adjudicating import UnitName
from annotator.app.review.units import ReviewedUnits, talked_about
from annotator.model.comment import Comment, CommentAct, in_order, last_of
from annotator.model.identity import entity_bytes, entity_text, new_entity
from annotator.model.moments import iso
from annotator.model.unit import Unit
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.lines import item_content
from annotator.store.rows import COMMENT
from annotator.text.canonical import canonical

LONGEST_COMMENT = 10_000
"""Code points."""

_TITLES: dict[CommentAct, str] = {"say": "Comment", "ask": "Ask", "resolve": "Resolve"}


class Commenting(ReviewedUnits):
    """The verbs about comments. Everybody may comment; one's own can be changed and removed."""

    def comment(
        self,
        article: str,
        text: str,
        about: UnitName | None = None,
        act: CommentAct = "say",
    ) -> Comment:
        """Comment on an annotation (by its id), a unit as it was shown, or the whole article.

        Args:
            article: its id, or the beginning of it.
            text: the words; a thread can be resolved without any.
            about: None is the article as a whole.
            act: ``ask`` wants an answer, ``resolve`` closes the thread.

        Raises:
            UserProblem: there are no words, too many, or no such annotation in the article.
        """
        session = self._session
        words = _words(text, act)
        number = session.article_number(article)
        entity = new_entity(session.annotator.name)
        with session.operation(_TITLES[act]) as writer:
            named, thread = self._named(number, about)
            body = {
                "about": named,
                "text": words,
                "act": act,
                "after": sorted(one.id for one in last_of(thread)),
                "created": iso(writer.at),
            }
            writer.create(COMMENT, entity, item_content(body), article=number)
        return self._held.article(number).comments[entity_text(entity)]

    def change_comment(
        self, comment: str, text: str | None = None, act: CommentAct | None = None
    ) -> Comment:
        """Change a comment of one's own; what is None stays.

        Raises:
            UserProblem: it is not there, is somebody else's, or has no words.
        """
        session = self._session
        with session.operation("Change comment") as writer:
            old = self._own_comment(comment)
            kind = act or old.act
            body = {
                "about": old.about,
                "text": old.text if text is None else _words(text, kind),
                "act": kind,
                "after": list(old.after),
                "created": old.created,
            }
            writer.revise({entity_bytes(comment): (1, item_content(body))})
        return self._comment(comment)

    def remove_comment(self, comment: str) -> None:
        """Remove a comment of one's own.

        Raises:
            UserProblem: it is not there, or is somebody else's.
        """
        with self._session.operation("Remove comment") as writer:
            self._own_comment(comment)
            writer.remove([entity_bytes(comment)])

    def thread(self, article: str, about: UnitName | None = None) -> list[Comment]:
        """List the comments on an annotation, on a unit, or on the whole article, oldest first.

        Where others' work is hidden from who works, only their own.

        Raises:
            UnknownNameError: there is no such article.
        """
        session = self._session
        number = session.article_number(article)
        _, found = self._named(number, about, must_exist=False)
        with session.database.reading():
            hidden = session.team.hides(number, session.annotator.name, in_review=True)
        me = session.annotator.name
        return [one for one in found if one.author == me] if hidden else found

    def comments(self, article: str | None = None, *, asking: bool = False) -> list[Comment]:
        """List the comments on an article and its annotations, or all; by article, oldest first.

        Where others' work is hidden from who works, only their own.

        Args:
            article: its id, or the beginning of it.
            asking: only threads that wait for an answer.

        Raises:
            UnknownNameError: there is no such article.
        """
        session = self._session
        number = None if article is None else session.article_number(article)
        if asking:
            here = None if number is None else session.database.coder.article_id(number)
            threads = self.asking()
            return [one for thread in threads for one in thread if here in (None, one.article)]
        me = session.annotator.name
        by_article: dict[int, list[Comment]] = {}
        found: list[Comment] = []
        with session.database.reading():
            for where, comment in self._comments.walk(number):
                by_article.setdefault(where, []).append(comment)
            for where, comments in by_article.items():
                hidden = session.team.hides(where, me, in_review=True)
                found += [one for one in in_order(comments) if one.author == me or not hidden]
        return found

    def asking(self) -> list[list[Comment]]:
        """List the threads of the project in which a question waits for an answer, by article."""
        session = self._session
        by_article: dict[int, list[Comment]] = {}
        me = session.annotator.name
        with session.database.reading():
            for number, comment in self._comments.walk():
                by_article.setdefault(number, []).append(comment)
            seen = {
                number: comments
                for number, comments in by_article.items()
                if any(one.act == "ask" for one in last_of(comments))
                and not session.team.hides(number, me, in_review=True)
            }
        threads: list[list[Comment]] = []
        for number, comments in seen.items():
            held = self._held.article(number)
            told: set[str] = set()
            for question in last_of(comments):
                if question.act == "ask" and question.id not in told:
                    thread = held.about([question.about])
                    told.update(one.id for one in thread)
                    threads.append(thread)
        return threads

    def _named(
        self, number: int, about: UnitName | None, *, must_exist: bool = True
    ) -> tuple[str | None, list[Comment]]:
        """Give the annotation that a comment is filed under, and the thread that it joins.

        Raises:
            UnknownNameError: there is no such annotation in the article.
        """
        held = self._held.article(number)
        if about is None:
            return None, held.about([None])
        if not isinstance(about, str):
            unit = about if isinstance(about, Unit) else about.unit
            ids = [one.id for one in unit.annotations]
            return unit.key, held.about(talked_about(ids, held.on(ids)))
        with self._session.database.reading():
            found = self._session.annotations.get(entity_bytes(about))
            here = self._session.database.coder.article_id(number)
        if must_exist and (found is None or found.article != here):
            raise UnknownNameError("That annotation is not there (any more).")
        return about, held.about([about])

    def _comment(self, comment: str) -> Comment:
        with self._session.database.reading():
            found = self._comments.get(entity_bytes(comment))
        if found is None:
            raise UnknownNameError("That comment is not there (any more).")
        return found

    def _own_comment(self, comment: str) -> Comment:
        found = self._comment(comment)
        if found.author != self._session.annotator.name:
            raise UserProblem(f"{found.author} wrote that comment, and only they can change it.")
        return found


def _words(text: str, act: CommentAct) -> str:
    """Check and tidy what somebody typed."""
    words = canonical(text).text.strip()
    if not words and act != "resolve":
        raise UserProblem("A comment needs some words.")
    if len(words) > LONGEST_COMMENT:
        raise UserProblem(
            f"A comment has at most {LONGEST_COMMENT:,} characters; this one has {len(words):,}."
        )
    return words
