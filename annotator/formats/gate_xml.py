"""GATE XML: a text with numbered nodes in it, and sets of annotations between them; read only.

A node stands where it stands: its number, which is that place in UTF-16 units, is not believed, as
line ends and characters that XML cannot hold may have moved it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common import gate_marks
from annotator.formats.common.gate_marks import Mark, Tie
from annotator.formats.common.safe_xml import read_xml
from annotator.formats.common.taking import Given, taken
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.problems import UnreadableInputError

_INTEGERS = {"java.lang.Integer", "java.lang.Long", "java.lang.Short", "java.lang.Byte"}
_FLOATS = {"java.lang.Double", "java.lang.Float", "java.math.BigDecimal"}
_WRAPPER = "gate.corpora.ObjectWrapper"
_LISTS, _MAPS = {"list", "set", "linked-list", "linked-hash-set"}, {"map", "hash-map"}


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        root = read_xml(file.read(), request.name)
    if root.tag != "GateDocument":
        raise UnreadableInputError(f"{request.name} is no GATE XML: it begins with “{root.tag}”.")
    held = root.find("TextWithNodes")
    if held is None:
        raise UnreadableInputError(f"{request.name} is no GATE XML: it has no text with nodes.")
    text, nodes = _text_with_nodes(held)
    marks = list(_marks(root, nodes, request))
    ties = list(_ties(root, request))
    annotations, relations = gate_marks.annotations_of(marks, request, request.name, ties)
    about = root.find("GateDocumentFeatures")
    features = {} if about is None else _features(about, request)
    address = features.get("gate.SourceURL")
    title = features.get("title")
    if unkept := sorted(features.keys() - {"title", "gate.SourceURL"}):
        what = f"features of the document that were not kept: {', '.join(unkept)[:200]}"
        request.notes.append(Note(request.name, what))
    given = Given(
        text=text,
        where=request.name,
        extractor="gate-xml",
        media="text/xml",
        annotations=annotations,
        relations=relations,
        title=title if isinstance(title, str) else None,
        url=address
        if isinstance(address, str) and address.startswith(("http://", "https://"))
        else None,
    )
    yield from taken(request, given)


def _text_with_nodes(held: etree._Element) -> tuple[str, dict[str, int]]:
    """Give the text, and the place of each node in it in code points."""
    parts = [held.text or ""]
    at = len(parts[0])
    nodes: dict[str, int] = {}
    for node in held:
        if node.tag == "Node":
            nodes[node.get("id", "")] = at
        parts.append(node.tail or "")
        at += len(parts[-1])
    return "".join(parts), nodes


def _marks(root: etree._Element, nodes: dict[str, int], request: ReadRequest) -> Iterator[Mark]:
    for held in root.iterchildren("AnnotationSet"):
        whose = held.get("Name", "")
        for one in held.iterchildren("Annotation"):
            start, end = nodes.get(one.get("StartNode", "")), nodes.get(one.get("EndNode", ""))
            kind = one.get("Type")
            if start is None or end is None or not kind or start > end:
                name = f"the annotation {one.get('Id', '')} of the set “{whose}”"
                request.skipped.append(
                    Skipped(request.name, f"{name}: it has no type, or its nodes are not there")
                )
                continue
            yield Mark(whose, kind, start, end, _features(one, request), one.get("Id", ""))


def _ties(root: etree._Element, request: ReadRequest) -> Iterator[Tie]:
    """Walk the relations between two annotations; others are noted."""
    for held in root.iter("RelationSet"):
        for one in held.iterchildren("Relation"):
            kind, members = one.get("Type", "relation"), one.get("Members", "").split(";")
            if len(members) == 2:
                yield Tie(held.get("Name", ""), kind, members[0], members[1])
            else:
                why = f"a relation “{kind}”: it links {len(members):,} annotations, not two"
                request.skipped.append(Skipped(request.name, why))


def _features(held: etree._Element, request: ReadRequest) -> dict[str, Any]:
    features: dict[str, Any] = {}
    for one in held.iterchildren("Feature"):
        name, value = one.find("Name"), one.find("Value")
        if name is not None and value is not None:
            features[_all_text(name)] = _value(value, request)
    return features


def _all_text(element: etree._Element) -> str:
    return "".join(element.itertext())


def _value(element: etree._Element, request: ReadRequest) -> Any:
    """Give a feature's value; an object of Java that is none of the plain ones stays a text."""
    text, kind = _all_text(element), element.get("className", "")
    if kind == _WRAPPER:
        try:
            return _wrapped(read_xml(text.encode(), request.name))
        except UnreadableInputError:
            return text
    return _plain(text, kind)


def _plain(text: str, kind: str) -> Any:
    if kind in _INTEGERS or kind in {"int", "long"}:
        return int(text) if _is_whole(text) else text
    if kind in _FLOATS or kind in {"double", "float", "big-decimal"}:
        return float(text) if _is_whole(text.replace(".", "", 1)) else text
    if kind in {"java.lang.Boolean", "boolean"} and text in {"true", "false"}:
        return text == "true"
    return text


def _is_whole(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) < 16


def _wrapped(element: etree._Element, depth: int = 0) -> Any:
    """Give what GATE wraps as XML: lists and maps of plain values, and nothing but data."""
    name = str(element.get("class", element.tag)) if element.tag == "value" else str(element.tag)
    inner = [one for one in element if isinstance(one.tag, str)]
    if name == _WRAPPER and len(inner) == 1:
        return _wrapped(inner[0], depth)
    if depth > 10:
        return _all_text(element)
    if name in _LISTS or name.endswith("-array"):
        return [_wrapped(one, depth + 1) for one in inner]
    if name.removeprefix("linked-").removeprefix("tree-") in _MAPS:
        pairs = [[child for child in one if isinstance(child.tag, str)] for one in inner]
        return {
            str(_wrapped(pair[0], depth + 1)): _wrapped(pair[1], depth + 1)
            for pair in pairs
            if len(pair) == 2
        }
    return _plain(_all_text(element), name)


def _recognises(head: bytes, name: str) -> bool:
    del name
    return b"<GateDocument" in head


FORMAT = Format(
    name="gate-xml",
    title="GATE XML",
    extensions=("xml",),
    read=_read,
    options=gate_marks.CHOICES,
    recognises=_recognises,
)
