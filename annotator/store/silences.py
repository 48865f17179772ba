"""Reading what somebody said is intended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_args

import orjson

from annotator.model.identity import entity_text
from annotator.model.inconsistency import About, Silence, Subject
from annotator.store.coding import Coder
from annotator.store.rows import SILENCE, expect


def silences(
    connection: sqlite3.Connection,
    coder: Coder,
    merges: Mapping[str, str] = MappingProxyType({}),
    *,
    entity: bytes | None = None,
) -> Iterator[Silence]:
    """Walk what is said to be intended, or the one of an entity, in the order it was said.

    ``merges`` says as which label one that was merged into another is read.
    """
    condition, values = ("", ()) if entity is None else (" AND i.entity=?", (entity,))
    rows = connection.execute(
        f"SELECT i.entity, i.article, i.author, i.body FROM item i WHERE i.kind={SILENCE}"
        f"{condition} ORDER BY i.rev",
        values,
    )
    for name, article, author, body in rows:
        expect((name, body), bytes, str)
        said = orjson.loads(body)
        if not _is_readable(said):
            continue
        label = said.get("label") or ""
        yield Silence(
            id=entity_text(name),
            author=coder.word(author),
            subject=Subject(
                said["about"],
                said["string"],
                merges.get(label, label),
                said.get("attribute") or "",
            ),
            reason=said.get("reason", ""),
            created=said["created"],
            article=None if article is None else coder.article_id(article),
            start=said.get("start"),
            end=said.get("end"),
        )


def _is_readable(body: dict[str, Any]) -> bool:
    """Tell whether a body is as we write it: it may have come from anywhere."""
    return (
        body.get("about") in get_args(About)
        and isinstance(body.get("string"), str)
        and isinstance(body.get("created"), str)
        and isinstance(body.get("reason", ""), str)
        and all(isinstance(body.get(key) or "", str) for key in ("label", "attribute"))
        and all(isinstance(body.get(key) or 0, int) for key in ("start", "end"))
    )
