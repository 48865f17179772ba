"""A workbook, read: our own sheets put together, or tables of anybody's by their first rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO

from annotator.formats.base import ReadRequest
from annotator.formats.common.safe_zip import SafeZip
from annotator.formats.tables.assembling import Source
from annotator.formats.tables.columns import ANNOTATIONS, ARTICLES, COMMENTS, RELATIONS, VERDICTS
from annotator.formats.tables.heads import Head, Line
from annotator.formats.tables.joining import Lines, in_step, read_together
from annotator.formats.tables.reading import read_tables
from annotator.formats.xlsx.characters import CONTINUED, read_no_characters
from annotator.formats.xlsx.guarding import check_workbook
from annotator.formats.xlsx.streaming import streamed
from annotator.model.incoming import Incoming, Skipped
from annotator.problems import UnreadableInputError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_SOURCE = Source("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_COLUMNS = {
    "articles": ARTICLES,
    "annotations": (*ANNOTATIONS, "made_from"),
    "relations": RELATIONS,
    "verdicts": VERDICTS,
    "comments": COMMENTS,
}
_KINDS = {"articles": "records"} | {name: name for name in _COLUMNS if name != "articles"}
_ORDER = ("articles", "annotations", "relations", "verdicts", "comments")
_NUMBERED = re.compile(r" [0-9]+$")
_WHOLE = 10**15

Walk = Callable[[], Iterator[tuple[int, list[str]]]]
"""Walks the rows of a sheet, each with its number, as often as it is called."""
Pieces = dict[str, dict[int, dict[str, list[str]]]]
"""What goes on of cells that were too long, by sheet, row and column."""


def read_workbook(request: ReadRequest) -> Iterator[Incoming]:
    """Read a workbook.

    Raises:
        UnreadableInputError: it is none, or holds no table of ours and no articles.
    """
    with request.open() as file, SafeZip(file, request.name) as archive:
        ours = streamed(archive, request.name)
        if ours is None:
            check_workbook(archive, request.name)
            file.seek(0)
            walks = _walks(_open(file, request.name), request)
        else:
            walks = {one.name: one.rows for one in ours}
        sheets = [*_sheets(walks, request.name)]
        if not sheets:
            raise UnreadableInputError(f"{request.name} is empty.")
        known = _known(sheets)
        if known is None or request.options.get("text"):
            yield from _one_by_one(request, sheets)
        else:
            yield from _joined(request, known, sorted_by_us=ours is not None)


class _Sheet:
    """A sheet: its first row that is not empty, and the rows below it.

    Raises:
        UnreadableInputError: it is empty.
    """

    def __init__(self, name: str, walk: Walk, where: str, pieces: Pieces) -> None:
        self._rows = walk
        self._where = where
        self._pieces = pieces.get(name, {})
        self.name = name
        self.keys: list[str] = []
        _, first = next(self._walk(), ("", []))
        self.head = Head(first)
        self.keys = self.head.keys

    def rows(self) -> Iterator[tuple[str, list[str]]]:
        """Walk the rows below the first."""
        return islice(self._walk(), 1, None)

    def _walk(self) -> Iterator[tuple[str, list[str]]]:
        for number, row in self._rows():
            if number in self._pieces:
                self._complete(row, self._pieces[number])
            if any(row):
                if any("_xFFF" in cell for cell in row):
                    row = [read_no_characters(cell) for cell in row]  # noqa: PLW2901 - as meant
                yield f"{self._where}, row {number:,}", row

    def _complete(self, row: list[str], pieces: dict[str, list[str]]) -> None:
        """Add to long cells what stands in the sheet of pieces."""
        for key, more in pieces.items():
            if key in self.keys and (at := self.keys.index(key)) < len(row):
                row[at] = "".join([row[at], *more])


def _open(file: BinaryIO, name: str) -> CalamineWorkbook:
    from python_calamine import (  # noqa: PLC0415 - only where there is a workbook
        CalamineError,
        CalamineWorkbook,
    )

    try:
        return CalamineWorkbook.from_filelike(file)
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableInputError(f"{name} cannot be read as a workbook: {error}.") from error


def _walks(book: CalamineWorkbook, request: ReadRequest) -> dict[str, Walk]:
    """Give what walks the rows of each sheet; hidden ones and what is no table is noted."""
    from python_calamine import (  # noqa: PLC0415 - only where there is a workbook
        CalamineError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    walks: dict[str, Walk] = {}
    for one in book.sheets_metadata:
        if one.typ != SheetTypeEnum.WorkSheet or one.visible != SheetVisibleEnum.Visible:
            reason = f"the sheet “{one.name}”: it is hidden, or no table"
            request.skipped.append(Skipped(request.name, reason))
            continue
        try:
            table = book.get_sheet_by_name(one.name)
        except CalamineError as error:
            raise UnreadableInputError(
                f"{request.name}, sheet “{one.name}”, cannot be read: {error}."
            ) from error
        walks[one.name] = partial(_table_rows, table)
    return walks


def _table_rows(table: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for number, values in enumerate(table.iter_rows(), 1):
        yield number, [value if type(value) is str else _text(value) for value in values]


def _sheets(walks: Mapping[str, Walk], file: str) -> Iterator[_Sheet]:
    """Give the sheets that have rows, their long cells completed."""
    pieces: Pieces = {}
    for name, walk in walks.items():
        if _NUMBERED.sub("", name) == CONTINUED:
            _gather(walk, pieces)
    for name, walk in walks.items():
        if _NUMBERED.sub("", name) != CONTINUED and any(any(row) for _, row in walk()):
            yield _Sheet(name, walk, f"{file}, sheet “{name}”", pieces)


def _gather(walk: Walk, pieces: Pieces) -> None:
    """Read what goes on of long cells; pieces stand in their order."""
    for _, values in islice(walk(), 1, None):
        name, row, column, _, text = [*values, *[""] * 5][:5]
        if row.isdecimal():
            cells = pieces.setdefault(name, {}).setdefault(int(row), {})
            cells.setdefault(column.casefold(), []).append(text)


def _known(sheets: list[_Sheet]) -> dict[str, list[_Sheet]] | None:
    """Give the sheets that we wrote by their tables; None if these are somebody else's."""
    found: dict[str, list[_Sheet]] = defaultdict(list)
    for sheet in sheets:
        name = _NUMBERED.sub("", sheet.name)
        if _KINDS.get(name) == sheet.head.kind:
            found[name].append(sheet)
    whole = sum(map(len, found.values())) == len(sheets) and "articles" in found
    return found if whole else None


