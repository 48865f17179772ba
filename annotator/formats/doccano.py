"""doccano's JSONL: one text a line with its spans, and their relations if the project has them.

doccano counts UTF-16 units, or grapheme clusters where a project says so, and no file says which.
What it has no field for goes under ``meta``, which it keeps; a quote there shows the unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import orjson

from annotator.formats.base import Format, Option, ReadRequest, WriteRequest
from annotator.formats.common.heads import CUT, first_object
from annotator.formats.common.json_text import json_lines
from annotator.formats.common.losses import FRAGMENTS_TIED, unheld
from annotator.formats.common.pieces import numbered
from annotator.formats.common.records_within.written import (
    HELD,
    article_extras,
    extras_of,
    fields_of,
    relation_extras,
)
from annotator.formats.doccano_lines import SPANS, Lines
from annotator.model.annotation import tidy_fragments
from annotator.model.incoming import Incoming
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss, LossKind, ZoneRecord
from annotator.problems import UnreadableInputError
from annotator.text.offsets import GraphemeMap, Utf16Map

_INSIDE_CLUSTER = LossKind(
    "not-token-aligned", "Edges inside a character as it is seen",
    "widened to the whole character", "changed",
)  # fmt: skip
_HELD = HELD - {"relations"}


def _write(request: WriteRequest) -> Iterator[Loss]:
    unit = request.options["offsets"]
    with_relations = request.options["relations"] == "yes"
    held = HELD if with_relations else _HELD
    with request.out.main() as out:
        for article in request.articles:
            places = _Places(article["text"], unit)
            line, losses = _line(article, places, with_relations=with_relations)
            out.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
            yield from losses
            yield from unheld(article, held if places.fit(article["zones"]) else held - {"zones"})


class _Places:
    """Positions of a text in doccano's unit."""

    def __init__(self, text: str, unit: str) -> None:
        self.unit = unit
        self._length = len(text)
        self._clusters = GraphemeMap(text) if unit == "graphemes" else None
        self.of: Callable[[int], int] = int
        if self._clusters is not None:
            self.of = self._clusters.to_grapheme
        elif unit == "utf16":
            self.of = Utf16Map(text).to_utf16

    def widened(self, fragments: list[list[int]]) -> list[list[int]]:
        """Give fragments whose edges lie between characters of the unit."""
        clusters = self._clusters
        if clusters is None:
            return fragments
        wide = [(clusters.floor(start), clusters.ceil(end)) for start, end in fragments]
        return [list(one) for one in tidy_fragments(wide, self._length)]

    def fit(self, zones: list[ZoneRecord]) -> bool:
        """Tell whether zones can be said in the unit."""
        edges = ([one["start"], one["end"]] for one in zones)
        return all(self.widened([one]) == [one] for one in edges)


def _line(
    article: ArticleRecord, places: _Places, *, with_relations: bool
) -> tuple[dict[str, Any], list[Loss]]:
    spans: list[Any] = []
    extras: list[dict[str, Any]] = []
    losses: list[Loss] = []
    numbers: dict[str, int] = {}
    for annotation in article["annotations"]:
        numbers[annotation["id"]] = len(spans) + 1
        for entity, besides in _entities(annotation, article, places, losses):
            extras.append(entity | besides)
            if with_relations:
                spans.append({"id": len(spans) + 1, **entity})
            else:
                spans.append([entity["start_offset"], entity["end_offset"], entity["label"]])
    of_article = {"offsets": places.unit, **article_extras(article, places.of)}
    if not places.fit(article["zones"]):
        del of_article["zones"]
    known: dict[str, Any] = {"article": of_article, "spans": extras}
    # The spans stand first: a file is recognised by its beginning, and texts may be long.
    if not with_relations:
        line = {"label": spans}
    else:
        line = {
            "entities": spans,
            "relations": [
                {
                    "id": number,
                    "from_id": numbers[one["from"]],
                    "to_id": numbers[one["to"]],
                    "type": one["type"],
                }
                for number, one in enumerate(article["relations"], 1)
            ],
        }
        if article["relations"]:
            known["relations"] = [
                {"from": one["from"], "to": one["to"], "type": one["type"]}
                | relation_extras(one, "")
                for one in article["relations"]
            ]
    return line | {"text": article["text"], "meta": fields_of(article) | known}, losses


def _entities(
    annotation: AnnotationRecord, article: ArticleRecord, places: _Places, losses: list[Loss]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Give what doccano has of each fragment, and what else there is to it."""
    identity, text = article["id"], article["text"]
    if len(annotation["fragments"]) > 1:
        losses.append(FRAGMENTS_TIED.of(annotation["id"], identity))
    extras = extras_of(annotation)
    fragments = places.widened(annotation["fragments"])
    if fragments != annotation["fragments"]:
        losses.append(_INSIDE_CLUSTER.of(annotation["id"], identity))
    for (start, end), which in numbered(fragments):
        entity = {
            "label": annotation["label"],
            "start_offset": places.of(start),
            "end_offset": places.of(end),
        }
        yield entity, {"quote": text[start:end], **which, **extras}


def _read(request: ReadRequest) -> Iterator[Incoming]:
    lines = Lines(request)
    with request.open() as file:
        for where, line in json_lines(file, request.name):
            yield from lines.taken(line, where)
    if not lines.found:
        raise UnreadableInputError(f"{request.name} is not doccano's: no line has a “text”.")
    lines.leftovers.tell(request)


def _recognises(head: bytes, name: str) -> bool:
    del name
    fields = first_object(head)
    if not fields or (not {"text", "data"} & fields.keys() and CUT not in fields.values()):
        return False
    # Where it was cut off: our own begins with the spans.
    return any(key in fields and _are_spans(fields[key], key) for key in SPANS)


def _are_spans(value: Any, key: str) -> bool:
    if value is CUT:
        # Our own lines may be cut off there, too.
        return key != "annotations"
    if not isinstance(value, list):
        return False
    if not value:
        return key in {"label", "labels", "entities"}
    first = value[0]
    match first:
        case [int(), int(), str()]:
            return True
    return isinstance(first, dict) and "start_offset" in first


FORMAT = Format(
    name="doccano",
    title="doccano JSONL",
    extensions=("jsonl", "json1"),
    read=_read,
    write=_write,
    cannot_hold=("discontinuous", "relation", "not-token-aligned", "other"),
    recognises=_recognises,
    units=("utf16", "graphemes", "code-points"),
    options={
        "offsets": Option(
            "utf16",
            "What offsets count. doccano counts UTF-16 units, or grapheme clusters if the project "
            "counts them as one character. Spans that overlap are written; doccano drops them "
            "when it reads them, unless the project allows overlapping spans.",
            ("utf16", "graphemes", "code-points"),
            reads=False,
        ),
        "relations": Option(
            "no",
            "Whether to write entities and relations, for a doccano project that has relations, "
            "and not a list of labels.",
            ("no", "yes"),
            reads=False,
        ),
    },
)
