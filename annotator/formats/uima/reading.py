"""Articles from UIMA documents: ours come back as they were, of others' what is an annotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import orjson

from annotator.formats.base import ReadRequest
from annotator.formats.common.json_text import json_object
from annotator.formats.common.records_within.back import kept_beside
from annotator.formats.common.records_within.written import TEXTS
from annotator.formats.common.safe_xml import read_xml
from annotator.formats.common.taking import Given, taken
from annotator.formats.common.xml_characters import holdable, restored
from annotator.formats.uima.files import Found, documents
from annotator.formats.uima.layers import Layers, layers_of
from annotator.formats.uima.parsing import Cas, Structure, parse_json
from annotator.formats.uima.parsing_xmi import Ranges, is_type_system, parse_xmi, read_types
from annotator.formats.uima.types import ARTICLE, DOCUMENT, METADATA
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.problems import UnreadableInputError

_NO_LANGUAGE = "x-unspecified"
_MOST_FAULTS = 20
"""Faults of a document that are told one by one."""


def read_documents(request: ReadRequest) -> Iterator[Incoming]:
    """Read a document, or all of a ZIP file; offsets are UTF-16 units."""
    left: Counter[str] = Counter()
    for one in documents(request):
        cas = _parsed(one, request)
        if cas is None:
            continue
        faults = Counter(cas.faults)
        for fault, count in list(faults.items())[:_MOST_FAULTS]:
            request.skipped.append(Skipped(one.where, f"{fault} ({count:,}×)"))
        if len(faults) > _MOST_FAULTS:
            more = len(faults) - _MOST_FAULTS
            request.skipped.append(Skipped(one.where, f"{more:,} more faults of other kinds"))
        if not cas.texts:
            request.skipped.append(Skipped(one.where, "a document: it has no text"))
        for sofa in cas.texts:
            yield from _article(cas, sofa, one, request, left)
    for kind, count in sorted(left.items()):
        why = "no layer of spans with a label; the option “layer” takes it"
        request.skipped.append(Skipped(request.name, f"{kind} ({count:,}×): {why}"))


def _parsed(one: Found, request: ReadRequest) -> Cas | None:
    if not one.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return parse_json(one.data, one.where)
    root = read_xml(one.data, one.where)
    if is_type_system(root):
        request.notes.append(Note(one.where, "a type system, which says what documents may hold"))
        return None
    try:
        ranges = _types(one.types) if one.types else {}
    except UnreadableInputError as problem:
        ranges = {}
        request.notes.append(Note(one.where, f"read without its types: {problem}"))
    return parse_xmi(root, one.where, ranges)


@lru_cache(maxsize=4)
def _types(data: bytes) -> Ranges:
    """Read a type system, which is the same for all documents of a folder."""
    return read_types(data, "TypeSystem.xml")


def _article(
    cas: Cas, sofa: int, one: Found, request: ReadRequest, left: Counter[str]
) -> Iterator[Incoming]:
    members = cas.members.get(sofa)
    there = [found for found in cas.structures.values() if found.sofa in (sofa, None)]
    structures = [_exact(found) for found in there if members is None or found.id in members]
    removed = sum(found.begin is not None for found in there) - sum(
        found.begin is not None for found in structures
    )
    if removed:
        why = "no view lists them, as is so with what was removed"
        request.skipped.append(Skipped(one.where, f"annotations ({removed:,}×): {why}"))
    ours = next((found for found in structures if found.type == ARTICLE), None)
    known = next((found for found in structures if found.type in (METADATA, DOCUMENT)), None)
    text = cas.texts[sofa]
    if ours is None:
        annotator = one.annotator or _user(known)
        layers = layers_of(structures, cas.structures, request.options, annotator)
        left += layers.left
        yield from taken(request, _foreign(text, one, known, layers))
        return
    annotator = _text(ours, "annotator")
    layers = layers_of(structures, cas.structures, request.options, annotator)
    left += layers.left
    where = f"{request.path.parent.name}/{one.where}" if one.where == request.name else one.where
    kept = kept_beside(_text(ours, "beside") or "{}", where, request.skipped, "utf16")
    fields = kept.fields | {key: _text(ours, key) for key in TEXTS}
    fields["title"] = fields["title"] or ""
    fields["relations"] = [*layers.relations, *kept.relations]
    given = Given(
        text=restored(text, _replaced(ours)),
        where=where,
        extractor="uima",
        annotations=layers.annotations,
        **fields,
    )
    yield from kept.taken(request, given)


def _foreign(text: str, one: Found, known: Structure | None, layers: Layers) -> Given:
    """Give an article of another program's, with what DKPro says of documents."""
    title = language = url = None
    if known is not None:
        title, language = _text(known, "documentTitle"), _text(known, "language")
        url = _text(known, "documentUri")
    return Given(
        text=text,
        where=one.where,
        extractor="uima",
        annotations=layers.annotations,
        relations=layers.relations,
        title=title,
        language=None if language == _NO_LANGUAGE else language,
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def _user(known: Structure | None) -> str | None:
    """Give whose annotations a document of INCEpTION's holds.

    INCEpTION writes the document's name as the title and the user's as the id; elsewhere the id is
    the document's, mostly with the ending of a file.
    """
    if known is None:
        return None
    title, identity = _text(known, "documentTitle"), _text(known, "documentId")
    if not identity or not title or identity == title or "." in identity or identity in title:
        return None
    return None if identity in ("INITIAL_CAS", "CURATION_USER") else identity


def _exact(one: Structure) -> Structure:
    """Put texts back as they were where XML could not hold them, unless they were changed since."""
    exact = json_object(one.features.get("exact"))
    if not exact:
        return one
    features = dict(one.features)
    for key, value in exact.items():
        if isinstance(value, str) and features.get(key) == holdable(value):
            features[key] = value
    return one._replace(features=features)


def _replaced(ours: Structure) -> list[list[int]]:
    """Give the characters of the text that XML could not hold."""
    given = ours.features.get("replaced")
    try:
        value: Any = orjson.loads(given) if isinstance(given, str) else []
    except orjson.JSONDecodeError:
        return []
    return [
        one
        for one in (value if isinstance(value, list) else [])
        if isinstance(one, list) and all(type(number) is int for number in one)
    ]


def _text(one: Structure, key: str) -> str | None:
    value = one.features.get(key)
    return value if isinstance(value, str) else None
