"""What is remembered of articles under review, and how it is kept true to the file.

Reading the verdicts and comments of a large article takes a tenth of a second and more, and a
reviewer decides every few seconds: so what was read is kept, and what operations changed since is
read again, whoever did them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable
from typing import Final

from annotator.app.review.states import Evidence
from annotator.app.session import Session
from annotator.model.annotation import Annotation
from annotator.model.annotator import CONSENSUS
from annotator.model.changes import ChangeSet
from annotator.model.comment import Comment, in_order
from annotator.model.identity import entity_text
from annotator.model.verdict import Citation, Verdict
from annotator.store.comments import Comments
from annotator.store.history import changes_of, last_operation
from annotator.store.verdicts import Cited, Verdicts

_MOST_ARTICLES: Final = 8
_MOST_OPERATIONS: Final = 50
"""Operations after which everything is read again instead of following them one by one."""


class News:
    """Tells what has been done since one last asked, by this program or another."""

    def __init__(self, session: Session) -> None:
        self._session = session
        with session.database.reading() as connection:
            self._seen = last_operation(connection)

    def __call__(self) -> list[ChangeSet] | None:
        """List what was changed; None if that is too much to tell, or not to be told."""
        session = self._session
        with session.database.reading() as connection:
            last = last_operation(connection)
            first, self._seen = self._seen + 1, last
            if last - first >= _MOST_OPERATIONS:
                return None
            coder = session.database.coder
            news = [
                changes_of(connection, coder, number, outside=True)
                for number in range(first, last + 1)
            ]
        # Taking a merge out removes revisions instead of writing some.
        untold = any(one.many or not one.kinds or one.act == "merge" for one in news)
        return None if untold or any("scheme" in one.kinds for one in news) else news


class HeldArticle:
    """The verdicts, comments and entries of one article, read once and then followed."""

    def __init__(self, session: Session, verdicts: Verdicts, comments: Comments, number: int):
        self._session = session
        self._verdicts = verdicts
        self._comments = comments
        self.number = number
        with session.database.reading():
            self.verdicts = {one.id: one for one in verdicts.of_article(number)}
            self.comments = {one.id: one for one in comments.of_article(number)}
            self._entries = self._read_entries() if self.verdicts else {}
        self._cited: dict[Citation, Cited] = {}
        self._by_annotation: dict[str, dict[str, Verdict]] = {}
        self._about: dict[str | None, list[Comment]] | None = None
        self._after: dict[str, list[Comment]] = {}
        for one in self.verdicts.values():
            self._index(one)

    def _read_entries(self) -> dict[str, Annotation]:
        found = self._session.annotations.find(article=self.number, annotators=[CONSENSUS])
        return {one.id: one for one in found}

    @property
    def entries(self) -> dict[str, Annotation]:
        """The entries of the consensus, by id; not read as long as there is no verdict."""
        return self._entries

    def on(self, annotations: Iterable[str]) -> list[Verdict]:
        """List the verdicts that cite any of these annotations, or made one of them, by id."""
        found: dict[str, Verdict] = {}
        for one in annotations:
            found.update(self._by_annotation.get(one, {}))
        return sorted(found.values(), key=lambda one: one.id)

    def about(self, annotations: Collection[str | None]) -> list[Comment]:
        """List the comments on these annotations, oldest first; None is the article as a whole.

        What answers one of them goes along, whatever it is filed under.
        """
        if self._about is None:
            self._about, self._after = {}, {}
            for comment in self.comments.values():
                self._about.setdefault(comment.about, []).append(comment)
                for one in comment.after:
                    self._after.setdefault(one, []).append(comment)
        found: dict[str, Comment] = {}
        ahead = [comment for one in annotations for comment in self._about.get(one, ())]
        while ahead:
            comment = ahead.pop()
            if comment.id not in found:
                found[comment.id] = comment
                ahead += self._after.get(comment.id, ())
        return in_order(found.values())

    def evidence(self, verdicts: Iterable[Verdict]) -> Evidence:
        """Give what these verdicts are judged by."""
        known = self._cited
        wanted = {one for verdict in verdicts for one in verdict.cites if one not in known}
        if wanted:
            with self._session.database.reading():
                self._cited.update(self._verdicts.cited(self.number, wanted))
        return Evidence(self._cited, self._entries)

    def follow(self, changes: ChangeSet) -> None:
        """Read again what was changed."""
        article = self._session.database.coder.article_id(self.number)
        with self._session.database.reading():
            for entity in changes.of("verdict", article):
                self._drop(entity_text(entity))
                if (verdict := self._verdicts.get(entity)) is not None:
                    if not self.verdicts:
                        self._entries = self._read_entries()
                    self.verdicts[verdict.id] = verdict
                    self._index(verdict)
            for entity in changes.of("comment", article):
                self._about = None
                self.comments.pop(entity_text(entity), None)
                if (comment := self._comments.get(entity)) is not None:
                    self.comments[comment.id] = comment
            for entity in changes.of("annotation", article):
                self._follow_annotation(entity)

    def _follow_annotation(self, entity: bytes) -> None:
        identity = entity_text(entity)
        self._entries.pop(identity, None)
        for verdict in self._by_annotation.get(identity, {}).values():
            for one in verdict.cites:
                if one.annotation == identity:
                    self._cited.pop(one, None)
        found = self._session.annotations.get(entity) if self.verdicts else None
        if found is not None and found.annotator == CONSENSUS:
            self._entries[identity] = found

    def _index(self, verdict: Verdict) -> None:
        for one in _named(verdict):
            self._by_annotation.setdefault(one, {})[verdict.id] = verdict

    def _drop(self, identity: str) -> None:
        old = self.verdicts.pop(identity, None)
        if old is not None:
            for one in _named(old):
                self._by_annotation[one].pop(identity, None)


class Held:
    """The articles that were looked at last."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._verdicts = Verdicts(
            session.database.connection, session.database.coder, session.merges
        )
        self._comments = Comments(session.database.connection, session.database.coder)
        self._news = News(session)
        self._articles: OrderedDict[int, HeldArticle] = OrderedDict()

    def article(self, number: int) -> HeldArticle:
        """Give an article (by its number) as it stands."""
        news = self._news()
        if news is None:
            self._articles.clear()
        for changes in news or ():
            for one in self._articles.values():
                one.follow(changes)
        found = self._articles.pop(number, None) or self.aside(number)
        self._articles[number] = found
        if len(self._articles) > _MOST_ARTICLES:
            self._articles.popitem(last=False)
        return found

    def aside(self, number: int) -> HeldArticle:
        """Read an article without keeping it."""
        return HeldArticle(self._session, self._verdicts, self._comments, number)


def _named(verdict: Verdict) -> list[str]:
    named = [one.annotation for one in verdict.cites]
    return named if verdict.consensus is None else [*named, verdict.consensus]
