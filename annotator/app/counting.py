"""Counting what a project's annotations say, and finding those behind a count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from annotator.app.session import Session
from annotator.model.annotation import Annotation
from annotator.model.attributes import ChoiceAttribute, FlagAttribute
from annotator.model.listing import ArticleRow
from annotator.model.moments import week_of
from annotator.model.tally import Counted, Tallies, folded, tally, value_word
from annotator.text.paragraphs import paragraph_starts

_PIECE = 1_000
"""Annotations between two reports."""
_MOST_PHRASES = 300
MOST_SHOWN = 2_000
"""Annotations that are listed behind a count."""


class Wanted(NamedTuple):
    """Which annotations are behind a count; what is empty is any.

    With an attribute, ``values`` are those of which it has one; None is that it has none. ``week``
    is a Monday, as YYYY-MM-DD. ``also`` are a label and words (“” for any) that occur in the same
    paragraph.
    """

    label: str = ""
    annotator: str = ""
    attribute: str = ""
    values: frozenset[str | None] = frozenset()
    outlet: str | None = None
    words: str = ""
    article: str = ""
    week: str = ""
    also: tuple[str, str] | None = None


class Counting:
    """The verbs about counts. People's annotations are counted, not the consensus made of them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def attributes(self) -> dict[str, list[str]]:
        """Give by label the attributes whose values can be counted: those with few values."""
        return {
            label.key: [
                one.key
                for one in label.attributes
                if isinstance(one, ChoiceAttribute | FlagAttribute)
            ]
            for label in self._session.scheme.labels
        }

    def tallies(self, report: Callable[[int], None] = lambda _: None) -> Tallies:
        """Count all annotations that whoever works may see; what ``report`` raises stops it."""
        with self._session.database.reading():
            walked = self._walk(self._articles(), report, Wanted(), paragraphs=True)
            return tally((counted for counted, _ in walked), self.attributes(), _MOST_PHRASES)

    def spans(
        self, wanted: Wanted, report: Callable[[int], None] = lambda _: None
    ) -> list[tuple[Annotation, str]]:
        """List the annotations behind a count, each with the title of its article.

        At most 2,000 are given, the first in the order of the articles.
        """
        session = self._session
        found: list[bytes] = []
        with session.database.reading():
            articles = self._articles()
            mates = self._places_of(articles, wanted.also) if wanted.also else None
            walked = self._walk(articles, report, wanted, paragraphs=mates is not None)
            for counted, entity in walked:
                if not _fits(counted, wanted):
                    continue
                if mates is not None and (counted.article, counted.paragraph) not in mates:
                    continue
                found.append(entity)
                if len(found) == MOST_SHOWN:
                    break
            titles = {row.id: row.title for row in articles.values()}
            listed = (session.annotations.get(one) for one in found)
            return [(one, titles[one.article]) for one in listed if one is not None]

    def _walk(
        self,
        articles: dict[int, ArticleRow],
        report: Callable[[int], None],
        wanted: Wanted,
        *,
        paragraphs: bool,
    ) -> Iterator[tuple[Counted, bytes]]:
        """Walk annotations that are counted, each with its id.

        Those of another label, annotator or article than wanted are not even read. Without
        ``paragraphs`` no text is: then all begin in the first.
        """
        session = self._session
        people = {one.name for one in session.items.annotators() if one.kind == "person"}
        if session.team.settings().blind:
            people &= {session.annotator.name}
        rows = session.annotations.counting(
            article=session.article_number(wanted.article) if wanted.article else None,
            annotators=[wanted.annotator] if wanted.annotator else [],
            labels=[wanted.label] if wanted.label else [],
        )
        number, starts = -1, [0]
        for count, row in enumerate(rows):
            if count % _PIECE == 0:
                report(count)
            article = articles.get(row.article)
            if article is None or row.annotator not in people:
                continue
            if paragraphs and row.article != number:
                number, starts = row.article, paragraph_starts(session.text(row.article))
            yield (
                Counted(
                    row.annotator,
                    row.label,
                    article.id,
                    article.outlet or "",
                    bisect_right(starts, row.start) - 1,
                    week_of(row.created),
                    row.quote,
                    row.attributes,
                ),
                row.entity,
            )

    def _places_of(
        self, articles: dict[int, ArticleRow], also: tuple[str, str]
    ) -> set[tuple[str, int]]:
        label, words = also
        walked = self._walk(articles, lambda _: None, Wanted(label=label), paragraphs=True)
        return {
            (one.article, one.paragraph)
            for one, _ in walked
            if not words or folded(one.quote) == words
        }

    def _articles(self) -> dict[int, ArticleRow]:
        """Give every article that counts by its number; retired ones do not."""
        session = self._session
        numbers = session.articles.numbers(author=session.annotator.name)
        return {row.number: row for row in session.articles.rows(numbers, session.annotator.name)}


def _fits(one: Counted, wanted: Wanted) -> bool:
    """Tell whether an annotation is wanted, of those whose label, annotator and article are."""
    return (
        wanted.outlet in (None, one.outlet)
        and wanted.week in ("", one.week)
        and wanted.words in ("", folded(one.quote))
        and (not wanted.attribute or value_word(one.values.get(wanted.attribute)) in wanted.values)
    )
