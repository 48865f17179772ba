"""Walking the places where words stand that are tagged elsewhere, and are not tagged there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.app.asking import Asking
from annotator.model.inconsistency import Subject
from annotator.model.search import LineMark
from annotator.model.strings import Strings
from annotator.store.concordance import marks_in, zones_of
from annotator.store.inconsistencies import lengths_of, texts_of, worked_on
from annotator.store.occurrences import candidates

if TYPE_CHECKING:
    from annotator.app.session import Session
    from annotator.app.silences import Silenced

_BATCH = 200
"""Articles that are read at a time."""

Pair = tuple[str, str]
"""A string, folded, and a label with which it is tagged somewhere."""


Missing = tuple[Pair, int, int]
"""A place at which a string of a pair stands without its label: start and end in code points."""


def counted(session: Session, *, everywhere: bool = False) -> list[int]:
    """List the articles that count: those that somebody has begun with, or all of them."""
    with session.database.reading() as connection:
        if everywhere:
            return session.articles.numbers()
        return worked_on(connection, session.database.coder)


def left_untagged(
    session: Session,
    numbers: Sequence[int],
    forms: Iterable[str],
    pairs: Collection[Pair],
    silenced: Silenced,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Iterator[tuple[int, str, list[Missing]]]:
    """Walk articles (number and text) with places where strings are left untagged.

    Places in boilerplate do not count, nor those where something is tagged on just that span.

    Args:
        session: what whoever works may see of it counts.
        numbers: the articles.
        forms: the strings as they are written where they are tagged.
        pairs: what is looked for.
        silenced: places that are left out.
        progress: hears how many code points were looked through, and of how many.
    """
    subjects: dict[str, list[tuple[Pair, Subject]]] = defaultdict(list)
    for pair in pairs:
        subjects[pair[0]].append((pair, Subject("untagged", *pair)))
    finder, sees = Strings(forms), Asking(session).eyes()
    with session.database.reading() as connection:
        coder = session.database.coder
        if len(subjects) == 1:
            numbers = candidates(connection, coder, next(iter(subjects)), numbers)
        lengths = lengths_of(connection, list(numbers))
        total, done = sum(lengths.values()), 0
        for at in range(0, len(numbers), _BATCH):
            batch = list(numbers[at : at + _BATCH])
            marks = marks_in(connection, coder, batch, session.merges())
            for number, text in texts_of(connection, batch):
                progress(done, total)
                done += lengths[number]
                found = finder.found_in(text)
                if not found:
                    continue
                zones = [z for z in zones_of(connection, number) if z[2] == "boilerplate"]
                if zones:
                    found = [f for f in found if not any(a <= f[1] < b for a, b, _ in zones)]
                article = coder.article_id(number)
                seen = [m for m in marks.get(number, ()) if sees(number, m.annotator)]
                missing = [
                    (pair, start, end)
                    for key, start, end, tagged in _with_labels(found, seen)
                    for pair, subject in subjects.get(key, ())
                    if pair[1] not in tagged and not silenced.at(subject, (article, start, end))
                ]
                if missing:
                    yield number, text, missing


def _with_labels(
    found: Sequence[tuple[str, int, int]], marks: Sequence[LineMark]
) -> Iterator[tuple[str, int, int, Collection[str]]]:
    """Walk places in order with the labels over them; where one is on just that span, none."""
    waiting = sorted(marks, key=lambda one: one.start, reverse=True)
    reaching: list[LineMark] = []
    for key, start, end in found:
        while waiting and waiting[-1].start < end:
            reaching.append(waiting.pop())
        if not reaching:
            yield key, start, end, ()
            continue
        reaching = [one for one in reaching if one.end > start]
        over = [one for one in reaching if one.start < end]
        if not any((one.start, one.end) == (start, end) for one in over):
            yield key, start, end, {one.label for one in over}
