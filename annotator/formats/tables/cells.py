"""Cells of JSON in a row that somebody may have edited."""

from __future__ import annotations

from typing import Any

from annotator.formats.common.json_text import read_json
from annotator.problems import UnreadableInputError

_SHOWN = 40


class RowProblem(Exception):  # noqa: N818 - of the user's row, not of ours
    """A row cannot be taken; the text says why, as the end of a sentence."""


def json_cell(cell: str, where: str) -> Any:
    """Read a cell of JSON.

    Raises:
        RowProblem: it is none.
    """
    try:
        return read_json(cell.encode("utf-8", "surrogatepass"), where)
    except UnreadableInputError as problem:
        raise RowProblem(f"“{cell[:_SHOWN]}” is no JSON") from problem
