"""The projection: what queries read, filled from the revisions in the same transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from annotator.model.identity import fixed_entity
from annotator.store.coding import Coder
from annotator.store.heads import Ruling, heads, rivals
from annotator.store.rows import ANNOTATION, ARTICLE, Revision

TABLES = ("annotation", "article", "item", "conflict")

# Each ends where a condition on the revision's number follows. What is kept verbatim is of a newer
# program, and shown by nobody.
FILL = {
    "annotation": (
        'INSERT INTO {}annotation SELECT n, entity, article, author, label, start, "end", quote,'
        f" origin, created, at, rest FROM revision WHERE kind={ANNOTATION} AND put"
        " AND line IS NULL AND "
    ),
    "article": (
        "INSERT INTO {}article SELECT n, entity, article, author,"
        " json_extract(rest, '$.title'), json_extract(rest, '$.outlet'),"
        " json_extract(rest, '$.byline'), json_extract(rest, '$.published'),"
        " json_extract(rest, '$.language'), json_extract(rest, '$.url')"
        f" FROM revision WHERE kind={ARTICLE} AND put AND line IS NULL AND "
    ),
    "item": (
        "INSERT INTO {}item SELECT n, entity, kind, article, author, rest"
        f" FROM revision WHERE kind NOT IN ({ANNOTATION},{ARTICLE}) AND put AND line IS NULL AND "
    ),
}


def table_of(kind: int) -> str:
    """Name the table that holds the values of a kind."""
    return {ANNOTATION: "annotation", ARTICLE: "article"}.get(kind, "item")


def fill(connection: sqlite3.Connection, kinds: Iterable[int], first: int, last: int) -> None:
    """Project the revisions ``first..last``, each the only head of its entity.

    Args:
        connection: in a write transaction.
        kinds: the kinds that occur among them.
        first: the number of the first of them.
        last: the number of the last.
    """
    for table in sorted({table_of(kind) for kind in kinds}):
        connection.execute(FILL[table].format("") + "n BETWEEN ? AND ?", (first, last))


def withdraw(connection: sqlite3.Connection, rows: Iterable[tuple[int, int]]) -> None:
    """Take revisions that are no longer heads out of the projection: each by kind and number."""
    by_table: dict[str, list[tuple[int]]] = {}
    for kind, number in rows:
        by_table.setdefault(table_of(kind), []).append((number,))
    for table, numbers in by_table.items():
        connection.executemany(f"DELETE FROM {table} WHERE rev=?", numbers)
    if connection.execute("SELECT EXISTS(SELECT 1 FROM conflict)").fetchone()[0]:
        numbers = [number for group in by_table.values() for number in group]
        connection.executemany("DELETE FROM conflict WHERE rev=?", numbers)


def chains(
    connection: sqlite3.Connection, entities: Iterable[bytes]
) -> dict[bytes, list[Revision]]:
    """Read all revisions of these entities, by entity; an unknown one has none."""
    found: dict[bytes, list[Revision]] = {entity: [] for entity in entities}
    if len(found) == 1:
        (entity,) = found
        rows = connection.execute("SELECT * FROM revision WHERE entity=?", (entity,))
    else:
        connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS touched(entity BLOB PRIMARY KEY) WITHOUT ROWID"
        )
        connection.execute("DELETE FROM touched")
        connection.executemany(
            "INSERT INTO touched VALUES(?)", ((entity,) for entity in sorted(found))
        )
        # CROSS JOIN fixes the order: walk our few entities, look each up by index.
        rows = connection.execute(
            "SELECT r.* FROM touched t CROSS JOIN revision r ON r.entity = t.entity"
        )
    for row in map(Revision._make, rows):
        found[row.entity].append(row)
    return found


def winners(
    chain_of: dict[bytes, list[Revision]], ruling: Ruling | None
) -> tuple[list[Revision], list[Revision]]:
    """Give the revisions that are the values of entities, and all heads of those in conflict."""
    values: list[Revision] = []
    conflicting: list[Revision] = []
    for chain in chain_of.values():
        top = heads(chain, ruling)
        if top and top[0].put:
            values.append(top[0])
        if len(top) > 1:
            conflicting.extend(rivals(chain, top))
    return values, conflicting


def renew(
    connection: sqlite3.Connection, chain_of: dict[bytes, list[Revision]], ruling: Ruling
) -> list[Revision]:
    """Work out anew what entities are, after revisions came or went; give their values."""
    withdraw(connection, ((row.kind, row.n) for chain in chain_of.values() for row in chain))
    values, conflicting = winners(chain_of, ruling)
    numbers: dict[str, list[tuple[int]]] = {}
    for row in values:
        numbers.setdefault(table_of(row.kind), []).append((row.n,))
    for table, of in numbers.items():
        connection.executemany(FILL[table].format("") + "n=?", of)
    connection.executemany(
        "INSERT INTO conflict VALUES(?,?)", ((row.n, row.entity) for row in conflicting)
    )
    return values


def ruling_of(connection: sqlite3.Connection, coder: Coder) -> Ruling:
    """Find out whose the things of the whole team are: that of whoever made the project."""
    said = dict(connection.execute("SELECT key, value FROM project WHERE key IN ('id', 'creator')"))
    owner = coder.known_number(said.get("creator", "")) or 0
    project = said.get("id", "")
    return Ruling(owner, fixed_entity("scheme", project), project, coder)
