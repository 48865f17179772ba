"""Sheets within Excel's limits: rows go on in the next sheet, long cells in a sheet of pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from annotator.formats.tables.rows import Cell
from annotator.formats.xlsx.characters import CONTINUED, PIECES, escape_no_characters
from annotator.text.offsets import utf16_length

MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
"""UTF-16 units."""
_WIDTHS = {
    "article": 14, "annotation": 14, "relation": 14, "verdict": 14, "comment": 14, "title": 36,
    "text": 60, "quote": 40, "note": 24, "attributes": 30, "url": 24, "label": 16, "annotator": 16,
}  # fmt: skip
_WIDTH = 12


class TextSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """A worksheet in which a text is never taken for markup."""

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        """Escape as XlsxWriter does; and what it would write as the markup of a rich text."""
        escaped: str = Worksheet._escape_control_characters(data)  # noqa: SLF001 - it has no other
        return f"_x003C_{escaped[1:]}" if escaped.startswith("<r>") else escaped


class Pieces:
    """Writes the sheet of pieces, which is made when the first cell is too long."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._sheet: Sheet | None = None

    def add(self, sheet: str, row: int, column: str, pieces: Sequence[str]) -> None:
        """Write all pieces of a cell but the first; ``row`` counts from 0."""
        if self._sheet is None:
            self._sheet = Sheet(self._book, CONTINUED, PIECES, None)
        for number, piece in enumerate(pieces[1:], 2):
            self._sheet.write([sheet, row + 1, column, number, piece])


class Sheet:
    """Writes a table, on as many sheets as it needs."""

    def __init__(
        self, book: Workbook, name: str, columns: Sequence[str], pieces: Pieces | None
    ) -> None:
        self._book = book
        self._name = name
        self._columns = columns
        self._pieces = pieces
        self._numbers = 0
        self._begin()

    def write(self, row: Sequence[Cell]) -> None:
        """Write a row."""
        if self._row == MOST_ROWS:
            self._begin()
        at, sheet = self._row, self._sheet
        self._row += 1
        for column, cell in enumerate(row):
            if cell == "":
                continue
            if isinstance(cell, int):
                code = sheet.write_number(at, column, cell)
            else:
                code = sheet.write_string(at, column, self._fitting(at, column, cell))
            if code:
                raise AssertionError(f"XlsxWriter refuses a cell: {code}")

    def _fitting(self, row: int, column: int, cell: str) -> str:
        """Give what of a cell goes into it; the rest goes into the sheet of pieces."""
        if "_xFFF" in cell or "\ufffe" in cell or "\uffff" in cell:
            cell = escape_no_characters(cell)
        if len(cell) <= LONGEST_CELL // 2 or utf16_length(cell) <= LONGEST_CELL:
            return cell
        assert self._pieces is not None
        pieces = list(cut(cell))
        self._pieces.add(self._title, row, self._columns[column], pieces)
        return pieces[0]

    def _begin(self) -> None:
        """Begin the next sheet: “annotations”, then “annotations 2”, and so on."""
        self._numbers += 1
        self._title = self._name if self._numbers == 1 else f"{self._name} {self._numbers}"
        self._sheet: Any = self._book.add_worksheet(self._title, worksheet_class=TextSheet)
        self._sheet.freeze_panes(1, 0)
        bold = self._book.default_bold
        for number, column in enumerate(self._columns):
            self._sheet.set_column(number, number, _WIDTHS.get(column, _WIDTH))
            self._sheet.write_string(0, number, column, bold)
        self._row = 1


class Book(Workbook):  # type: ignore[misc] # XlsxWriter has no types
    """A workbook that writes each row to the disk when the next one begins."""

    def __init__(self, out: Any, folder: str) -> None:
        super().__init__(
            out,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_numbers": False,
                "strings_to_formulas": False,
                "strings_to_urls": False,
            },
        )
        self.use_zip64()
        self.default_bold = self.add_format({"bold": True})

    def let_go(self) -> None:
        """Close the files in which rows wait, should the workbook not come to its end."""
        for sheet in self.worksheets():
            # On a full disk closing fails once, for what is still to be written.
            with suppress(OSError):
                sheet._opt_close()  # noqa: SLF001 - it has no other


def cut(text: str) -> Iterator[str]:
    """Cut a text into pieces that a cell can hold."""
    at = 0
    while at < len(text):
        size = LONGEST_CELL
        while (over := utf16_length(text[at : at + size]) - LONGEST_CELL) > 0:
            size -= (over + 1) // 2
        yield text[at : at + size]
        at += size
