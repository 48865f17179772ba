"""Comparing what was written with what comes back, up to what a loss report names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from annotator import Project
from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord, Loss
from annotator.store.importing import Imported, Importer

_METADATA = ("title", "url", "outlet", "byline", "published", "language", "reference")


def written(
    articles: Iterable[ArticleRecord], losses: Sequence[Loss] = ()
) -> dict[str, dict[str, Any]]:
    """Give what was written, by text, without the relations and edges that were lost."""
    relations = {(one.annotation, one.detail) for one in losses if one.reason == "relation"}
    moved = {one.annotation for one in losses if one.reason == "not-token-aligned"}
    found: dict[str, dict[str, Any]] = {}
    for article in articles:
        fields = cast("dict[str, Any]", article)
        found[article["text"]] = {
            "zones": [tuple(zone.values()) for zone in fields["zones"]],
            **{key: fields.get(key) for key in _METADATA},
            **{key: fields.get(key) or {} for key in ("states", "none")},
            **{key: _by_id(fields.get(key, ())) for key in ("verdicts", "comments")},
            "annotations": _by_id(
                _annotation(cast("dict[str, Any]", one), moved) for one in article["annotations"]
            ),
            "relations": _by_id(
                one
                for one in article["relations"]
                if (one["from"], f"{one['type']} {one['to']}") not in relations
            ),
        }
    return found


def come_back(
    incoming: Iterable[Incoming], losses: Sequence[Loss] = ()
) -> dict[str, dict[str, Any]]:
    """Give what came back in the same form; one text may come in several parts."""
    moved = {one.annotation for one in losses if one.reason == "not-token-aligned"}
    found: dict[str, dict[str, Any]] = {}
    for article in incoming:
        metadata = article.metadata
        one = found.setdefault(
            article.text,
            {
                "zones": [(zone.start, zone.end, zone.role) for zone in metadata.zones],
                **{key: getattr(metadata, key) for key in _METADATA},
                "states": article.states or {},
                "none": article.none or {},
                **{key: {} for key in ("annotations", "relations", "verdicts", "comments")},
            },
        )
        for record in article.annotations:
            fields = cast("dict[str, Any]", record)
            fields.setdefault("fragments", [[record["start"], record["end"]]])
            _add(one["annotations"], _annotation(fields, moved))
        for relation in article.relations:
            _add(one["relations"], {"note": ""} | cast("dict[str, Any]", relation))
        for verdict in article.verdicts:
            _add(one["verdicts"], cast("dict[str, Any]", verdict))
        for comment in article.comments:
            _add(one["comments"], cast("dict[str, Any]", comment))
    return found


def stored(project: Project, incoming: Iterable[Incoming]) -> Imported:
    """Take articles into a project, without the process that reads files."""
    with project.session.operation("Import") as writer:
        return Importer(writer, project.session.annotator).run(incoming)


def _annotation(record: dict[str, Any], moved: set[str | None]) -> dict[str, Any]:
    keys = ("id", "annotator", "label", "origin", "created", "modified", "made_from")
    return {
        **{key: record.get(key) for key in keys},
        "attributes": record.get("attributes") or {},
        "note": record.get("note") or "",
        "certainty": record.get("certainty", "sure"),
        "fragments": None
        if record["id"] in moved
        else [list(fragment) for fragment in record["fragments"]],
    }


def _by_id(records: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in records:
        _add(found, one)
    return found


def _add(found: dict[str, Any], one: dict[str, Any]) -> None:
    assert one["id"] not in found
    found[one["id"]] = one
