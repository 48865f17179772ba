"""The selections of a text as annotations, with what hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from annotator.formats.qda.notes import Notes, our_values, when
from annotator.formats.qda.qdpx_tables import LOCAL, Tables, children, span_of
from annotator.formats.qda.qdpx_writing import CONTINUED, OURS
from annotator.formats.qda.quotes import Quotes
from annotator.formats.qda.xml import guid, known_guid, plain_guid
from annotator.model.incoming import IncomingAnnotation, IncomingComment, IncomingRelation
from annotator.model.scheme import LONGEST_KEY

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(slots=True)
class Taken:
    """What was taken from the selections of one text; ``faults`` says what was not, and why."""

    annotations: list[IncomingAnnotation] = field(default_factory=list)
    comments: list[IncomingComment] = field(default_factory=list)
    relations: list[IncomingRelation] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class _Coding(NamedTuple):
    """A coding, and the code that it names."""

    element: _Element
    code: str | None


class _Parts(NamedTuple):
    """What a selection holds; the notes of its codings are among its own."""

    description: str
    codings: list[_Coding]
    notes: list[str | None]


class Selections:
    """Reads the selections of one text after the other.

    Args:
        tables: what the document says besides.
        notes: reads its notes.
        last_included: whether an end is the last character, not the one after it.
    """

    def __init__(self, tables: Tables, notes: Notes, *, last_included: bool) -> None:
        self._tables = tables
        self._notes = notes
        self._after = 1 if last_included else 0
        self.undirected = 0
        """How many links had no direction."""

    def read(self, source: _Element, quotes: Quotes) -> Taken:
        """Read those of one text."""
        taken = Taken()
        by_name: dict[str, IncomingAnnotation] = {}
        for selection in children(source, "PlainTextSelection"):
            for one in self._read(selection, quotes, taken):
                taken.annotations.append(one)
                by_name.setdefault(plain_guid(selection.get("guid")), one)
        self._join(taken, by_name)
        self._relate(taken, by_name)
        return taken

    def _read(self, selection: _Element, quotes: Quotes, taken: Taken) -> list[IncomingAnnotation]:
        span = span_of(selection)
        if span is None or span[0] >= span[1] + self._after:
            places = selection.get("startPosition", "")[:20], selection.get("endPosition", "")[:20]
            taken.faults.append(f"a selection from “{places[0]}” to “{places[1]}”: no such place")
            return []
        first, after = span[0], span[1] + self._after
        quote = quotes.quote(selection.get("name", ""), first, after)
        parts = _parts(selection)
        found: list[IncomingAnnotation] = []
        for coding in parts.codings:
            key = self._tables.keys.get(known_guid(coding.code))
            if key is None:
                taken.faults.append(f"a selection {first}–{after}: its code is not in the codebook")
                continue
            one: IncomingAnnotation = {"label": key, "start": first, "end": after}
            if quote is not None:
                one["quote"] = quote
            self._sign(one, coding.element if found else selection, selection, coding.element)
            found.append(one)
        if not parts.codings:
            taken.faults.append(f"a selection {first}–{after}: it has no code")
        self._describe(parts, found, taken)
        return found

    def _sign(
        self, one: IncomingAnnotation, named: _Element, selection: _Element, coding: _Element
    ) -> None:
        """Give an annotation its id, and say who made it, and when."""
        if identity := plain_guid(named.get("guid")):
            one["id"] = identity
        user = coding.get("creatingUser") or selection.get("creatingUser")
        annotator = self._tables.people.of(known_guid(user))
        if annotator is not None:
            one["annotator"] = annotator
        made = when(coding.get("creationDateTime") or selection.get("creationDateTime"))
        if made is not None:
            one["created"] = made
        if changed := when(selection.get("modifiedDateTime")) or made:
            one["modified"] = changed

    def _describe(self, parts: _Parts, found: Sequence[IncomingAnnotation], taken: Taken) -> None:
        """Give annotations their values and notes; what somebody else says becomes a comment."""
        values = _checked(our_values(parts.description)) if parts.description else {}
        for one in found:
            if self._tables.ours:
                one["origin"] = "manual"
            if values:
                cast("dict[str, Any]", one).update(values)
            elif parts.description and not parts.description.startswith(OURS):
                one["note"] = parts.description.strip()
        for note in self._notes.named(parts.notes) if parts.notes else ():
            if found and self._is_own(note.id, note.author, found[0]):
                before = found[0].get("note", "")
                found[0]["note"] = f"{before}\n\n{note.text}" if before else note.text
                continue
            comment = note.as_comment()
            if found and "id" in found[0] and comment.get("about") is None:
                comment["about"] = found[0]["id"]
            taken.comments.append(comment)

    def _is_own(self, note: str, author: str | None, annotation: IncomingAnnotation) -> bool:
        """Tell whether a note is that of the annotation, and not somebody's comment on it."""
        if self._tables.ours:
            return note == guid("note", annotation.get("id", ""))
        return author is None or author == annotation.get("annotator")

    def _join(self, taken: Taken, by_name: dict[str, IncomingAnnotation]) -> None:
        """Make one annotation of the fragments that we wrote as several."""
        gone: set[int] = set()
        for name, first in by_name.items():
            if not self._tables.links.has(name):
                continue
            number = 2
            while (other := by_name.get(piece := guid("fragment", name, str(number)))) is not None:
                spans = first.setdefault("fragments", [[first["start"], first["end"]]])
                spans.append([other["start"], other["end"]])
                first["end"] = max(first["end"], other["end"])
                if "quote" in first and "quote" in other:
                    first["quote"] += " " + other["quote"]
                else:
                    first.pop("quote", None)
                gone.add(id(other))
                by_name[piece] = first
                number += 1
        if gone:
            taken.annotations = [one for one in taken.annotations if id(one) not in gone]

    def _relate(self, taken: Taken, by_name: dict[str, IncomingAnnotation]) -> None:
        """Take links between spans of the text as relations."""
        for name, first in by_name.items():
            for identity, kind, target, direction in self._tables.links.take(name):
                if identity == guid("continued", target) and kind == CONTINUED:
                    continue
                other = by_name.get(target)
                if other is None or "id" not in other or "id" not in first:
                    taken.faults.append(f"a link “{kind}”: it does not lead to a span of this text")
                    continue
                relation: IncomingRelation = {
                    "type": _relation_key(kind), "from": first["id"], "to": other["id"]
                }  # fmt: skip
                if identity:
                    relation["id"] = identity
                self.undirected += direction not in ("", "OneWay")
                taken.relations.append(relation)


