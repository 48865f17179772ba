"""Retiring articles: they and their annotations stay in the file, but count no longer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotator.app.session import Session
from annotator.model.identity import fixed_entity
from annotator.model.moments import iso
from annotator.model.short_words import reason_words
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.store.rows import SHELVED


class Retired(NamedTuple):
    """A retired article: who said so, and why."""

    article: str
    by: str
    reason: str

    def as_json(self) -> dict[str, str]:
        """Give the JSON that ``articles retired --json`` prints."""
        return self._asdict()


class Shelving:
    """The verbs about retiring. A lead's word counts for all; who said it can take it back."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def retired(self) -> list[Retired]:
        """List the retired articles, in the order they came."""
        session = self._session
        with session.database.reading():
            coder = session.database.coder
            return [
                Retired(coder.article_id(number), by, reason)
                for number, (by, reason) in sorted(session.articles.retired().items())
                if session.articles.number(coder.article_id(number)) is not None
            ]

    def retire(
        self,
        articles: Sequence[str],
        reason: str = "",
        progress: Callable[[int], None] = lambda _: None,
    ) -> int:
        """Take articles out of lists, counts and datasets, as one step; give how many were in.

        ``progress`` is told the number of articles so far; what it raises leaves all as it was.

        Raises:
            UserProblem: who works is no lead, the reason is too long, or there is no such article.
        """
        session = self._session
        with session.database.reading():
            leads = sorted(session.team.leads())
        if session.annotator.name not in leads:
            raise UserProblem(
                "Only a lead retires articles, since it counts for everybody. Ask "
                f"{' or '.join(leads)}, or flag the article."
            )
        words = reason_words(reason)
        numbers = session.article_numbers(articles)
        with session.database.reading():
            gone = session.articles.retired()
        wanted = [number for number in numbers if number not in gone]
        if not wanted:
            return 0
        with session.operation("Retire article" + "s" * (len(wanted) > 1)) as writer:
            me = session.annotator.name
            body = {"reason": words, "created": iso(writer.at)}
            for count, number in enumerate(wanted, 1):
                progress(count)
                entity = fixed_entity("shelved", writer.coder.article_id(number), me)
                writer.put(SHELVED, entity, item_content(body), article=number, author=me)
        return len(wanted)

    def bring_back(self, articles: Sequence[str]) -> int:
        """Count retired articles again, as one step; give how many came back.

        Raises:
            UserProblem: somebody else retired one, or there is no such article.
        """
        session = self._session
        me = session.annotator.name
        numbers = session.article_numbers(articles)
        with session.database.reading():
            gone = session.articles.retired()
            wanted = [number for number in numbers if number in gone]
            coder = session.database.coder
            own = {
                number: fixed_entity("shelved", coder.article_id(number), me) for number in wanted
            }
        for number in wanted:
            if gone[number][0] != me:
                raise UserProblem(
                    f"{gone[number][0]} retired that article, and only they bring it back."
                )
        if wanted:
            with session.operation("Bring article" + "s" * (len(wanted) > 1) + " back") as writer:
                writer.remove(own.values())
        return len(wanted)
