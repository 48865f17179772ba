"""Workbooks that may be made to do harm: packed bombs, and sheets that are all empty space."""

from __future__ import annotations

import re
from typing import IO

from annotator.formats.common.safe_zip import SafeZip
from annotator.problems import UnreadableInputError

_BLOCK = 1 << 20
_OVERLAP = 64
"""Bytes of a block that are looked at again, for what stands across its edge."""
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_MOST_CELLS = 20_000_000
"""Places between the first cell of a sheet and its last that may be empty, beside those that are
not: the library that reads sheets makes room for each of them."""


def check_workbook(archive: SafeZip, name: str) -> None:
    """Make sure that a file can be unpacked, and that its sheets do not claim more than they hold.

    Raises:
        UnreadableInputError: it cannot, or they do.
    """
    for member in archive.names():
        lower = member.lower()
        with archive.open(member) as content:
            if lower.startswith("xl/worksheets/") and lower.endswith(".xml"):
                _check_sheet(content, name)
            else:
                while content.read(_BLOCK):
                    pass


def _check_sheet(content: IO[bytes], name: str) -> None:
    columns, rows, cells = 0, 0, 0
    last = b""
    while block := content.read(_BLOCK):
        found = _CELL.findall(last + block)
        if found:
            cells += len(found)
            columns = max(columns, *(_column(one) for one in {one for one, _ in found}))
            rows = max(rows, *(int(one) for one in {one for _, one in found}))
        last = block[-_OVERLAP:]
    if rows * columns > cells + _MOST_CELLS:
        raise UnreadableInputError(
            f"{name} cannot be read: a sheet has a cell far away from the others. Its last row is "
            f"{rows:,}, its last column number {columns:,}. Delete what is there and save it anew."
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
