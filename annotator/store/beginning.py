"""What a project holds from the start: its identity, who made it, the scheme."""

from __future__ import annotations

from typing import Any

from annotator.model.annotator import Annotator
from annotator.model.identity import entity_text, fixed_entity, new_entity
from annotator.model.moments import iso
from annotator.store.database import Database
from annotator.store.journal import Journal
from annotator.store.lines import item_content
from annotator.store.rows import SCHEME


def begin_project(
    database: Database, author: Annotator, replica: str, scheme: dict[str, Any]
) -> None:
    """Write the first operation into an empty file; ``scheme`` is a scheme's body."""
    identity = entity_text(new_entity())
    with Journal(database, replica).operation("New project", author, act="start") as writer:
        writer.connection.executemany(
            "INSERT INTO project VALUES(?,?)",
            (("id", identity), ("creator", author.name), ("created", iso(writer.at))),
        )
        writer.create(SCHEME, fixed_entity("scheme", identity), item_content(scheme))
