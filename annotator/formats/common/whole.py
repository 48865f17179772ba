"""A whole article record that travels inside another format, checked as strictly as our own JSONL.

Formats that have places for everything (columns, user data) keep our record there under our own
names, and take it back through here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, cast

from pydantic import TypeAdapter

from annotator.formats.base import ReadRequest
from annotator.formats.common.json_text import checked
from annotator.formats.common.taking import Given, taken
from annotator.formats.jsonl_lines import (
    SOURCE_KEYS,
    AnnotationLine,
    ArticleLine,
    read_comments,
    read_verdicts,
)
from annotator.model.article import ArticleSource
from annotator.model.incoming import Incoming, IncomingAnnotation, Skipped

_adapter: TypeAdapter[ArticleLine] = TypeAdapter(ArticleLine)
_OF_RELATION = ("id", "from", "to")
_OF_REVIEW = ("id", "consensus", "about")
_MANY = ("cites", "outdated", "after")


def taken_whole(
    request: ReadRequest, record: Mapping[str, Any], where: str, *, extractor: str, media: str
) -> Iterator[Incoming]:
    """Give the incoming article of a record with our names; see `taken`.

    Where its text came from stays as the record says it.

    Raises:
        UnreadableInputError: a field holds something else than our names promise.
        MisfitError: as `taken`.
    """
    line = checked(_adapter, record, where)
    faults: list[str] = []
    verdicts = read_verdicts(line.get("verdicts", ()), faults)
    comments = read_comments(line.get("comments", ()), faults)
    request.skipped.extend(Skipped(where, fault) for fault in faults)
    zones = line.get("zones")
    given = Given(
        text=line["text"],
        where=where,
        extractor=extractor,
        media=media,
        annotations=[_annotation(one) for one in line.get("annotations", ())],
        relations=[_with_texts(one, _OF_RELATION) for one in line.get("relations", ())],
        verdicts=[_with_texts(one, _OF_REVIEW, _MANY) for one in verdicts],
        comments=[_with_texts(one, _OF_REVIEW, _MANY) for one in comments],
        title=line.get("title"),
        url=line.get("url"),
        outlet=line.get("outlet"),
        byline=line.get("byline"),
        published=line.get("published"),
        language=line.get("language"),
        reference=_reference(line),
        states=cast("dict[str, str] | None", line.get("states")),
        none=line.get("none"),
        zones=None if zones is None else [(one["start"], one["end"], one["role"]) for one in zones],
    )
    for incoming in taken(request, given):
        yield _with_source(incoming, line)


def _reference(line: ArticleLine) -> str | None:
    reference = line.get("reference")
    if reference is not None or "id" not in line:
        return reference
    return str(line["id"])


def _with_source(incoming: Incoming, line: ArticleLine) -> Incoming:
    """Let the article come from where its record says; ours that says nothing is left so."""
    if "source" in line:
        said = cast("dict[str, Any]", line["source"])
        source = ArticleSource(**{key: said[key] for key in SOURCE_KEYS & said.keys()})
    elif line.get("id") == sha256(incoming.text.encode()).hexdigest():
        source = None
    else:
        return incoming
    return incoming._replace(metadata=replace(incoming.metadata, source=source))


def _annotation(line: AnnotationLine) -> IncomingAnnotation:
    """Give an annotation; one fragment that is all of it goes without saying, and is quicker so."""
    fragments = line.get("fragments")
    if fragments is not None and fragments == [[line["start"], line["end"]]]:
        del line["fragments"]
    if isinstance(line.get("id"), int):
        line["id"] = str(line["id"])
    return cast("IncomingAnnotation", line)


def _with_texts(line: Any, one: Sequence[str], many: Sequence[str] = ()) -> Any:
    """Give an object whose ids are text; other programs number them."""
    for key in one:
        if isinstance(line.get(key), int):
            line[key] = str(line[key])
    for key in many:
        if key in line:
            line[key] = [str(name) for name in line[key]]
    return line
