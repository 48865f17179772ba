"""Undo and redo: say again, as new revisions, what stood before an operation or after it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from annotator.store import projection
from annotator.store.rows import NOTHING, Content, Revision
from annotator.store.withdrawing import withdraw_untouched
from annotator.store.writer import Wanted, Writer

_CHUNK = 10_000
"""Entities whose histories are held in memory at a time."""


def take_back(writer: Writer, first: int, last: int) -> None:
    """Write the values that stood before the revisions ``first..last``."""
    done = withdraw_untouched(writer, first, last)
    for chains in _histories(writer, first, last, done):
        wanted: Wanted = {entity: _before(chain, first, last) for entity, chain in chains.items()}
        writer.revise(wanted, chains)


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


def _before(chain: list[Revision], first: int, last: int) -> tuple[int, Content]:
    earliest = min((row for row in chain if first <= row.n <= last), key=lambda row: row.seq)
    above = earliest.named_parents
    stood_on = [row for row in chain if row.digest in above]
    if not stood_on:
        return 0, NOTHING
    winner = max(stood_on, key=lambda row: (row.seq, row.digest))
    return winner.put, winner.content


def _after(chain: list[Revision], first: int, last: int) -> tuple[int, Content]:
    latest = max((row for row in chain if first <= row.n <= last), key=lambda row: row.seq)
    return latest.put, latest.content
