"""What is tagged in one way here and in another there: two lists that stand to be looked over."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from annotator.app.asking import Asking
from annotator.app.exchange.words import value_words
from annotator.app.session import Session
from annotator.app.silences import Silences, Spot
from annotator.model.canonical import dumps
from annotator.model.inconsistency import Inconsistency, Silence, Subject, Variant, string_key
from annotator.model.search import LineMark
from annotator.model.strings import Strings
from annotator.store.concordance import marks_in, zones_of
from annotator.store.inconsistencies import TaggedString, tagged_strings, texts_of, worked_on

_BATCH = 200
"""Articles that are read at a time."""
_TOLD_EVERY = 2_000
Progress = Callable[[int], None]


class Inconsistencies:
    """Finds strings that are not tagged alike; what is said to be intended is left out.

    While people work blind, only what who works may see counts.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def differing(self, progress: Progress = lambda _: None) -> list[Inconsistency]:
        """List strings that carry several labels, or several values of an attribute.

        The most frequent come first. ``progress`` is told how many annotations were looked at.
        """
        silenced = _Silenced(Silences(self._session).all())
        links = self._links()
        strings: dict[str, _Tagging] = defaultdict(_Tagging)
        for number, (key, one, article) in enumerate(self._tagged()):
            if number % _TOLD_EVERY == 0:
                progress(number)
            place = (article, one.start, one.end)
            if not silenced.at(Subject("labels", key), place):
                strings[key].add_label(one)
            for attribute, value in one.attributes.items():
                if (one.label, attribute) not in links and not silenced.at(
                    Subject("values", key, one.label, attribute), place
                ):
                    strings[key].add_value(one, attribute, value)
        found = [
            one
            for key, tagging in strings.items()
            for one in tagging.differing(key)
            if not silenced.everywhere(one.subject)
        ]
        return sorted(found, key=lambda one: (-one.tagged, one.subject))

    def untagged(
        self, progress: Progress = lambda _: None, *, everywhere: bool = False
    ) -> list[Inconsistency]:
        """List strings that are tagged in some places and not in others; most untagged first.

        Places in boilerplate do not count, nor those where something else is tagged on just that
        span. ``progress`` is told how many articles were looked at.

        Args:
            progress: may raise to stop.
            everywhere: whether articles count in which nobody has begun to tag.
        """
        silenced = _Silenced(Silences(self._session).all())
        tagged: dict[tuple[str, str], _Tagging] = defaultdict(_Tagging)
        for key, one, _ in self._tagged():
            tagged[key, one.label].add_label(one)
        wanted = {
            pair: tagging
            for pair, tagging in tagged.items()
            if not silenced.everywhere(Subject("untagged", *pair))
        }
        labels: dict[str, list[str]] = defaultdict(list)
        for key, label in wanted:
            labels[key].append(label)
        finder = Strings(
            {key: wanted[key, found[0]].words for key, found in labels.items()}.values()
        )
        missed: Counter[tuple[str, str]] = Counter()
        where: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, places in self._places(finder, progress, everywhere=everywhere):
            article = self._session.database.coder.article_id(number)
            for key, start, end, marks in places:
                if any((m.start, m.end) == (start, end) for m in marks):
                    continue
                covering = {m.label for m in marks}
                for label in labels.get(key, ()):
                    place = (article, start, end)
                    subject = Subject("untagged", key, label)
                    if label not in covering and not silenced.at(subject, place):
                        missed[key, label] += 1
                        where[key, label].add(number)
        found = [
            Inconsistency(
                subject=Subject("untagged", key, label),
                words=wanted[key, label].words,
                tagged=wanted[key, label].count,
                untagged=count,
                articles=len(where[key, label] | wanted[key, label].articles),
            )
            for (key, label), count in missed.items()
        ]
        return sorted(found, key=lambda one: (-one.untagged, -one.tagged, one.subject))

    def _links(self) -> set[tuple[str, str]]:
        """Give the attributes that name another annotation: they differ as a matter of course."""
        return {
            (label.key, attribute.key)
            for label in self._session.scheme.labels
            for attribute in label.attributes
            if attribute.kind == "link"
        }

    def _tagged(self) -> Iterator[tuple[str, TaggedString, str]]:
        """Walk what is tagged and may be seen: its folded string, and its article's id."""
        session = self._session
        sees = Asking(session).eyes()
        keys: dict[str, str] = {}
        with session.database.reading() as connection:
            coder = session.database.coder
            for one in tagged_strings(connection, coder, session.merges()):
                if sees(one.article, one.annotator):
                    key = keys.get(one.quote)
                    if key is None:
                        key = keys[one.quote] = string_key(one.quote)
                    yield key, one, coder.article_id(one.article)

    def _places(
        self, finder: Strings, progress: Progress, *, everywhere: bool
    ) -> Iterator[tuple[int, list[tuple[str, int, int, list[LineMark]]]]]:
        """Walk articles: the strings in them, each with the annotations over it."""
        session = self._session
        sees = Asking(session).eyes()
        with session.database.reading() as connection:
            numbers = (
                session.articles.numbers()
                if everywhere
                else worked_on(connection, session.database.coder)
            )
            for at in range(0, len(numbers), _BATCH):
                progress(at)
                batch = numbers[at : at + _BATCH]
                marks = marks_in(connection, session.database.coder, batch, session.merges())
                for number, text in texts_of(connection, batch):
                    found = list(finder.found_in(text))
                    if not found:
                        continue
                    seen = [m for m in marks.get(number, ()) if sees(number, m.annotator)]
                    around = _Around(seen)
                    zones = [z for z in zones_of(connection, number) if z[2] == "boilerplate"]
                    yield (
                        number,
                        [
                            (key, start, end, around.over(start, end))
                            for key, start, end in found
                            if not any(a <= start < b for a, b, _ in zones)
                        ],
                    )


