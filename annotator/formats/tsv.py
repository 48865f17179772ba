"""TSV: the table of CSV with tabs between the cells.

A cell that holds a tab, a quotation mark or a line end is quoted as in CSV, and lines end with
CRLF: nothing in a cell has to be changed for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.base import Format, ReadRequest, WriteRequest
from annotator.formats.tables.assembling import Source
from annotator.formats.tables.delimited import OPTIONS, read_delimited, write_annotations
from annotator.model.incoming import Incoming
from annotator.model.records import Loss

_SOURCE = Source("tsv", "text/tab-separated-values")


def _write(request: WriteRequest) -> Iterator[Loss]:
    yield from write_annotations(request, "\t")


def _read(request: ReadRequest) -> Iterator[Incoming]:
    yield from read_delimited(request, "\t", _SOURCE)


FORMAT = Format(
    name="tsv",
    title="TSV",
    extensions=("tsv", "tab"),
    read=_read,
    write=_write,
    cannot_hold=("relation", "empty", "other"),
    options=OPTIONS,
    units=("code-points",),
)
