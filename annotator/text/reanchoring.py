"""Where a span of a text stands in another version of it.

First by what both texts share word for word, then by the span's words and what stands around them,
at last by words that are like them. Only what stands among unchanged words is certain; anything
else is for a person to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from annotator.text.diffing import Diff, Moved

if TYPE_CHECKING:
    import regex

Fragments = tuple[tuple[int, int], ...]
"""Stretches of a text in their order: starts and ends in code points, end exclusive."""
Outcome = Literal["same", "moved", "changed", "gone"]
"""``same``: its words stand where they stood. ``moved``: they stand elsewhere. ``changed``: like
words stand there. ``gone``: nothing like it was found."""

_CONTEXT: Final = 32
"""Code points on each side by which places with the same words are told apart."""
_HELD: Final = 16
"""Code points of unchanged text around a span, on both sides together, that make it certain."""
_CERTAIN: Final = 0.85
_LEAD: Final = 0.2
"""By how much the best place has to be better than the next one to be certain."""
_LIKELY: Final = 0.4
"""How alike the context has to be for a place to be the likeliest."""
_OFFERED: Final = 0.1
"""How alike it has to be for a place to be offered beside a likelier one."""
_ALIKE: Final = 0.5
"""How alike words have to be to be taken for the same ones, changed."""
_MOST_PLACES: Final = 40
"""Places with the same words that are looked at: the nearest to where it should be."""
_MOST_OFFERED: Final = 4
_SEARCHED: Final = 100_000
"""Places that are found at all of words that a text is full of."""
_AROUND: Final = 80
"""Code points around a changed stretch in which like words are looked for."""
_WIDEST: Final = 20_000
_EVERY: Final = 20
_RANK: Final = {"same": 0, "moved": 1, "changed": 2, "gone": 3}


class Spot(NamedTuple):
    """A place where a span may stand now; ``score`` is between 0 and 1."""

    fragments: Fragments
    score: float
    outcome: Outcome
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Anchoring:
    """What became of a span.

    Attributes:
        outcome: what was found of it.
        spot: the likeliest place; None if it is gone.
        others: further places, the likeliest first.
    """

    outcome: Outcome
    spot: Spot | None
    others: tuple[Spot, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether the very words stand there, among words that did not change."""
        return self.spot is not None and self.spot.certain


def reanchor(
    old: str,
    new: str,
    spans: Sequence[Fragments],
    diff: Diff,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Anchoring]:
    """Find spans of a text in a newer version of it.

    A certain place has exactly the span's words. Fragments of one span keep their order.

    Args:
        old, new: the two texts.
        spans: fragments of each span in the old text.
        diff: how the texts differ.
        progress: hears now and then how many were looked for, and may raise to stop.
    """
    search = _Search(old, new, diff)
    found: list[Anchoring] = []
    for number, fragments in enumerate(spans, 1):
        found.append(search.anchoring(fragments))
        if number % _EVERY == 0:
            progress(number)
    return found


