"""What each column of a data package means, as a Table Schema says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annotator.formats.tables.columns import (
    ANNOTATION_FIELDS,
    ARTICLES,
    COMMENTS,
    JSON,
    NUMBERS,
    RELATIONS,
    VERDICTS,
)

TABLES: dict[str, tuple[str, ...]] = {
    "articles": ARTICLES,
    "annotations": ("article", *ANNOTATION_FIELDS, "made_from"),
    "relations": RELATIONS,
    "verdicts": VERDICTS,
    "comments": COMMENTS,
    "labels": ("label", "name", "colour", "definition", "attributes"),
}
"""Columns by table; each is a file of that name."""

_TITLES = {
    "articles": "Articles, one a row",
    "annotations": "Annotations, one row a fragment",
    "relations": "Links between annotations",
    "verdicts": "What reviewers decided of annotations",
    "comments": "Comments on articles and annotations",
    "labels": "The labels of the scheme",
}
_KEYS = {
    "articles": ["article"],
    "annotations": ["annotation", "fragment"],
    "relations": ["relation"],
    "verdicts": ["verdict"],
    "comments": ["comment"],
    "labels": ["label"],
}
_MEANINGS = {
    "article": "The article's id: the sha256 of its text in UTF-8",
    "annotation": "The annotation's id; an annotation of several fragments has several rows",
    "annotator": "Whose it is",
    "start": "First code point, counted from 0 in the text of the article",
    "end": "Code point after the last one",
    "fragment": "Which fragment of the annotation it is, from 1",
    "fragments": "How many it has",
    "quote": "The text from start to end",
    "certainty": "sure, or unsure",
    "origin": "How it came about: manual, import, consensus, or the name of a suggester",
    "made_from": "Of an entry of the consensus: ids of the annotations it was made from",
    "published": "A date, or a date and time, in ISO 8601",
    "reference": "The article's id elsewhere",
    "zones": "Parts of the text by their role, in code points",
    "source": "Where the text came from",
    "states": "What annotators say of the article, by name",
    "none": "Of which labels annotators have looked and found none, by name",
    "cites": "Ids of the annotations it is about",
    "outdated": "Those of them that are gone, or say something else than was judged",
    "consensus": "Id of the entry of the consensus that it made",
    "about": "Id of the annotation it is about; empty if it is about the article",
    "after": "Ids of the comments it answers",
    "byline": "Who wrote the article",
    "language": "ISO 639-1",
}
_LISTS = frozenset({"zones", "made_from", "cites", "outdated", "after"})
_MOMENTS = frozenset({"created", "modified"})
_CLOSED = {
    "certainty": ("sure", "unsure"),
    "decision": ("accept", "edit", "reject", "unsure"),
    "act": ("say", "ask", "resolve"),
}
_NEEDED = frozenset({"article", "start", "end", "fragment", "fragments", "quote"})


def table_schema(table: str) -> dict[str, Any]:
    """Give the Table Schema of a table."""
    columns = TABLES[table]
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in columns],
        "missingValues": [""],
        "primaryKey": _KEYS[table],
    }
    if keys := [*_foreign_keys(table, columns)]:
        schema["foreignKeys"] = keys
    return schema


def resource(table: str, *, digest: str, size: int, rows: int) -> dict[str, Any]:
    """Describe a table's file: sha256 (hex), bytes, rows below the first."""
    return {
        "name": table,
        "path": f"{table}.csv",
        "title": _TITLES[table],
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": f"sha256:{digest}",
        "bytes": size,
        "rows": rows,
        "schema": table_schema(table),
    }


def _field(table: str, column: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column, "type": _type(table, column)}
    if column in _MEANINGS:
        field["description"] = _MEANINGS[column]
    constraints: dict[str, Any] = {}
    if column in _NEEDED or column in _KEYS[table]:
        constraints["required"] = True
    if column in NUMBERS:
        constraints["minimum"] = 1 if column in {"fragment", "fragments", "end"} else 0
    if column in _CLOSED:
        constraints["enum"] = list(_CLOSED[column])
    if constraints:
        field["constraints"] = constraints
    return field


def _type(table: str, column: str) -> str:
    if column in NUMBERS:
        return "integer"
    if column in _LISTS or (table, column) == ("labels", "attributes"):
        return "array"
    if column in JSON:
        return "object"
    return "datetime" if column in _MOMENTS else "string"


def _foreign_keys(table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    keys: dict[str, tuple[str, str]] = {}
    if table != "articles" and "article" in columns:
        keys["article"] = ("articles", "article")
    if table == "annotations":
        keys["label"] = ("labels", "label")
    if table == "relations":
        keys |= dict.fromkeys(("from", "to"), ("annotations", "annotation"))
    return [
        {"fields": [column], "reference": {"resource": resource, "fields": [field]}}
        for column, (resource, field) in keys.items()
    ]
