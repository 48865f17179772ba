"""Which annotation of one person stands for which of another: a matching of maximum weight.

What is equal in span and label is paired first. All other annotations are paired so that the sum
of their likeness is as large as it can be. The answer depends neither on the order in which
annotations come nor on whose side is called the left one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

import orjson

from annotator.model.annotation import Annotation
from annotator.model.mark import Fragment

Pair = tuple[Annotation | None, Annotation | None]

place = attrgetter("start", "end", "fragments", "label", "id")
"""By what annotations are put in order: their place first, their names last."""

_WHOLE = 1 << 40
"""The likeness of two equal spans. Whole numbers, so that ties are ties on every machine; small
enough for the sums of thousands to be exact as floats too."""

_DENSE = 250_000
"""Cells up to which a matrix is written out whole."""


class _Group(NamedTuple):
    """Annotations of two people that reach into one another, by place."""

    left: list[Annotation]
    right: list[Annotation]


def likeness(left: Annotation, right: Annotation) -> int:
    """Tell how much two annotations are alike, from 0 (never a pair) to 2^40 (equal spans).

    It is the share of the code points that both cover of those that either covers (the index of
    Jaccard, “The distribution of the flora in the alpine zone”, New Phytologist 11, 1912). Other
    labels count half, and need a share of a half: a place within a long name of a source is
    something else, not the same thing with another label. Equal attributes decide between pairs
    that are alike otherwise.
    """
    common = common_length(left.fragments, right.fragments)
    if not common:
        return 0
    either = length(left.fragments) + length(right.fragments) - common
    if left.label != right.label:
        return common * _WHOLE // either // 2 if 2 * common >= either else 0
    share = common * _WHOLE // either
    return share | 1 if left.attributes == right.attributes else share & ~1


def common_length(left: Sequence[Fragment], right: Sequence[Fragment]) -> int:
    """Count the code points that lie in both; fragments are in order and apart from each other."""
    if len(left) == len(right) == 1:
        (a, b), (c, d) = left[0], right[0]
        return max(0, min(b, d) - max(a, c))
    common = i = j = 0
    while i < len(left) and j < len(right):
        (a, b), (c, d) = left[i], right[j]
        common += max(0, min(b, d) - max(a, c))
        if b < d:
            i += 1
        else:
            j += 1
    return common


def length(fragments: Sequence[Fragment]) -> int:
    """Count the code points that fragments cover."""
    return sum(end - start for start, end in fragments)


def stretches(sides: Sequence[Iterable[Annotation]]) -> Iterator[list[list[Annotation]]]:
    """Part annotations where the text between them belongs to none: each part stands by itself.

    Gives, part by part, every side's annotations by place.
    """
    walk = sorted((place(one), number, one) for number, side in enumerate(sides) for one in side)
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
    known = defaultdict[object, _Group](lambda: _Group([], []))
    for number, side in enumerate((left, right)):
        for one in side:
            known[one.fragments, one.label][number].append(one)
    pairs: list[tuple[Annotation, Annotation]] = []
    over = _Group([], [])
    for mine, theirs in known.values():
        if len(mine) + len(theirs) > 2:
            # Somebody has it twice: those with equal attributes belong together.
            pairs += _of_equal_values(mine, theirs)
        pairs += zip(mine, theirs, strict=False)
        over.left.extend(mine[len(theirs) :])
        over.right.extend(theirs[len(mine) :])
    return pairs, sorted(over.left, key=place), sorted(over.right, key=place)


def _of_equal_values(
    left: list[Annotation], right: list[Annotation]
) -> list[tuple[Annotation, Annotation]]:
    """Take pairs with equal attributes out of both lists."""
    by_values = defaultdict[bytes, list[Annotation]](list)
    for one in right:
        by_values[_values(one)].append(one)
    pairs = []
    for one in list(left):
        if same := by_values[_values(one)]:
            pairs.append((one, same.pop(0)))
            left.remove(one)
            right.remove(pairs[-1][1])
    return pairs


def _values(annotation: Annotation) -> bytes:
    return orjson.dumps(annotation.attributes, option=orjson.OPT_SORT_KEYS)


Weights = Mapping[int, Mapping[int, int]]
"""How much each one on the left is alike to those on the right, by their places in the lists."""


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


def assign(rows: Sequence[int], columns: Sequence[int], weights: Weights) -> list[tuple[int, int]]:
    """Assign rows to columns for the largest sum of weights; what has no weight stays alone.

    Args:
        rows: the rows' numbers, in the order that decides between equals.
        columns: the columns' numbers, likewise.
        weights: by row and column; what is not there is 0.
    """
    if len(rows) == 1:
        (i,) = rows
        return [(i, max(columns, key=lambda j: weights[i].get(j, 0)))]
    if len(columns) == 1:
        (j,) = columns
        return [(max(rows, key=lambda i: weights[i].get(j, 0)), j)]
    if len(rows) == len(columns) == 2:
        (a, b), (c, d) = rows, columns
        straight = weights[a].get(c, 0) + weights[b].get(d, 0)
        crossed = weights[a].get(d, 0) + weights[b].get(c, 0)
        found = [(a, c), (b, d)] if straight >= crossed else [(a, d), (b, c)]
    elif len(rows) * len(columns) <= _DENSE:
        found = _assign_dense(rows, columns, weights)
    else:
        found = _assign_sparse(rows, columns, weights)
    return [(i, j) for i, j in found if weights[i].get(j)]


def _assign_dense(
    rows: Sequence[int], columns: Sequence[int], weights: Weights
) -> list[tuple[int, int]]:
    import numpy as np  # noqa: PLC0415 - slow to load
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - slow to load

    matrix = np.array([[weights[i].get(j, 0) for j in columns] for i in rows], dtype=float)
    return [
        (rows[i], columns[j])
        for i, j in zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
    ]


def _assign_sparse(
    rows: Sequence[int], columns: Sequence[int], weights: Weights
) -> list[tuple[int, int]]:
    """Assign where most have nothing to do with each other: a thousand spans within a long one.

    Every row has a column of its own besides, which stands for nobody.
    """
    import numpy as np  # noqa: PLC0415 - slow to load
    from scipy.sparse import csr_array  # noqa: PLC0415 - slow to load
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # noqa: PLC0415 - as above

    at = {j: number for number, j in enumerate(columns)}
    cells = [(n, at[j], 1 + weight) for n, i in enumerate(rows) for j, weight in weights[i].items()]
    cells += [(n, len(columns) + n, 1) for n in range(len(rows))]
    n, m, value = zip(*cells, strict=True)
    matrix = csr_array(
        (np.array(value, dtype=float), (n, m)), shape=(len(rows), len(columns) + len(rows))
    )
    found = zip(*min_weight_full_bipartite_matching(matrix, maximize=True), strict=True)
    return [(rows[i], columns[j]) for i, j in found if j < len(columns)]
