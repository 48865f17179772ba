"""What a table is, told by its first row; and its other rows by the names of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from annotator.formats.tables.columns import PROFILE
from annotator.formats.tables.guard import unguarded
from annotator.model.incoming import Skipped

Kind = Literal["annotations", "relations", "verdicts", "comments", "records", "articles"]
Line = tuple[str, dict[str, str]]
"""A row's place for messages, and its cells by column."""

_KINDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("annotations", frozenset({"label", "start", "end"})),
    ("relations", frozenset({"article", "relation", "type", "from", "to"})),
    ("verdicts", frozenset({"article", "verdict", "decision", "cites"})),
    ("comments", frozenset({"article", "comment", "author", "act"})),
    ("records", frozenset({"article", "text", "zones", "states"})),
)


class Head:
    """The first row of a table.

    Attributes:
        names: the columns as they are called there; a second one of a name gets a number.
        keys: the same without blanks around them and in lower case; “” for what is no column.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names: list[str] = []
        self.keys: list[str] = []
        for name in names:
            tidy = base = " ".join(name.removeprefix("\ufeff").split())
            number = 1
            while tidy and tidy.casefold() in self.keys:
                number += 1
                tidy = f"{base} ({number})"
            self.names.append(tidy)
            self.keys.append(tidy.casefold())

    @property
    def kind(self) -> Kind:
        """What the rows are: ``records`` are articles as we write them, ``articles`` any others."""
        have = set(self.keys)
        for kind, needed in _KINDS:
            if needed <= have and have & {"article", "text"}:
                return kind
        return "articles"

    def lines(
        self, rows: Iterable[tuple[str, list[str]]], skipped: list[Skipped]
    ) -> Iterator[Line]:
        """Give rows by the keys of their columns; guarded cells as they were.

        A short row is filled up; one with cells beyond the last column is noted and passed over.
        """
        keys, width = self.keys, len(self.keys)
        for where, row in rows:
            if len(row) != width:
                if any(row[width:]):
                    beyond = f"it has {len(row)} cells, and there are {width} columns"
                    skipped.append(Skipped(where, f"a row: {beyond}"))
                    continue
                row = [*row[:width], *[""] * (width - len(row))]  # noqa: PLW2901 - filled up
            cells = dict(zip(keys, row, strict=True))
            if cells.get(PROFILE) == "spreadsheet":
                cells = {key: unguarded(cell) for key, cell in cells.items()}
            yield where, cells

    def note_unknown(self, known: Iterable[str], where: str, skipped: list[Skipped]) -> None:
        """Say which columns are none of those that are known."""
        ours = {*known, PROFILE}
        for name, key in zip(self.names, self.keys, strict=True):
            if key and key not in ours:
                skipped.append(Skipped(where, f"the column “{name}”: it is none of ours"))
