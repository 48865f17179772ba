"""Prodigy's JSONL: one line for each text and session, with tokens, spans and relations.

Hashes are Prodigy's to make and are left out. Spans lie on tokens there; a text is cut at the
edges of its annotations too, so that all of them do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import orjson

from annotator.formats.base import Format, ReadRequest, WriteRequest
from annotator.formats.common.heads import first_object
from annotator.formats.common.json_text import json_lines
from annotator.formats.common.losses import across_people, unheld
from annotator.formats.common.pieces import numbered
from annotator.formats.common.records_within.written import (
    HELD,
    article_extras,
    extras_of,
    fields_of,
    people,
    relation_extras,
)
from annotator.formats.prodigy_lines import Line, Lines
from annotator.formats.prodigy_tokens import TokenLines
from annotator.model.incoming import Incoming
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss, RelationRecord
from annotator.problems import UnreadableInputError


def _write(request: WriteRequest) -> Iterator[Loss]:
    with request.out.main() as out:
        for article in request.articles:
            out.writelines(
                orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in _lines(article)
            )
            yield from across_people(article)
            yield from unheld(article, HELD)


def _lines(article: ArticleRecord) -> Iterator[dict[str, Any]]:
    """Give an article's lines, one for each annotator; the first says what is known of it."""
    owners = {one["id"]: one["annotator"] for one in article["annotations"]}
    cut = TokenLines(
        article["text"], [span for one in article["annotations"] for span in one["fragments"]]
    )
    known: dict[str, Any] = {"article": article_extras(article)}
    names: list[str | None] = [*people(article)]
    for name in names or [None]:
        line: dict[str, Any] = {} if name is None else {"_session_id": name, "_annotator_id": name}
        # Nobody has decided anything of an article without annotations; an accepted one without
        # spans says that there are none.
        line["answer"] = "ignore" if name is None else "accept"
        line |= known | {"text": article["text"], "meta": fields_of(article), "tokens": cut.lines}
        spans = {
            one["id"]: _spans(one, article["text"], cut)
            for one in article["annotations"]
            if one["annotator"] == name
        }
        line["spans"] = [span for pieces in spans.values() for span in pieces]
        relations = [
            _relation(one, spans, str(name))
            for one in article["relations"]
            if owners[one["from"]] == owners[one["to"]] == name
        ]
        yield line | ({"relations": relations} if relations else {})
        known = {}


def _spans(annotation: AnnotationRecord, text: str, cut: TokenLines) -> list[dict[str, Any]]:
    extras = extras_of(annotation, "annotator")
    return [
        {
            "start": start,
            "end": end,
            "token_start": cut.starting(start),
            "token_end": cut.ending(end),
            "label": annotation["label"],
            "text": text[start:end],
            **which,
            **extras,
        }
        for (start, end), which in numbered(annotation["fragments"])
    ]


def _relation(
    relation: RelationRecord, spans: dict[str, list[dict[str, Any]]], owner: str
) -> dict[str, Any]:
    """Give a relation; Prodigy names its ends by the last tokens of their spans."""
    head, child = spans[relation["from"]][0], spans[relation["to"]][0]
    keys = ("start", "end", "token_start", "token_end", "label")
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": {key: head[key] for key in keys},
        "child_span": {key: child[key] for key in keys},
        "label": relation["type"],
        "from": relation["from"],
        "to": relation["to"],
        **relation_extras(relation, owner),
    }


def _read(request: ReadRequest) -> Iterator[Incoming]:
    lines = Lines(request)
    with request.open() as file:
        parsed = (lines.line(value, where) for where, value in json_lines(file, request.name))
        whole = (line for line in parsed if line is not None)
        # Lines of one text that follow each other are one article: what ties them can be kept.
        for _, same in groupby(whole, key=_text):
            yield from lines.taken(list(same))
    if not lines.found:
        raise UnreadableInputError(f"{request.name} is not Prodigy's: no line has a “text”.")
    lines.leftovers.tell(request)


def _text(line: Line) -> str:
    return line.text


def _recognises(head: bytes, name: str) -> bool:
    del name
    fields = first_object(head)
    if {"_input_hash", "_task_hash", "_session_id", "_view_id", "_annotator_id"} & fields.keys():
        return True
    if fields.get("answer") in ("accept", "reject", "ignore"):
        return True
    spans = fields.get("spans")
    first = spans[0] if isinstance(spans, list) and spans else None
    return isinstance(first, dict) and "text" in fields and {"start", "end"} <= first.keys()


FORMAT = Format(
    name="prodigy",
    title="Prodigy JSONL",
    extensions=("jsonl",),
    read=_read,
    write=_write,
    cannot_hold=("discontinuous", "relation"),
    recognises=_recognises,
    units=("code-points",),
)
