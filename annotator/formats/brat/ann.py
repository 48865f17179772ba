"""The lines of a standoff file become annotations and relations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.formats.brat.kept import DATA, NOTES, Data, Table, read_data
from annotator.formats.brat.pieces import cut, joined
from annotator.model.incoming import IncomingAnnotation, IncomingRelation, Skipped

_SPAN = re.compile(r"(\S+) (\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*) *")
_EVENT = re.compile(r"([^\s:]+):(\S+)((?: +[^\s:]+:\S+)*) *")
_RELATION = re.compile(r"(\S+) +([^\s:]+):(\S+) +([^\s:]+):(\S+) *")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (.+?))? *")
_NORMAL = re.compile(r"(\S+) (\S+) (\S+)")
_ABOUT = re.compile(r"(\S+) (\S+) *")
_ID = re.compile(r"(\*|[TREAMN#][^\s]*)")


class _Line(NamedTuple):
    number: int
    name: str
    body: str
    rest: str | None


class Standoff:
    """What a standoff file says of a text.

    Args:
        text: the text as it came, with its line ends.
        lines: the file's lines.
        name: what the file is called.
        person: whose folder it is in, if that is known.
        table: what its types stand for.
        skipped: where is noted what is passed over.

    Attributes:
        annotations: its spans and the triggers of its events, in the file's unit.
        relations: its relations, and the roles of its events.
    """

    def __init__(
        self,
        text: str,
        lines: Iterable[tuple[int, str]],
        name: str,
        person: str | None,
        table: Table,
        skipped: list[Skipped],
    ) -> None:
        self._text = text
        self._name = name
        self._person = person
        self._table = table
        self._skipped = skipped
        self._spans: dict[str, IncomingAnnotation] = {}
        self._ties: dict[str, IncomingRelation] = {}
        self._triggers: dict[str, str] = {}
        by_letter: dict[str, list[_Line]] = {}
        for line in self._split(lines):
            by_letter.setdefault(line.name[0], []).append(line)
        for letter, take in self._kinds():
            for line in by_letter.get(letter, ()):
                take(line)
        self._forget_names()
        self.annotations = list(self._spans.values())
        self.relations = list(self._ties.values())

    def _kinds(self) -> list[tuple[str, Callable[[_Line], None]]]:
        """Give what takes each kind of line, in the order in which they refer to each other."""
        return [
            ("T", self._take_span),
            ("E", self._take_event),
            ("E", self._take_roles),
            ("R", self._take_relation),
            ("A", self._take_attribute),
            ("M", self._take_attribute),
            ("N", self._take_normal),
            ("#", self._take_note),
            ("*", self._take_equiv),
        ]

    def _split(self, lines: Iterable[tuple[int, str]]) -> list[_Line]:
        found: list[_Line] = []
        names: set[str] = set()
        for number, line in lines:
            if not line.strip():
                continue
            name, tab, rest = line.partition("\t")
            body, further, tail = rest.partition("\t")
            if not tab or not _ID.fullmatch(name):
                self._skip(number, "it is no line of brat's")
            elif name in names and name != "*":
                self._skip(number, f"{name} stands there twice")
            else:
                names.add(name)
                found.append(_Line(number, name, body, tail if further else None))
        return found

    def _take_span(self, line: _Line) -> None:
        found = _SPAN.fullmatch(line.body)
        if found is None:
            self._skip(line.number, f"{line.name}: it has no type and no span like “0 5”")
            return
        pieces = [[int(at) for at in piece.split(" ")] for piece in found[2].split(";")]
        if any(start >= end for start, end in pieces):
            self._skip(line.number, f"{line.name}: it ends where it begins, or before that")
            return
        quote = line.rest or ""
        if len(pieces) > 1 or self._text[pieces[0][0] : pieces[0][1]] != quote:
            pieces, quote = self._tidied(pieces, quote)
        annotation: IncomingAnnotation = {
            "label": self._table["labels"].get(found[1], found[1]),
            "start": pieces[0][0],
            "end": pieces[-1][1],
            "id": line.name,
        }
        if len(pieces) > 1:
            annotation["fragments"] = pieces
        if quote:
            annotation["quote"] = quote
        if self._person is not None:
            annotation["annotator"] = self._person
        self._spans[line.name] = annotation

    def _tidied(self, pieces: list[list[int]], quote: str) -> tuple[list[list[int]], str]:
        """Give pieces in order and joined where only a line ends between them, and their text."""
        quote = _quote(pieces, quote)
        pieces = sorted(pieces)
        if all(end <= len(self._text) for _, end in pieces):
            there = " ".join(self._text[start:end] for start, end in pieces)
            # Some programs write a blank at the end of a line, or leave those of the span out.
            if quote.strip() == there.strip():
                pieces = joined(self._text, pieces)
                quote = " ".join(self._text[start:end] for start, end in pieces)
        return pieces, quote

    def _take_event(self, line: _Line) -> None:
        found = _EVENT.fullmatch(line.body)
        if found is None or found[2] not in self._spans:
            self._skip(line.number, f"{line.name}: it has no type and no trigger like “Visit:T1”")
            return
        self._triggers[line.name] = found[2]

    def _take_roles(self, line: _Line) -> None:
        found = _EVENT.fullmatch(line.body)
        if found is None or line.name not in self._triggers:
            return
        for number, part in enumerate(found[3].split(), 1):
            role, _, end = part.partition(":")
            self._tie(line, f"{line.name}.{number}", role, line.name, end)

    def _take_relation(self, line: _Line) -> None:
        found = _RELATION.fullmatch(line.body)
        if found is None:
            self._skip(line.number, f"{line.name}: it has no type and two ends like “Arg1:T1”")
            return
        kind, first, start, second, end = found.groups()
        if (first, second) == ("Arg2", "Arg1"):
            start, end = end, start
        self._tie(line, line.name, self._table["relations"].get(kind, kind), start, end)

    def _tie(self, line: _Line, name: str, kind: str, start: str, end: str) -> None:
        ends = [self._triggers.get(one, one) for one in (start, end)]
        missing = [one for one in ends if one not in self._spans]
        if missing:
            self._skip(line.number, f"{line.name}, {kind}: there is no {missing[0]}")
            return
        relation: IncomingRelation = {"type": kind, "from": ends[0], "to": ends[1], "id": name}
        if self._person is not None:
            relation["annotator"] = self._person
        self._ties[name] = relation

    def _take_attribute(self, line: _Line) -> None:
        found = _ATTRIBUTE.fullmatch(line.body)
        about = self._about(found[2]) if found is not None else None
        if found is None or about is None:
            self._skip(line.number, f"{line.name}: there is no annotation that it belongs to")
            return
        key = self._table["attributes"].get(found[1], found[1])
        values = about.setdefault("attributes", {})
        if key in values:
            self._skip(line.number, f"{line.name}: {found[2]} has another {key} already")
        else:
            values[key] = found[3] or True

    def _take_normal(self, line: _Line) -> None:
        found = _NORMAL.fullmatch(line.body.rstrip())
        about = self._about(found[2]) if found is not None else None
        if found is None or about is None:
            self._skip(line.number, f"{line.name}: there is no annotation that it belongs to")
            return
        about.setdefault("attributes", {})
        _add(about["attributes"], found[1], f"{found[3]} {line.rest or ''}".strip())

    def _take_note(self, line: _Line) -> None:
        found = _ABOUT.fullmatch(line.body)
        text = line.rest or ""
        if found is None or not (about := self._about(found[2]) or self._ties.get(found[2])):
            self._skip(line.number, f"{line.name}, {text}: there is nothing that it belongs to")
        elif found[1] == DATA:
            self._take_data(line, about)
        else:
            text = text if found[1] == NOTES else f"{found[1]}: {text}"
            about["note"] = f"{about['note']}\n{text}" if about.get("note") else text

    def _take_data(self, line: _Line, about: IncomingAnnotation | IncomingRelation) -> None:
        data = read_data(line.rest or "")
        if isinstance(data, str):
            self._skip(line.number, f"{line.name}: {data}")
            return
        note = data.get("note")
        # Somebody may have changed in brat what is shown there; then that is meant.
        if note is not None and " ".join(note.split()) == about.get("note", ""):
            about["note"] = note
        if "annotator" in data:
            about["annotator"] = data["annotator"]
        span = self._about(found[2]) if (found := _ABOUT.fullmatch(line.body)) else None
        if span is not None:
            self._take_span_data(data, span)

    def _take_span_data(self, data: Data, about: IncomingAnnotation) -> None:
        fragments = data.get("fragments")
        pieces = about.get("fragments") or [[about["start"], about["end"]]]
        if fragments and self._same(fragments, pieces):
            about["start"], about["end"] = fragments[0][0], fragments[-1][1]
            about["fragments"] = fragments
            about["quote"] = " ".join(self._text[start:end] for start, end in fragments)
        values = about.get("attributes", {})
        if more := data.get("attributes"):
            about["attributes"] = more | values
        if "certainty" in data:
            about["certainty"] = data["certainty"]
        if "made_from" in data:
            about["made_from"] = data["made_from"]
        if "id" in data:
            name, given = about["id"], str(data["id"])
            about["id"] = given
            for tie in self._ties.values():
                tie["from"] = given if tie["from"] == name else tie["from"]
                tie["to"] = given if tie["to"] == name else tie["to"]

    def _same(self, fragments: Sequence[Sequence[int]], pieces: Sequence[Sequence[int]]) -> bool:
        """Tell whether kept fragments are those that the pieces were cut out of."""
        last = 0
        for one in fragments:
            if len(one) != 2 or not last <= one[0] < one[1] <= len(self._text):
                return False
            last = one[1]
        return joined(self._text, cut(self._text, fragments)) == [list(one) for one in pieces]

    def _take_equiv(self, line: _Line) -> None:
        self._skip(line.number, f"{line.body}: what is equivalent has no place here")

    def _forget_names(self) -> None:
        """Take off the names that nothing refers to: they are numbers of their file."""
        ends = {end for tie in self._ties.values() for end in (tie["from"], tie["to"])}
        for name, one in self._spans.items():
            if one["id"] == name and name not in ends:
                del one["id"]

    def _about(self, name: str) -> IncomingAnnotation | None:
        return self._spans.get(self._triggers.get(name, name))

    def _skip(self, number: int, why: str) -> None:
        self._skipped.append(Skipped(f"{self._name}, line {number}", why))


def _add(values: dict[str, object], key: str, value: str) -> None:
    """Add a value; what is there already under its key stays before it."""
    values[key] = f"{values[key]}; {value}" if key in values else value


def _quote(pieces: Sequence[Sequence[int]], text: str) -> str:
    """Give the text of a line with its pieces in the order of their places."""
    if all(one[0] <= other[0] for one, other in pairwise(pieces)):
        return text
    parts: list[tuple[int, str]] = []
    at = 0
    for start, end in pieces:
        parts.append((start, text[at : at + end - start]))
        at += end - start + 1
    return " ".join(part for _, part in sorted(parts)) if at == len(text) + 1 else text
