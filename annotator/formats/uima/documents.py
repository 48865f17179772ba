"""An article as UIMA documents: one for each annotator, as INCEpTION keeps them.

A folder an article, in it a file for each annotator, and the type system beside the folders. What
belongs to the article as a whole stands in the last of its files, so that all it names was read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from annotator.formats.base import Option, WriteRequest
from annotator.formats.common.json_text import json_text
from annotator.formats.common.names import Names, file_name
from annotator.formats.common.records_within.written import TEXTS, beside
from annotator.formats.common.tokens import tokens
from annotator.formats.common.xml_characters import replaced_in
from annotator.formats.uima import types
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss, RelationRecord

NOBODY = "INITIAL_CAS"
"""INCEpTION's name for a document without anybody's annotations."""
CHOICES = {
    "files": Option(
        "folders", "folders: one for each article, as INCEpTION exports them. flat: all documents "
        "side by side, each under a name of its own, as INCEpTION imports them.",
        ("folders", "flat"), reads=False,
    ),
    "segmentation": Option(
        "yes", "Whether tokens and sentences are written, on which INCEpTION anchors annotations.",
        ("yes", "no"), reads=False,
    )
}  # fmt: skip
Spans = Sequence[tuple[int, int]]
_Units = Callable[[int], int]


class Structure(NamedTuple):
    """A feature structure; begin and end are UTF-16 units, None of what has no place."""

    type: str
    begin: int | None
    end: int | None
    features: dict[str, str | int]
    refs: Mapping[str, int] = MappingProxyType({})


class Syntax(Protocol):
    """One of the two ways to write a document down."""

    ending: str
    is_xml: bool

    def sofa(self, text: str) -> bytes:
        """Write the text, which has the id 1."""
        ...

    def segments(self, first: int, kind: str, spans: Spans) -> bytes:
        """Write annotations that are a span and nothing else; their ids count from ``first``."""
        ...

    def structure(self, identity: int, one: Structure) -> bytes:
        """Write a feature structure."""
        ...

    def document(self, sofa: bytes, parts: Sequence[bytes], last: int) -> bytes:
        """Write a document of structures whose ids are 2 to ``last``."""
        ...


def write_documents(request: WriteRequest, syntax: Syntax) -> Iterator[Loss]:
    """Write articles, each with a document for each of its annotators."""
    with request.out.part("TypeSystem.xml") as out:
        out.write(types.types_xml())
    people = Names(file_name, [NOBODY], fold=True)
    for number, article in enumerate(request.articles, 1):
        folder = f"{number:05}-{file_name(article['title'])}".rstrip("-. ")
        whole = _Article(article, request, syntax)
        between = "/" if request.options["files"] == "folders" else "."
        files = sorted(
            (f"{people.of(one) if one else NOBODY}.{syntax.ending}", one)
            for one in _people(article)
        )
        for name, annotator in files:
            with request.out.part(f"{folder}{between}{name}") as out:
                out.write(whole.document(annotator, is_last=annotator == files[-1][1]))
        if syntax.is_xml:
            yield from replaced_in(article)


def _people(article: ArticleRecord) -> set[str]:
    found = {one["annotator"] for one in article["annotations"]}
    found |= article.get("states", {}).keys() | article.get("none", {}).keys()
    return found or {""}


class _Article:
    """What the documents of one article share: written once."""

    def __init__(self, article: ArticleRecord, request: WriteRequest, syntax: Syntax) -> None:
        self._article = article
        self._dataset = request.name
        self._syntax = syntax
        self._units = _units(article["text"])
        self._sofa = syntax.sofa(article["text"])
        self._segments: list[bytes] = []
        self._first = 4
        self._owners = {one["id"]: one["annotator"] for one in article["annotations"]}
        if request.options["segmentation"] == "yes":
            self._segment()

    def document(self, annotator: str, *, is_last: bool) -> bytes:
        """Write the document of one annotator, or of nobody, who is “”."""
        parts = [
            self._syntax.structure(2, self._metadata(annotator)),
            self._syntax.structure(3, self._known(annotator, is_last=is_last)),
            *self._segments,
        ]
        last = self._first - 1
        firsts: dict[str, tuple[int, Structure]] = {}
        for one in self._article["annotations"]:
            if one["annotator"] != annotator:
                continue
            for structure in self._spans(one):
                last += 1
                parts.append(self._syntax.structure(last, structure))
                firsts.setdefault(one["id"], (last, structure))
        for relation in self._article["relations"]:
            if relation["from"] in firsts and relation["to"] in firsts:
                last += 1
                ends = firsts[relation["from"]], firsts[relation["to"]]
                parts.append(self._syntax.structure(last, _relation(relation, annotator, *ends)))
        return self._syntax.document(self._sofa, parts, last)

    def _segment(self) -> None:
        """Write tokens and sentences; every token belongs to a sentence."""
        text = self._article["text"]
        spans, starts = tokens(text, self._article["language"])
        units = self._units
        if units is not _same:
            spans = [(units(start), units(end)) for start, end in spans]
        ends = [*starts[1:], len(spans)]
        sentences = [(spans[a][0], spans[b - 1][1]) for a, b in zip(starts, ends, strict=True)]
        if spans:
            syntax, middle = self._syntax, self._first + len(sentences)
            self._segments = [
                syntax.segments(self._first, types.SENTENCE, sentences),
                syntax.segments(middle, types.TOKEN, spans),
            ]
            self._first = middle + len(spans)

    def _metadata(self, annotator: str) -> Structure:
        article = self._article
        features: dict[str, str | int] = {
            "language": article["language"] or "x-unspecified",
            "documentTitle": article["title"] or article["id"],
            "documentId": annotator or NOBODY,
            "collectionId": self._dataset,
        }
        if article["url"]:
            features["documentUri"] = article["url"]
        return Structure(types.METADATA, 0, self._units(len(article["text"])), features)

    def _known(self, annotator: str, *, is_last: bool) -> Structure:
        article = self._article
        features: dict[str, str | int] = {"annotator": annotator} if annotator else {}
        features |= {key: value for key in TEXTS if (value := article.get(key))}  # type: ignore[misc]
        kept = beside(article, TEXTS if is_last else (*TEXTS, "verdicts", "comments"))
        for key in ("states", "none"):
            if key in kept:
                kept[key] = {who: one for who, one in kept[key].items() if who == annotator}
        owners = self._owners
        kept["relations"] = [
            one
            for one in article["relations"]
            if is_last and owners.get(one["from"]) != owners.get(one["to"])
        ]
        kept = {key: one for key, one in kept.items() if one}
        if kept:
            features["beside"] = json_text(kept)
        return Structure(types.ARTICLE, None, None, features)

    def _spans(self, one: AnnotationRecord) -> Iterator[Structure]:
        units = self._units
        for number, (start, end) in enumerate(one["fragments"], 1):
            features: dict[str, str | int] = {"label": one["label"], "id": one["id"]}
            if len(one["fragments"]) > 1:
                features["fragment"] = number
                features["fragments"] = len(one["fragments"])
            if number == 1:
                features |= _said(one)
            yield Structure(types.SPAN, units(start), units(end), features)


def _said(one: AnnotationRecord) -> dict[str, str | int]:
    """Give what an annotation says besides its label."""
    features: dict[str, str | int] = {}
    if one["attributes"]:
        features["attributes"] = json_text(one["attributes"])
    if one["note"]:
        features["note"] = one["note"]
    if "certainty" in one:
        features["certainty"] = one["certainty"]
    features["origin"] = one["origin"]
    if one.get("made_from"):
        features["madeFrom"] = " ".join(one["made_from"])
    return features | {"created": one["created"], "modified": one["modified"]}


def _relation(
    one: RelationRecord,
    annotator: str,
    source: tuple[int, Structure],
    target: tuple[int, Structure],
) -> Structure:
    """Give a relation; it stands where its target does, as INCEpTION's do."""
    features: dict[str, str | int] = {"label": one["type"], "id": one["id"]}
    if one["annotator"] != annotator:
        features["annotator"] = one["annotator"]
    if one["note"]:
        features["note"] = one["note"]
    features |= {"created": one["created"], "modified": one["modified"]}
    place = target[1]
    refs = {"Governor": source[0], "Dependent": target[0]}
    return Structure(types.RELATION, place.begin, place.end, features, refs)


def _same(at: int) -> int:
    return at


def _units(text: str) -> _Units:
    """Give what turns code points of a text into UTF-16 units."""
    if not text or max(text) <= "\uffff":
        return _same
    astral = [at for at, character in enumerate(text) if character > "\uffff"]
    return lambda at: at + bisect_left(astral, at)
