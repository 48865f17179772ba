"""What came back from a file, in the shape of the records it was written of."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from annotator.model.annotation import quoted, tidy_fragments
from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord

_FIELDS = ("url", "outlet", "byline", "published", "language")


def back(incoming: Incoming) -> dict[str, Any]:
    """Give an incoming article as a record of the whole shape."""
    metadata = incoming.metadata
    record: dict[str, Any] = {
        "id": incoming.article or sha256(incoming.text.encode()).hexdigest(),
        "title": metadata.title,
        "text": incoming.text,
        "zones": [{"start": s, "end": e, "role": r} for s, e, r in metadata.zones],
        **{key: getattr(metadata, key) for key in _FIELDS},
        "annotations": [_annotation(dict(one), incoming.text) for one in incoming.annotations],
        "relations": [dict(one) for one in incoming.relations],
        "verdicts": [dict(one) for one in incoming.verdicts],
    }
    if incoming.comments:
        record["comments"] = [dict(one) for one in incoming.comments]
    if incoming.states:
        record["states"] = incoming.states
    if incoming.none:
        record["none"] = incoming.none
    if metadata.reference is not None:
        record["reference"] = metadata.reference
    for one in record["annotations"]:
        one["article"] = record["id"]
    return record


def _annotation(one: dict[str, Any], text: str) -> dict[str, Any]:
    """Fill in what need not be said; a quote that was checked is left out of what comes."""
    one = {"attributes": {}, "note": ""} | one
    if text:
        fragments = tidy_fragments(one.get("fragments") or [[one["start"], one["end"]]], len(text))
        assert one.get("quote", quoted(text, fragments)) == quoted(text, fragments)
        one |= {"fragments": [list(each) for each in fragments], "quote": quoted(text, fragments)}
    return one


def plain(record: ArticleRecord) -> dict[str, Any]:
    """Give a record without where its text came from, which has a test of its own."""
    return {key: value for key, value in record.items() if key != "source"}
