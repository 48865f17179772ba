"""What is counted of annotations: by label, by value, and what stands together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple, TypeVar

_Key = TypeVar("_Key")

_LONGEST_STRING = 60
"""Code points from which a quote is a sentence rather than a name that comes again."""


class Counted(NamedTuple):
    """An annotation as it is counted.

    ``paragraph`` is the one in which it begins, ``week`` the Monday of that in which it was made.
    """

    annotator: str
    label: str
    article: str
    outlet: str
    paragraph: int
    week: str
    quote: str
    values: Mapping[str, object]


class AttributeKey(NamedTuple):
    """An attribute of a label, by the keys of both."""

    label: str
    attribute: str


class ValueKey(NamedTuple):
    """What a value of an attribute is counted by; ``value`` is None where none was given."""

    annotator: str
    outlet: str
    value: str | None


class Phrase(NamedTuple):
    """Words that carry a label, however they are written."""

    label: str
    words: str


@dataclass
class Tallies:
    """Counts of a project's annotations."""

    labels: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By annotator and label."""
    articles: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    """Labels by annotator (“” for all) and article, articles with the most annotations first."""
    weeks: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By annotator and week (its Monday, as YYYY-MM-DD)."""
    words: Counter[tuple[str, Phrase]] = field(default_factory=Counter)
    """By annotator and phrase, of the most frequent phrases."""
    values: dict[AttributeKey, Counter[ValueKey]] = field(default_factory=dict)
    """Of attributes with few values, by all that a value is counted by."""
    given: dict[AttributeKey, Counter[str | None]] = field(default_factory=dict)
    """How often each of these values was given, by everybody and everywhere."""
    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Paragraphs in which two labels both occur, in the order of their names."""
    pairs: Counter[tuple[Phrase, Phrase]] = field(default_factory=Counter)
    """Paragraphs in which two of the most frequent phrases both occur, in order."""
    paragraphs: Counter[str] = field(default_factory=Counter)
    """Paragraphs in which a label occurs."""

    def by_label(self, annotator: str = "") -> Counter[str]:
        """Count annotations by label, made by one annotator or (“”) by all."""
        return _of(self.labels, annotator)

    def by_person(self) -> dict[str, Counter[str]]:
        """Count annotations by label for everybody."""
        found: dict[str, Counter[str]] = {}
        for (who, label), count in self.labels.items():
            found.setdefault(who, Counter())[label] = count
        return found

    def by_week(self, annotator: str = "") -> Counter[str]:
        """Count annotations by week, made by one annotator or (“”) by all."""
        return _of(self.weeks, annotator)

    def by_words(self, annotator: str = "") -> Counter[Phrase]:
        """Count annotations by the words that carry a label, of the most frequent ones."""
        return _of(self.words, annotator)

    def by_outlet(
        self, label: str, attribute: str, annotator: str = ""
    ) -> dict[str, Counter[str | None]]:
        """Give the values of an attribute by outlet, outlets with the most annotations first."""
        found: dict[str, Counter[str | None]] = {}
        for key, count in self.values.get(AttributeKey(label, attribute), {}).items():
            if _is(key.annotator, annotator):
                found.setdefault(key.outlet, Counter())[key.value] += count
        return dict(sorted(found.items(), key=lambda item: (-item[1].total(), item[0])))


def tally(
    annotations: Iterable[Counted], attributes: Mapping[str, Sequence[str]], most: int
) -> Tallies:
    """Count annotations that come article by article.

    Args:
        annotations: those of an article one after the other.
        attributes: of which attributes values are counted, by label.
        most: how many of the most frequent phrases are looked at for what stands together.
    """
    found = Tallies()
    phrases: Counter[Phrase] = Counter()
    by: Counter[tuple[str, Phrase]] = Counter()
    blocks: dict[tuple[str, int], set[Phrase]] = {}
    labels: dict[tuple[str, int], set[str]] = {}
    for one in annotations:
        found.labels[one.annotator, one.label] += 1
        for who in ("", one.annotator):
            of = found.articles.setdefault(who, {})
            of.setdefault(one.article, Counter())[one.label] += 1
        found.weeks[one.annotator, one.week] += 1
        for attribute in attributes.get(one.label, ()):
            shown = value_word(one.values.get(attribute))
            of_label = AttributeKey(one.label, attribute)
            by_value = found.values.setdefault(of_label, Counter())
            by_value[ValueKey(one.annotator, one.outlet, shown)] += 1
            found.given.setdefault(of_label, Counter())[shown] += 1
        place = one.article, one.paragraph
        labels.setdefault(place, set()).add(one.label)
        if len(one.quote) <= _LONGEST_STRING:
            phrase = Phrase(one.label, folded(one.quote))
            by[one.annotator, phrase] += 1
            block = blocks.setdefault(place, set())
            if phrase not in block:
                block.add(phrase)
                phrases[phrase] += 1
    for there in labels.values():
        found.paragraphs.update(there)
        found.together.update(combinations(sorted(there), 2))
    # What stands once stands together with everything around it, which says nothing.
    frequent = {phrase for phrase, count in phrases.most_common(most) if count > 1}
    found.words = Counter({key: n for key, n in by.items() if key[1] in frequent})
    for who, of in found.articles.items():
        found.articles[who] = dict(sorted(of.items(), key=lambda it: (-it[1].total(), it[0])))
    for block in blocks.values():
        found.pairs.update(combinations(sorted(block & frequent), 2))
    return found


def opposites(names: Mapping[str, str]) -> list[tuple[str, str, tuple[frozenset[str | None], ...]]]:
    """Find values of which some are the contrary of others: “named person”, “unnamed official”.

    Args:
        names: of the values, by their keys.

    Returns:
        Of each pair both first words, and the values that begin with the one and the other.
    """
    by_word: dict[str, set[str | None]] = {}
    for key, name in names.items():
        by_word.setdefault((name.split() or [""])[0].casefold(), set()).add(key)
    return [
        (word, contrary, (frozenset(by_word[word]), frozenset(by_word[contrary])))
        for word in by_word
        for contrary in (f"un{word}", f"non-{word}")
        if word and contrary in by_word
    ]


def folded(quote: str) -> str:
    """Write words as they are compared: whatever the case, and where lines break."""
    return " ".join(quote.split()).casefold()


def value_word(value: object) -> str | None:
    """Write a value as it is counted; None where there is none."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _of(counts: Counter[tuple[str, _Key]], annotator: str) -> Counter[_Key]:
    """Add up what one annotator or (“”) all have, whose name begins each key."""
    found: Counter[_Key] = Counter()
    for (who, key), count in counts.items():
        if _is(who, annotator):
            found[key] += count
    return found


def _is(who: str, wanted: str) -> bool:
    return wanted in ("", who)
