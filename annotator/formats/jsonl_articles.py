"""JSONL of articles that others wrote: which field holds what is named, or guessed by usual names.

A file is of others if its first line has no ``text`` but fields that are none of ours, or if a
field was named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from annotator.formats.base import ReadRequest
from annotator.formats.common.json_text import json_lines, read_json
from annotator.formats.common.taking import Given, taken
from annotator.formats.jsonl_lines import ARTICLE_KEYS
from annotator.formats.tables.articles import mapping
from annotator.formats.tables.dates import iso_date
from annotator.formats.tables.heads import Head
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.problems import ColumnsNeededError, UnreadableInputError

_FIELDS = ("text", "title", "url", "outlet", "byline", "published", "language", "reference")
_SHOWN = 80
_EXAMPLES = 50
"""Lines in which a first value is looked for."""


def is_of_others(line: bytes, where: str, options: Mapping[str, str]) -> bool:
    """Tell by its first line whether a file's fields have other names than ours."""
    if any(options.get(field) for field in _FIELDS):
        return True
    try:
        first = read_json(line, where)
    except UnreadableInputError:
        return False
    return isinstance(first, dict) and "text" not in first and not first.keys() <= ARTICLE_KEYS


def read_articles_of_others(file: BinaryIO, request: ReadRequest) -> Iterator[Incoming]:
    """Read one article a line.

    Raises:
        ColumnsNeededError: no field is known to hold texts.
        UnreadableInputError: a line is no object, or a field was named that is not there.
    """
    first = [_object(*one) for one in islice(json_lines(file, request.name), _EXAMPLES)]
    file.seek(0)
    head = Head(list(dict.fromkeys(key for one in first for key in one)))
    columns = mapping(head, request.options, request.name)
    names = dict(zip(head.keys, head.names, strict=True))
    if "text" not in columns:
        raise _columns_needed(request.name, head, first)
    known = {field: names[key] for field, key in columns.items()}
    unknown: Counter[str] = Counter()
    dates = 0
    for where, value in json_lines(file, request.name):
        one = _object(where, value)
        unknown.update(one.keys() - known.values())
        field = {key: _text(one.get(name)) for key, name in known.items()}
        date = (field.get("published") or "").strip()
        dates += date != (published := iso_date(date))
        given = Given(
            text=field["text"] or "",
            where=where,
            extractor="jsonl",
            media="application/jsonl",
            title=field.get("title"),
            url=field.get("url"),
            outlet=field.get("outlet"),
            byline=field.get("byline"),
            published=published,
            language=field.get("language"),
            reference=field.get("reference"),
        )
        yield from taken(request, given)
    if dates:
        what = f"dates of the field “{known['published']}” ({dates:,}×) were turned into ISO 8601"
        request.notes.append(Note(request.name, what))
    for key, count in sorted(unknown.items()):
        reason = f"the field “{key}” ({count:,}×): articles have no place for it"
        request.skipped.append(Skipped(request.name, reason))


def _object(where: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnreadableInputError(f"{where} is no JSON object.")
    return {" ".join(key.split()): item for key, item in value.items()}


def _text(value: Any) -> str | None:
    """Give a value as text; a list of texts, as of authors, is joined by commas."""
    match value:
        case None | "" | dict():
            return None
        case str():
            return value
        case list():
            return ", ".join(one for one in value if isinstance(one, str)) or None
        case bool():
            return "true" if value else "false"
    return str(value)


def _columns_needed(name: str, head: Head, first: list[dict[str, Any]]) -> ColumnsNeededError:
    shown = [
        (key, next((text for one in first if (text := _text(one.get(key)))), "")[:_SHOWN])
        for key in head.names
    ]
    fields = ", ".join(f"“{key}”" for key in head.names) or "none"
    example = head.names[0] if head.names else "NAME"
    return ColumnsNeededError(
        f"{name}: no field is known to hold the texts of articles. Its fields are {fields}. Say "
        f"which it is, for example with --format jsonl --option 'text={example}'.",
        shown,
    )
