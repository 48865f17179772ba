"""What a project holds from the start: its identity, who made it, the scheme."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from annotator.model.annotator import Annotator
from annotator.model.identity import entity_text, fixed_entity, new_entity
from annotator.model.moments import iso
from annotator.store.database import Database
from annotator.store.journal import Journal
from annotator.store.lines import item_content
from annotator.store.rows import SCHEME

if TYPE_CHECKING:
    from annotator.store.merging import Parcel


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


def begin_with(
    database: Database,
    author: Annotator,
    replica: str,
    settings: dict[str, str],
    parcel: Parcel,
    progress: Callable[[int], None],
) -> bool:
    """Write what a teammate sent into an empty file, as its beginning.

    Args:
        database: the empty file.
        author: who begins with it.
        replica: names this machine's copy.
        settings: the project's own: ``id``, ``creator``, ``created`` and others.
        parcel: what was sent.
        progress: told how many revisions were read; what it raises stops this.

    Returns:
        Whether the file holds a scheme now, without which it is no project.

    Raises:
        LineError: something in the parcel may not be taken over.
    """
    run = database.connection
    run.executemany("INSERT INTO project VALUES(?,?)", sorted(settings.items()))
    Journal(database, replica).merge(
        [parcel], author, "New project", "[]", act="start", progress=progress
    )
    return has_scheme(run, settings["id"])


def has_scheme(connection: sqlite3.Connection, project: str) -> bool:
    """Tell whether the owner's scheme stands and can be read, without which there is no project."""
    found = connection.execute(
        f"SELECT 1 FROM item WHERE kind={SCHEME} AND entity=?",
        (fixed_entity("scheme", project),),
    ).fetchone()
    return found is not None
