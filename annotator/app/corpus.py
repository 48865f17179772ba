"""The articles of a project: reading them, finding them, saying how far one is with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.app.session import Session
from annotator.model.article import Article
from annotator.model.identity import fixed_entity
from annotator.model.listing import ArticleRow, ArticleState, ReadingPlace
from annotator.model.short_words import flag_words
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.store.problems import LockedError
from annotator.store.reading import (
    keep_reading_place,
    last_read,
    reading_place,
)
from annotator.store.rows import STATUS
from annotator.store.writer import Writer
from annotator.text.naming import in_line

if TYPE_CHECKING:
    from annotator.model.search import Hit

_STATE_TITLES: dict[ArticleState, str] = {
    "open": "Mark article open",
    "done": "Mark article done",
    "look": "Mark article for a second look",
}


class Corpus:
    """The verbs about articles."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def article(self, article: str) -> Article:
        """Give an article by its id or the beginning of it.

        Raises:
            UnknownNameError: there is none.
        """
        session = self._session
        number = session.article_number(article)
        with session.database.reading():
            found = session.articles.get(number)
        assert found is not None
        return found

    def number(self, article: str) -> int | None:
        """Give the file's own number of an article; None if it is not, or no longer, there."""
        with self._session.database.reading():
            return self._session.articles.number(article)

    def articles(self) -> Iterator[Article]:
        """Walk all articles in the order they came."""
        with self._session.database.reading():
            for _, article in self._session.articles.walk():
                yield article

    def count(self) -> int:
        """Count articles."""
        with self._session.database.reading():
            return self._session.articles.count()

    def at_most(self) -> int:
        """Give a number that is not below that of the articles, at once: some may have gone."""
        with self._session.database.reading():
            return self._session.articles.at_most()

    def count_in_state(self, state: ArticleState) -> int:
        """Count the articles that whoever works has put into a state."""
        with self._session.database.reading():
            return self._session.articles.count_in_state(state, self._session.annotator.name)

    def numbers(
        self, *, matching: str = "", state: ArticleState | None = None, mine: bool = False
    ) -> list[int]:
        """List the file's own numbers of articles, for a list that reads its rows when seen.

        ``mine`` lists those assigned to whoever works, first those that are not done.
        """
        session = self._session
        with session.database.reading():
            queue = session.team.queue(session.annotator.name) if mine else None
            found = session.articles.numbers(
                matching=matching,
                state=state,
                author=session.annotator.name,
                among=queue,
                blind=session.is_blind,
            )
        if queue is None:
            return found
        kept = set(found)
        return [number for number in queue if number in kept]

    def rows(self, numbers: Sequence[int]) -> list[ArticleRow]:
        """Read lines of the article list."""
        session = self._session
        with session.database.reading():
            return session.articles.rows(
                list(numbers), session.annotator.name, blind=session.is_blind
            )

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """Give the ids of articles by the file's own numbers, in their order."""
        with self._session.database.reading():
            found = self._session.articles.ids(numbers)
        return [found[number] for number in numbers if number in found]

    def has_assignments(self) -> bool:
        """Tell whether any article is assigned to anybody."""
        with self._session.database.reading():
            return self._session.team.queue(self._session.annotator.name) is not None

    def set_state(self, article: str, state: ArticleState) -> tuple[str, ...]:
        """Say that one is done with an article, still at it, or wants to look again.

        Who is done has looked for everything: the labels of which they have tagged nothing are kept
        as “looked and found none”, and given back.

        Raises:
            UnknownNameError: there is no such article.
        """
        number = self._session.article_number(article)
        with self._session.operation(_STATE_TITLES[state]) as writer:
            return self._set_state(writer, number, state)

    def set_states(
        self,
        articles: Sequence[str],
        state: ArticleState,
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Say it of several articles, as one step; see `set_state`.

        ``progress`` is told the number of articles so far; what it raises leaves all as it was.

        Raises:
            UnknownNameError: there is no such article.
        """
        numbers = self._session.article_numbers(articles)
        with self._session.operation(_STATE_TITLES[state]) as writer:
            if len(numbers) > 1:
                writer.title = _STATE_TITLES[state].replace("article", f"{len(numbers):,} articles")
            for count, number in enumerate(numbers, 1):
                self._set_state(writer, number, state)
                progress(count)

    def set_flag(
        self,
        articles: Sequence[str],
        flag: str,
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Flag articles with a few words, as one step, or take one's flag from them by “”.

        A flag is one's own, as a state is. ``progress`` is as in `set_states`.

        Raises:
            UserProblem: the words are too many, or there is no such article.
        """
        words = flag_words(flag)
        session = self._session
        numbers = session.article_numbers(articles)
        with session.operation("Flag" if words else "Take the flag away") as writer:
            if len(numbers) > 1:
                several = f"{len(numbers):,} articles"
                writer.title = f"Flag {several}" if words else f"Take the flags of {several} away"
            for count, number in enumerate(numbers, 1):
                progress(count)
                old = session.articles.status(number, session.annotator.name)
                if words != old.get("flag", ""):
                    none = set(old.get("none", ()))
                    self._put_status(
                        writer, number, old.get("state", "open"), none, {**old, "flag": words}
                    )

    def flags(self) -> list[str]:
        """List the words of one's flags, the most frequent first."""
        with self._session.database.reading():
            return self._session.articles.flags(self._session.annotator.name)

    def _set_state(self, writer: Writer, number: int, state: ArticleState) -> tuple[str, ...]:
        session = self._session
        old = session.articles.status(number, session.annotator.name)
        if state == "done":
            used = session.articles.labels_used(number, session.annotator.name)
            labels = session.outlines.values()
            none = {one.key for one in labels if not one.retired and one.key not in used}
        else:
            # Being done was the reason to take it as looked for.
            none = set() if old.get("state") == "done" else set(old.get("none", ()))
        self._put_status(writer, number, state, none, old)
        return tuple(key for key in session.outlines if key in none)

    def looked_and_found_none(self, article: str, label: str, *, looked: bool = True) -> None:
        """Say that one has looked for a label in an article and there is none, or take it back.

        Raises:
            UserProblem: there is no such article or label, or one has tagged such a thing there.
        """
        session = self._session
        number = session.article_number(article)
        name = in_line(session.scheme.label(label).name)
        with session.operation("") as writer:
            if looked and label in session.articles.labels_used(number, session.annotator.name):
                raise UserProblem(
                    f"You have tagged a {name} in this article. Remove it first, if there is none."
                )
            old = session.articles.status(number, session.annotator.name)
            none = set(old.get("none", ()))
            (none.add if looked else none.discard)(label)
            writer.title = f"Found no {name}" if looked else f"Look for {name} again"
            self._put_status(writer, number, old.get("state", "open"), none, old)

    def found_none(self, article: str, annotator: str | None = None) -> tuple[str, ...]:
        """Give the labels of which somebody looked in an article and found none.

        By default whoever works. What they have tagged since has dropped out.
        """
        session = self._session
        number = session.article_number(article)
        name = session.annotator.name if annotator is None else annotator
        with session.database.reading():
            return tuple(session.articles.found_none(number).get(number, {}).get(name, ()))

    def _put_status(
        self, writer: Writer, number: int, state: str, none: set[str], old: Mapping[str, object]
    ) -> None:
        """Write what whoever works says of an article; what else was said in ``old`` stays."""
        who = self._session.annotator.name
        body: dict[str, object] = {**old, "state": state, "none": sorted(none)}
        body = {key: value for key, value in body.items() if value}
        writer.put(
            STATUS,
            fixed_entity("status", writer.coder.article_id(number), who),
            item_content(body),
            article=number,
            author=who,
        )

    def state(self, article: str) -> ArticleState:
        """Give what whoever works says of an article."""
        return self.rows([self._session.article_number(article)])[0].state

    def reading_place(self, article: str) -> ReadingPlace | None:
        """Give where whoever works left an article; None if never opened."""
        session = self._session
        return reading_place(
            session.database, session.article_number(article), session.annotator.name
        )

    def keep_reading_place(self, article: str, place: ReadingPlace, *, waits: bool = True) -> bool:
        """Remember where whoever works is; a read-only project forgets.

        Returns:
            Whether that is settled: not if somebody else writes just now and one does not want to
            wait for them.
        """
        session = self._session
        if session.database.read_only:
            return True
        number = session.article_number(article)
        try:
            keep_reading_place(session.database, number, session.annotator.name, place, waits=waits)
        except LockedError:
            if waits:
                raise
            return False
        return True

    def last_read(self) -> str | None:
        """Give the id of the article that whoever works had open last."""
        session = self._session
        number = last_read(session.database, session.annotator.name)
        with session.database.reading():
            return None if number is None else session.database.coder.article_id(number)

    def search(self, query: str, limit: int = 50) -> tuple[list[Hit], int]:
        """Find articles by their words, best first; give the first ones and how many there are.

        Raises:
            UserProblem: there is no word in the query, or something in it is wrong.
        """
        from annotator.app.searching import Searching  # noqa: PLC0415 - not for the first paint

        return Searching(self._session).articles(query, limit)

    def raw(self, article: str) -> bytes:
        """Give the bytes that an article came as."""
        session = self._session
        number = session.article_number(article)
        with session.database.reading():
            return session.articles.raw(number)
