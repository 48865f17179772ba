"""A merge that is taken back goes to the shelf, and comes back from there.

What others wrote is not ours to revise: undo takes the revisions that a merge brought out of the
set, and redo unites the set with them again. What was built on them waits meanwhile, for its
parents are not there, and counts again by itself.
"""

from __future__ import annotations

import sqlite3
import zlib

from annotator.store import projection
from annotator.store.lines import line_of
from annotator.store.merging import unite
from annotator.store.rows import Revision
from annotator.store.writer import Writer

_CHUNK = 10_000
"""Entities whose histories are held in memory at a time."""
_FAST = 1


def range_of(connection: sqlite3.Connection, operation: int) -> tuple[int, int]:
    """Give the first and last number of what a merge brought: a redo gives it new numbers."""
    first, last = connection.execute(
        "SELECT first, last FROM operation WHERE id=:merge OR (act='redo' AND target=:merge)"
        " ORDER BY id DESC LIMIT 1",
        {"merge": operation},
    ).fetchone()
    return first, last


def take_out(writer: Writer, operation: int) -> None:
    """Take what a merge brought out of the set."""
    run = writer.connection.execute
    writer.coder.learn_all()
    part = range_of(writer.connection, operation)
    packer = zlib.compressobj(_FAST)
    packed: list[bytes] = []
    entities: dict[bytes, None] = {}
    for row in map(Revision._make, run("SELECT * FROM revision WHERE n BETWEEN ? AND ?", part)):
        packed.append(packer.compress(line_of(writer.coder, row) + b"\n"))
        entities[row.entity] = None
        writer.touched.add((row.kind, row.article))
    packed.append(packer.flush())
    run("INSERT INTO shelf VALUES(?,?)", (operation, b"".join(packed)))
    for table in projection.TABLES:
        run(f"DELETE FROM {table} WHERE rev BETWEEN ? AND ?", part)
    run("DELETE FROM revision WHERE n BETWEEN ? AND ?", part)
    left = list(entities)
    for start in range(0, len(left), _CHUNK):
        chains = projection.chains(writer.connection, left[start : start + _CHUNK])
        some = {entity: chain for entity, chain in chains.items() if chain}
        projection.renew(writer.connection, some, writer.ruling)


def put_back(writer: Writer, operation: int) -> None:
    """Unite the set again with what a merge brought."""
    (packed,) = writer.connection.execute(
        "SELECT lines FROM shelf WHERE operation=?", (operation,)
    ).fetchone()
    unite(writer, zlib.decompress(packed).splitlines())
    writer.connection.execute("DELETE FROM shelf WHERE operation=?", (operation,))