@dataclass(slots=True)
class _Tagging:
    """How one string is tagged."""

    forms: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    values: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    articles: set[int] = field(default_factory=set)

    def add_label(self, one: TaggedString) -> None:
        self.forms[" ".join(one.quote.split())] += 1
        self.labels[one.label] += 1
        self.articles.add(one.article)

    def add_value(self, one: TaggedString, attribute: str, value: object) -> None:
        written = dumps(value)
        self.values.setdefault((one.label, attribute), Counter())[written] += 1
        self.said.setdefault(written, value_words(value))
        if not self.forms:
            self.forms[" ".join(one.quote.split())] += 0
        self.articles.add(one.article)

    @property
    def words(self) -> str:
        """The string as it is written most often."""
        return self.forms.most_common(1)[0][0]

    @property
    def count(self) -> int:
        return self.labels.total()

    def differing(self, key: str) -> Iterator[Inconsistency]:
        """Give in what the annotations of the string differ."""
        if len(self.labels) > 1:
            yield self._row(Subject("labels", key), self.labels.most_common())
        for (label, attribute), values in self.values.items():
            if len(values) > 1:
                variants = [(self.said[one], count) for one, count in values.most_common()]
                yield self._row(Subject("values", key, label, attribute), variants)

    def _row(self, subject: Subject, variants: Iterable[tuple[str, int]]) -> Inconsistency:
        found = tuple(Variant(name, count) for name, count in variants)
        return Inconsistency(
            subject=subject,
            words=self.words,
            variants=found,
            tagged=sum(one.number for one in found),
            articles=len(self.articles),
        )


class _Silenced:
    """What is said to be intended, to be asked often."""

    def __init__(self, silences: Iterable[Silence]) -> None:
        self._everywhere: set[Subject] = set()
        self._places: set[tuple[Subject, Spot]] = set()
        for one in silences:
            if one.article is None or one.start is None or one.end is None:
                self._everywhere.add(one.subject)
            else:
                self._places.add((one.subject, (one.article, one.start, one.end)))

    def everywhere(self, subject: Subject) -> bool:
        """Tell whether all of it is intended."""
        return subject in self._everywhere

    def at(self, subject: Subject, place: Spot) -> bool:
        """Tell whether it is intended at a place."""
        return bool(self._places) and (subject, place) in self._places


class _Around:
    """Annotations of an article by where they begin."""

    def __init__(self, marks: list[LineMark]) -> None:
        self._marks = sorted(marks, key=lambda one: one.start)
        self._starts = [one.start for one in self._marks]
        self._longest = max((one.end - one.start for one in marks), default=0)

    def over(self, start: int, end: int) -> list[LineMark]:
        """Give those that lie on a span or over a part of it."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [one for one in self._marks[first:last] if one.end > start]
