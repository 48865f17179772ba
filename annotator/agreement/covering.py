"""What annotators put where, measured along the texts: in words, or in code points.

Articles are laid one behind the other on one line, with a step between them that belongs to
nobody, and the line is cut wherever anybody's annotation begins or ends. So the work grows with the
annotations and not with the texts.

Where annotations of one person overlap, a place has the label of the smallest one that covers it
(of equally long ones, the one that begins first): a place within the name of a source is a place.
For one label by itself only annotations of that label count, so that nothing hides behind others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annotator.agreement.ratios import Floats

    Ints = NDArray[np.int64]


class Line(NamedTuple):
    """Articles on one line: where each begins and ends."""

    starts: Ints
    ends: Ints


class Stretches(NamedTuple):
    """One person's annotations on the line; a discontinuous one is several stretches.

    Attributes:
        starts: where they begin.
        ends: where they end, exclusive.
        labels: the places of their labels in the list of labels.
        sizes: by which of two that cover a place the smaller one is told.
    """

    starts: Ints
    ends: Ints
    labels: Ints
    sizes: Ints


class Cover(NamedTuple):
    """What is where, by article (first dimension) and category (last dimension).

    Taken all together, the categories are the labels and, at last, “nothing”; by label, there is
    one for each label, and “nothing” is the rest.

    Attributes:
        match: by article, group and category: the length on which two people have the same, over
            m − 1 and in both directions, m being how many of the group took part.
        whole: by article, group and category: the length that people of the group put there.
        left: by article, pair and category: of it the first person's.
        selves: by article, group and category: the sum of the squares of the lengths of units; of
            “nothing”, the length.
    """

    match: Floats
    whole: Floats
    left: Floats
    selves: Floats


class _Cut(NamedTuple):
    """The line cut into pieces: their bounds, their widths and articles, articles' first pieces."""

    bounds: Ints
    widths: Floats
    articles: Ints
    firsts: Ints


def cover(
    line: Line,
    people: Sequence[Stretches],
    took_part: NDArray[np.bool_],
    pairs: Sequence[tuple[int, int]],
    labels: int,
    *,
    by_label: bool,
) -> Cover:
    """Measure who put what where.

    Args:
        line: the articles.
        people: everybody's annotations.
        took_part: by article and person: whether they took part there.
        pairs: every two people, by their places.
        labels: how many labels there are.
        by_label: each label by itself, or all together.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    cut = _cut(line, people)
    single = _labels_alone if by_label else _labels_together
    found = [single(cut, one, labels) for one in people]
    there = took_part.astype(float)
    parts = [cut_up * there[:, i, None] for i, (_, cut_up) in enumerate(found)]
    owns = [_lengths(cut, member) * there[:, i, None] for i, (member, _) in enumerate(found)]
    if not by_label:
        for own, part in zip(owns, parts, strict=True):
            part[:, -1] = own[:, -1]  # gaps are thrown character by character
    match, whole, left, selves = [], [], [], []
    for i, j in pairs:
        both = (there[:, i] * there[:, j])[:, None]
        match.append(2 * both * _lengths(cut, found[i][0] & found[j][0]))
        whole.append(both * (owns[i] + owns[j]))
        left.append(both * owns[i])
        selves.append(both * (parts[i] + parts[j]))
    if len(people) > 2:
        match.append(sum(match) * share_of(there))
        whole.append(sum(owns))
        selves.append(sum(parts))
    stack = [np.stack(values, axis=1) for values in (match, whole, left, selves)]
    return Cover(*stack)


def share_of(there: Floats) -> Floats:
    """Give what a meeting of two of those who took part in an article counts: 1 / (m − 1)."""
    import numpy as np  # noqa: PLC0415 - slow to load

    result: Floats = 1 / np.maximum(there.sum(axis=1, keepdims=True) - 1, 1)
    return result


def _cut(line: Line, people: Sequence[Stretches]) -> _Cut:
    import numpy as np  # noqa: PLC0415 - slow to load

    edges = [edge for one in people for edge in (one.starts, one.ends)]
    bounds = np.sort(np.concatenate([line.starts, line.ends, line.ends + 1, *edges]))
    bounds = bounds[np.append(True, bounds[1:] > bounds[:-1])]
    articles = np.searchsorted(line.starts, bounds[:-1], side="right") - 1
    widths = np.diff(bounds).astype(float)
    widths[np.searchsorted(bounds, line.ends)] = 0  # the step between two articles
    return _Cut(bounds, widths, articles, np.searchsorted(bounds, line.starts))


def _lengths(cut: _Cut, member: NDArray[np.bool_]) -> Floats:
    """Add the widths of pieces up: by article and category, from category and piece."""
    import numpy as np  # noqa: PLC0415 - slow to load

    result: Floats = np.add.reduceat(member * cut.widths, cut.firsts, axis=1).T
    return result


_Found = tuple["NDArray[np.bool_]", "Floats"]
"""By category and piece: whether it is there. By article and category: units' lengths squared."""


