"""Cells that a spreadsheet would take for formulas.

In front of one that begins with ``=``, ``+``, ``-``, ``@``, a tab, a line end, or the full-width
``＝＋－＠`` goes an apostrophe; and one more in front of what would read as a guarded cell, so that
taking it away gives every cell back exactly.
"""

from __future__ import annotations

import re

_RISKY = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_FIRST = frozenset("'=+-@\t\r\n＝＋－＠")
_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")


def guarded(cell: str) -> str:
    """Give a cell that no spreadsheet runs."""
    return f"'{cell}" if cell[:1] in _FIRST and _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """Give the cell that `guarded` was given."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
