"""What one annotator said differently on two machines, and how that is settled."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from annotator.model.identity import entity_text
from annotator.problems import UnknownNameError
from annotator.store import projection
from annotator.store.coding import Coder
from annotator.store.heads import heads, rivals
from annotator.store.rows import Revision
from annotator.store.writer import Writer


def conflicts(
    connection: sqlite3.Connection, coder: Coder
) -> Iterator[tuple[bytes, list[Revision]]]:
    """Walk the entities that have several values, each with these; the first stands for now."""
    entities = [
        entity
        for (entity,) in connection.execute("SELECT DISTINCT entity FROM conflict ORDER BY entity")
    ]
    if entities:
        ruling = projection.ruling_of(connection, coder)
        for entity, chain in projection.chains(connection, entities).items():
            yield entity, rivals(chain, heads(chain, ruling))


def settle(writer: Writer, entity: bytes, digest: bytes) -> None:
    """Let one of several values of an entity be its value, in its owner's name.

    Raises:
        UserProblem: there is no such value any more, or a newer program wrote it.
    """
    chain = projection.chains(writer.connection, [entity])[entity]
    for row in rivals(chain, heads(chain, writer.ruling)):
        if row.digest == digest:
            writer.revise({entity: (row.put, row.content)}, {entity: chain})
            return
    raise UnknownNameError(
        f"{entity_text(entity)} has no such value any more. Look at the conflicts again."
    )
