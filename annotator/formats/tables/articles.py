"""Spreadsheets of articles: which column holds what is named, or guessed by its usual names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from annotator.formats.base import Option, ReadRequest
from annotator.formats.common.taking import Given, taken
from annotator.formats.tables.assembling import Source
from annotator.formats.tables.dates import iso_date
from annotator.formats.tables.heads import Head, Line
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.problems import ColumnsNeededError

_USUAL: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "full text", "fulltext", "article text", "article body",
        "articlebody", "main text", "maintext", "story", "article", "inhalt", "texte", "contenu",
        "texto", "testo", "текст",
    ),
    "title": ("title", "headline", "heading", "titel", "titre", "título", "titolo", "заголовок"),
    "url": ("url", "link", "address", "web address", "source url", "permalink", "uri", "adresse"),
    "outlet": (
        "outlet", "publication", "publisher", "newspaper", "source", "source name", "medium",
        "media", "site", "domain", "journal",
    ),
    "byline": ("byline", "author", "authors", "by", "writer", "journalist", "autor", "auteur"),
    "published": (
        "published", "date", "publication date", "publish date", "date published", "published at",
        "pubdate", "pub date", "published date", "datum", "fecha", "дата",
    ),
    "language": ("language", "lang", "sprache", "langue"),
    "reference": ("reference", "id", "article id", "document id", "doc id", "guid", "key", "nr"),
}  # fmt: skip
"""Names of columns by field, the likeliest first, in lower case with blanks between words."""
_LOOKED_AT = 50
"""Rows in which a first value is looked for."""
_SHOWN = 80
_BETWEEN = re.compile(r"[\s_-]+")
_WHAT = {
    "text": "the text",
    "title": "the title",
    "url": "the address",
    "outlet": "the outlet",
    "byline": "the byline",
    "published": "when it appeared",
    "language": "the language",
    "reference": "its id elsewhere",
}
COLUMN_OPTIONS = {
    field: Option(
        "",
        f"Reading articles: the column that holds {what}. Found by its usual names if empty.",
        writes=False,
    )
    for field, what in _WHAT.items()
}


def read_articles(
    request: ReadRequest, head: Head, lines: Iterable[Line], source: Source
) -> Iterator[Incoming]:
    """Read one article a row.

    Raises:
        ColumnsNeededError: no column is known to hold texts, or one was named that is not there.
    """
    columns = mapping(head, request.options, request.name)
    if "text" not in columns:
        raise _columns_needed(request.name, head, lines, source.extractor)
    _note_unused(request, head, columns)
    dates = 0
    for where, cells in lines:
        field = {key: cells[column] or None for key, column in columns.items()}
        if (given_date := field.get("published")) is not None:
            field["published"] = iso_date(given_date)
            dates += field["published"] != given_date.strip()
        given = Given(
            text=field["text"] or "",
            where=where,
            extractor=source.extractor,
            media=source.media,
            title=field.get("title"),
            url=field.get("url"),
            outlet=field.get("outlet"),
            byline=field.get("byline"),
            published=field.get("published"),
            language=field.get("language"),
            reference=field.get("reference"),
        )
        yield from taken(request, given)
    if dates:
        what = (
            f"dates of the column “{columns['published']}” ({dates:,}×) were turned into ISO 8601"
        )
        request.notes.append(Note(request.name, what))


def mapping(head: Head, options: Mapping[str, str], name: str) -> dict[str, str]:
    """Give the column of each field that has one, as it was named or by its usual names.

    Raises:
        ColumnsNeededError: a column was named that is not there.
    """
    found: dict[str, str] = {}
    for field in _USUAL:
        if named := options.get(field):
            key = " ".join(named.split()).casefold()
            if key not in head.keys:
                raise ColumnsNeededError(
                    f"{name} has no column “{named}”. Its columns are {_listed(head)}.",
                    [(column, "") for column in head.names],
                )
            found[field] = key
    free = {
        _BETWEEN.sub(" ", key).strip(): key
        for key in reversed(head.keys)
        if key and key not in found.values()
    }
    for field, names in _USUAL.items():
        if field not in found:
            usual = next((one for one in names if one in free), None)
            if usual is not None:
                found[field] = free.pop(usual)
    return found


def _note_unused(request: ReadRequest, head: Head, columns: Mapping[str, str]) -> None:
    for name, key in zip(head.names, head.keys, strict=True):
        if key and key not in columns.values():
            reason = f"the column “{name}”: articles have no place for it"
            request.skipped.append(Skipped(request.name, reason))


def _columns_needed(
    name: str, head: Head, lines: Iterable[Line], format_name: str
) -> ColumnsNeededError:
    """Make the problem that shows what there is: columns, each with the first value in it."""
    example = next((one for one in head.names if one), "NAME")
    beginning = [cells for _, cells in islice(lines, _LOOKED_AT)]
    first = [
        next((cells[key] for cells in beginning if cells[key]), "")[:_SHOWN] for key in head.keys
    ]
    return ColumnsNeededError(
        f"{name}: no column is known to hold the texts of articles. Its columns are "
        f"{_listed(head)}. Say which it is, for example with --format {format_name} "
        f"--option 'text={example}'.",
        list(zip(head.names, first, strict=True)),
    )


def _listed(head: Head) -> str:
    return ", ".join(f"“{name}”" for name in head.names if name) or "without names"
