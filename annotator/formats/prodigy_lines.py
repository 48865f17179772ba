"""Lines of Prodigy's JSONL: what somebody accepted is theirs, what they rejected a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from annotator.formats.base import ReadRequest
from annotator.formats.common.leftovers import Leftovers
from annotator.formats.common.pieces import Piece, joined
from annotator.formats.common.records_within.back import kept_article
from annotator.formats.common.records_within.checked import (
    SPAN_EXTRAS,
    given_relation_extras,
    given_span_extras,
)
from annotator.formats.common.records_within.written import FIELDS
from annotator.formats.common.taking import Given
from annotator.model.incoming import (
    Incoming,
    IncomingRelation,
    IncomingVerdict,
    Note,
    Skipped,
)
from annotator.model.moments import iso

SUGGESTER = "Prodigy"
"""Who proposed what was rejected, if the file does not name the model."""
_MOMENT = re.compile(r"(^|-)\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d$")
"""A session without a name is called by when it began."""
_OF_LINE = frozenset(
    {
        "text", "tokens", "spans", "relations", "meta", "answer", "article", "config",
        "_input_hash", "_task_hash", "_view_id", "_is_binary", "_session_id", "_annotator_id",
        "_timestamp", *FIELDS,
    }
)  # fmt: skip
_OF_WHOLE_TEXT = frozenset({"label", "accept", "options"})
_OF_SPAN = frozenset(
    {
        "start", "end", "label", "text", "token_start", "token_end", "answer", "source",
        "input_hash", "_input_hash", "_task_hash", "color",
    }
)  # fmt: skip
_LONGEST_NAME = 64
_LAST_SECOND = 253_402_300_800
"""The end of the year 9999, in seconds."""


class Line(NamedTuple):
    """A line with a text, and its place in the file."""

    where: str
    text: str
    fields: dict[str, Any]


class _Found:
    """What the lines of one article hold."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.relations: list[IncomingRelation] = []
        self.verdicts: list[IncomingVerdict] = []
        self.kinds: dict[str, str] = {}
        self.ids: set[tuple[str | None, str]] = set()


