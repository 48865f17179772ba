"""Relations, verdicts and comments, read back from tables of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from annotator.formats.base import ReadRequest
from annotator.formats.jsonl_lines import RelationLine
from annotator.formats.tables.assembling import Assembled, Source, incoming_of
from annotator.formats.tables.cells import RowProblem, json_cell
from annotator.formats.tables.columns import COMMENTS, JSON, RELATIONS, VERDICTS
from annotator.formats.tables.heads import Line
from annotator.model.faults import first_fault
from annotator.model.incoming import Incoming, IncomingRelation, Skipped

_relation: TypeAdapter[RelationLine] = TypeAdapter(RelationLine)
_OPTIONAL = frozenset({"consensus", "about"})
"""Ids that may not be there, which JSON calls null."""
_LEFT_EMPTY = frozenset({"id", "annotator", "reviewer", "author", "created", "modified"})
"""What is found by itself where a cell is empty."""


def relation_of(line: Line, skipped: list[Skipped]) -> list[IncomingRelation]:
    """Make a relation of a row of `columns.RELATIONS`; none if it cannot be one, which is noted."""
    where, _ = line
    found = _fields(line, RELATIONS, skipped)
    try:
        return [cast("IncomingRelation", _relation.validate_python(one)) for one in found]
    except ValidationError as error:
        skipped.append(Skipped(where, f"a relation: {first_fault(error)}"))
        return []


def verdict_of(line: Line, skipped: list[Skipped]) -> list[dict[str, Any]]:
    """Make a verdict of a row of `columns.VERDICTS`, still to be checked."""
    return _fields(line, VERDICTS, skipped)


def comment_of(line: Line, skipped: list[Skipped]) -> list[dict[str, Any]]:
    """Make a comment of a row of `columns.COMMENTS`, still to be checked."""
    return _fields(line, COMMENTS, skipped)


_MAKERS: dict[str, Callable[[Line, list[Skipped]], list[Any]]] = {
    "relations": relation_of,
    "verdicts": verdict_of,
    "comments": comment_of,
}


def read_beside(
    request: ReadRequest, kind: str, lines: Iterable[Line], source: Source
) -> Iterator[Incoming]:
    """Read a table of relations, verdicts or comments; their articles are in the project."""
    for article, rows in groupby(lines, key=lambda line: line[1].get("article", "")):
        together = list(rows)
        made = [one for line in together for one in _MAKERS[kind](line, request.skipped)]
        things: dict[str, Any] = {kind: made}
        yield from incoming_of(
            request,
            Assembled(where=together[0][0], article=article, cells={}, source=source, **things),
        )


def _fields(line: Line, columns: tuple[str, ...], skipped: list[Skipped]) -> list[dict[str, Any]]:
    where, cells = line
    made: dict[str, Any] = {}
    try:
        for key in columns:
            name = "id" if key == columns[0] else key
            cell = cells.get(key)
            if cell is None or key == "article" or (not cell and name in _LEFT_EMPTY):
                continue
            if key in JSON:
                made[name] = json_cell(cell, where) if cell else []
            else:
                made[name] = cell or (None if key in _OPTIONAL else "")
    except RowProblem as problem:
        skipped.append(Skipped(where, f"a {columns[0]}: {problem}"))
        return []
    return [made]
