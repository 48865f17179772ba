"""A row of our Parquet files: its columns, and how an article's record becomes one and back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from annotator.formats.common.json_text import read_json
from annotator.model.records import AnnotationRecord, ArticleRecord
from annotator.problems import UnreadableInputError

if TYPE_CHECKING:
    import pyarrow as pa

TEXT_FIELDS = ("title", "url", "outlet", "byline", "published", "language", "reference")
"""Columns that are one text each."""


@cache
def schema() -> pa.Schema:
    """Describe the columns; it is said and not guessed, or shards without a value would differ."""
    import pyarrow as pa  # noqa: PLC0415 - an optional library

    text = pa.string()
    place = pa.int32()
    moments = [("created", text), ("modified", text)]
    zone = pa.struct([("start", place), ("end", place), ("role", text)])
    annotation = pa.struct(
        [
            ("id", text),
            ("annotator", text),
            ("label", text),
            ("start", place),
            ("end", place),
            ("fragments", pa.list_(pa.list_(place))),
            ("quote", text),
            ("attributes", text),
            ("note", text),
            ("certainty", text),
            ("origin", text),
            ("made_from", pa.list_(text)),
            *moments,
        ]
    )
    relation = pa.struct(
        [(key, text) for key in ("id", "annotator", "type", "from", "to", "note")] + moments
    )
    verdict = pa.struct(
        [
            ("id", text),
            ("reviewer", text),
            ("decision", text),
            ("cites", pa.list_(text)),
            ("outdated", pa.list_(text)),
            ("consensus", text),
            ("reason", text),
            ("note", text),
            ("rule", text),
            *moments,
        ]
    )
    comment = pa.struct(
        [
            ("id", text),
            ("author", text),
            ("about", text),
            ("text", text),
            ("act", text),
            ("after", pa.list_(text)),
            *moments,
        ]
    )
    source = pa.struct(
        [
            *((key, text) for key in ("name", "media", "encoding", "extractor")),
            ("extractor_version", text),
            ("raw", text),
            *((key, pa.int64()) for key in ("newlines", "nul", "surrogates")),
        ]
    )
    return pa.schema(
        [
            ("id", text),
            ("title", text),
            # One column of a file may hold more than the 2 GB that short texts may.
            ("text", pa.large_string()),
            *((key, text) for key in TEXT_FIELDS[1:]),
            ("zones", pa.list_(zone)),
            ("annotations", pa.list_(annotation)),
            ("relations", pa.list_(relation)),
            ("verdicts", pa.list_(verdict)),
            ("comments", pa.list_(comment)),
            ("states", pa.list_(pa.struct([("annotator", text), ("state", text)]))),
            ("none", pa.list_(pa.struct([("annotator", text), ("labels", pa.list_(text))]))),
            ("source", source),
        ]
    )


def row_of(article: ArticleRecord) -> dict[str, Any]:
    """Give an article as a row."""
    return {
        **article,
        "annotations": [_annotation(one) for one in article["annotations"]],
        "comments": article.get("comments", []),
        "states": [
            {"annotator": name, "state": state} for name, state in article.get("states", {}).items()
        ],
        "none": [
            {"annotator": name, "labels": labels}
            for name, labels in article.get("none", {}).items()
        ],
    }


def _annotation(one: AnnotationRecord) -> dict[str, Any]:
    attributes = one["attributes"]
    return {
        "certainty": "sure",
        "made_from": (),
        **one,
        "attributes": orjson.dumps(attributes).decode() if attributes else "{}",
    }


def record_of(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Give a row as a record with our names, still unchecked.

    Raises:
        UnreadableInputError: attributes are no JSON object.
    """
    record: dict[str, Any] = {
        key: value for key, value in row.items() if value is not None and key != "annotations"
    }
    record["annotations"] = [_read_annotation(one, where) for one in row.get("annotations") or ()]
    for key in ("relations", "verdicts", "comments"):
        if key in record:
            record[key] = [_without_nulls(one) for one in record[key]]
    if "source" in record:
        record["source"] = _without_nulls(record["source"])
        if not record["source"]:
            del record["source"]
    for key, inner in (("states", "state"), ("none", "labels")):
        if key in record:
            # Without any the field does not stand there.
            pairs = [one or {} for one in record[key]]
            record[key] = {one.get("annotator"): one.get(inner) for one in pairs}
            if not record[key]:
                del record[key]
    return record


def _read_annotation(one: dict[str, Any] | None, where: str) -> dict[str, Any]:
    found = _without_nulls(one)
    attributes = found.get("attributes")
    if attributes == "{}":
        del found["attributes"]
    elif isinstance(attributes, str):
        value = read_json(attributes.encode("utf-8", "surrogatepass"), f"{where}: attributes")
        if not isinstance(value, dict):
            raise UnreadableInputError(f"{where}: attributes are no JSON object.")
        found["attributes"] = value
    if not found.get("made_from", True):
        del found["made_from"]
    return found


def _without_nulls(one: dict[str, Any] | None) -> dict[str, Any]:
    if one is None or None not in one.values():
        return one or {}
    return {key: value for key, value in one.items() if value is not None}
