"""One line of doccano's JSONL, in the shapes that its versions wrote."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from pydantic import ConfigDict, TypeAdapter, with_config

from annotator.formats.base import ReadRequest
from annotator.formats.common.leftovers import Leftovers, shown
from annotator.formats.common.pieces import Piece, joined
from annotator.formats.common.records_within.back import kept_article
from annotator.formats.common.records_within.checked import SpanExtras, each_valid
from annotator.formats.common.records_within.written import FIELDS
from annotator.formats.common.taking import Given
from annotator.formats.jsonl_lines import RelationLine
from annotator.model.incoming import Incoming, IncomingComment, IncomingRelation, Skipped

SPANS = ("label", "labels", "entities", "annotations")
"""Under which keys versions wrote spans."""
_KNOWN = frozenset(
    {
        *SPANS, *FIELDS, "id", "text", "data", "relations", "cats", "Comments", "comments", "meta",
        "annotation_approver", "username",
    }
)  # fmt: skip
_SPAN = ("start_offset", "end_offset", "label")
_Key = tuple[int, int, str]


@with_config(ConfigDict(strict=True, extra="forbid"))
class _Kept(SpanExtras):
    """What our own export says of a span besides: where it stood, and the rest."""

    label: str
    start_offset: int
    end_offset: int


@with_config(ConfigDict(strict=True, extra="forbid"))
class _KeptRelation(RelationLine):
    """What our own export says of a relation."""


_many_kept: TypeAdapter[list[_Kept]] = TypeAdapter(list[_Kept])
_one_kept: TypeAdapter[_Kept] = TypeAdapter(_Kept)
_many_relations: TypeAdapter[list[_KeptRelation]] = TypeAdapter(list[_KeptRelation])
_one_relation: TypeAdapter[_KeptRelation] = TypeAdapter(_KeptRelation)


class _Span(NamedTuple):
    """A span as a line has it; ``number`` is its id there."""

    start: int
    end: int
    label: str
    number: int | None
    user: str | None


class Lines:
    """Turns lines into articles; ``found`` tells whether one was."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self.leftovers = Leftovers()
        self.found = False

    def taken(self, line: Any, where: str) -> Iterator[Incoming]:
        """Give a line's article; none if it has none, which is noted."""
        if not isinstance(line, dict):
            self._skip(where, "an article: it is no object")
            return
        text = line.get("text", line.get("data"))
        if not isinstance(text, str):
            self._skip(where, "an article: it has no text")
            return
        self.found = True
        meta = line.get("meta")
        if not isinstance(meta, dict):
            meta = {} if meta in (None, "") else {"meta": meta}
        kept = _KeptSpans(meta, where, self._request)
        pieces, ids = self._pieces(self._spans(line, where), kept)
        relations = self._relations(line, ids, kept, where)
        self._note(line, meta)
        fields = {key: line[key] for key in FIELDS if key in line} | meta
        known = kept_article(fields, meta.get("article"), where, self._request.skipped)
        article = known.fields
        number = line.get("id")
        if type(number) in (int, str):
            article.setdefault("reference", str(number))
        article["comments"] = [*article.get("comments", ()), *self._comments(line)]
        given = Given(
            text=text,
            where=where,
            extractor="doccano",
            media="application/jsonl",
            annotations=joined(pieces, where, self._request.notes),
            relations=relations,
            **article,
        )
        yield from known.taken(self._request, given)

    def _spans(self, line: dict[str, Any], where: str) -> list[_Span]:
        found: list[_Span] = []
        for key in SPANS:
            values = line.get(key)
            if values is None:
                continue
            for value in values if isinstance(values, list) else [values]:
                match value:
                    case [start, end, label, *_]:
                        span = {"start_offset": start, "end_offset": end, "label": label}
                    case dict() if value.keys() >= set(_SPAN):
                        span = value
                    case _:
                        self._of_whole_text(value, key)
                        continue
                one = _span(span)
                if one is None:
                    self._skip(where, f"a span in “{key}”: {shown(value)} is none")
                else:
                    found.append(one)
        return found

    def _pieces(self, spans: list[_Span], kept: _KeptSpans) -> tuple[list[Piece], dict[int, str]]:
        """Give the spans with what our export said of them, and their ids by doccano's."""
        pieces: list[Piece] = []
        ids: dict[int, str] = {}
        for one in spans:
            piece: Piece = {"label": one.label, "start": one.start, "end": one.end}
            if one.user is not None:
                piece["annotator"] = one.user
            if one.number is not None and one.number not in ids:
                piece["id"] = str(one.number)
            if extras := kept.of((one.start, one.end, one.label)):
                piece.update(cast("Any", extras))
            if one.number is not None and "id" in piece:
                ids.setdefault(one.number, piece["id"])
            pieces.append(piece)
        if gone := kept.left():
            self.leftovers.add("an annotation that was exported and is not there any more", gone)
        return pieces, ids

    def _relations(
        self, line: dict[str, Any], ids: dict[int, str], kept: _KeptSpans, where: str
    ) -> list[IncomingRelation]:
        found: list[IncomingRelation] = []
        values = line.get("relations")
        for value in values if isinstance(values, list) else []:
            one = value if isinstance(value, dict) else {}
            head, tail, kind = one.get("from_id"), one.get("to_id"), one.get("type")
            if type(head) is not int or type(tail) is not int or not _is_key(kind):
                self._skip(where, f"a relation: {shown(value)} is none")
            elif head not in ids or tail not in ids:
                self._skip(where, f"the relation {kind} {head}–{tail}: an end is not there")
            else:
                assert isinstance(kind, str)
                plain: IncomingRelation = {"type": kind, "from": ids[head], "to": ids[tail]}
                number = one.get("id")
                if type(number) is int:
                    plain["id"] = f"relation {number}"
                found.append(kept.relation(plain) or plain)
        return found

    def _note(self, line: dict[str, Any], meta: dict[str, Any]) -> None:
        cats = line.get("cats")
        for cat in cats if isinstance(cats, list) else [] if cats is None else [cats]:
            self._of_whole_text(cat, "cats")
        self.leftovers.fields(line.keys() - _KNOWN)
        self.leftovers.fields(meta.keys() - {*FIELDS, "article", "spans", "relations"}, "meta.")

    def _of_whole_text(self, value: Any, key: str) -> None:
        """Count a class of a whole text, or what somebody wrote to it: no span."""
        kind = "a text" if isinstance(value, str) else "a value"
        self.leftovers.add(f"{kind} in “{key}” that belongs to the whole article and to no span")

    def _comments(self, line: dict[str, Any]) -> list[IncomingComment]:
        found: list[IncomingComment] = []
        for key in ("Comments", "comments"):
            values = line.get(key)
            for value in values if isinstance(values, list) else []:
                text = value.get("text") if isinstance(value, dict) else value
                if isinstance(text, str) and text.strip():
                    found.append({"text": text})
                elif text != "":
                    self.leftovers.add(f"a value in “{key}” that is no text")
        return found

    def _skip(self, where: str, what: str) -> None:
        self._request.skipped.append(Skipped(where, what))