class _Search:
    """Looks spans up; the same words are looked for once."""

    def __init__(self, old: str, new: str, diff: Diff) -> None:
        self._old = old
        self._new = new
        self._diff = diff
        self._places: dict[str, list[int]] = {}

    def anchoring(self, fragments: Fragments) -> Anchoring:
        """Find one span."""
        if len(fragments) == 1:
            spots = self._spots(*fragments[0])
            if not spots:
                return Anchoring("gone", None)
            return Anchoring(spots[0].outcome, spots[0], tuple(spots[1:]))
        best = [next(iter(self._spots(*one)), None) for one in fragments]
        spots = [spot for spot in best if spot is not None]
        pieces = tuple(piece for spot in spots for piece in spot.fragments)
        in_order = all(a[1] <= b[0] for a, b in pairwise(pieces))
        if len(spots) < len(fragments) or not in_order:
            return Anchoring("gone", None)
        worst = max((spot.outcome for spot in spots), key=_RANK.__getitem__)
        certain = all(spot.certain for spot in spots)
        return Anchoring(worst, Spot(pieces, min(one.score for one in spots), worst, certain))

    def _spots(self, start: int, end: int) -> list[Spot]:
        """Return the places of a fragment, the likeliest first."""
        held = self._held(start, end)
        if held is not None and held.certain:
            return [held]
        moved = self._diff.moved_at(start)
        region = self._diff.gap_at(start, end)
        spots = [] if held is None else [held]
        spots += self._exact(start, end, region, moved)
        if held is None and not any(spot.score >= _CERTAIN for spot in spots):
            like = self._like(start, end, region)
            # What has the very words is no other place than what is like them.
            if like is not None and all(_apart(spot, like) for spot in spots):
                spots.append(like)
        ordered = sorted(_once(spots), key=lambda spot: -spot.score)
        # The same words in no context of theirs are offered beside something likelier alone.
        return ordered[: _MOST_OFFERED + 1] if ordered and ordered[0].score >= _LIKELY else []

    def _held(self, start: int, end: int) -> Spot | None:
        """Find a fragment in what both texts share; it is certain if enough around it is shared."""
        run = self._diff.run_at(start)
        if run is None or end > run.old + run.length:
            return None
        moved = self._diff.moved_at(start)
        shift = run.new - run.old
        before, behind = start - run.old, run.old + run.length - end
        is_whole = not before and not behind
        if not run.old and not run.new:
            before = max(before, _HELD)
        if run.old + run.length == len(self._old) and run.new + run.length == len(self._new):
            behind = max(behind, _HELD)
        if moved is not None:  # its edges are as good as words
            before += _HELD // 2 * (run.old == moved.old and run.new == moved.new)
            ends = run.old + run.length == moved.old_end and run.new + run.length == moved.new_end
            behind += _HELD // 2 * ends
        place = (start + shift, end + shift)
        certain = before + behind >= _HELD or (
            is_whole and end - start >= _CONTEXT and self._is_unique(start, end)
        )
        # What both texts share in its place is likely, however it looks around it.
        score = 1.0 if certain else max(_LIKELY, self._score(start, end, place[0]))
        return Spot((place,), score, "same" if moved is None else "moved", certain)

    def _is_unique(self, start: int, end: int) -> bool:
        quote = self._old[start:end]
        return self._old.count(quote) == self._new.count(quote) == 1

    def _exact(
        self, start: int, end: int, region: tuple[int, int], moved: Moved | None
    ) -> list[Spot]:
        """Find the very words anywhere, by what stands around them."""
        quote = self._old[start:end]
        middle = sum(region) // 2
        places = sorted(self._places_of(quote), key=lambda place: abs(place - middle))
        scored = sorted(
            (
                (self._score(start, end, place), -abs(place - middle), place)
                for place in places[:_MOST_PLACES]
                if self._is_whole(start, end, place)
            ),
            reverse=True,
        )
        spots: list[Spot] = []
        for number, (score, _, place) in enumerate(scored[:_MOST_OFFERED]):
            within = region[0] <= place and place + end - start <= region[1]
            # Where it should stand, and nowhere else, it is likely however it looks around it.
            least = _LIKELY if within and len(scored) == 1 else 0.0
            if max(score, least) < _OFFERED:
                continue
            following = scored[number + 1][0] if number + 1 < len(scored) else 0.0
            certain = not number and score >= _CERTAIN and score - following >= _LEAD
            outcome: Outcome = "same" if within and moved is None else "moved"
            fragments = ((place, place + end - start),)
            spots.append(Spot(fragments, max(score, least), outcome, certain))
        return spots

    def _places_of(self, quote: str) -> list[int]:
        """Return where words stand in the new text."""
        if quote not in self._places:
            found: list[int] = []
            place = self._new.find(quote)
            while place >= 0 and len(found) < _SEARCHED:
                found.append(place)
                place = self._new.find(quote, place + 1)
            self._places[quote] = found
        return self._places[quote]

    def _is_whole(self, start: int, end: int, place: int) -> bool:
        """Tell whether a place is no part of a longer word, unless the span was one as well."""
        after = place + end - start
        return (not _is_inside(self._new, place) or _is_inside(self._old, start)) and (
            not _is_inside(self._new, after) or _is_inside(self._old, end)
        )

    def _like(self, start: int, end: int, region: tuple[int, int]) -> Spot | None:
        """Find words that are like the span's where it should stand."""
        from rapidfuzz import fuzz  # noqa: PLC0415 - only where texts are compared

        quote = self._old[start:end]
        first = max(0, region[0] - _AROUND)
        last = min(len(self._new), region[1] + _AROUND)
        if last - first > _WIDEST + 2 * len(quote):
            return None
        words = self._new[first:last]
        if len(words) <= len(quote):
            spot = (first, last)
        else:
            found = fuzz.partial_ratio_alignment(quote, words)
            if found is None:
                return None
            spot = (first + found.dest_start, first + found.dest_end)
        place = self._best_edges(quote, *spot)
        if place is None:
            return None
        alike = _ratio(quote, self._new[slice(*place)])
        if alike < _ALIKE:
            return None
        # Like words in another context are likelier to be others.
        score = alike * (0.5 + 0.4 * self._around(start, end, *place))
        return Spot((place,), score, "changed")

    def _best_edges(self, quote: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the whole words about a place that are most like a span's."""
        tokens = [
            (one.start(), one.end())
            for one in _words().finditer(
                self._new, max(0, start - _AROUND), min(len(self._new), end + _AROUND)
            )
            if not one[0].isspace()
        ]
        inside = [at for at, one in enumerate(tokens) if one[1] > start and one[0] < end]
        if not inside:
            return None
        best: tuple[float, int, int] | None = None
        for first in range(max(0, inside[0] - 1), min(len(tokens), inside[0] + 2)):
            for last in range(max(first, inside[-1] - 1), min(len(tokens), inside[-1] + 2)):
                place = tokens[first][0], tokens[last][1]
                score = _ratio(quote, self._new[slice(*place)])
                if best is None or score > best[0]:
                    best = score, *place
        return None if best is None else best[1:]

    def _score(self, start: int, end: int, place: int) -> float:
        return self._around(start, end, place, place + end - start)

    def _around(self, start: int, end: int, first: int, last: int) -> float:
        """Tell how alike two places are by what stands before and behind them: 0 to 1."""
        before = _ratio(
            self._old[max(0, start - _CONTEXT) : start], self._new[max(0, first - _CONTEXT) : first]
        )
        behind = _ratio(self._old[end : end + _CONTEXT], self._new[last : last + _CONTEXT])
        return (before + behind) / 2


def _ratio(one: str, other: str) -> float:
    """Tell how alike words are, 0 to 1; another letter in the place of one is one change."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only where texts are compared

    return float(Levenshtein.normalized_similarity(one, other))


def _apart(spot: Spot, other: Spot) -> bool:
    return all(a[1] <= b[0] or b[1] <= a[0] for a in spot.fragments for b in other.fragments)


def _once(spots: Sequence[Spot]) -> list[Spot]:
    """Leave out places that were found twice."""
    found: dict[Fragments, Spot] = {}
    for spot in spots:
        known = found.get(spot.fragments)
        if known is None or spot.score > known.score:
            found[spot.fragments] = spot
    return list(found.values())


def _is_inside(text: str, place: int) -> bool:
    """Tell whether a place lies between two letters or digits of one word."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


@cache
def _words() -> regex.Pattern[str]:
    import regex  # noqa: PLC0415 - only where texts are compared

    return regex.compile(r"[\w\p{M}]+|\s+|\X")