def _labels_together(cut: _Cut, one: Stretches, labels: int) -> _Found:
    import numpy as np  # noqa: PLC0415 - slow to load

    shown, owner = _painted(cut, one)
    category = np.append(one.labels, labels)[owner]  # -1, nobody's, is the last one
    member = category == np.arange(labels + 1)[:, None]
    return member, _squares(cut, shown, owner, one.labels, labels + 1)


def _labels_alone(cut: _Cut, one: Stretches, labels: int) -> _Found:
    import numpy as np  # noqa: PLC0415 - slow to load

    members = [np.zeros((0, len(cut.widths)), bool)]
    squares = [np.zeros((len(cut.firsts), 0))]
    for label in range(labels):
        of = one.labels == label
        own = Stretches(one.starts[of], one.ends[of], np.zeros(of.sum(), np.int64), one.sizes[of])
        shown, owner = _painted(cut, own)
        members.append(owner[None] >= 0)
        squares.append(_squares(cut, shown, owner, own.labels, 1))
    return np.concatenate(members), np.concatenate(squares, axis=1)


def _painted(cut: _Cut, one: Stretches) -> tuple[Ints, Ints]:
    """Lay stretches over one another, the smallest on top.

    Gives the order in which they were laid, and of each piece whose it is; −1 is nobody's.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    order = np.lexsort((-one.labels, -one.ends, -one.starts, -one.sizes))
    firsts = np.searchsorted(cut.bounds, one.starts[order]).tolist()
    lasts = np.searchsorted(cut.bounds, one.ends[order]).tolist()
    owner = np.full(len(cut.widths), -1, np.int64)
    for number, first, last in zip(order.tolist(), firsts, lasts, strict=True):
        owner[first:last] = number
    return order, owner


def _squares(cut: _Cut, order: Ints, owner: Ints, labels: Ints, categories: int) -> Floats:
    """Add up the squares of the lengths of units, by article and category.

    A unit that others lie upon is as many units as can be seen of it.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    articles = len(cut.firsts)
    if not len(order):
        return np.zeros((articles, categories))
    runs = np.append(0, np.flatnonzero(np.diff(owner)) + 1)
    whose = owner[runs]
    seen = whose >= 0
    lengths = np.add.reduceat(cut.widths, runs)[seen]
    places = cut.articles[runs[seen]] * categories + labels[whose[seen]]
    found: Floats = np.bincount(places, lengths**2, articles * categories).astype(float)
    return found.reshape(articles, categories)


def on_line(lengths: Sequence[int]) -> Line:
    """Lay articles of these lengths one behind the other."""
    import numpy as np  # noqa: PLC0415 - slow to load

    sizes = np.fromiter(lengths, np.int64, len(lengths))
    starts = np.cumsum(sizes + 1) - sizes - 1
    return Line(starts, starts + sizes)


def in_words(stretches: Stretches, words: Line, articles: Ints) -> Stretches:
    """Count stretches in words: a word belongs to what covers any of it.

    Args:
        stretches: in code points on the line of texts.
        words: where each word begins and ends there.
        articles: the number of the article of each stretch, for the steps between articles.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    starts = np.searchsorted(words.ends, stretches.starts, side="right") + articles
    ends = np.searchsorted(words.starts, stretches.ends, side="left") + articles
    some = ends > starts
    return Stretches(starts[some], ends[some], stretches.labels[some], stretches.sizes[some])