class _KeptSpans:
    """What our own export said of a line's spans, by where they stand; each is used once."""

    def __init__(self, meta: dict[str, Any], where: str, request: ReadRequest) -> None:
        self._spans: dict[_Key, deque[SpanExtras]] = {}
        self._relations: list[_KeptRelation] = []
        spans, relations = meta.get("spans", []), meta.get("relations", [])
        for one in each_valid(
            _many_kept, _one_kept, spans if isinstance(spans, list) else [spans],
            "what is known of a span", where, request.skipped,
        ):  # fmt: skip
            if one is not None:
                fields = cast("dict[str, Any]", one)
                key = tuple(fields.pop(name) for name in _SPAN)
                self._spans.setdefault(key, deque()).append(cast("SpanExtras", fields))
        self._relations = [
            one
            for one in each_valid(
                _many_relations, _one_relation,
                relations if isinstance(relations, list) else [relations],
                "what is known of a relation", where, request.skipped,
            )
            if one is not None
        ]  # fmt: skip

    def of(self, key: _Key) -> SpanExtras | None:
        """Give what is known of a span."""
        known = self._spans.get(key)
        return known.popleft() if known else None

    def left(self) -> int:
        """Tell how many spans there were that are not in the line."""
        return sum(
            1 for known in self._spans.values() for one in known if one.get("fragment", [1])[0] == 1
        )

    def relation(self, plain: IncomingRelation) -> IncomingRelation | None:
        """Give what is known of a relation between two annotations."""
        for number, one in enumerate(self._relations):
            if (one["type"], one["from"], one["to"]) == (plain["type"], plain["from"], plain["to"]):
                return cast("IncomingRelation", self._relations.pop(number))
        return None


def _span(value: dict[str, Any]) -> _Span | None:
    start, end, label = (value[key] for key in _SPAN)
    if type(label) is int:
        label = str(label)
    if type(start) is not int or type(end) is not int or not _is_key(label):
        return None
    if not 0 <= start < end:
        return None
    number, user = value.get("id"), value.get("user")
    return _Span(
        start,
        end,
        label,
        number if type(number) is int else None,
        f"user {user}" if type(user) is int else user if isinstance(user, str) and user else None,
    )


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and bool(value)
