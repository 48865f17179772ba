"""Revisions as JSON, written by hand, and who reads them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import orjson

from annotator.store.coding import Coder
from annotator.store.line_reading import LineReader
from tests.store.replicas import TEXT

SHA = sha256(TEXT.encode()).hexdigest()


def reader_of(coder: Coder) -> LineReader:
    def number(sha: bytes) -> int:
        found = coder.text_number(sha)
        assert found is not None
        return found

    return LineReader(coder, number)


def envelope(**fields: Any) -> dict[str, Any]:
    """A revision as a dictionary: somebody tagged the first five characters."""
    body = {
        "attributes": {},
        "created": "2026-02-09T10:42:00.000Z",
        "fragments": [[0, 5]],
        "label": "source",
        "note": "",
        "origin": "manual",
        "quote": "Olena",
    }
    return {
        "article": SHA,
        "at": "2026-02-09T10:42:00.123Z",
        "author": "Олена",
        "body": body | fields.pop("body", {}),
        "entity": "0197a1b2-0000-7000-8000-000000000001",
        "kind": "annotation",
        "op": "put",
        "parents": [],
        "replica": "lap-1",
        "schema_version": 1,
        "seq": 1,
    } | fields


def canonical(value: dict[str, Any]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
