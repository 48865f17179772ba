"""spaCy's JSON, a line a document: what ``Doc.to_json`` gives and ``Doc.from_json`` takes.

Written without spaCy. Our own record lies beside under a name of its own: under ``_`` spaCy takes
only what it was told to expect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, BinaryIO, NotRequired

import orjson
from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from annotator.formats.base import Format, Option, ReadRequest, WriteRequest
from annotator.formats.common.heads import is_list
from annotator.formats.common.json_list import list_items
from annotator.formats.common.json_text import checked, json_lines
from annotator.formats.common.leftovers import Leftovers
from annotator.formats.common.records_within.back import taken_whole
from annotator.formats.spacy.document import CANNOT_HOLD, GROUP, KEPT, Document, document
from annotator.formats.spacy.taking_back import Found, record_of
from annotator.model.incoming import Incoming, Skipped
from annotator.model.records import Loss
from annotator.problems import UnreadableInputError

_Offset = Annotated[int, Field(ge=0, lt=2**53)]
_STRICT = ConfigDict(strict=True, extra="allow")
_HEAD = 4_096
_TOKEN = re.compile(rb'"tokens"\s*:\s*\[\s*(\]|\{\s*"id"\s*:\s*0\s*,\s*"start"\s*:\s*\d)')
_SPAN = re.compile(
    rb'"(ents|%s)"\s*:\s*\[\s*\{\s*"start"\s*:\s*\d+\s*,\s*"end"\s*:\s*\d+\s*,\s*"label"'
    % GROUP.encode()
)
_BEGINS = re.compile(rb'^(\xef\xbb\xbf)?\s*\[?\s*\{\s*"(ents|spans|text)"\s*:')
_GRAMMAR = ("tag", "pos", "morph", "lemma", "dep", "head")

EDGES = Option(
    "cut",
    "Where a span begins or ends inside a token: cut the token, or widen the span to it.",
    ("cut", "widen"),
    reads=False,
)


@with_config(_STRICT)
class _Span(TypedDict):
    start: _Offset
    end: _Offset
    label: str
    kb_id: NotRequired[str]


@with_config(_STRICT)
class _Doc(TypedDict):
    """A document as it may stand in a line; tokens are not looked at: the text has them."""

    text: str
    ents: NotRequired[list[_Span] | None]
    spans: NotRequired[dict[str, list[_Span]] | None]


_doc: TypeAdapter[_Doc] = TypeAdapter(_Doc)


def _write(request: WriteRequest) -> Iterator[Loss]:
    edges = request.options["edges"]
    with request.out.main() as out:
        for article in request.articles:
            made = document(article, "widen" if edges == "widen" else "cut")
            out.write(orjson.dumps(_line(article["text"], made), option=orjson.OPT_APPEND_NEWLINE))
            yield from made.losses


def _line(text: str, made: Document) -> dict[str, Any]:
    """Give a document's JSON; spans stand before a long text, so that they tell what it is."""
    return {
        "ents": [{"start": one[0], "end": one[1], "label": one[2]} for one in made.entities],
        "spans": {
            GROUP: [
                {"start": one.start, "end": one.end, "label": one.label, "kb_id": one.concept}
                for one in made.spans
            ]
        },
        "text": text,
        "tokens": [
            {"id": number, "start": start, "end": end}
            for number, (start, end) in enumerate(made.tokens)
        ],
        KEPT: made.kept,
    }


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        leftovers = Leftovers()
        found = False
        for where, value in _documents(file, request.name):
            found = True
            yield from _article(request, value, where, leftovers)
        if not found:
            raise UnreadableInputError(f"{request.name} holds no document.")
        leftovers.tell(request)


def _documents(file: BinaryIO, name: str) -> Iterator[tuple[str, Any]]:
    """Walk the documents: lines, or items of a list."""
    head = file.read(_HEAD)
    file.seek(0)
    return list_items(file, name) if is_list(head) else json_lines(file, name)


def _article(
    request: ReadRequest, value: Any, where: str, leftovers: Leftovers
) -> Iterator[Incoming]:
    doc = checked(_doc, value, where)
    if not doc["text"].strip():
        request.skipped.append(Skipped(where, "an article: its text is empty"))
        return
    _count(value, leftovers)
    spans = [_found(one) for group in (doc.get("spans") or {}).values() for one in group]
    entities = [_found(one) for one in doc.get("ents") or ()]
    kept = value.get(KEPT, _others(value).get(KEPT))
    record = record_of(doc["text"], spans, entities, kept, where, request.skipped)
    yield from taken_whole(
        request, record, where, extractor="spacy-json", media="application/jsonl"
    )


def _found(one: _Span) -> Found:
    return Found(one["start"], one["end"], one["label"], one.get("kb_id", ""))


def _count(value: dict[str, Any], leftovers: Leftovers) -> None:
    """Count what of a document has no place here."""
    for key, what in (("cats", "categories of whole texts"), ("sents", "sentences")):
        if value.get(key):
            leftovers.add(what)
    tokens = value.get("tokens")
    first = tokens[0] if isinstance(tokens, list) and tokens else None
    if isinstance(first, dict) and any(key in first for key in _GRAMMAR):
        leftovers.add("grammar of tokens")
    leftovers.fields((key for key in _others(value) if key != KEPT), "_.")
    known = {"text", "ents", "spans", "tokens", "cats", "sents", "_", KEPT}
    leftovers.fields(key for key in value if key not in known)


def _others(value: dict[str, Any]) -> dict[str, Any]:
    """Give what programs keep with a document; so does spaCy with what was read from a DocBin."""
    others = value.get("_")
    return others if isinstance(others, dict) else {}


def _recognises(head: bytes, _: str) -> bool:
    """Tell by the first tokens or spans, which no other format writes so."""
    if _BEGINS.match(head) is None:
        return False
    return _TOKEN.search(head) is not None or _SPAN.search(head) is not None


FORMAT = Format(
    name="spacy-json",
    title="spaCy JSON",
    extensions=("jsonl", "json"),
    read=_read,
    write=_write,
    cannot_hold=CANNOT_HOLD,
    options={"edges": EDGES},
    recognises=_recognises,
    units=("code-points",),
)
