"""Which articles may be newer versions of others: offered, and never taken for granted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from annotator.app.session import Session
from annotator.store.versions import links, same_story
from annotator.text.near_duplicates import alike
from annotator.text.zone_line import letters

Why = Literal["address", "title", "text"]
"""By what they were found: the same address, the same title, or much the same text of an outlet."""

_FEWEST_ALIKE: dict[Why, float] = {"address": 0.0, "title": 0.2, "text": 0.5}
"""The share of runs of five words in common that each asks for."""
_PARAGRAPH = 60
"""Code points of a paragraph that is no phrase of every article."""
_MOST_OF_OUTLET = 3_000
_LONGEST = 500_000
"""Code points of a text of which the words are compared to find out."""


class Offer(NamedTuple):
    """Two articles that may be versions of each other, by their ids.

    ``alike`` is the share of runs of five words that both have; None if that was not looked at.
    """

    newer: str
    older: str
    newer_title: str
    older_title: str
    why: Why
    alike: float | None


class _Row(NamedTuple):
    number: int
    title: str
    outlet: str
    url: str
    published: str


def offers(
    session: Session, articles: Iterable[str], progress: Callable[[int], None]
) -> list[Offer]:
    """Find for each of some articles the one that it is likeliest another version of.

    Those that are linked already are left out. Of two the newer one is told by the days they
    appeared on, else it is the one asked about.
    """
    with session.database.reading() as connection:
        coder = session.database.coder
        rows = [_Row(*row) for row in same_story(connection)]
        linked = {frozenset((one.newer, one.older)) for one in links(connection, coder)}
        asked = {number for one in articles if (number := session.articles.number(one))}
        found: list[Offer] = []
        search = _Search(session, rows)
        done: set[frozenset[str]] = set(linked)
        for count, row in enumerate((row for row in rows if row.number in asked), 1):
            progress(count)
            for why, other in search.candidates(row):
                ids = coder.article_id(row.number), coder.article_id(other.number)
                if frozenset(ids) in done:
                    continue
                share = search.alike(row.number, other.number)
                if share is not None and share < _FEWEST_ALIKE[why]:
                    continue
                done.add(frozenset(ids))
                known = row.published and other.published
                is_newer = not known or row.published >= other.published
                one, two = (row, other) if is_newer else (other, row)
                newer, older = ids if is_newer else ids[::-1]
                found.append(Offer(newer, older, one.title, two.title, why, share))
                break
    return found


class _Search:
    """Knows articles by their addresses, titles and paragraphs."""

    def __init__(self, session: Session, rows: list[_Row]) -> None:
        self._session = session
        self._rows = {row.number: row for row in rows}
        self._by_url: defaultdict[str, list[_Row]] = defaultdict(list)
        self._by_title: defaultdict[str, list[_Row]] = defaultdict(list)
        self._by_outlet: defaultdict[str, list[_Row]] = defaultdict(list)
        self._paragraphs: dict[str, dict[str, list[int]]] = {}
        for row in rows:
            for key, known in (
                (_address(row.url), self._by_url),
                (letters(row.title), self._by_title),
                (row.outlet.casefold(), self._by_outlet),
            ):
                if key:
                    known[key].append(row)

    def candidates(self, row: _Row) -> list[tuple[Why, _Row]]:
        """List what an article may be a version of, the likeliest first."""
        found: list[tuple[Why, _Row]] = []
        found += (("address", one) for one in self._by_url[_address(row.url)] if one != row)
        found += (
            ("title", one)
            for one in self._by_title[letters(row.title)]
            if one != row and (one.outlet == row.outlet or not one.outlet or not row.outlet)
        )
        found += (("text", one) for one in self._by_paragraphs(row))
        return found

    def alike(self, one: int, other: int) -> float | None:
        """Give how alike two texts are; None if they are too long to be looked through for that."""
        first, second = self._session.text(one), self._session.text(other)
        if max(len(first), len(second)) > _LONGEST:
            return None
        return alike(first, second)

    def _by_paragraphs(self, row: _Row) -> list[_Row]:
        """List articles of the same outlet that have a paragraph in common, most of them first."""
        outlet = row.outlet.casefold()
        if not outlet or len(self._by_outlet[outlet]) > _MOST_OF_OUTLET:
            return []
        known = self._paragraphs.get(outlet)
        if known is None:
            self._paragraphs[outlet] = known = defaultdict(list)
            for one in self._by_outlet[outlet]:
                for paragraph in _long(self._session.text(one.number)):
                    known[paragraph].append(one.number)
        hits: defaultdict[int, int] = defaultdict(int)
        for paragraph in _long(self._session.text(row.number)):
            for number in known.get(paragraph, ()):
                hits[number] += number != row.number
        ordered = sorted((number for number in hits if hits[number]), key=lambda one: -hits[one])
        return [self._rows[number] for number in ordered[:3]]


def _long(text: str) -> set[str]:
    return {line for line in text.split("\n") if len(line) >= _PARAGRAPH}


def _address(url: str) -> str:
    return url.partition("#")[0].rstrip("/")
