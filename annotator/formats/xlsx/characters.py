"""What writing and reading of cells have in common: characters that are none, and pieces."""

from __future__ import annotations

import re

MARK = "Annotator"
"""The property of a workbook that says that we wrote it."""
CONTINUED = "continued"
PIECES = ("sheet", "row", "column", "piece", "text")
"""Columns of the sheet of pieces: where the cell is, as Excel counts rows, and which piece it is of
it; the first one is in the cell itself."""
_NO_CHARACTER = re.compile("(?:_x005F)*_xFFF[EF]_")


def escape_no_characters(text: str) -> str:
    """Escape what reads like Excel's names of U+FFFE and U+FFFF, which are no characters of XML."""
    return _NO_CHARACTER.sub(lambda found: f"_x005F{found[0]}", text)


def read_no_characters(text: str) -> str:
    """Give the text of which `escape_no_characters`, and Excel, made this."""
    return _NO_CHARACTER.sub(_no_character, text)


def _no_character(found: re.Match[str]) -> str:
    name = found[0]
    if name.startswith("_x005F"):
        return name[6:]
    return "\ufffe" if name == "_xFFFE_" else "\uffff"
