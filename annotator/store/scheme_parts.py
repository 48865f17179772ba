"""The scheme as it is read: the project owner's, and after it what others have added.

Only its owner changes the scheme itself. When somebody else brings labels that it does not have
(with an import, say), these go to a part of their own, and the scheme is the same on every machine
on which the same parts are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import orjson

from annotator.model.identity import fixed_entity
from annotator.store.coding import Coder
from annotator.store.lines import item_content
from annotator.store.rows import SCHEME
from annotator.store.writer import Writer


def scheme_body(connection: sqlite3.Connection, coder: Coder) -> dict[str, Any]:
    """Give the scheme with all parts, by the authors' names; a key that is there already wins."""
    project = _project(connection)
    rows: dict[bytes, tuple[int, str]] = {
        entity: (author, body)
        for entity, author, body in connection.execute(
            f"SELECT entity, author, body FROM item WHERE kind={SCHEME}"
        )
    }
    if len(rows) == 1:
        # Nearly always. Names are computed with a library that takes long to load.
        ((_, only),) = rows.values()
        alone: dict[str, Any] = orjson.loads(only)
        if "format" in alone:  # else it is a part without the owner's
            return alone
    scheme: dict[str, Any] = orjson.loads(rows.pop(fixed_entity("scheme", project))[1])
    parts = sorted((coder.word(author), entity, body) for entity, (author, body) in rows.items())
    for author, entity, body in parts:
        if entity == fixed_entity("scheme", project, author):
            _extend(scheme, orjson.loads(body))
    return scheme


def add_to_scheme(
    writer: Writer, labels: Sequence[dict[str, Any]], relations: Sequence[dict[str, Any]]
) -> None:
    """Add labels and relations, as they stand in a scheme's body, to the writer's own part."""
    entity = fixed_entity("scheme", _project(writer.connection), writer.author)
    row = writer.connection.execute(
        f"SELECT body FROM item WHERE kind={SCHEME} AND entity=?", (entity,)
    ).fetchone()
    part: dict[str, Any] = {"labels": [], "relations": []} if row is None else orjson.loads(row[0])
    part["labels"] += labels
    part["relations"] += relations
    writer.put(SCHEME, entity, item_content(part))


def _project(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT value FROM project WHERE key='id'").fetchone()[0])


def _extend(scheme: dict[str, Any], part: dict[str, Any]) -> None:
    keys = {label["key"] for label in scheme["labels"]}
    digits = {label["shortcut"] for label in scheme["labels"]}
    for label in part["labels"]:
        if label["key"] in keys:
            continue
        digit = "" if label["shortcut"] in digits else label["shortcut"]
        # Under which label one stands, and whether it is another's, is for the owner to say.
        own = {field: said for field, said in label.items() if field not in _OWNERS}
        scheme["labels"].append(own | {"shortcut": digit})
        keys.add(label["key"])
        digits.add(digit)
    types = {relation["key"] for relation in scheme["relations"]}
    for relation in part["relations"]:
        ends = {end: [key for key in relation[end] if key in keys] for end in _ENDS}
        if relation["key"] not in types and all(ends.values()):
            scheme["relations"].append(relation | ends)
            types.add(relation["key"])


_ENDS = ("sources", "targets")
_OWNERS = ("parent", "merged_into")
