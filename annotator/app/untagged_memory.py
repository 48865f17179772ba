"""Counting what is left untagged, article by article, without looking twice at what stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from annotator.app.left_untagged import Pair, left_untagged
from annotator.store.inconsistencies import states_of

if TYPE_CHECKING:
    from annotator.app.session import Session
    from annotator.app.silences import Silenced

Forms = Mapping[str, frozenset[str]]
"""How strings are written where they are tagged, by the folded string."""
_NONE: Counter[Pair] = Counter()
_QUICK = 0.3
"""The share of the time that it takes to look for a few strings in place of all of them."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was counted, and what it hangs on."""

    of: object = None
    forms: Forms = field(default_factory=dict)
    pairs: frozenset[Pair] = frozenset()
    states: Mapping[int, object] = field(default_factory=dict)
    found: Mapping[int, Counter[Pair]] = field(default_factory=dict)


class UntaggedMemory:
    """Counts the places at which strings are left untagged, and keeps the counts.

    An article is looked through again for all strings if annotations in it or its particulars have
    changed, else for the new strings only. It belongs to one project file.
    """

    def __init__(self) -> None:
        self._known = _Known()

    def counts(
        self,
        session: Session,
        numbers: Sequence[int],
        forms: Forms,
        pairs: Collection[Pair],
        silenced: Silenced,
        progress: Callable[[float], None] = lambda _: None,
    ) -> dict[int, Counter[Pair]]:
        """Count the places of each pair in articles (by their numbers).

        ``progress`` hears which share is done, and may raise to stop; what was known stays then.
        """
        known, of = self._known, _hangs_on(session, silenced)
        if known.of != of or session.keeps_blind:
            known = _Known()
        with session.database.reading() as connection:
            states = states_of(connection)
        fresh = {
            pair
            for pair in pairs
            if pair not in known.pairs or forms[pair[0]] != known.forms.get(pair[0])
        }
        old = [number for number in numbers if known.states.get(number) == states.get(number, ())]
        if 2 * len(fresh) > len(pairs):
            old = []
        again = sorted(set(numbers).difference(old))
        found = {number: known.found.get(number, _NONE) for number in old}
        quick = _QUICK * len(old) if fresh else 0
        share = len(again) / max(len(again) + quick, 1)

        def look(
            articles: Sequence[int], wanted: Collection[Pair], begin: float, end: float
        ) -> None:
            """Count some pairs in articles, and take that for what is known of these pairs."""
            written = {form for pair in wanted for form in forms[pair[0]]}
            gone = known.pairs.intersection(wanted) if articles is old else ()
            for number in articles if gone else ():
                found[number] = _without(found[number], gone)
            for number, _, places in left_untagged(
                session,
                articles,
                written,
                wanted,
                silenced,
                lambda done, total: progress(begin + (end - begin) * done / max(total, 1)),
            ):
                here = Counter(map(itemgetter(0), places))
                here.update(found.get(number, _NONE))
                found[number] = here

        if again:
            look(again, pairs, 0, share)
        if old and fresh:
            look(old, fresh, share, 1)
        wanted = frozenset(pairs)
        if gone := known.pairs - wanted:
            found = {number: _without(here, gone) for number, here in found.items()}
        if not session.keeps_blind:
            states = {number: states.get(number, ()) for number in numbers}
            self._known = _Known(of, dict(forms), wanted, states, found)
        return found


def _without(counts: Counter[Pair], gone: Collection[Pair]) -> Counter[Pair]:
    """Leave some pairs out."""
    if counts.keys().isdisjoint(gone):
        return counts
    return Counter({pair: number for pair, number in counts.items() if pair not in gone})


def _hangs_on(session: Session, silenced: Silenced) -> object:
    """Give what changes the counts of all articles."""
    return session.annotator.name, dict(session.merges()), silenced.places
