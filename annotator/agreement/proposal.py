"""What accepting a unit would make of it: a majority's label, edges and values put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import orjson

from annotator.agreement.values import Field, Linked, Values, given
from annotator.model.annotation import Annotation
from annotator.model.mark import Fragment
from annotator.model.records import AttributeValue
from annotator.model.unit import Answer, Proposal

_ONE = "one"


class _Vote(NamedTuple):
    """One person's annotation of the unit."""

    name: str
    annotation: Annotation


class _Ballot(NamedTuple):
    """What one person said in one field."""

    name: str
    value: dict[str, AttributeValue]


class _Words:
    """Collects how a proposal came about, with names and without."""

    def __init__(self) -> None:
        self._said: list[tuple[str, str, str]] = []
        self._aside: list[tuple[str, str, str]] = []

    def add(self, what: str, how: str, name: str = "") -> None:
        self._said.append((what, how, name))

    def add_aside(self, what: str, how: str) -> None:
        """Add what is worth a word only if there is nothing else to say."""
        self._aside.append((what, how, ""))

    def text(self, *, named: bool) -> str:
        """Put the words together; what came about in the same way is said at once."""
        together = defaultdict[tuple[str, str], list[str]](list)
        for what, how, name in self._said or self._aside:
            together[how, name].append(what)
        return ", ".join(
            " ".join(filter(None, (_listed(what), how, name if named else name and _ONE)))
            for (how, name), what in together.items()
        )


def propose(
    answers: Sequence[Answer], silent: Sequence[str], values: Values, linked: Linked
) -> Proposal:
    """Put a proposal together from the distinct answers, most votes first.

    The label is that of most people; between equals it is that of the first answer. The edges are
    those of most who have this label; between equals they are the words that all of these marked.
    Each value is that of most who gave one; between equals it is that of the first answer. What
    only one gave is kept.
    """
    votes = [
        _Vote(name, next(one for one in answer.annotations if one.annotator == name))
        for answer in answers
        for name in answer.annotators
    ]
    words = _Words()
    label, votes = _label(votes, words)
    fragments = _edges([vote.annotation for vote in votes], words)
    attributes = _attributes(votes, values, linked, words)
    why, unnamed = words.text(named=True), words.text(named=False)
    if not why:
        why = unnamed = _agreed(len(votes), len(silent))
    return Proposal(label, fragments, attributes, why, unnamed)


def unanimous(answer: Answer, silent: Sequence[str]) -> Proposal:
    """Put a proposal together of annotations that say exactly the same."""
    one = answer.first
    why = _agreed(len(answer.annotators), len(silent))
    return Proposal(one.label, one.fragments, given(one.attributes), why, why)


def _agreed(votes: int, silent: int) -> str:
    if votes == 1:
        return "only one marked it" if silent else "nobody to compare with"
    return "all who marked it agree" if silent else "all agree"


def _label(votes: list[_Vote], words: _Words) -> tuple[str, list[_Vote]]:
    """Choose the label; give it with the votes for it."""
    by_label = defaultdict[str, list[_Vote]](list)
    for vote in votes:
        by_label[vote.annotation.label].append(vote)
    label, chosen = max(by_label.items(), key=lambda item: len(item[1]))
    if len(by_label) > 1:
        if sum(len(one) == len(chosen) for one in by_label.values()) == 1:
            words.add("label", "by majority")
        else:
            words.add("label", "as put by", chosen[0].name)
    return label, chosen


def _edges(annotations: Sequence[Annotation], words: _Words) -> tuple[Fragment, ...]:
    counts = defaultdict[tuple[Fragment, ...], int](int)
    for one in annotations:
        counts[one.fragments] += 1
    most = max(counts.values())
    chosen = [fragments for fragments, count in counts.items() if count == most]
    if len(chosen) == 1:
        if len(counts) > 1:
            words.add("edges", "by majority")
        return chosen[0]
    if common := _common(chosen):
        words.add("edges", "around the common words")
        return common
    # Only spans of several fragments can overlap two by two and have nothing in common.
    words.add("edges", "as they come first")
    return min(chosen)


def _common(spans: Iterable[tuple[Fragment, ...]]) -> tuple[Fragment, ...]:
    """Give the code points that lie in all spans, as fragments."""
    first, *others = spans
    for other in others:
        first = tuple(
            (max(a, c), min(b, d)) for a, b in first for c, d in other if max(a, c) < min(b, d)
        )
    return first


def _attributes(
    votes: Sequence[_Vote], values: Values, linked: Linked, words: _Words
) -> Mapping[str, AttributeValue]:
    said = [(vote, given(vote.annotation.attributes)) for vote in votes]
    label = votes[0].annotation.label
    proposed: dict[str, AttributeValue] = {}
    for field in values.fields(label, {key for _, attributes in said for key in attributes}):
        ballots = [
            _Ballot(vote.name, {key: attributes[key] for key in field if key in attributes})
            for vote, attributes in said
            if any(key in attributes for key in field)
        ]
        proposed |= _value(label, field, ballots, len(votes), values, linked, words)
    return proposed


def _value(
    label: str,
    field: Field,
    ballots: Sequence[_Ballot],
    votes: int,
    values: Values,
    linked: Linked,
    words: _Words,
) -> dict[str, AttributeValue]:
    """Choose what a field says; a place is taken from one person, whole."""
    # What is equal needs no comparing, and that is nearly everything.
    equal = defaultdict[bytes, list[_Ballot]](list)
    for ballot in ballots:
        equal[orjson.dumps(ballot.value, option=orjson.OPT_SORT_KEYS)].append(ballot)
    groups: list[list[_Ballot]] = []
    for alike in equal.values():
        for group in groups:
            if all(values.same(label, field, alike[0].value, one.value, linked) for one in group):
                group.extend(alike)
                break
        else:
            groups.append(alike)
    chosen = max(groups, key=len)
    # Of those that say the same, the one that says most: a place with its id rather than a name.
    name, value = max(chosen, key=lambda ballot: len(ballot.value))
    title = _in_a_sentence(values.title(label, field))
    if len(groups) > 1:
        if sum(len(group) == len(chosen) for group in groups) == 1:
            words.add(title, "by majority")
        else:
            words.add(title, "as put by", name)
    elif len(ballots) == 1 and votes > 1:
        words.add(title, "kept from", name)
    elif len(ballots) < votes:
        words.add_aside(title, "from all who gave it")
    return value


def _in_a_sentence(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
