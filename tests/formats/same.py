"""Compares articles that were read with the records that were written, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord
from annotator.model.values import compact

FIELDS = ("title", "url", "outlet", "byline", "published", "language", "reference")


def assert_same(
    read: Sequence[Incoming],
    written: Sequence[ArticleRecord],
    besides: frozenset[str] = frozenset(),
) -> None:
    """Hold what was read against what was written, without the fields of annotations named."""
    assert [one.text for one in read] == [one["text"] for one in written]
    for incoming, article in zip(read, written, strict=True):
        wanted: Mapping[str, Any] = article
        for key in FIELDS:
            assert getattr(incoming.metadata, key) == (
                wanted.get(key) or ("" if key == "title" else None)
            ), key
        zones = [
            {"start": one.start, "end": one.end, "role": one.role}
            for one in incoming.metadata.zones
        ]
        assert zones == article["zones"]
        source = incoming.metadata.source
        assert (None if source is None else compact(source)) == article.get("source")
        assert [_whole(one, besides) for one in incoming.annotations] == [
            _whole(one, besides) for one in article["annotations"]
        ]
        assert list(incoming.relations) == article["relations"]
        assert list(incoming.verdicts) == article["verdicts"]
        assert list(incoming.comments) == article.get("comments", [])
        assert (incoming.states or None) == article.get("states")
        assert (incoming.none or None) == article.get("none")


def _whole(annotation: Mapping[str, Any], besides: frozenset[str]) -> dict[str, Any]:
    found = {
        "certainty": "sure",
        "made_from": [],
        "attributes": {},
        "note": "",
        "fragments": [[annotation["start"], annotation["end"]]],
        **annotation,
    }
    found.pop("article", None)
    return {key: value for key, value in found.items() if key not in besides}
