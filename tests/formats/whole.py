"""Comparing what was written with what was read, for formats that hold everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, cast

from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord
from annotator.model.values import compact

_ANNOTATION = (
    "id", "annotator", "label", "attributes", "note", "certainty", "origin", "created", "modified",
    "made_from",
)  # fmt: skip
_DEFAULTS = {"attributes": {}, "note": "", "certainty": "sure"}


def told(articles: Iterable[ArticleRecord]) -> dict[str, dict[str, Any]]:
    """Give all that records say, by text."""
    found: dict[str, dict[str, Any]] = {}
    for article in articles:
        fields = cast("dict[str, Any]", article)
        keys = ("title", "url", "outlet", "byline", "published", "language", "reference", "source")
        found[article["text"]] = {
            "metadata": {key: fields[key] for key in keys if fields.get(key)},
            "zones": [tuple(zone.values()) for zone in article["zones"]],
            "annotations": _annotations(article["annotations"]),
            "relations": _by_id(article["relations"]),
            "states": fields.get("states", {}),
            "none": {who: sorted(keys) for who, keys in fields.get("none", {}).items()},
            "verdicts": _by_id(article["verdicts"]),
            "comments": _by_id(fields.get("comments", ())),
        }
    return found


def came(articles: Iterable[Incoming]) -> dict[str, dict[str, Any]]:
    """Give all that was read, by text; what came of one text in several parts, put together."""
    parts: dict[str, list[Incoming]] = defaultdict(list)
    for article in articles:
        parts[article.text].append(article)
    return {text: _whole(several) for text, several in parts.items()}


def _whole(parts: list[Incoming]) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        key: value for key, value in compact(parts[0].metadata).items() if value and key != "zones"
    }
    if parts[0].metadata.source is not None:
        metadata["source"] = compact(parts[0].metadata.source)
    return {
        "metadata": metadata,
        "zones": [tuple(zone) for zone in parts[0].metadata.zones],
        "annotations": _annotations(one for part in parts for one in part.annotations),
        "relations": _by_id(one for part in parts for one in part.relations),
        "states": {who: one for part in parts for who, one in (part.states or {}).items()},
        "none": {who: sorted(one) for part in parts for who, one in (part.none or {}).items()},
        "verdicts": _by_id(one for part in parts for one in part.verdicts),
        "comments": _by_id(one for part in parts for one in part.comments),
    }


def _annotations(given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return sorted(
        (
            _DEFAULTS
            | {key: one[key] for key in _ANNOTATION if key in one}
            | {
                "fragments": [
                    list(piece) for piece in one.get("fragments") or [[one["start"], one["end"]]]
                ]
            }
            for one in given
        ),
        key=lambda one: str(one.get("id")),
    )


def _by_id(given: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["id"]: {"note": ""} | dict(one) for one in given}
