"""Units of review: which annotations of several people are about the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import orjson

from annotator.agreement.differences import HARDNESS, kind_of, links
from annotator.agreement.likeness import likeness, place
from annotator.agreement.matching import matched, stretches
from annotator.agreement.proposal import propose, unanimous
from annotator.agreement.values import Linked, Values
from annotator.model.annotation import Annotation
from annotator.model.scheme import Scheme
from annotator.model.unit import Answer, DifferenceKind, Unit

_Members = list[Annotation]


class _Judge(NamedTuple):
    """What is needed to compare annotations, and who is compared."""

    people: Sequence[str]
    values: Values
    linked: Linked


def units(
    annotations: Iterable[Annotation],
    people: Sequence[str],
    scheme: Scheme,
    starts: range | None = None,
    linked_to: Iterable[Annotation] = (),
) -> list[Unit]:
    """Put several people's annotations of one article into units, by place.

    Every annotation is in exactly one unit. A unit has one annotation of a person at most (besides
    copies of it), and any two of its annotations overlap: a chain of spans, each reaching into the
    next, is not one thing. With two people the units are the pairs of `align`. Who is called how,
    and what came first, changes nothing.

    Args:
        annotations: all annotations of the article; those of others than ``people`` do not count.
        people: who worked on the article, in the order in which they are to be named.
        scheme: says when two values are the same.
        starts: only units of which an annotation starts in this stretch (code points).
        linked_to: annotations to which some of these link; they come into no unit themselves.
    """
    annotations = tuple(annotations)
    judge = _Judge(people, Values(scheme), links((*annotations, *linked_to)))
    sides: dict[str, _Members] = {name: [] for name in people}
    for one in annotations:
        if one.annotator in sides:
            sides[one.annotator].append(one)
    found = [
        _unit(members, judge)
        for together in stretches(list(sides.values()))
        if starts is None or _reaches(together, starts)
        for members in _parted(together)
        if starts is None or any(one.start in starts for one in members)
    ]
    return sorted(found, key=lambda unit: (unit.start, unit.end, unit.key))


def _reaches(together: Sequence[_Members], stretch: range) -> bool:
    first = min(side[0].start for side in together if side)
    last = max(side[-1].start for side in together if side)
    return first < stretch.stop and last >= stretch.start


def _parted(together: Sequence[_Members]) -> Iterable[_Members]:
    """Part what reaches into one another into units; each side is one person's, by place."""
    if all(len(side) < 2 for side in together):
        members = [one for side in together for one in side]
        if _all_alike(members):
            return [members]
    return _copies_joined(_clusters(together))


def _all_alike(members: Sequence[Annotation]) -> bool:
    first = members[0]
    if all(one.fragments == first.fragments and one.label == first.label for one in members):
        return True
    return all(likeness(*pair) for pair in combinations(members, 2))


def _clusters(together: Sequence[_Members]) -> list[_Members]:
    """Join what is paired between any two people, the most alike first.

    Two clusters stay apart if somebody is in both, or if two of their annotations can be no pair.
    """
    pairs = [pair for left, right in combinations(together, 2) for pair in matched(left, right)]
    pairs.sort(key=_best_first)
    cluster = {id(one): [one] for side in together for one in side}
    for left, right in pairs:
        mine, theirs = cluster[id(left)], cluster[id(right)]
        if mine is not theirs and _may_join(mine, theirs):
            mine += theirs
            for one in theirs:
                cluster[id(one)] = mine
    return list({id(members): members for members in cluster.values()}.values())


def _best_first(pair: tuple[Annotation, Annotation]) -> tuple[object, ...]:
    first, second = sorted(map(place, pair))
    return -likeness(*pair), first, second


def _may_join(mine: _Members, theirs: _Members) -> bool:
    return all(
        one.annotator != other.annotator and likeness(one, other) > 0
        for one in mine
        for other in theirs
    )


def _copies_joined(clusters: list[_Members]) -> Iterator[_Members]:
    """Put what somebody has that says just what another one of theirs says into its unit.

    Only if nobody else stands beside it: what two people have twice is meant twice.
    """
    home: dict[object, _Members] = {}
    lone: list[_Members] = []
    for members in sorted(clusters, key=lambda members: (-len(members), min(map(place, members)))):
        if len(members) > 1:
            for one in members:
                home.setdefault((one.annotator, _content(one)), members)
        elif found := home.get(key := (members[0].annotator, _content(members[0]))):
            found += members
            continue
        else:
            home[key] = members
        lone.append(members)
    yield from lone


def _content(one: Annotation) -> tuple[object, ...]:
    """Give what an annotation says, in a form that can be sorted."""
    values = orjson.dumps(one.attributes, option=orjson.OPT_SORT_KEYS) if one.attributes else b""
    return one.start, one.end, one.fragments, one.label, values


def _unit(members: _Members, judge: _Judge) -> Unit:
    equal = defaultdict[tuple[object, ...], _Members](list)
    for one in members:
        equal[_content(one)].append(one)
    kind, answers = _answers(equal, judge)
    spoken = {one.annotator for one in members}
    silent = tuple(name for name in judge.people if name not in spoken)
    if silent:
        kind = max(kind, "missed", key=HARDNESS.__getitem__)
    return Unit(
        kind,
        min(one.start for one in members),
        max(one.end for one in members),
        answers,
        silent,
        unanimous(answers[0], silent)
        if len(equal) == 1
        else propose(answers, silent, judge.values, judge.linked),
    )


def _answers(
    equal: Mapping[tuple[object, ...], _Members], judge: _Judge
) -> tuple[DifferenceKind, tuple[Answer, ...]]:
    """Give the hardest difference and the distinct answers of annotations by what they say.

    With tolerances, A may be the same as B and B as C, but A not as C: those of one answer are all
    the same as each other.
    """
    hardest: DifferenceKind = "same"
    groups: list[list[_Members]] = []
    for _, same in sorted(equal.items(), key=lambda item: (-_votes(item[1]), item[0])):
        home = None
        for group in groups:
            kinds = [kind_of(same[0], other[0], judge.values, judge.linked)[0] for other in group]
            hardest = max(hardest, *kinds, key=HARDNESS.__getitem__)
            if home is None and set(kinds) == {"same"}:
                home = group
        if home is None:
            groups.append([same])
        else:
            home.append(same)
    merged = [[one for same in group for one in same] for group in groups]
    merged.sort(key=lambda answer: (-_votes(answer), min(map(_content, answer))))
    return hardest, tuple(_answer(answer, judge.people) for answer in merged)


def _votes(members: _Members) -> int:
    return len({one.annotator for one in members})


def _answer(members: _Members, people: Sequence[str]) -> Answer:
    turn = {name: number for number, name in enumerate(people)}
    ordered = sorted(members, key=lambda one: (turn[one.annotator], one.id))
    return Answer(
        tuple(dict.fromkeys(one.annotator for one in ordered)),
        tuple(ordered),
    )