def _relation_key(name: str) -> str:
    return " ".join(name.split())[:LONGEST_KEY].strip() or "link"


def _parts(selection: _Element) -> _Parts:
    description = ""
    codings: list[_Coding] = []
    notes: list[str | None] = []
    for child in selection:
        kind = LOCAL[child.tag]
        if kind == "Coding":
            code: str | None = None
            for reference in child:
                if LOCAL[reference.tag] == "CodeRef":
                    code = reference.get("targetGUID")
                else:
                    notes.append(reference.get("targetGUID"))
            codings.append(_Coding(child, code))
        elif kind == "Description":
            description = child.text or ""
        elif kind == "NoteRef":
            notes.append(child.get("targetGUID"))
    return _Parts(description, codings, notes)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """Give what fits an annotation of what we wrote into a description."""
    found: dict[str, Any] = {}
    attributes, made_from = values.get("attributes"), values.get("made_from")
    if isinstance(attributes, dict) and attributes and not _is_deep(attributes):
        found["attributes"] = attributes
    if values.get("certainty") in ("sure", "unsure"):
        found["certainty"] = values["certainty"]
    origin = values.get("origin")
    if isinstance(origin, str) and 0 < len(origin) <= LONGEST_KEY:
        found["origin"] = origin
    if isinstance(made_from, list) and all(isinstance(one, str) for one in made_from):
        found["made_from"] = made_from
    return found


def _is_deep(attributes: dict[str, Any]) -> bool:
    """Tell whether values hold more than values of values: none of ours do."""
    inner = [one for one in attributes.values() if isinstance(one, dict | list)]
    return any(
        isinstance(value, dict | list)
        for one in inner
        for value in (one.values() if isinstance(one, dict) else one)
    )
