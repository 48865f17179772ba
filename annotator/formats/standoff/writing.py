"""Write a dataset without texts: annotations, what to do with them, a script that does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from annotator.formats.base import WriteRequest
from annotator.formats.common.losses import ATTRIBUTES, NOTE, REVIEW, unheld
from annotator.formats.standoff import seals
from annotator.formats.standoff.leaks import Leaks, Values
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss
from annotator.resources import resource

MAIN = "annotations.standoff.jsonl"
SCRIPT = Path(__file__).with_name("put_back.py")

_PLAIN = ("published", "language")
_ASKED = ("outlet", "reference")
"""Fields that go unless they stand in the text."""
_MARK = (
    "id", "annotator", "label", "start", "end", "certainty", "origin", "created", "modified",
    "made_from",
)  # fmt: skip
_TIE = ("id", "annotator", "type", "from", "to", "created", "modified")
_HELD = {
    "zones", "states", "none", "id", "annotator", "certainty", "origin", "created", "modified",
    "made_from", "attributes", "relations", "verdicts", *_PLAIN,
}  # fmt: skip


def write(request: WriteRequest) -> Iterator[Loss]:
    """Write the folder."""
    for path in (resource("standoff", "README.md"), SCRIPT):
        with request.out.part(path.name) as out:
            out.write(path.read_bytes())
    values = Values(request.scheme)
    with request.out.part(MAIN) as out:
        for article in request.articles:
            line, losses = _line(article, values, request)
            out.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
            yield from losses


def _line(
    article: ArticleRecord, values: Values, request: WriteRequest
) -> tuple[dict[str, Any], list[Loss]]:
    """Give what is said of an article, and what is not."""
    fields: Any = article
    identity, text = article["id"], article["text"]
    leaks = Leaks(text)
    line: dict[str, Any] = {"id": identity, "characters": len(text)}
    held = set(_HELD)
    if article["url"] and request.options["addresses"] == "kept":
        line["url"] = article["url"]
        held.add("url")
    line |= {key: fields[key] for key in _PLAIN if fields[key]}
    for key in _ASKED:
        if (value := fields.get(key)) and not leaks.has(value):
            line[key] = value
            held.add(key)
    line |= {key: fields[key] for key in ("zones", "states", "none") if fields.get(key)}
    losses: list[Loss] = []
    ids = {one["id"] for one in article["annotations"]}
    secret = seals.key_of(text) if request.options["seals"] == "kept" else None
    line["annotations"] = []
    for one in article["annotations"]:
        kept, dropped = values.sorted_out(one["label"], one["attributes"], leaks, ids)
        if dropped:
            losses.append(ATTRIBUTES.of(one["id"], identity, f"left out: {', '.join(dropped)}"))
        line["annotations"].append(_mark(one, kept, secret))
    line["relations"] = [
        {name: value for name, value in tie.items() if name in _TIE} for tie in article["relations"]
    ]
    losses += [
        NOTE.of(tie["from"], identity, f"the note of {tie['type']} {tie['to']}: left out")
        for tie in article["relations"]
        if tie["note"]
    ]
    if article["verdicts"]:
        line["verdicts"] = [
            {name: value for name, value in verdict.items() if name != "note"}
            for verdict in article["verdicts"]
        ]
        losses += [
            REVIEW.of(verdict["cites"][0], identity, f"the note of {verdict['reviewer']}: left out")
            for verdict in article["verdicts"]
            if verdict["note"]
        ]
    return line, [*unheld(article, held), *losses]


def _mark(one: AnnotationRecord, values: dict[str, Any], secret: bytes | None) -> dict[str, Any]:
    fields: Any = one
    mark: dict[str, Any] = {name: fields[name] for name in _MARK if name in fields}
    if len(one["fragments"]) > 1:
        mark["fragments"] = one["fragments"]
    if values:
        mark["attributes"] = values
    if secret is not None:
        mark["seal"] = seals.seal(secret, one["quote"])
    return mark
