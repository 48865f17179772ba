"""Spreadsheets of articles: which column holds what is named, or guessed by its usual names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from annotator.formats.base import Option, ReadRequest
from annotator.formats.common.taking import Given, taken
from annotator.formats.tables.assembling import Source
from annotator.formats.tables.heads import Head, Line
from annotator.model.incoming import Incoming, Skipped
from annotator.problems import UnreadableInputError

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
        "", f"Reading articles: the column that holds {what}. Found by its usual names if empty."
    )
    for field, what in _WHAT.items()
}


class ColumnNeededError(UnreadableInputError):
    """The user has to name the column that holds the texts.

    Attributes:
        columns: the names of the columns.
        first: what the first row below them holds.
    """

    def __init__(
        self, message: str, columns: tuple[str, ...] = (), first: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.columns = columns
        self.first = first


def read_articles(
    request: ReadRequest, head: Head, lines: Iterable[Line], source: Source
) -> Iterator[Incoming]:
    """Read one article a row.

    Raises:
        ColumnNeededError: no column is known to hold texts.
        UnreadableInputError: a column was named that is not there.
    """
    lines = iter(lines)
    columns = mapping(head, request.options, request.name)
    if "text" not in columns:
        raise _column_needed(request.name, head, next(lines, None), source.extractor)
    _note_unused(request, head, columns)
    for where, cells in lines:
        field = {key: cells[column] or None for key, column in columns.items()}
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


def mapping(head: Head, options: Mapping[str, str], name: str) -> dict[str, str]:
    """Give the column of each field that has one, as it was named or by its usual names.

    Raises:
        UnreadableInputError: a column was named that is not there.
    """
    found: dict[str, str] = {}
    for field in _USUAL:
        if named := options.get(field):
            key = " ".join(named.split()).casefold()
            if key not in head.keys:
                raise UnreadableInputError(
                    f"{name} has no column “{named}”. Its columns are {_listed(head)}."
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


def _column_needed(name: str, head: Head, line: Line | None, format_name: str) -> ColumnNeededError:
    example = next((one for one in head.names if one), "NAME")
    first = tuple((line[1] if line else {}).get(key, "") for key in head.keys)
    return ColumnNeededError(
        f"{name}: no column is known to hold the texts of articles. Its columns are "
        f"{_listed(head)}. Say which it is, for example with --format {format_name} "
        f"--option 'text={example}'.",
        tuple(head.names),
        first,
    )


def _listed(head: Head) -> str:
    return ", ".join(f"“{name}”" for name in head.names if name) or "without names"