def _joined(
    request: ReadRequest, known: dict[str, list[_Sheet]], *, sorted_by_us: bool
) -> Iterator[Incoming]:
    """Read our sheets, together if their rows are in one order, else one after the other."""
    others = [name for name in _ORDER[1:] if name in known]
    quiet: list[Skipped] = []
    if not sorted_by_us and not in_step(
        _lines(known["articles"], quiet), {name: _lines(known[name], quiet) for name in others}
    ):
        yield from _one_by_one(request, [one for name in _ORDER for one in known.get(name, ())])
        return
    for name, sheets in known.items():
        for sheet in sheets:
            where = f"{request.name}, sheet “{sheet.name}”"
            sheet.head.note_unknown(_COLUMNS[name], where, request.skipped)
    told = {name: _lines(known[name], request.skipped) for name in others}
    yield from read_together(request, _lines(known["articles"], request.skipped), told, _SOURCE)


def _lines(sheets: list[_Sheet], skipped: list[Skipped]) -> Lines:
    def walk() -> Iterator[Line]:
        return chain.from_iterable(one.head.lines(one.rows(), skipped) for one in sheets)

    return walk


def _one_by_one(request: ReadRequest, sheets: list[_Sheet]) -> Iterator[Incoming]:
    tables = [(f"the sheet “{one.name}”", one.head, one.rows()) for one in sheets]
    return read_tables(request, tables, _SOURCE)


def _text(value: Any) -> str:
    """Give the value of a cell as text: dates as ISO 8601, whole numbers without a point."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < _WHOLE:
            return str(int(value))
        case datetime() | date() | time():
            return value.isoformat()
    return str(value)
