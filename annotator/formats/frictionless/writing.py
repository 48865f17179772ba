"""A data package, written: tables side by side, then what describes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from typing import Any, BinaryIO, cast

import orjson

from annotator.formats.base import WriteRequest
from annotator.formats.common.names import ascii_word
from annotator.formats.frictionless.schema import TABLES, resource
from annotator.formats.tables.delimited import Cells
from annotator.formats.tables.rows import (
    Row,
    article_row,
    as_json,
    comment_rows,
    fragment_rows,
    relation_rows,
    verdict_rows,
)
from annotator.model.records import ArticleRecord, Loss
from annotator.model.scheme import Scheme

_DESCRIPTION = (
    "Annotations of news articles, exported from Annotator. Positions are counted in Unicode code "
    "points of the article's text, from 0, the end not included. Read all columns as text first: "
    "what looks like a number or like “NA” may be a word of an article."
)


def write_package(request: WriteRequest) -> Iterator[Loss]:
    """Write a data package; it holds everything."""
    with ExitStack() as stack:
        tables = {
            name: _Table(stack.enter_context(request.out.part(f"{name}.csv")), columns)
            for name, columns in TABLES.items()
        }
        used: dict[str, None] = {}
        for article in request.articles:
            tables["articles"].write([article_row(article)])
            tables["annotations"].write(_annotation_rows(article))
            tables["relations"].write(relation_rows(article))
            tables["verdicts"].write(verdict_rows(article))
            tables["comments"].write(comment_rows(article))
            used.update(dict.fromkeys(one["label"] for one in article["annotations"]))
        tables["labels"].write(_label_rows(request.scheme, used))
        for table in tables.values():
            table.close()
    package = {
        "profile": "tabular-data-package",
        "name": ascii_word(request.name).lower() or "annotations",
        "title": request.name,
        "description": _DESCRIPTION,
        "resources": [
            resource(name, digest=one.digest, size=one.size, rows=one.rows)
            for name, one in tables.items()
        ],
    }
    with request.out.part("datapackage.json") as out:
        out.write(orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    yield from ()


class _Measured:
    """A file that is written, with its size in bytes and its hash."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._hash = sha256()
        self.size = 0
        self.closed = False

    def write(self, data: bytes) -> int:
        """Write bytes."""
        self._hash.update(data)
        self.size += len(data)
        return self._out.write(data)

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def readable(self) -> bool:
        """Say that it cannot be read."""
        return False

    seekable = readable

    def flush(self) -> None:
        """Hand on what was written."""
        self._out.flush()

    @property
    def digest(self) -> str:
        """The sha256 of what was written, in hex."""
        return self._hash.hexdigest()


class _Table:
    """A table's file, and what is known of it at the end."""

    def __init__(self, out: BinaryIO, columns: tuple[str, ...]) -> None:
        self._file = _Measured(out)
        self._cells = Cells(cast("Any", self._file), columns)
        self.rows = 0

    def write(self, rows: Any) -> None:
        """Write rows."""
        for row in rows:
            self._cells.write(row)
            self.rows += 1

    def close(self) -> None:
        """Hand over what is still to be written."""
        self._cells.close()

    @property
    def digest(self) -> str:
        """The sha256 of the file, in hex."""
        return self._file.digest

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self._file.size


def _annotation_rows(article: ArticleRecord) -> Iterator[Row]:
    for annotation in article["annotations"]:
        made_from = as_json(annotation.get("made_from"))
        for row in fragment_rows(annotation, article["text"]):
            yield [article["id"], *row, made_from]


def _label_rows(scheme: Scheme, used: dict[str, None]) -> Iterator[Row]:
    """Give the labels of the scheme, then those that occur without being there."""
    known = set()
    for label in scheme.labels:
        known.add(label.key)
        attributes = [
            one.model_dump(mode="json", exclude_defaults=True) for one in label.attributes
        ]
        yield [label.key, label.name, label.colour, label.definition, as_json(attributes)]
    for key in used:
        if key not in known:
            yield [key, key, "", "", ""]
