"""Questions that the parts of the review page ask of units; without Qt, without a project."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from annotator.model.changes import Place
from annotator.model.mark import Fragment
from annotator.model.unit import ArticleReview, ReviewUnit

NOTHING = ArticleReview("", (), (), ())
"""The review of no article."""


def listed(review: ArticleReview) -> Sequence[ReviewUnit]:
    """Give the units that one goes through.

    Where one person alone is seen (nobody else has tagged, or others' work is hidden) nothing is
    agreed on, and nothing differs: of theirs only what was decided is left.
    """
    if len(review.people) > 1:
        return review.units
    return [one for one in review.units if one.state != "open"]


def is_open(one: ReviewUnit) -> bool:
    """Tell whether a unit still waits for a decision."""
    return one.state != "settled"


def is_open_difference(one: ReviewUnit) -> bool:
    """Tell whether `n` leads there: open, and more than a thing on which all agree."""
    return is_open(one) and (one.unit.kind != "same" or one.state != "open")


def unit_at(units: Sequence[ReviewUnit], place: Place) -> str | None:
    """Give the key of the unit that a place of the article is about: the closest that overlaps."""
    there = [one.unit for one in units if one.unit.start < place.end and place.start < one.unit.end]
    named = [unit for unit in there if place.annotation in {mark.id for mark in unit.annotations}]
    best = min(
        named or there,
        key=lambda unit: abs(unit.start - place.start) + abs(unit.end - place.end),
        default=None,
    )
    return None if best is None else best.key


def spliced(review: ArticleReview, part: ArticleReview, starts: range) -> ArticleReview:
    """Put the units that begin in a stretch (code points) in the place of those known there."""
    units = review.units
    first, last = _edges(units, starts)
    inside = between(part.units, starts)
    return part._replace(units=(*units[:first], *inside, *units[last:]))


def between(units: Sequence[ReviewUnit], starts: range) -> Sequence[ReviewUnit]:
    """Give the units that begin in a stretch (code points)."""
    first, last = _edges(units, starts)
    return units[first:last]


def index_of(units: Sequence[ReviewUnit], one: ReviewUnit) -> int:
    """Give the place of one of the units."""
    first = bisect_left(units, one.unit.start, key=lambda it: it.unit.start)
    return next(at for at in range(first, len(units)) if units[at] is one)


def _edges(units: Sequence[ReviewUnit], starts: range) -> tuple[int, int]:
    first = bisect_left(units, starts.start, key=lambda one: one.unit.start)
    last = bisect_left(units, starts.stop, key=lambda one: one.unit.start)
    return first, last


def remainder(fragments: Sequence[Fragment], other: Sequence[Fragment]) -> list[Fragment]:
    """Give what of some fragments is not in others. Code points."""
    left = list(fragments)
    for start, end in other:
        pieces: list[Fragment] = []
        for a, b in left:
            pieces += [(x, y) for x, y in ((a, min(b, start)), (max(a, end), b)) if x < y]
        left = pieces
    return left


def share_settled(units: Iterable[ReviewUnit]) -> tuple[int, int]:
    """Count what is settled, and all."""
    states = [one.state for one in units]
    return states.count("settled"), len(states)
