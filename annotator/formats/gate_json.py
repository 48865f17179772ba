"""GATE's bdocjs: a JSON document an article, with a set of annotations for each annotator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import orjson

from annotator.formats.base import Format, Option, ReadRequest, WriteRequest
from annotator.formats.common import gate_marks
from annotator.formats.common.gate_marks import PREFIX, Mark
from annotator.formats.common.json_text import is_shallow, read_json
from annotator.formats.common.names import file_name
from annotator.formats.common.records_within.back import kept_beside
from annotator.formats.common.records_within.written import TEXTS, beside
from annotator.formats.common.taking import Given, taken
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss
from annotator.problems import UnreadableInputError
from annotator.text.offsets import Utf16Map

_BESIDE = f"{PREFIX}article"
_OF_RELATION = ("id", "annotator", "type", "to", "note", "created", "modified")
_UNITS = {"p": "code-points", "j": "utf16"}
_LARGEST = 2**53


def _write(request: WriteRequest) -> Iterator[Loss]:
    java = request.options["offsets"] == "utf16"
    for number, article in enumerate(request.articles, 1):
        name = f"{number:05}-{file_name(article['title'])}".rstrip("-. ")
        with request.out.part(f"{name}.bdocjs") as out:
            out.write(_document(article, name, java=java))
    yield from ()


def _document(article: ArticleRecord, name: str, *, java: bool) -> bytes:
    units = Utf16Map(article["text"]).to_utf16 if java else int
    sets: dict[str, Any] = {}
    firsts: dict[str, dict[str, Any]] = {}
    number = 0
    for one in article["annotations"]:
        whose = sets.setdefault(one["annotator"], {"name": one["annotator"], "annotations": []})
        for fragment, (start, end) in enumerate(one["fragments"], 1):
            features = _features(one, fragment)
            firsts.setdefault(one["id"], features)
            place = {"start": units(start), "end": units(end)}
            whose["annotations"].append(
                {"type": one["label"], **place, "id": number, "features": features}
            )
            number += 1
    for whose in sets.values():
        whose["next_annid"] = number
    for relation in article["relations"]:
        fields = cast("dict[str, Any]", relation)
        told = {key: fields[key] for key in _OF_RELATION}
        firsts[relation["from"]].setdefault(gate_marks.RELATIONS, []).append(told)
    known = cast("dict[str, Any]", article)
    features = {key: known[key] for key in TEXTS if known.get(key)}
    features[_BESIDE] = beside(article, (*TEXTS, "relations"))
    document = {
        "annotation_sets": sets,
        "text": article["text"],
        "features": features,
        "offset_type": "j" if java else "p",
        "name": name,
    }
    return orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)


def _features(one: AnnotationRecord, fragment: int) -> dict[str, Any]:
    """Give the features of a fragment; the first one says all that the annotation says."""
    features: dict[str, Any] = {}
    if fragment == 1:
        features = dict(one["attributes"])
        if inner := {key: features.pop(key) for key in list(features) if key.startswith(PREFIX)}:
            features[gate_marks.ATTRIBUTES] = inner
        fields = cast("dict[str, Any]", one)
        features |= {PREFIX + key: fields[key] for key in gate_marks.SAID if fields.get(key)}
    if len(one["fragments"]) > 1:
        features[gate_marks.FRAGMENT] = fragment
        features[gate_marks.FRAGMENTS] = len(one["fragments"])
    features[gate_marks.ID] = one["id"]
    return features


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        value = read_json(file.read(), request.name)
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise UnreadableInputError(f"{request.name} is no document of GATE's: it has no “text”.")
    said = value.get("offset_type")
    if said is not None:
        if not isinstance(said, str) or said not in _UNITS:
            raise UnreadableInputError(
                f"{request.name} is no document of GATE's: its “offset_type” is neither p nor j."
            )
        # The file says it, so it is not guessed.
        request = replace(request, unit=request.unit or _UNITS[said], fitting=None)
    marks = list(_marks(value, request))
    annotations, relations = gate_marks.annotations_of(marks, request, request.name)
    features = _object(value.get("features"))
    given = Given(
        text=value["text"],
        where=request.name,
        extractor="gate-json",
        annotations=annotations,
        relations=relations,
        title=_text(features.get("title")),
        language=_text(features.get("language")),
        url=_address(features),
    )
    if _BESIDE not in features:
        if unkept := sorted(features.keys() - {"title", "language", "gate.SourceURL"}):
            what = f"features of the document that were not kept: {', '.join(unkept)[:200]}"
            request.notes.append(Note(request.name, what))
        yield from taken(request, given)
        return
    beside_text = _object(features[_BESIDE])
    kept = kept_beside(beside_text, request.name, request.skipped, _UNITS[said or "p"])
    fields = kept.fields | {key: _text(features.get(key)) for key in TEXTS}
    fields |= {"title": fields["title"] or "", "relations": [*relations, *kept.relations]}
    yield from kept.taken(request, replace(given, **fields))


def _marks(value: dict[str, Any], request: ReadRequest) -> Iterator[Mark]:
    """Walk the annotations of all sets; what is none is noted."""
    for name, given in _object(value.get("annotation_sets")).items():
        inside = given.get("annotations") if isinstance(given, dict) else None
        if not isinstance(inside, list):
            request.skipped.append(Skipped(request.name, f"the set “{name}”: it is no set"))
            continue
        for one in inside:
            mark = _mark(name, one)
            if mark is None:
                why = f"an annotation of the set “{name}”: it has no type or no place"
                request.skipped.append(Skipped(request.name, why))
                continue
            if not is_shallow(mark.features):
                why = f"features of {mark.type} {mark.start}–{mark.end}: nested without end"
                request.skipped.append(Skipped(request.name, why))
                mark = mark._replace(features={})
            yield mark


def _mark(whose: str, one: Any) -> Mark | None:
    if not isinstance(one, dict) or not isinstance(one.get("type"), str):
        return None
    start, end = one.get("start"), one.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end < _LARGEST:
        return None
    return Mark(whose, one["type"], start, end, _object(one.get("features")))


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _address(features: dict[str, Any]) -> str | None:
    """Give the address that a document came from, which GATE keeps."""
    found = _text(features.get("url")) or _text(features.get("gate.SourceURL"))
    return found if found and found.startswith(("http://", "https://")) else None


def _recognises(head: bytes, name: str) -> bool:
    return name.lower().endswith(".bdocjs") or (
        b'"annotation_sets"' in head or (b'"offset_type"' in head and b'"text"' in head)
    )


FORMAT = Format(
    name="gate-json",
    title="GATE bdocjs",
    extensions=("bdocjs", "json"),
    read=_read,
    write=_write,
    options={
        "offsets": Option(
            "code-points", "What offsets count; gatenlp and GATE's own plugin read both.",
            ("code-points", "utf16"), reads=False,
        )
    } | gate_marks.CHOICES,
    layout="folder",
    recognises=_recognises,
    units=("code-points", "utf16"),
)  # fmt: skip
