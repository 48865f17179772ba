"""What is marked in a TEI document: names in its text, and spans that stand off it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast

from lxml import etree

from annotator.formats.common.json_text import json_object
from annotator.formats.tei.header import responsible
from annotator.formats.tei.running import XML_ID, Running
from annotator.formats.tei.writing import OURS
from annotator.model.incoming import IncomingAnnotation, IncomingRelation, Skipped

NAMES = (
    "persName", "placeName", "orgName", "geogName", "settlement", "region", "country", "name",
    "rs", "measure", "num", "date", "time",
)  # fmt: skip
"""Elements that are spans unless others are asked for."""
_TYPED = ("name", "rs")
_POINTER = re.compile(r"(?<!\S)(?:#string-range\(([^()]*)\)|#([^\s()]+))(?!\S)")
_OURS = re.compile(r"a([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})")
_NUMBER = re.compile(r"[0-9]{1,10}")
_KEPT = ("origin", "created", "modified", "label", "note")


class Marks:
    """The annotations of one document; ``skipped`` is told what is not taken."""

    def __init__(
        self,
        document: etree._Element,
        text: Running,
        where: str,
        skipped: list[Skipped],
        elements: Collection[str],
    ) -> None:
        self._document = document
        self._text = text
        self._where = where
        self._skipped = skipped
        self._elements = elements
        self._people: dict[str, str | None] = {}
        self._words: dict[str, str] = {}

    def annotations(self) -> list[IncomingAnnotation]:
        """Give the names of the text, then the spans off it."""
        found = list(self._names())
        for one in self._document.iter("{*}spanGrp"):
            found += [span for each in one.iter("{*}span") for span in self._span(each, one)]
        for one in self._document.iter("{*}span"):
            parent = one.getparent()
            if parent is None or etree.QName(parent).localname != "spanGrp":
                found += self._span(one, one)
        return cast("list[IncomingAnnotation]", found)

    def relations(self, known: Collection[str]) -> list[IncomingRelation]:
        """Give the links between annotations, whose ids are ``known``."""
        found: list[IncomingRelation] = []
        for one in self._document.iter("{*}relation"):
            kind = self._word(one.get("ref")) or one.get("name") or one.get("type") or "relation"
            ends = [self._ids(one.get(key)) for key in ("active", "passive")]
            ties = [
                (source, target)
                for source in ends[0]
                for target in ends[1]
                if source in known and target in known
            ]
            if not ties:
                self._skip(f"the link “{kind}”: its ends are no annotations of this file")
            for source, target in ties:
                relation: dict[str, str] = {"type": kind, "from": source, "to": target}
                relation |= self._whose(one, one)
                if note := _words(one.find("{*}desc")):
                    relation["note"] = note
                found.append(cast("IncomingRelation", relation))
        return found

    def _names(self) -> Iterator[dict[str, Any]]:
        chosen = {name for name in self._elements if name} or set(NAMES)
        for element, start, end in self._text.places:
            name = etree.QName(element).localname
            if name not in chosen:
                continue
            given = {etree.QName(key).localname: value for key, value in element.attrib.items()}
            label = given.pop("type", "") if name in _TYPED else ""
            annotation: dict[str, Any] = {"label": label or name, "start": start, "end": end}
            if identity := given.pop("id", ""):
                annotation["id"] = identity
            annotation |= self._whose(element, element)
            given.pop("resp", None)
            if given.get("cert") == "low":
                annotation["certainty"] = "unsure"
                del given["cert"]
            if given:
                annotation["attributes"] = given
            yield annotation

    def _span(self, one: etree._Element, group: etree._Element) -> Iterator[dict[str, Any]]:
        pieces = list(self._pieces(one))
        if not pieces:
            return
        notes = {note.get("type", ""): note for note in one.findall("{*}note")}
        made = json_object(_raw_words(notes.pop(OURS, None))) or {}
        values = _raw_words(notes.pop("values", None))
        label = self._word(one.get("ana")) or one.get("type") or group.get("type")
        annotation: dict[str, Any] = {
            "label": label or _words(one) or "span",
            "start": min(start for start, _ in pieces),
            "end": max(end for _, end in pieces),
        }
        if len(pieces) > 1:
            annotation["fragments"] = [list(piece) for piece in sorted(pieces)]
        if identity := self._id(one.get(XML_ID, "")):
            annotation["id"] = identity
        annotation |= self._whose(one, group)
        if one.get("cert") == "low":
            annotation["certainty"] = "unsure"
        attributes = json_object(values)
        if attributes is not None:
            annotation["attributes"] = attributes
        elif values is not None:
            annotation["attributes"] = {"values": values}
        note = _raw_words(notes.get("")) if label else None
        if note is None and label and one.text and one.text.strip():
            note = _words(one)
        if note:
            annotation["note"] = note
        annotation |= {key: made[key] for key in _KEPT if isinstance(made.get(key), str)}
        sources = made.get("made_from")
        if isinstance(sources, list) and all(isinstance(source, str) for source in sources):
            annotation["made_from"] = sources
        yield annotation

    def _pieces(self, one: etree._Element) -> Iterator[tuple[int, int]]:
        """Walk the places that a span points at; what points elsewhere is noted."""
        first, last = one.get("from"), one.get("to")
        if first is not None:
            start, end = (
                self._text.ranges.get(one.removeprefix("#")) for one in (first, last or first)
            )
            if start is None or end is None or start[0] >= end[1]:
                self._skip(f"a span from {first} to {last}: there is no such place in the text")
            else:
                yield start[0], end[1]
            return
        target = one.get("target", "")
        for found in _POINTER.finditer(target):
            place = (
                self._text.ranges.get(found[2])
                if found[1] is None
                else self._part(found[1].split(","))
            )
            if place is None:
                self._skip(f"a span at {found.group():.80}: there is no such place in the text")
            else:
                yield place
        if elsewhere := _POINTER.sub("", target).split() or ([] if target else ["nothing"]):
            self._skip(f"a span at {' '.join(elsewhere):.80}: that is no place in this file")

    def _part(self, given: list[str]) -> tuple[int, int] | None:
        parts = [one.strip() for one in given]
        if len(parts) != 3 or not all(_NUMBER.fullmatch(one) for one in parts[1:]):
            return None
        return self._text.part_of(parts[0], int(parts[1]), int(parts[2]))

    def _whose(self, one: etree._Element, group: etree._Element) -> dict[str, str]:
        """Name the annotator: a statement of responsibility, or what is said in its place."""
        given = (one.get("resp") or group.get("resp") or "").split(" ")[0]
        if not given:
            return {}
        if given not in self._people:
            self._people[given] = responsible(self._document, given.removeprefix("#"))
        return {"annotator": self._people[given] or given.removeprefix("#")}

    def _word(self, pointer: str | None) -> str:
        """Give the words behind a pointer to a category or an interpretation."""
        first = (pointer or "").split(" ")[0]
        if not first:
            return ""
        if not self._words:
            for one in self._document.iter("{*}category", "{*}interp"):
                if identity := one.get(XML_ID):
                    words = one.find("{*}catDesc")
                    self._words[identity] = _raw_words(one if words is None else words) or ""
        name = first.removeprefix("#")
        return self._words.get(name) or name

    def _ids(self, pointers: str | None) -> list[str]:
        return [self._id(one.removeprefix("#")) for one in (pointers or "").split()]

    def _id(self, identity: str) -> str:
        """Give an id as the annotation had it: XML's begin with a letter."""
        ours = _OURS.fullmatch(identity)
        return ours[1] if ours else identity

    def _skip(self, why: str) -> None:
        self._skipped.append(Skipped(self._where, why))


def ids_of(annotations: Collection[Mapping[str, Any]]) -> set[str]:
    """Give the ids that annotations have."""
    return {one["id"] for one in annotations if "id" in one}


def _raw_words(element: etree._Element | None) -> str | None:
    return None if element is None else "".join(element.itertext())


def _words(element: etree._Element | None) -> str:
    """Give an element's text in one line."""
    return " ".join((_raw_words(element) or "").split())
