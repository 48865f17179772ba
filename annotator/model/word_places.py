"""Where words of a query stand in a long text, without the index.

The index can say so, too (FTS5's ``highlight``), but takes as long as the square of the number of
places: minutes for a frequent word in a text of megabytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from annotator.model.query import Near, Term
from annotator.model.query_words import folded, tokens

# Marks belong to their letter, however it is written.
WORD = re.compile("[^\\W_][^\\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\\W_]*)*")
_Run = tuple[int, int]
"""The numbers of the first word of a place, and of the one behind its last."""


def word_places(text: str, wanted: Iterable[Term | Near]) -> list[tuple[int, int]]:
    """Find terms in a text by whole words, whatever their case and accents (code points).

    Of terms that are to be near each other only those that are. Places may overlap.
    """
    spans: list[tuple[int, int]] = []
    words: list[str] = []
    for found in WORD.finditer(text):
        spans.append(found.span())
        word = found.group()
        words.append(word.lower() if word.isascii() else folded(word))
    places: set[tuple[int, int]] = set()
    for one in wanted:
        runs = _near(words, one) if isinstance(one, Near) else _runs(words, one)
        places.update((spans[first][0], spans[last - 1][1]) for first, last in runs)
    return sorted(places)


def _runs(words: Sequence[str], term: Term) -> list[_Run]:
    wanted = tokens(term.text)
    if not wanted:
        return []
    first, count = wanted[0], len(wanted)
    if count == 1 and term.prefix:
        return [(at, at + 1) for at, word in enumerate(words) if word.startswith(first)]
    return [
        (at, at + count)
        for at, word in enumerate(words)
        if word == first and (count == 1 or _goes_on(words, at, wanted, prefix=term.prefix))
    ]


def _goes_on(words: Sequence[str], at: int, wanted: list[str], *, prefix: bool) -> bool:
    run = words[at : at + len(wanted)]
    if not prefix:
        return run == wanted
    return run[:-1] == wanted[:-1] and len(run) == len(wanted) and run[-1].startswith(wanted[-1])


def _near(words: Sequence[str], near: Near) -> list[_Run]:
    """Keep the runs beside which there is one of each other term, within so many words."""
    all_runs = [_runs(words, term) for term in near.terms]
    starts = [[first for first, _ in runs] for runs in all_runs]
    kept: list[_Run] = []
    for number, runs in enumerate(all_runs):
        others = [i for i in range(len(all_runs)) if i != number]
        kept += [
            run
            for run in runs
            if all(_has_beside(all_runs[i], starts[i], run, near.within) for i in others)
        ]
    return kept


def _has_beside(runs: list[_Run], starts: list[int], run: _Run, within: int) -> bool:
    at = bisect_left(starts, run[0])
    beside = [runs[i] for i in (at - 1, at, at + 1) if 0 <= i < len(runs) and runs[i] != run]
    return any(max(one[0] - run[1], run[0] - one[1]) <= within for one in beside)
