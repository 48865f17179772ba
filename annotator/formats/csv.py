"""CSV: one row a fragment, for spreadsheets and statistics; and spreadsheets of articles.

RFC 4180 with CRLF and UTF-8, cells byte for byte as they are in the project. An annotation of
several fragments has as many rows with the same ``annotation``; ``fragment`` counts them from 1.
Relations, verdicts and texts have columns with the option ``texts``.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.base import Format, ReadRequest, WriteRequest
from annotator.formats.tables.assembling import Source
from annotator.formats.tables.delimited import OPTIONS, read_delimited, write_annotations
from annotator.model.incoming import Incoming
from annotator.model.records import Loss

_SOURCE = Source("csv", "text/csv")


def _write(request: WriteRequest) -> Iterator[Loss]:
    yield from write_annotations(request, ",")


def _read(request: ReadRequest) -> Iterator[Incoming]:
    yield from read_delimited(request, ",", _SOURCE)


FORMAT = Format(
    name="csv",
    title="CSV",
    extensions=("csv",),
    read=_read,
    write=_write,
    cannot_hold=("relation", "empty", "other"),
    options=OPTIONS,
    units=("code-points",),
)
