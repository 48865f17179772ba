"""TEI P5: read as running text with its names and stand-off spans, written with stand-off spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from annotator.formats.base import Format, Option, ReadRequest, WriteRequest
from annotator.formats.common.json_text import json_object
from annotator.formats.common.names import file_name
from annotator.formats.common.records_within.back import Kept, kept_beside
from annotator.formats.common.safe_xml import walk_xml
from annotator.formats.common.taking import Given, taken
from annotator.formats.common.xml_characters import CONTROL, replaced_in, restored
from annotator.formats.tei.header import known
from annotator.formats.tei.running import running
from annotator.formats.tei.spans import NAMES, Marks, ids_of
from annotator.formats.tei.writing import OURS, document
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.model.records import Loss
from annotator.problems import UnreadableInputError

_ROOTS = (b"<TEI", b"<teiCorpus", b":TEI", b":teiCorpus")


def _write(request: WriteRequest) -> Iterator[Loss]:
    for number, article in enumerate(request.articles, 1):
        name = f"{number:05}-{file_name(article['title'])}".rstrip("-. ")
        with request.out.part(f"{name}.xml") as out:
            out.write("".join(document(article, request.name)).encode())
        yield from replaced_in(article)


def _read(request: ReadRequest) -> Iterator[Incoming]:
    number = 0
    with request.open() as file:
        for element in walk_xml(file, request.name, ["{*}TEI", "{*}TEI.2"]):
            number += 1
            alone = element.getparent() is None
            where = request.name if alone else f"{request.name}, text {number:,}"
            yield from _article(element, where, request)
    if not number:
        raise UnreadableInputError(f"{request.name} is no TEI: it holds no element “TEI”.")


def _article(element: etree._Element, where: str, request: ReadRequest) -> Iterator[Incoming]:
    ours = next(
        (one for one in element.iter("{*}xenoData") if one.get("type") == OURS),
        None,
    )
    body = element.find("{*}text")
    if body is not None and ours is not None:
        body = body.find("{*}body")
    if body is None:
        request.skipped.append(Skipped(where, "a document: it has no text"))
        return
    text = running(
        body, exact=ours is not None, collapse=request.options["whitespace"] == "collapse"
    )
    for name, count in sorted(text.left_out.items()):
        why = "it is no part of the running text"
        request.skipped.append(Skipped(where, f"the element “{name}” ({count:,}×): {why}"))
    if ours is None and request.options["whitespace"] == "keep" and "\n  " in text.text:
        what = "lines are indented within paragraphs; “whitespace=collapse” makes one blank of it"
        request.notes.append(Note(where, what))
    chosen = [one.strip() for one in request.options["elements"].split(",")]
    marks = Marks(element, text, where, request.skipped, chosen)
    annotations = marks.annotations()
    given = Given(
        text=text.text, where=where, extractor="tei", media="application/tei+xml",
        annotations=annotations,
    )  # fmt: skip
    if ours is None:
        fields: dict[str, Any] = known(element)
        relations = marks.relations(ids_of(annotations))
        yield from taken(request, replace(given, relations=relations, **fields))
        return
    kept, changes = _kept(ours, where, request)
    given.text = restored(text.text, changes)
    yield from kept.taken(request, kept.into(given))


def _kept(ours: etree._Element, where: str, request: ReadRequest) -> tuple[Kept, list[list[int]]]:
    """Read what we keep in the header, and which characters XML could not hold."""
    value = json_object("".join(ours.itertext()))
    if value is None:
        request.skipped.append(Skipped(where, "what is kept beside the text: it is no JSON"))
        return Kept(unit="code-points"), []
    given = value.pop("replaced", [])
    changes = [
        one
        for one in (given if isinstance(given, list) else [])
        if isinstance(one, list) and all(type(number) is int for number in one)
    ]
    return kept_beside(value, where, request.skipped), changes


def _recognises(head: bytes, name: str) -> bool:
    del name
    return any(one in head for one in _ROOTS)


FORMAT = Format(
    name="tei",
    title="TEI",
    extensions=("xml", "tei"),
    read=_read,
    write=_write,
    cannot_hold=(CONTROL.reason,),
    options={
        "whitespace": Option(
            "keep", "keep: white space in paragraphs is text. collapse: it is one blank, as "
            "indented files ask for.",
            ("keep", "collapse"), writes=False,
        ),
        "elements": Option(
            "", f"Elements of the text that are spans, with commas. If none is named: "
            f"{', '.join(NAMES)}.",
            writes=False,
        ),
    },
    layout="folder",
    recognises=_recognises,
)  # fmt: skip
