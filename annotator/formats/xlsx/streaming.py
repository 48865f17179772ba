"""Workbooks as we write them, read row by row: the library for those of others holds all of it.

Such a workbook says so in a property, and has its texts in the cells. Once a spreadsheet program
has saved it, it has not.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from annotator.formats.common.safe_xml import read_xml, walk_xml
from annotator.formats.common.safe_zip import SafeZip
from annotator.formats.xlsx.characters import MARK
from annotator.problems import UnreadableInputError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW, _TEXT, _VALUE = f"{_MAIN}row", f"{_MAIN}t", f"{_MAIN}v"
_OURS = frozenset({("inlineStr", None), (None, None), ("inlineStr", "1")})
"""Kinds and styles of the cells that we write."""
_ESCAPED = re.compile("_x(?!FFF[EF]_)([0-9A-Fa-f]{4})_")
"""Excel's names of characters that XML cannot hold; two of them are left to the caller."""
_SMALL = 10_000_000


class Streamed(NamedTuple):
    """A sheet, by its name and its member of the file."""

    name: str
    archive: SafeZip
    member: str
    where: str

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Walk the rows, each with its number as Excel counts; cells from the first column on."""
        with self.archive.open(self.member) as content:
            for row in walk_xml(content, self.where, [_ROW]):
                number = row.get("r") or ""
                texts = [one.text or "" for one in row.iter(_TEXT, _VALUE)]
                if len(texts) != len(row) or not _OURS.issuperset(
                    (cell.get("t"), cell.get("s")) for cell in row
                ):
                    texts = [self._text(cell, number) for cell in row]
                end = -len(number)
                places = [_column((cell.get("r") or "")[:end]) for cell in row]
                values = [""] * (max(places, default=-1) + 1)
                for place, text in zip(places, texts, strict=True):
                    values[place] = _ESCAPED.sub(_character, text) if "_x" in text else text
                if not number.isdecimal():
                    raise self._changed(number)
                yield int(number), values

    def _text(self, cell: etree._Element, row: str) -> str:
        """Give the text of a cell that another program has written.

        Raises:
            UnreadableInputError: it may be a date, or belongs to something else in the file.
        """
        kind, texts = cell.get("t"), [one.text or "" for one in cell.iter(_TEXT, _VALUE)]
        plain = kind in {None, "n"} and cell.get("s") in {None, "0"}
        if texts and not plain and kind not in {"inlineStr", "str"}:
            raise self._changed(row)
        return "".join(texts)

    def _changed(self, row: str) -> UnreadableInputError:
        return UnreadableInputError(
            f"{self.where}, row {row[:9]}: another program has changed it. Open the workbook in a "
            "spreadsheet program, save it anew, and try again."
        )


def streamed(archive: SafeZip, name: str) -> list[Streamed] | None:
    """Give the sheets of a workbook of ours; None if it is not, or no longer, as we write them."""
    members = set(archive.names())
    needed = {"docProps/custom.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    if not needed <= members or "xl/sharedStrings.xml" in members:
        return None
    properties = read_xml(archive.read("docProps/custom.xml", _SMALL), name)
    if not any(one.get("name") == MARK for one in properties):
        return None
    links = read_xml(archive.read("xl/_rels/workbook.xml.rels", _SMALL), name)
    targets = {one.get("Id"): one.get("Target", "") for one in links}
    found: list[Streamed] = []
    for sheet in read_xml(archive.read("xl/workbook.xml", _SMALL), name).iter(f"{_MAIN}sheet"):
        title = sheet.get("name", "")
        member = posixpath.join("xl", targets.get(sheet.get(_RELATION), "")).lstrip("/")
        found.append(Streamed(title, archive, member, f"{name}, sheet “{title}”"))
    return found


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    """Give a column's number, from 0.

    Raises:
        UnreadableInputError: it has none.
    """
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or len(letters) > 3:
            raise UnreadableInputError(f"“{letters[:20]}” is no column of a sheet.")
        number = number * 26 + ord(letter) - 64
    return max(number - 1, 0)


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
