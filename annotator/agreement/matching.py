"""Which annotation of one person stands for which of another: a matching of maximum weight.

What is equal in span and label is paired first. All other annotations are paired so that the sum
of their likeness is as large as it can be. The answer depends neither on the order in which
annotations come nor on whose side is called the left one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import orjson

from annotator.agreement.assignment import Weights, assign
from annotator.agreement.likeness import likeness, place
from annotator.model.annotation import Annotation

Pair = tuple[Annotation | None, Annotation | None]


def stretches(sides: Sequence[Iterable[Annotation]]) -> Iterator[list[list[Annotation]]]:
    """Part annotations where the text between them belongs to none: each part stands by itself.

    Gives, part by part, every side's annotations by place.
    """
    walk = [(place(one), number, one) for number, side in enumerate(sides) for one in side]
    walk.sort(key=itemgetter(0, 1))
    together: list[list[Annotation]] = [[] for _ in sides]
    reach = 0
    for _, number, one in walk:
        if one.start >= reach and reach:
            yield together
            together = [[] for _ in sides]
        together[number].append(one)
        reach = max(reach, one.end)
    if walk:
        yield together


def align(left: Iterable[Annotation], right: Iterable[Annotation]) -> list[Pair]:
    """Pair two people's annotations of one article; what the other has not stands beside None.

    Only spans that overlap are paired. Gives the pairs by place.
    """
    return [pair for mine, theirs in stretches((left, right)) for pair in _paired(mine, theirs)]


def matched(
    left: Sequence[Annotation], right: Sequence[Annotation]
) -> list[tuple[Annotation, Annotation]]:
    """Give the pairs alone, of annotations that are in order of their place."""
    if not left or not right:
        return []
    if len(left) == len(right) == 1:
        return [(left[0], right[0])] if likeness(left[0], right[0]) else []
    pairs, left, right = _twins(left, right)
    if left and right:
        pairs += _best(left, right)
    return pairs


def _paired(left: Sequence[Annotation], right: Sequence[Annotation]) -> list[Pair]:
    if not right:
        return [(one, None) for one in left]
    if not left:
        return [(None, one) for one in right]
    pairs: list[Pair] = [*matched(left, right)]
    if len(pairs) == len(left) == len(right) == 1:
        return pairs
    mine, theirs = {id(one) for one, _ in pairs}, {id(one) for _, one in pairs}
    pairs += [(one, None) for one in left if id(one) not in mine]
    pairs += [(None, one) for one in right if id(one) not in theirs]
    return sorted(pairs, key=_place_of_pair)


def _place_of_pair(pair: Pair) -> tuple[object, ...]:
    first: tuple[object, ...] = min(place(one) for one in pair if one is not None)
    return first


def _twins(
    left: Sequence[Annotation], right: Sequence[Annotation]
) -> tuple[list[tuple[Annotation, Annotation]], list[Annotation], list[Annotation]]:
    """Pair what has the same span and label; give the pairs and what is left over on each side."""
    mine, theirs = _by_span_and_label(left), _by_span_and_label(right)
    pairs: list[tuple[Annotation, Annotation]] = []
    over_left: list[Annotation] = []
    for key, first in mine.items():
        second = theirs.pop(key, [])
        if len(first) + len(second) > 2:
            # Somebody has it twice: those with equal attributes belong together.
            pairs += _of_equal_values(first, second)
        pairs += zip(first, second, strict=False)
        over_left += first[len(second) :]
        if len(second) > len(first):
            theirs[key] = second[len(first) :]
    over_right = [one for second in theirs.values() for one in second]
    return pairs, sorted(over_left, key=place), sorted(over_right, key=place)


def _by_span_and_label(annotations: Sequence[Annotation]) -> dict[object, list[Annotation]]:
    found: dict[object, list[Annotation]] = {}
    for one in annotations:
        found.setdefault((one.fragments, one.label), []).append(one)
    return found


def _of_equal_values(
    left: list[Annotation], right: list[Annotation]
) -> list[tuple[Annotation, Annotation]]:
    """Take pairs with equal attributes out of both lists."""
    by_values = defaultdict[bytes, list[Annotation]](list)
    for one in reversed(right):
        by_values[_values(one)].append(one)
    pairs, alone = [], []
    for one in left:
        if same := by_values[_values(one)]:
            pairs.append((one, same.pop()))
        else:
            alone.append(one)
    left[:] = alone
    right[:] = sorted((one for same in by_values.values() for one in same), key=place)
    return pairs


def _values(annotation: Annotation) -> bytes:
    return orjson.dumps(annotation.attributes, option=orjson.OPT_SORT_KEYS)


def _best(
    left: Sequence[Annotation], right: Sequence[Annotation]
) -> list[tuple[Annotation, Annotation]]:
    """Pair for the largest sum of likeness, each connected part by itself."""
    rows, columns = _weights(left, right)
    pairs: list[tuple[Annotation, Annotation]] = []
    while rows:
        # Whoever is first by place is in the rows: so both directions ask the same question.
        mine, theirs = _connected(rows, columns)
        if place(left[mine[0]]) < place(right[theirs[0]]):
            found = assign(mine, theirs, rows)
            pairs += ((left[i], right[j]) for i, j in found)
        else:
            found = assign(theirs, mine, columns)
            pairs += ((left[i], right[j]) for j, i in found)
        for i in mine:
            del rows[i]
    return pairs


def _weights(
    left: Sequence[Annotation], right: Sequence[Annotation]
) -> tuple[dict[int, dict[int, int]], dict[int, dict[int, int]]]:
    """Find all that overlap in one walk through the text; give the likeness seen from each side."""
    rows = defaultdict[int, dict[int, int]](dict)
    columns = defaultdict[int, dict[int, int]](dict)
    open_left: list[int] = []
    open_right: list[int] = []
    i = j = 0
    while i < len(left) or j < len(right):
        if j == len(right) or (i < len(left) and left[i].start <= right[j].start):
            one = left[i]
            open_right = [k for k in open_right if right[k].end > one.start]
            for k in open_right:
                if weight := likeness(one, right[k]):
                    rows[i][k] = columns[k][i] = weight
            open_left.append(i)
            i += 1
        else:
            one = right[j]
            open_left = [k for k in open_left if left[k].end > one.start]
            for k in open_left:
                if weight := likeness(left[k], one):
                    rows[k][j] = columns[j][k] = weight
            open_right.append(j)
            j += 1
    return rows, columns


def _connected(rows: Weights, columns: Weights) -> tuple[list[int], list[int]]:
    """Walk from the first row to all that hangs together with it."""
    first = next(iter(rows))
    seen, seen_across = {first}, set[int]()
    waiting = [first]
    while waiting:
        for j in rows[waiting.pop()]:
            if j not in seen_across:
                seen_across.add(j)
                fresh = columns[j].keys() - seen
                seen |= fresh
                waiting += fresh
    return sorted(seen), sorted(seen_across)
