"""A whole article record that travels inside another format, checked as strictly as our own JSONL.

Formats that have places for everything (columns, user data) keep our record there under our own
names, and take it back through here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, cast

from pydantic import TypeAdapter

from annotator.formats.base import ReadRequest
from annotator.formats.common.json_text import checked
from annotator.formats.common.taking import Given, taken
from annotator.formats.jsonl_lines import (
    AnnotationLine,
    ArticleLine,
    named_by_texts,
    reviews_of,
    source_of,
)
from annotator.model.incoming import Incoming, IncomingAnnotation

_adapter: TypeAdapter[ArticleLine] = TypeAdapter(ArticleLine)


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
    verdicts, comments = reviews_of(line, where, request.skipped)
    zones = line.get("zones")
    given = Given(
        text=line["text"],
        where=where,
        extractor=extractor,
        media=media,
        annotations=[_annotation(one) for one in line.get("annotations", ())],
        relations=[named_by_texts(one) for one in line.get("relations", ())],
        verdicts=verdicts,
        comments=comments,
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
        source = source_of(line)
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
