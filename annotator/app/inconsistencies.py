"""What is tagged in one way here and in another there: two lists that stand to be looked over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.app.asking import Asking
from annotator.app.exchange.words import value_words
from annotator.app.left_untagged import Pair, counted, left_untagged
from annotator.app.session import Session
from annotator.app.silences import Silenced, Silences
from annotator.app.untagged_memory import UntaggedMemory
from annotator.model.canonical import dumps
from annotator.model.inconsistency import Inconsistency, Subject, Variant, string_key
from annotator.store.inconsistencies import TaggedString, tagged_count, tagged_strings

_TOLD_EVERY = 2_000
ALL = 1_000
"""What progress is told in the end: it hears thousandths of the work."""
_READING = 150
"""Thousandths that it takes to read what is tagged, before texts are looked through."""
Progress = Callable[[int], None]
ArticlePlaces = tuple[int, str, list[tuple[int, int, bytes | None]]]


class Inconsistencies:
    """Finds strings that are not tagged alike; what is said to be intended is left out.

    While people work blind, only what who works may see counts.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def differing(self, progress: Progress = lambda _: None) -> list[Inconsistency]:
        """List strings that carry several labels, or several values of an attribute.

        The most frequent come first. ``progress`` hears thousandths, and may raise to stop.
        """
        return next(self.lists(progress))

    def untagged(
        self, progress: Progress = lambda _: None, *, everywhere: bool = False
    ) -> list[Inconsistency]:
        """List strings that are tagged in some places and not in others; most untagged first.

        Places in boilerplate do not count, nor those where something else is tagged on just that
        span. ``everywhere`` tells whether articles count in which nobody has begun to tag.
        """
        _, found = self.lists(progress, everywhere=everywhere)
        return found

    def lists(
        self,
        progress: Progress = lambda _: None,
        *,
        everywhere: bool = False,
        memory: UntaggedMemory | None = None,
    ) -> Iterator[list[Inconsistency]]:
        """Give what `differing` lists, then what `untagged` does, which takes longer.

        Args:
            progress: hears thousandths, and may raise to stop.
            everywhere: as in `untagged`.
            memory: what was counted before, of the same file; it makes the second time quick.
        """
        silenced = Silenced(Silences(self._session).all())
        # Attributes that name another annotation differ as a matter of course.
        links = self._session.scheme.links()
        strings: dict[str, _Tagging] = defaultdict(_Tagging)
        tagged: dict[Pair, _Tagging] = defaultdict(_Tagging)
        for key, one, article in self._tagged(progress):
            tagged[key, one.label].add_label(one)
            place = (article, one.start, one.end)
            if not silenced.at(Subject("labels", key), place):
                strings[key].add_label(one)
            for attribute, value in one.attributes.items():
                if (one.label, attribute) not in links and not silenced.at(
                    Subject("values", key, one.label, attribute), place
                ):
                    strings[key].add_value(one, attribute, value)
        differing = [
            one
            for key, tagging in strings.items()
            for one in tagging.differing(key)
            if not silenced.everywhere(one.subject)
        ]
        yield sorted(differing, key=lambda one: (-one.tagged, one.subject))
        numbers = counted(self._session, everywhere=everywhere)
        untagged = self._untagged(tagged, numbers, silenced, progress, memory or UntaggedMemory())
        yield sorted(untagged, key=lambda one: (-one.untagged, -one.tagged, one.subject))

    def places(self, subject: Subject, *, everywhere: bool = False) -> Iterator[ArticlePlaces]:
        """Walk the places of a row of the lists by article: its number, its text, the spans.

        A span is start, end (code points) and the annotation that is meant, if one is. Of what is
        intended as a whole the places are walked all the same.

        Args:
            subject: which row.
            everywhere: as in `untagged`.
        """
        silenced = Silenced(Silences(self._session).all())
        tagged = [(one, article) for key, one, article in self._tagged() if key == subject.string]
        if subject.about == "untagged":
            forms = {one.quote for one, _ in tagged}
            pairs = [(subject.string, subject.label)] if forms else []
            numbers = counted(self._session, everywhere=everywhere)
            for number, text, missing in left_untagged(
                self._session, numbers, forms, pairs, silenced
            ):
                yield number, text, [(start, end, None) for _, start, end in missing]
            return
        spans: dict[int, list[tuple[int, int, bytes | None]]] = defaultdict(list)
        for one, article in tagged:
            meant = subject.about == "labels" or (
                one.label == subject.label and subject.attribute in one.attributes
            )
            if meant and not silenced.at(subject, (article, one.start, one.end)):
                spans[one.article].append((one.start, one.end, one.entity))
        for number, places in spans.items():
            yield number, self._session.text(number), places

    def _untagged(
        self,
        tagged: Mapping[Pair, _Tagging],
        numbers: Sequence[int],
        silenced: Silenced,
        progress: Progress,
        memory: UntaggedMemory,
    ) -> list[Inconsistency]:
        wanted = {
            pair: tagging
            for pair, tagging in tagged.items()
            if not silenced.everywhere(Subject("untagged", *pair))
        }
        forms: dict[str, set[str]] = defaultdict(set)
        for (key, _), tagging in tagged.items():
            forms[key].update(tagging.forms)
        counts = memory.counts(
            self._session,
            numbers,
            {key: frozenset(written) for key, written in forms.items()},
            wanted,
            silenced,
            lambda share: progress(_READING + int((ALL - _READING) * share)),
        )
        missed: Counter[Pair] = Counter()
        besides: dict[Pair, set[int]] = defaultdict(set)
        for number, here in counts.items():
            missed.update(here)
            for pair in here:
                besides[pair].add(number)
        return [
            Inconsistency(
                subject=Subject("untagged", *pair),
                words=wanted[pair].words,
                tagged=wanted[pair].count,
                untagged=count,
                articles=len(besides[pair] | wanted[pair].articles),
            )
            for pair, count in missed.items()
        ]

    def _tagged(
        self, progress: Progress = lambda _: None
    ) -> Iterator[tuple[str, TaggedString, str]]:
        """Walk what is tagged and may be seen: its folded string, and its article's id."""
        session = self._session
        sees = Asking(session).eyes()
        keys: dict[str, str] = {}
        with session.database.reading() as connection:
            coder = session.database.coder
            total = tagged_count(connection) or 1
            for number, one in enumerate(tagged_strings(connection, coder, session.merges())):
                if number % _TOLD_EVERY == 0:
                    progress(_READING * number // total)
                if sees(one.article, one.annotator):
                    key = keys.get(one.quote)
                    if key is None:
                        key = keys[one.quote] = string_key(one.quote)
                    # White space alone has no words that could be tagged elsewhere.
                    if key:
                        yield key, one, coder.article_id(one.article)


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
