"""Counting what a project's annotations say, and finding those behind a count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from annotator.app.session import Session
from annotator.model.annotation import Annotation
from annotator.model.attributes import ChoiceAttribute, FlagAttribute
from annotator.model.identity import entity_bytes
from annotator.model.tally import Counted, Tallies, folded, tally, value_word
from annotator.text.paragraphs import paragraph_starts

_PIECE = 1_000
"""Annotations between two reports."""
_MOST_PHRASES = 300
_MOST_SHOWN = 2_000
"""Annotations that are listed behind a count."""


class Wanted(NamedTuple):
    """Which annotations are behind a count; what is empty is any.

    With an attribute, ``value`` is what it has, or None where it has none. ``also`` are a label and
    words (“” for any) that occur in the same paragraph.
    """

    label: str = ""
    annotator: str = ""
    attribute: str = ""
    value: str | None = None
    outlet: str | None = None
    words: str = ""
    article: str = ""
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
            return tally(
                (counted for counted, _ in self._walk(report)), self.attributes(), _MOST_PHRASES
            )

    def spans(
        self, wanted: Wanted, report: Callable[[int], None] = lambda _: None
    ) -> list[tuple[Annotation, str]]:
        """List the annotations behind a count, each with the title of its article.

        At most 2,000 are given, the first in the order of the articles.
        """
        session = self._session
        found: list[str] = []
        with session.database.reading():
            mates = self._places_of(wanted.also) if wanted.also else None
            for counted, entity in self._walk(report):
                if not _fits(counted, wanted):
                    continue
                if mates is not None and (counted.article, counted.paragraph) not in mates:
                    continue
                found.append(entity)
                if len(found) == _MOST_SHOWN:
                    break
            titles = self._titles()
            listed = (session.annotations.get(entity_bytes(one)) for one in found)
            return [(one, titles.get(one.article, "")) for one in listed if one is not None]

    def _walk(self, report: Callable[[int], None]) -> Iterator[tuple[Counted, str]]:
        """Walk the annotations that are counted, each with its id."""
        session = self._session
        people = {one.name for one in session.items.annotators() if one.kind == "person"}
        own = session.annotator.name
        blind = session.team.settings().blind
        outlets = self._outlets()
        number, starts = -1, [0]
        for count, (article, record) in enumerate(session.annotations.records()):
            if count % _PIECE == 0:
                report(count)
            who = record["annotator"]
            if who not in people or (blind and who != own) or record["article"] not in outlets:
                continue
            if article != number:
                number, starts = article, paragraph_starts(session.text(article))
            yield (
                Counted(
                    who,
                    record["label"],
                    record["article"],
                    outlets[record["article"]],
                    bisect_right(starts, record["start"]) - 1,
                    record["quote"],
                    record["attributes"],
                ),
                record["id"],
            )

    def _places_of(self, also: tuple[str, str]) -> set[tuple[str, int]]:
        label, words = also
        return {
            (one.article, one.paragraph)
            for one, _ in self._walk(lambda _: None)
            if one.label == label and (not words or folded(one.quote) == words)
        }

    def _outlets(self) -> Mapping[str, str]:
        """Give the outlet of every article that counts; retired ones do not."""
        session = self._session
        numbers = session.articles.numbers(author=session.annotator.name)
        rows = session.articles.rows(numbers, session.annotator.name)
        return {row.id: row.outlet or "" for row in rows}

    def _titles(self) -> Mapping[str, str]:
        session = self._session
        numbers = session.articles.numbers(author=session.annotator.name)
        rows = session.articles.rows(numbers, session.annotator.name)
        return {row.id: row.title for row in rows}


def _fits(one: Counted, wanted: Wanted) -> bool:
    return (
        wanted.label in ("", one.label)
        and wanted.annotator in ("", one.annotator)
        and wanted.article in ("", one.article)
        and wanted.outlet in (None, one.outlet)
        and wanted.words in ("", folded(one.quote))
        and (not wanted.attribute or value_word(one.values.get(wanted.attribute)) == wanted.value)
    )
