"""Files of separated cells: RFC 4180, in UTF-8 with CRLF, whatever separates the cells.

A cell with a separator, a quotation mark or a line end in it is quoted, also in TSV: that is how
pandas, R, DuckDB and spreadsheets read both, and the only way in which nothing has to be changed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from annotator.formats.base import Option, ReadRequest, WriteRequest
from annotator.formats.tables.articles import COLUMN_OPTIONS
from annotator.formats.tables.assembling import Source
from annotator.formats.tables.columns import ANNOTATIONS, PROFILE, WHOLE
from annotator.formats.tables.guard import guarded
from annotator.formats.tables.heads import Head
from annotator.formats.tables.losses import not_in_columns
from annotator.formats.tables.reading import read_table
from annotator.formats.tables.rows import Row, annotation_rows, whole_rows
from annotator.model.incoming import Incoming
from annotator.model.records import Loss
from annotator.problems import UnreadableInputError
from annotator.text.decoding import EncodingNeededError, decode

DELIMITERS = (",", ";", "\t", "|")
SPREADSHEET = "spreadsheet"
OPTIONS = {
    "profile": Option(
        "data",
        "Cells as they are, or safe to open in a spreadsheet: those that would be taken for "
        "formulas get an apostrophe, which reading takes away again.",
        ("data", SPREADSHEET),
        reads=False,
    ),
    "texts": Option(
        "no",
        "Whether columns are added for the texts of articles and all else that belongs to them, so "
        "that the file can be read back whole.",
        ("no", "yes"),
        reads=False,
    ),
    **COLUMN_OPTIONS,
}
_LONGEST = 2**28
"""Characters of the longest cell that is read."""
_HEAD = 65_536
_MOST = 64_000_000
"""Bytes that are looked at to guess the encoding of a file that is no Unicode."""


def write_annotations(request: WriteRequest, delimiter: str) -> Iterator[Loss]:
    """Write the table of annotations, with all that belongs to articles if that is wanted."""
    whole = request.options["texts"] == "yes"
    columns, rows_of = (WHOLE, whole_rows) if whole else (ANNOTATIONS, annotation_rows)
    with request.out.main() as out:
        cells = Cells(out, columns, delimiter=delimiter, profile=request.options["profile"])
        for article in request.articles:
            for row in rows_of(article):
                cells.write(row)
            if not whole:
                yield from not_in_columns(article)
        cells.close()


def read_delimited(request: ReadRequest, delimiter: str, source: Source) -> Iterator[Incoming]:
    """Read a table of annotations or of articles.

    Raises:
        UnreadableInputError: it is none.
        EncodingNeededError: the user has to name the encoding.
    """
    rows = walk(request, delimiter)
    _, first = next(rows, ("", []))
    if not first:
        raise UnreadableInputError(f"{request.name} is empty.")
    yield from read_table(request, Head(first), rows, source)


class Cells:
    """Writes rows; close it when the last one is written.

    Args:
        out: where they go.
        columns: the first row.
        delimiter: what stands between cells.
        profile: ``data`` leaves every cell as it is; ``spreadsheet`` guards those that would be
            taken for formulas, says so in a last column, and begins the file with the mark by which
            spreadsheets know UTF-8.
    """

    def __init__(
        self, out: BinaryIO, columns: Sequence[str], *, delimiter: str = ",", profile: str = "data"
    ) -> None:
        self._guards = profile == SPREADSHEET
        encoding = "utf-8-sig" if self._guards else "utf-8"
        self._text = io.TextIOWrapper(out, encoding=encoding, newline="")
        self._rows = csv.writer(self._text, delimiter=delimiter)
        self._rows.writerow([*columns, PROFILE] if self._guards else columns)

    def write(self, row: Row) -> None:
        """Write a row."""
        if self._guards:
            row = [guarded(cell) if isinstance(cell, str) else cell for cell in row]
            row.append(SPREADSHEET)
        self._rows.writerow(row)

    def close(self) -> None:
        """Hand over what is still to be written; the file itself stays open."""
        self._text.detach()


def walk(request: ReadRequest, delimiter: str) -> Iterator[tuple[str, list[str]]]:
    """Walk the rows of a file, each with its place for messages; empty ones are passed over.

    What separates the cells is found in the first row; ``delimiter`` is the likeliest. Text is
    decoded as `annotator.text.decoding` says, piece by piece.

    Raises:
        UnreadableInputError: it is no such table, or its quotes are broken.
        EncodingNeededError: the user has to name the encoding.
    """
    csv.field_size_limit(_LONGEST)
    with request.open() as file:
        text = io.TextIOWrapper(file, encoding=_encoding(file, request), newline="")
        try:
            yield from _rows(text, request.name, delimiter)
        except UnicodeDecodeError as error:
            raise _undecodable(text.detach(), request) from error
        except csv.Error as error:
            raise UnreadableInputError(
                f"{request.name} is no whole table: {error}. Look at its quotation marks there."
            ) from error


def _rows(text: io.TextIOWrapper, name: str, delimiter: str) -> Iterator[tuple[str, list[str]]]:
    head = text.read(_HEAD)
    told, head = _told(head)
    if not head.strip():
        raise UnreadableInputError(f"{name} is empty.")
    chosen = told or _sniffed(head, delimiter)
    lines = _lines(head, text)
    if told:
        next(lines)
    rows = csv.reader(lines, delimiter=chosen, strict=True)
    offset = 1 if told else 0
    last = offset
    try:
        for row in rows:
            where, last = f"{name}, line {last + 1:,}", rows.line_num + offset
            if row and any(row):
                yield where, row
    except csv.Error as error:
        raise csv.Error(f"{error} (line {rows.line_num + offset:,})") from error


def _lines(head: str, rest: io.TextIOWrapper) -> Iterator[str]:
    """Give lines with their ends, as `csv` wants them, without keeping what was read."""
    begun = io.StringIO(head, newline="")
    last = ""
    for line in begun:
        if last:
            yield last
        last = line
    # The last line of the head may go on; its CR may have an LF to come.
    if last.endswith("\r"):
        following = rest.read(1)
        if following == "\n":
            last += following
            following = ""
        yield last
        last = following
    if not last.endswith("\n"):
        last += rest.readline()
    if last:
        yield last
    yield from rest


def _told(head: str) -> tuple[str, str]:
    """Give the separator that a first line ``sep=;`` tells, as spreadsheets write it."""
    line = head.split("\n", 1)[0].rstrip("\r")
    if len(line) == 5 and line.lower().startswith("sep=") and line[4] in DELIMITERS:
        return line[4], head
    return "", head


def _sniffed(head: str, likeliest: str) -> str:
    """Find what separates cells: what the first row has most of, outside of quotes."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for sign in head:
        if sign == '"':
            quoted = not quoted
        elif not quoted:
            if sign in "\r\n":
                break
            if sign in counts:
                counts[sign] += 1
    most = max(DELIMITERS, key=lambda sign: (counts[sign], sign == likeliest))
    return most if counts[most] else likeliest


def _encoding(file: BinaryIO, request: ReadRequest) -> str:
    """Tell the encoding of a file by its beginning, and go back there.

    UTF-8 is believed until it turns out wrong.
    """
    head = file.read(_HEAD)
    file.seek(0)
    if request.encoding is not None:
        decode(b"", request.encoding)
        return request.encoding
    if len(head) == _HEAD:
        # Cut at a line, so that no character is halved; in UTF-16 a line ends with two bytes.
        end = head.rfind(b"\n") + 1
        head = head[: end + end % 2] if end else head[:-4]
    try:
        return decode(head).encoding
    except EncodingNeededError:
        return "utf-8"


def _undecodable(file: BinaryIO, request: ReadRequest) -> Exception:
    """Give the problem of a file that is not in the encoding it was taken for."""
    file.seek(0)
    data = file.read(_MOST)
    try:
        decode(data, request.encoding)
    except UnreadableInputError as problem:
        return UnreadableInputError(f"{request.name} cannot be read. {problem}")
    except EncodingNeededError as problem:
        return problem
    return UnreadableInputError(
        f"{request.name} is not UTF-8 throughout. Save it anew as UTF-8, or name its encoding."
    )