class Lines:
    """Turns lines into articles; ``found`` tells whether one had a text."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self.leftovers = Leftovers()
        self.found = False

    def line(self, value: Any, where: str) -> Line | None:
        """Give a line that has a text; None if it has none, which is noted."""
        if not isinstance(value, dict):
            self._skip(where, "a task: it is no object")
            return None
        text = value.get("text")
        if not isinstance(text, str):
            self._skip(where, "a task: it has no text")
            return None
        self.found = True
        return Line(where, text, value)

    def taken(self, lines: Sequence[Line]) -> Iterator[Incoming]:
        """Give the article of lines that have the same text."""
        found = _Found()
        first = lines[0]
        for line in lines:
            self._add(line, found)
        metas = [self._meta(line) for line in lines]
        ours = (line.fields["article"] for line in lines if "article" in line.fields)
        of_line = {key: first.fields[key] for key in FIELDS if key in first.fields}
        known = kept_article(
            of_line | metas[0], next(ours, None), first.where, self._request.skipped
        )
        verdicts = [*known.fields.pop("verdicts", ()), *found.verdicts]
        given = Given(
            text=first.text,
            where=first.where,
            extractor="prodigy",
            media="application/jsonl",
            annotations=joined(found.pieces, first.where, self._request.notes),
            relations=found.relations,
            verdicts=verdicts,
            kinds=found.kinds,
            **known.fields,
        )
        yield from known.taken(self._request, given)

    def _add(self, line: Line, found: _Found) -> None:
        fields, where = line.fields, line.where
        person = self._person(fields)
        answer = fields.get("answer", "accept")
        pieces: list[tuple[dict[str, Any], Piece]] = []
        values = fields.get("spans")
        spans = values if isinstance(values, list) else []
        for value in spans:
            piece = self._piece(value, line, person)
            if piece is None:
                continue
            match value.get("answer", answer):
                case "accept":
                    pieces.append((value, piece))
                case "reject":
                    self._reject(value, piece, person, found)
                case _:
                    self.leftovers.add("a span that nobody decided about")
        if values is not None and not isinstance(values, list):
            self._skip(where, "its spans: they are no list")
        if answer == "reject" and not spans:
            self.leftovers.add("the answer to a rejected task that has no span")
        for value, piece in pieces:
            self._name(piece, found, must=bool(fields.get("relations")))
            if isinstance(source := value.get("source"), str) and 0 < len(source) <= _LONGEST_NAME:
                piece.setdefault("origin", source)
            found.pieces.append(piece)
        self._relations(line, pieces, person, found)
        for key in fields.keys() & _OF_WHOLE_TEXT:
            self.leftovers.add(f"“{key}” of a whole article")
        self.leftovers.fields(fields.keys() - _OF_LINE - _OF_WHOLE_TEXT)

    def _piece(self, value: Any, line: Line, person: str | None) -> Piece | None:
        """Give a span with what is known of it; None if it is none, which is noted."""
        span = value if isinstance(value, dict) else {}
        start, end, label = (span.get(key) for key in ("start", "end", "label"))
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            self._skip(line.where, f"a span: it begins at {start} and ends at {end}")
            return None
        if not isinstance(label, str) or not label:
            self._skip(line.where, f"the span {start}–{end}: it has no label")
            return None
        piece: Piece = {"label": label, "start": start, "end": end}
        if person is not None:
            piece["annotator"] = person
        seconds = line.fields.get("_timestamp")
        if type(seconds) is int and 0 < seconds < _LAST_SECOND:
            piece["created"] = piece["modified"] = iso(seconds * 1000)
        what = f"{label} {start}–{end}"
        extras = given_span_extras(span, what, line.where, self._request.skipped)
        piece.update(cast("Any", extras))
        if isinstance(quote := span.get("text"), str):
            piece["quote"] = quote
        self.leftovers.fields(span.keys() - _OF_SPAN - SPAN_EXTRAS, "spans.")
        return piece

    def _reject(
        self, value: dict[str, Any], piece: Piece, person: str | None, found: _Found
    ) -> None:
        """Make a suggestion of a span, and a verdict of the answer."""
        source = value.get("source")
        named = isinstance(source, str) and source.strip() and len(source) <= _LONGEST_NAME
        suggester = str(source) if named else SUGGESTER
        found.kinds[suggester] = "suggester"
        # Others may reject the same span in lines of their own: each is somebody's.
        name = f"{piece['start']}-{piece['end']}-{piece['label']}-{person or ''}"
        piece["annotator"], piece["id"] = suggester, name
        self._name(piece, found, must=True)
        found.pieces.append(piece)
        verdict: IncomingVerdict = {"decision": "reject", "cites": [piece["id"]]}
        if person is not None:
            verdict["reviewer"] = person
        for key in ("created", "modified"):
            if key in piece:
                verdict[key] = piece[key]
        found.verdicts.append(verdict)

    def _name(self, piece: Piece, found: _Found, *, must: bool) -> None:
        """See to it that an id stands once among an annotator's; make one if there must be one."""
        annotator = piece.get("annotator")
        name = piece.get("id")
        if name is None and not must:
            return
        if "fragment" in piece:
            return
        base = name = name or f"{piece['start']}-{piece['end']}-{piece['label']}"
        number = 1
        while (annotator, name) in found.ids:
            number += 1
            name = f"{base}-{number}"
        found.ids.add((annotator, name))
        piece["id"] = name

    def _relations(
        self,
        line: Line,
        pieces: Sequence[tuple[dict[str, Any], Piece]],
        person: str | None,
        found: _Found,
    ) -> None:
        values = line.fields.get("relations")
        if values is not None and not isinstance(values, list):
            self._skip(line.where, "its relations: they are no list")
        for value in values if isinstance(values, list) else []:
            one = value if isinstance(value, dict) else {}
            label = one.get("label")
            if not isinstance(label, str) or not label:
                self._skip(line.where, "a relation: it has no label")
                continue
            if line.fields.get("answer", "accept") != "accept":
                self.leftovers.add("a relation that was not accepted")
                continue
            ends = [
                _end(one, keys, pieces)
                for keys in (("from", "head", "head_span"), ("to", "child", "child_span"))
            ]
            if None in ends:
                where = f"{one.get('head')}–{one.get('child')}"
                self._skip(line.where, f"the relation {label} {where}: an end of it is no span")
                continue
            relation: dict[str, Any] = {"type": label, "from": ends[0], "to": ends[1]}
            if person is not None:
                relation["annotator"] = person
            relation |= given_relation_extras(one, line.where, self._request.skipped)
            found.relations.append(cast("IncomingRelation", relation))

    def _person(self, fields: dict[str, Any]) -> str | None:
        for key in ("_annotator_id", "_session_id"):
            name = fields.get(key)
            if isinstance(name, str) and name.strip():
                if not _MOMENT.search(name):
                    return name
                what = "sessions without a name were taken as yours"
                note = Note(self._request.name, what)
                if note not in self._request.notes:
                    self._request.notes.append(note)
        return None

    def _meta(self, line: Line) -> dict[str, Any]:
        meta = line.fields.get("meta")
        if not isinstance(meta, dict):
            return {}
        self.leftovers.fields(meta.keys() - set(FIELDS), "meta.")
        return {key: meta[key] for key in FIELDS if key in meta}

    def _skip(self, where: str, what: str) -> None:
        self._request.skipped.append(Skipped(where, what))


def _end(
    relation: dict[str, Any],
    keys: tuple[str, str, str],
    pieces: Sequence[tuple[dict[str, Any], Piece]],
) -> str | None:
    """Give the id of the span at a relation's end: by its id, its place, or its token."""
    ours, token, place = (relation.get(key) for key in keys)
    if isinstance(ours, str) and any(piece.get("id") == ours for _, piece in pieces):
        return ours
    if isinstance(place, dict):
        for wanted in (("start", "end", "label"), ("start", "end")):
            for span, piece in pieces:
                if all(span[key] == place.get(key) for key in wanted):
                    return piece.get("id")
    if type(token) is int:
        # Prodigy names the last token; some scripts name the first.
        for key in ("token_end", "token_start"):
            for span, piece in pieces:
                if span.get(key) == token:
                    return piece.get("id")
    return None
