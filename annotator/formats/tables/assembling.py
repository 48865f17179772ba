"""An article that was put together from rows becomes an incoming one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, NamedTuple, cast

import orjson

from annotator.formats.base import ReadRequest
from annotator.formats.common.json_text import read_json
from annotator.formats.common.taking import Given, storable, taken, without_text
from annotator.formats.jsonl_lines import (
    ArticleLine,
    named_by_texts,
    read_line,
    reviews_of,
    source_of,
)
from annotator.model.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingRelation,
    Skipped,
)
from annotator.problems import UnreadableInputError


class Source(NamedTuple):
    """What a table is kept as where its texts came from: the format's name and its media type."""

    extractor: str
    media: str


_NESTED = ("zones", "source", "states", "none", "relations", "verdicts", "comments")


@dataclass(slots=True, kw_only=True)
class Assembled:
    """An article's rows, put together.

    Attributes:
        where: the place of the first one, for messages.
        article: the id that they give the article.
        cells: what they say of the article: fields as text, nested ones as JSON.
        annotations: made of their rows; likewise ``relations``, ``verdicts``, ``comments``, which
            stand in tables of their own or in a cell.
        source: what the file is.
    """

    where: str
    article: str
    source: Source
    cells: Mapping[str, str]
    annotations: Sequence[IncomingAnnotation] = ()
    relations: Sequence[IncomingRelation] = ()
    verdicts: Sequence[Any] = ()
    comments: Sequence[Any] = ()


def incoming_of(request: ReadRequest, one: Assembled) -> Iterator[Incoming]:
    """Give the incoming article; one without a text by its id, to be found in the project."""
    nested = _nested(one, request.skipped)
    relations = [*one.relations, *(named_by_texts(each) for each in nested.get("relations", ()))]
    said: ArticleLine = nested | {
        "verdicts": [*one.verdicts, *nested.get("verdicts", ())],
        "comments": [*one.comments, *nested.get("comments", ())],
    }
    verdicts, comments = reviews_of(said, one.where, request.skipped)
    given = Given(
        text=one.cells.get("text", ""),
        where=one.where,
        extractor=one.source.extractor,
        media=one.source.media,
        annotations=one.annotations,
        relations=cast("list[IncomingRelation]", relations),
        verdicts=verdicts,
        comments=comments,
        title=one.cells.get("title"),
        url=one.cells.get("url"),
        outlet=one.cells.get("outlet"),
        byline=one.cells.get("byline"),
        published=one.cells.get("published"),
        language=one.cells.get("language"),
        reference=one.cells.get("reference") or one.article or None,
        states=dict(nested.get("states", {})),
        none=nested.get("none"),
        zones=_zones(one.cells, nested),
    )
    if not given.text:
        yield from _by_id(request, given, one.article)
        return
    for incoming in taken(request, given):
        yield _with_source(incoming, one, nested)


def _by_id(request: ReadRequest, given: Given, article: str) -> Iterator[Incoming]:
    """Give what is said of an article whose text the file does not hold."""
    if request.fitting is not None and request.fitting.looking:
        return
    if request.unit not in {None, "code-points"}:
        raise UnreadableInputError(
            f"{request.name} holds no texts, so its offsets can count code points alone. Export it "
            "with texts=yes to have them counted otherwise."
        )
    yield without_text(given, article)


def _with_source(incoming: Incoming, one: Assembled, nested: ArticleLine) -> Incoming:
    """Say where the text came from as the table does, if it is a table that says it."""
    metadata = incoming.metadata
    if "source" in nested:
        source = source_of(nested)
        return incoming._replace(metadata=replace(metadata, source=source))
    ours = "source" in one.cells and one.article == sha256(incoming.text.encode()).hexdigest()
    return incoming._replace(metadata=replace(metadata, source=None)) if ours else incoming


def _zones(cells: Mapping[str, str], nested: ArticleLine) -> list[tuple[int, int, str]] | None:
    """Give the zones; a table that has a column for them may say that there are none."""
    if "zones" not in cells:
        return None
    return [(zone["start"], zone["end"], zone["role"]) for zone in nested.get("zones", ())]


def _nested(one: Assembled, skipped: list[Skipped]) -> ArticleLine:
    """Read the cells of JSON, each checked as our own JSONL is; note those that are none."""
    found: dict[str, Any] = {}
    for key in _NESTED:
        cell = one.cells.get(key)
        if not cell:
            continue
        try:
            value = storable(read_json(cell.encode("utf-8", "surrogatepass"), key))
            line = read_line(orjson.dumps({"text": "-", key: value}), key)
        except UnreadableInputError as problem:
            skipped.append(Skipped(one.where, f"its {str(problem).rstrip('.')}"))
            continue
        found[key] = cast("dict[str, Any]", line)[key]
    return cast("ArticleLine", found)
