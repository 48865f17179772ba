"""Our own JSONL: one article a line with everything that belongs to it.

Reading what was written into an empty project and writing it again gives the same bytes. On
reading, an article needs only ``text``, an annotation only ``label``, ``start`` and ``end``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, BinaryIO, cast

import orjson

from annotator.formats.base import Format, ReadRequest, WriteRequest
from annotator.formats.common.intake import tidy
from annotator.formats.common.offsets import OFFSET_UNITS, OffsetProblem
from annotator.formats.common.places import Places
from annotator.formats.jsonl_articles import is_of_others, read_articles_of_others
from annotator.formats.jsonl_lines import (
    ANNOTATION_KEYS,
    ARTICLE_KEYS,
    COMMENT_KEYS,
    RELATION_KEYS,
    SOURCE_KEYS,
    VERDICT_KEYS,
    AnnotationLine,
    ArticleLine,
    named_by_texts,
    read_line,
    reviews_of,
    source_of,
)
from annotator.formats.jsonl_words import drop_foreign, words_about
from annotator.formats.tables.articles import COLUMN_OPTIONS
from annotator.model.article import ArticleSource, Metadata
from annotator.model.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingIntended,
    Skipped,
    WordsAbout,
)
from annotator.model.records import Loss
from annotator.problems import UnreadableInputError
from annotator.text.canonical import Canonical, canonical
from annotator.text.plain import title_of
from annotator.text.zone import Zone
from annotator.text.zones import find_zones
from annotator.version import __version__

_BOM = b"\xef\xbb\xbf"


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        if not file.seekable():  # what is looked at in a pipe is gone
            yield from _lines(file, request)
            return
        first = next((line for line in file if line.removeprefix(_BOM).strip()), b"")
        file.seek(0)
        if not is_of_others(first.removeprefix(_BOM).strip(), request.name, request.options):
            yield from _lines(file, request)
        else:
            yield from read_articles_of_others(file, request)


def _lines(file: BinaryIO, request: ReadRequest) -> Iterator[Incoming]:
    unknown: Counter[str] = Counter()
    found = False
    # A binary file's lines end with LF and nothing else; U+2028 and its like stay inside.
    for number, line in enumerate(file, 1):
        if not (line := (line.removeprefix(_BOM) if number == 1 else line).strip()):
            continue
        where = f"{request.name}, line {number}"
        article = read_line(line, where)
        _note_unknown(article, unknown)
        yield _incoming(article, where, request)
        found = True
    if not found:
        raise UnreadableInputError(f"{request.name} holds no article: every line is empty.")
    for key, count in sorted(unknown.items()):
        request.skipped.append(
            Skipped(request.name, f"the field “{key}” ({count:,}×): it is none of ours")
        )


def _incoming(article: ArticleLine, where: str, request: ReadRequest) -> Incoming:
    given = article["text"]
    clean = canonical(given)
    if not clean.text.strip():
        raise UnreadableInputError(f"{where}: the text is empty.")
    annotations = _with_text_ids(article.get("annotations", []))
    zones = [(zone["start"], zone["end"], zone["role"]) for zone in article.get("zones", ())]
    places = Places(given, clean.text, request.unit or OFFSET_UNITS[0])
    if not places.are_ours:
        annotations = places.move(annotations, where, request.skipped)
        try:
            zones = [(places.of(start), places.of(end), role) for start, end, role in zones]
        except OffsetProblem as problem:
            raise UnreadableInputError(f"{where}: a zone: {problem}.") from problem
    verdicts, comments = reviews_of(article, where, request.skipped)
    about = words_about(cast("dict[str, Any]", article), where, request.skipped)
    return Incoming(
        text=clean.text,
        metadata=_metadata(article, clean, _checked_zones(zones, clean.text, where), request.name),
        raw=None if given == clean.text else given.encode("utf-8", "surrogatepass"),
        annotations=annotations,
        relations=[named_by_texts(one) for one in article.get("relations", ())],
        states=dict(article.get("states", {})),
        none=article.get("none"),
        where=where,
        replaced=(clean.nul, clean.surrogates),
        verdicts=verdicts,
        comments=comments,
        about=about if places.are_ours else _moved(about, places, where, request.skipped),
    )


def _moved(about: WordsAbout, places: Places, where: str, skipped: list[Skipped]) -> WordsAbout:
    """Count the places of what is intended in code points of the text as it is here."""
    moved: list[IncomingIntended] = []
    for one in about.intended:
        start, end = one.get("start"), one.get("end")
        try:
            if start is not None and end is not None:
                moved.append({**one, "start": places.of(start), "end": places.of(end)})
            else:
                moved.append(one)
        except OffsetProblem as problem:
            skipped.append(Skipped(where, f"what is intended: {problem}"))
    return about._replace(intended=tuple(moved))


def _with_text_ids(annotations: list[AnnotationLine]) -> list[IncomingAnnotation]:
    """Give annotations whose ids are text; other programs number them."""
    for annotation in annotations:
        if "id" in annotation:
            annotation["id"] = str(annotation["id"])
    return cast("list[IncomingAnnotation]", annotations)


def _metadata(
    article: ArticleLine, clean: Canonical, zones: tuple[Zone, ...], name: str
) -> Metadata:
    text = clean.text
    identity, reference = article.get("id"), article.get("reference")
    if reference is None and identity not in (None, sha256(text.encode()).hexdigest()):
        reference = str(identity)
    title = article.get("title")
    return Metadata(
        title=title_of(text, find_zones(text)) if title is None else tidy(title) or "",
        zones=zones,
        reference=tidy(reference),
        source=_source(article, clean, name),
        url=tidy(article.get("url")),
        outlet=tidy(article.get("outlet")),
        byline=tidy(article.get("byline")),
        published=tidy(article.get("published")),
        language=tidy(article.get("language")),
    )


def _source(article: ArticleLine, clean: Canonical, name: str) -> ArticleSource | None:
    """Say where the text came from: as the line does, else that it came from here.

    A line of our own that says nothing of it, known by its id, is left so.
    """
    if "source" in article:
        return source_of(article)
    if clean.text == article["text"]:
        ours = "id" in article and article["id"] == sha256(clean.text.encode()).hexdigest()
        return None if ours else _unchanged(name)
    raw = article["text"].encode("utf-8", "surrogatepass")
    return replace(
        _unchanged(name),
        raw=sha256(raw).hexdigest(),
        newlines=clean.newlines,
        nul=clean.nul,
        surrogates=clean.surrogates,
    )


@lru_cache(maxsize=16)
def _unchanged(name: str) -> ArticleSource:
    return ArticleSource(
        name=name,
        media="application/jsonl",
        extractor="jsonl",
        extractor_version=__version__,
    )


def _checked_zones(zones: list[tuple[int, int, Any]], text: str, where: str) -> tuple[Zone, ...]:
    last = 0
    for start, end, _ in zones:
        if not last <= start < end <= len(text):
            raise UnreadableInputError(
                f"{where}: the zone {start}–{end} lies outside the text or before another one."
            )
        last = end
    return tuple(Zone(*zone) for zone in zones)


def _note_unknown(article: ArticleLine, unknown: Counter[str]) -> None:
    """Count the fields that are not ours, each by its place."""
    unknown.update(drop_foreign(cast("dict[str, Any]", article)))
    for place, known, objects in (
        ("", ARTICLE_KEYS, (article,)),
        ("source.", SOURCE_KEYS, (article.get("source", {}),)),
        ("annotations.", ANNOTATION_KEYS, article.get("annotations", ())),
        ("relations.", RELATION_KEYS, article.get("relations", ())),
        ("verdicts.", VERDICT_KEYS, _objects(article.get("verdicts", ()))),
        ("comments.", COMMENT_KEYS, _objects(article.get("comments", ()))),
    ):
        fields = cast("Sequence[dict[str, Any]]", objects)
        if set[str]().union(*fields) <= known:
            continue
        for one in fields:
            unknown.update(place + key for key in one.keys() - known)


def _objects(given: Sequence[Any]) -> list[dict[str, Any]]:
    return [one for one in given if isinstance(one, dict)]


def _write(request: WriteRequest) -> Iterator[Loss]:
    with request.out.main() as out:
        out.writelines(
            orjson.dumps(article, option=orjson.OPT_APPEND_NEWLINE) for article in request.articles
        )
    yield from ()


FORMAT = Format(
    name="jsonl",
    title="Annotator JSONL",
    extensions=("jsonl", "ndjson"),
    read=_read,
    write=_write,
    holds_words=True,
    options=COLUMN_OPTIONS,
)
