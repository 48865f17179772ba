"""Undo and redo: say again, as new revisions, what stood before an operation or after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from annotator.store import projection
from annotator.store.rows import NOTHING, Content, Revision
from annotator.store.withdrawing import withdraw_untouched
from annotator.store.writer import Wanted, Writer

_CHUNK = 2_000
"""Entities whose histories are held in memory at a time."""


def take_back(writer: Writer, first: int, last: int) -> None:
    """Write the values that stood before the revisions ``first..last``."""
    done = withdraw_untouched(writer, first, last)
    for chains in _histories(writer, first, last, done):
        wanted: Wanted = {entity: _before(chain, first, last) for entity, chain in chains.items()}
        writer.revise(wanted, chains)


def take_back_all(writer: Writer, ranges: Sequence[tuple[int, int]]) -> None:
    """Write the values that stood before several ranges of revisions, one after the other.

    What has come between the ranges stays: what was built on it goes back to it, and no further.
    """
    seen: set[bytes] = set()
    for first, last in ranges:
        seen |= withdraw_untouched(writer, first, last)
    for first, last in ranges:
        touched = writer.connection.execute(
            "SELECT DISTINCT entity FROM revision WHERE n BETWEEN ? AND ? ORDER BY n",
            (first, last),
        ).fetchall()
        left = [entity for (entity,) in touched if entity not in seen]
        seen.update(left)
        for start in range(0, len(left), _CHUNK):
            chains = projection.chains(writer.connection, left[start : start + _CHUNK])
            wanted: Wanted = {}
            for entity, chain in chains.items():
                inside = [row for row in chain if any(a <= row.n <= b for a, b in ranges)]
                wanted[entity] = _stood_on(chain, min(inside, key=lambda row: (row.seq, row.n)))
            writer.revise(wanted, chains)
            writer.progress(writer.count)


def bring_back(writer: Writer, first: int, last: int) -> None:
    """Write the values that stood after the revisions ``first..last``."""
    for chains in _histories(writer, first, last):
        wanted: Wanted = {entity: _after(chain, first, last) for entity, chain in chains.items()}
        writer.revise(wanted, chains)


def _histories(
    writer: Writer, first: int, last: int, done: frozenset[bytes] = frozenset()
) -> Iterator[dict[bytes, list[Revision]]]:
    """Give the histories of the entities that a range of revisions touched, some at a time."""
    if len(done) > last - first:
        return
    touched = writer.connection.execute(
        "SELECT DISTINCT entity FROM revision WHERE n BETWEEN ? AND ? ORDER BY n", (first, last)
    ).fetchall()
    entities = (entity for (entity,) in touched if entity not in done)
    while chunk := list(islice(entities, _CHUNK)):
        yield projection.chains(writer.connection, chunk)
        writer.progress(writer.count)


def _before(chain: list[Revision], first: int, last: int) -> tuple[int, Content]:
    return _stood_on(
        chain, min((row for row in chain if first <= row.n <= last), key=lambda row: row.seq)
    )


def _stood_on(chain: list[Revision], row: Revision) -> tuple[int, Content]:
    """Give what stood when a revision was written."""
    above = row.named_parents
    stood_on = [one for one in chain if one.digest in above]
    if not stood_on:
        return 0, NOTHING
    winner = max(stood_on, key=lambda one: (one.seq, one.digest))
    return winner.put, winner.content


def _after(chain: list[Revision], first: int, last: int) -> tuple[int, Content]:
    latest = max((row for row in chain if first <= row.n <= last), key=lambda row: row.seq)
    return latest.put, latest.content
