"""Results in a task of Label Studio: regions, values of regions, relations between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

from annotator.formats.base import ReadRequest
from annotator.formats.common.leftovers import Leftovers, shown
from annotator.formats.common.pieces import Piece
from annotator.formats.common.records_within.checked import given_relation_extras, given_span_extras
from annotator.model.incoming import IncomingRelation, Note, Skipped

_OF_REGION = frozenset({"choices", "textarea", "number", "rating", "datetime"})
"""Types of results that are a value of a region."""
_MOST_WORDS = 1000
_UNNAMED = "related"
"""The type of relations without a label."""


class Found:
    """What was found in one article."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.relations: list[IncomingRelation] = []
        self.kinds: dict[str, str] = {}
        self._ids: set[tuple[str | None, str]] = set()

    def add(self, piece: Piece) -> None:
        """Add an annotation; its id stands once among an annotator's.

        Copies of a task's annotations have the ids of their originals.
        """
        self.pieces.append(piece)
        if "id" not in piece or "fragment" in piece:
            return
        base, number = piece["id"], 1
        while (piece.get("annotator"), piece["id"]) in self._ids:
            number += 1
            piece["id"] = f"{base}-{number}"
        self._ids.add((piece.get("annotator"), piece["id"]))


class Results:
    """Reads one annotator's results in one text."""

    def __init__(
        self,
        text: str,
        where: str,
        request: ReadRequest,
        leftovers: Leftovers,
        *,
        is_html: bool,
    ) -> None:
        self._text = text
        self._where = where
        self._request = request
        self._leftovers = leftovers
        self._is_html = is_html

    def take(
        self,
        results: Sequence[dict[str, Any]],
        names: set[str],
        fields: dict[str, str],
        found: Found,
    ) -> None:
        """Add an annotator's regions in what some tags show, and the relations between them.

        Args:
            results: what the annotator made of the task.
            names: the tags that show this text.
            fields: what all of their annotations have: whose they are, when they were made.
            found: what this is added to.
        """
        regions: dict[str, list[Piece]] = {}
        values: list[dict[str, Any]] = []
        relations: list[dict[str, Any]] = []
        for result in results:
            kind, name = result.get("type"), result.get("to_name")
            if kind == "relation":
                relations.append(result)
            elif names != {""} and not (isinstance(name, str) and name in names):
                continue
            elif isinstance(kind, str) and kind in _OF_REGION:
                values.append(result)
            else:
                pieces = list(self._pieces(result, fields))
                identity = result.get("id")
                if isinstance(identity, str) and identity and pieces:
                    regions.setdefault(identity, pieces)
                for piece in pieces:
                    found.add(piece)
        for result in values:
            self._value(result, regions)
        for result in relations:
            self._relation(result, regions, fields, found)

    def _pieces(self, result: dict[str, Any], fields: dict[str, str]) -> Iterator[Piece]:
        """Give a region's annotations, one for each of its labels; what is none is noted."""
        value, kind = result.get("value"), result.get("type")
        if not isinstance(value, dict) or "start" not in value or "end" not in value:
            what = kind if isinstance(kind, str) else "result"
            self._leftovers.add(f"a “{what}” of a whole article")
            return
        labels = _labels(value, kind)
        place = self._place(value)
        if place is None:
            return
        start, end, quote = place
        if not labels:
            self._skip(f"the span {start}–{end}: it has no label")
        for number, label in enumerate(labels):
            piece: Piece = {"label": label, "start": start, "end": end}
            if quote is not None:
                piece["quote"] = quote
            piece.update(cast("Any", fields))
            if isinstance(identity := result.get("id"), str) and identity:
                piece["id"] = identity if number == 0 else f"{identity}:{label}"
            self._add_meta(piece, result.get("meta"))
            yield piece

    def _place(self, value: dict[str, Any]) -> tuple[int, int, str | None] | None:
        """Give where a region lies, and its text; None if that cannot be told, which is noted."""
        start, end, quote = value["start"], value["end"], value.get("text")
        text = quote if isinstance(quote, str) else None
        if self._is_html or (isinstance(start, str) and start.startswith("/")):
            return None if text is None else self._by_quote(text)
        if "startOffset" in value:
            self._leftovers.add("a span in a dialogue")
            return None
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            self._skip(f"a span: it begins at {shown(start)} and ends at {shown(end)}")
            return None
        return start, end, None if text is None else self._tidy_quote(text, start, end)

    def _by_quote(self, quote: str) -> tuple[int, int, str] | None:
        """Find the only place of a quote; white space may be another."""
        places = (
            [one.span() for one in _pattern(quote).finditer(self._text)] if quote.strip() else []
        )
        if len(places) != 1:
            times = "not there" if not places else f"there {len(places)} times"
            self._skip(f"the span “{shown(quote)}”: it is {times}, and its place is one in a page")
            return None
        start, end = places[0]
        return start, end, self._text[start:end]

    def _tidy_quote(self, quote: str, start: int, end: int) -> str:
        """Give a region's text as it stands in the article, where only white space differs.

        Line ends may be written as a backslash and an “n”, and blanks as one.
        """
        there = self._text[start:end]
        if quote == there:
            return quote
        if "\\n" in quote and "\\n" not in self._text:
            quote = quote.replace("\\n", "\n")
        return there if there.split() == quote.split() and there.strip() else quote

    def _add_meta(self, piece: Piece, meta: Any) -> None:
        if not isinstance(meta, dict):
            return
        what = f"{piece['label']} {piece['start']}–{piece['end']}"
        extras = given_span_extras(meta, what, self._where, self._request.skipped)
        piece.update(cast("Any", extras))
        note = meta.get("text")
        lines = note if isinstance(note, list) else [note]
        if note := "\n".join(one for one in lines if isinstance(one, str)):
            piece["note"] = note
        self._leftovers.fields(meta.keys() - extras.keys() - {"text"}, "meta.")

    def _value(self, result: dict[str, Any], regions: dict[str, list[Piece]]) -> None:
        """Give a region's annotations the value that a control has for it."""
        kind, value, key = result["type"], result.get("value"), result.get("from_name")
        pieces = regions.get(result["id"]) if isinstance(result.get("id"), str) else None
        if pieces is None or not isinstance(value, dict) or not isinstance(key, str) or not key:
            self._leftovers.add(f"a “{kind}” of a whole article")
            return
        given = value.get("text" if kind == "textarea" else kind)
        if isinstance(given, list):
            texts = [one for one in given if isinstance(one, str)]
            if kind == "choices" and len(texts) > 1:
                what = f"several choices of “{key}” became one text"
                self._request.notes.append(Note(self._where, what))
            given = ("\n" if kind == "textarea" else "; ").join(texts) if texts else None
        if type(given) not in (str, int, float):
            self._skip(f"the value “{key}” of a span: it is no text and no number")
            return
        for piece in pieces:
            piece.setdefault("attributes", {})[key] = given

    def _relation(
        self,
        result: dict[str, Any],
        regions: dict[str, list[Piece]],
        fields: dict[str, str],
        found: Found,
    ) -> None:
        head, tail = (
            regions.get(end) if isinstance(end := result.get(key), str) else None
            for key in ("from_id", "to_id")
        )
        if head is None or tail is None:
            if any(regions):
                ends = f"{shown(result.get('from_id'))}–{shown(result.get('to_id'))}"
                self._skip(f"the relation {ends}: an end of it is no span here")
            return
        direction = result.get("direction")
        if direction == "left":
            head, tail = tail, head
        elif direction == "bi":
            self._request.notes.append(Note(self._where, "a relation in both directions has one"))
        labels = result.get("labels")
        kinds = [one for one in labels if isinstance(one, str) and one] if labels else []
        if isinstance(labels, list) and len(kinds) < len(labels):
            self._skip("a label of a relation: it is no text")
        meta = result.get("meta")
        extras = given_relation_extras(
            meta if isinstance(meta, dict) else {}, self._where, self._request.skipped
        )
        for kind in kinds or [_UNNAMED]:
            relation: dict[str, Any] = {"type": kind, "from": head[0]["id"], "to": tail[0]["id"]}
            if "annotator" in fields:
                relation["annotator"] = fields["annotator"]
            found.relations.append(cast("IncomingRelation", relation | cast("Any", extras)))

    def _skip(self, what: str) -> None:
        self._request.skipped.append(Skipped(self._where, what))


def _pattern(quote: str) -> re.Pattern[str]:
    """Make what finds a quote; the white space in a short one may be another.

    White space alone is found nowhere.
    """
    words = quote.split()
    if not words:
        return re.compile("(?!)")
    short = len(words) <= _MOST_WORDS
    return re.compile(r"\s+".join(map(re.escape, words)) if short else re.escape(quote))


def quotes_of(results: Sequence[dict[str, Any]], name: str) -> list[str]:
    """Give the texts of the regions in what a tag shows."""
    found: list[str] = []
    for result in results:
        value = result.get("value")
        if isinstance(value, dict) and name in ("", result.get("to_name")):
            quote = value.get("text")
            if isinstance(quote, str) and quote:
                found.append(quote)
    return found


def _labels(value: dict[str, Any], kind: Any) -> list[str]:
    """Give the labels of a region: under the name of its type, or of what they are."""
    keys = [kind] if isinstance(kind, str) and kind in value else []
    keys += [key for key in value if key.endswith("labels") and key not in keys]
    for key in keys:
        labels = value[key]
        if isinstance(labels, list):
            return [one for one in labels if isinstance(one, str) and one]
        if isinstance(labels, str) and labels:
            return [labels]
    return []
