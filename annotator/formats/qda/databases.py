"""What readers of other programs' databases share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeGuard

from annotator.formats.base import ForeignTables, ReadRequest
from annotator.problems import UnreadableInputError

_LARGEST = 2**53


def open_tables(request: ReadRequest, path: Path) -> AbstractContextManager[ForeignTables]:
    """Open the database.

    Raises:
        UnreadableInputError: databases cannot be opened where this is called, or this one is none.
    """
    if request.tables is None:
        raise UnreadableInputError(f"{request.name} is a database, which cannot be opened here.")
    return request.tables(path)


def require_columns(
    tables: ForeignTables, needed: Mapping[str, Sequence[str]], name: str, program: str
) -> None:
    """Make sure that the tables of a program are there.

    Raises:
        UnreadableInputError: one or its columns are missing.
    """
    for table, columns in needed.items():
        if not set(columns) <= set(tables.columns(table)):
            raise UnreadableInputError(
                f"{name} is no project of {program}: it has no “{table}” as {program} makes it."
            )


def whole_number(value: object) -> TypeGuard[int]:
    """Tell whether a value is a whole number that may be a position or a name."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST


class Grouped:
    """Gives the rows that belong to one thing after the other, of rows in the things' order.

    Args:
        rows: the rows, ordered by the column that names the thing.
        column: its place in a row.
    """

    def __init__(self, rows: Iterator[tuple[Any, ...]], column: int) -> None:
        self._rows = rows
        self._column = column
        self._next = next(rows, None)
        self._passed = 0

    def of(self, number: int) -> list[tuple[Any, ...]]:
        """Give the rows of a thing; things have to be asked for in their order."""
        found: list[tuple[Any, ...]] = []
        while self._next is not None:
            key = self._next[self._column]
            # What names nothing comes first.
            if whole_number(key) and key > number:
                break
            if key == number:
                found.append(self._next)
            else:
                self._passed += 1
            self._next = next(self._rows, None)
        return found

    def left(self) -> int:
        """Count the rows of things that nobody asked for; ends them all."""
        while self._next is not None:
            self._passed += 1
            self._next = next(self._rows, None)
        return self._passed
