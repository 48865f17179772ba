"""Rows of annotations, read back: fragments put together again, with their article or its id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from annotator.formats.base import ReadRequest
from annotator.formats.tables.assembling import Assembled, Source, incoming_of
from annotator.formats.tables.cells import RowProblem, json_cell
from annotator.formats.tables.columns import ARTICLE_FIELDS, WHOLE_FIELDS
from annotator.formats.tables.heads import Line
from annotator.model.incoming import Incoming, IncomingAnnotation, Skipped

_WHOLE_NUMBER = re.compile(r"[0-9]{1,15}")
_LONGEST_KEY = 64
_OF_ARTICLE = (*ARTICLE_FIELDS, *WHOLE_FIELDS[1:])
_SAME = ("annotator", "label", "attributes", "note", "certainty", "origin", "made_from")
"""What all rows of an annotation say alike."""
_AS_THEY_ARE = ("annotator", "note", "origin", "created", "modified")


@dataclass(slots=True)
class _Run:
    """Rows of one article that follow each other."""

    where: str
    article: str
    text: str
    cells: dict[str, str]
    rows: dict[str, list[Line]] = field(default_factory=dict)
    """By annotation; what has no id is an annotation by itself."""


def read_annotations(
    request: ReadRequest, lines: Iterable[Line], source: Source
) -> Iterator[Incoming]:
    """Read the rows of `columns.ANNOTATIONS` or `columns.WHOLE`, in any order of columns.

    Rows of one article stand together. One whose rows hold no text is given by its id.
    """
    run: _Run | None = None
    missing: list[str] = []
    for where, cells in lines:
        article, text = cells.get("article", ""), cells.get("text", "")
        if run is None or _begins(run, article, text):
            if run is not None:
                yield from _incoming(request, run, source)
            if not article and not text:
                request.skipped.append(Skipped(where, "a row: it names no article"))
                run = None
                continue
            run = _Run(where, article, text, dict(cells))
            missing = [key for key in _OF_ARTICLE if cells.get(key) == ""]
        else:
            run.text = run.text or text
            # Sorting may have put what is said of the article on another row.
            for key in missing:
                if cells[key]:
                    run.cells[key] = run.cells[key] or cells[key]
        if cells["label"] or cells["start"] or cells["end"]:
            identity = cells.get("annotation") or f"\0{where}"
            run.rows.setdefault(identity, []).append((where, cells))
    if run is not None:
        yield from _incoming(request, run, source)


def _begins(run: _Run, article: str, text: str) -> bool:
    """Tell whether a row belongs to another article than those before it."""
    if article and article != run.article:
        return True
    return bool(text and run.text and text != run.text)


def _incoming(request: ReadRequest, run: _Run, source: Source) -> Iterator[Incoming]:
    yield from incoming_of(
        request,
        Assembled(
            where=run.where,
            article=run.article,
            cells=run.cells | {"text": run.text},
            annotations=list(annotations_of(run.rows, request.skipped)),
            source=source,
        ),
    )


def annotations_of(
    rows: dict[str, list[Line]], skipped: list[Skipped]
) -> Iterator[IncomingAnnotation]:
    """Make annotations of their rows; note those that cannot be one."""
    for identity, lines in rows.items():
        where = lines[0][0]
        try:
            yield _annotation("" if identity.startswith("\0") else identity, lines)
        except RowProblem as problem:
            cells = lines[0][1]
            span = f"{cells['label']} {cells['start']}–{cells['end']}"
            skipped.append(Skipped(where, f"{span}: {problem}"))


def _annotation(identity: str, lines: list[Line]) -> IncomingAnnotation:
    where, cells = lines[0]
    made = _span(lines)
    if identity:
        made["id"] = identity
    for key in _AS_THEY_ARE:
        if value := cells.get(key):
            made[key] = value  # type: ignore[literal-required]
    if len(cells.get("origin", "")) > _LONGEST_KEY:
        raise RowProblem(f"its origin has more than {_LONGEST_KEY} characters")
    certainty = cells.get("certainty", "")
    if certainty not in {"", "sure", "unsure"}:
        raise RowProblem(f"its certainty is “{certainty}”, and neither sure nor unsure")
    if certainty == "unsure":
        made["certainty"] = certainty
    if attributes := cells.get("attributes"):
        made["attributes"] = _object(attributes, where)
    if made_from := cells.get("made_from"):
        made["made_from"] = _names(made_from, where)
    return made


def _span(lines: list[Line]) -> IncomingAnnotation:
    """Begin an annotation with what it marks: its label, its span, its quote."""
    cells = lines[0][1]
    label = cells["label"]
    if not 1 <= len(label) <= _LONGEST_KEY:
        raise RowProblem(f"a label has 1 to {_LONGEST_KEY} characters")
    _require_all(cells.get("fragments", ""), len(lines))
    if len(lines) == 1:
        start, end = _number(cells["start"]), _number(cells["end"])
        made: IncomingAnnotation = {"label": label, "start": start, "end": end}
        quote = cells.get("quote", "")
    else:
        _require_same(lines)
        pieces = sorted(
            (_number(one["start"]), _number(one["end"]), one.get("quote", "")) for _, one in lines
        )
        made = {"label": label, "start": pieces[0][0], "end": pieces[-1][1]}
        made["fragments"] = [[start, end] for start, end, _ in pieces]
        quote = _joined(pieces)
    if quote:
        made["quote"] = quote
    return made


def _require_same(lines: list[Line]) -> None:
    first = lines[0][1]
    for _, cells in lines[1:]:
        for key in _SAME:
            if cells.get(key) != first.get(key):
                raise RowProblem(f"its rows say different things in the column “{key}”")


def _require_all(told: str, found: int) -> None:
    """Make sure that no row of an annotation is missing, or was sorted away from the others."""
    if told and told != str(found):
        raise RowProblem(
            f"{found} of its {told} rows stand together. Sort the table by article and annotation"
        )


def _joined(pieces: list[tuple[int, int, str]]) -> str:
    """Give the quote of fragments as we write it; none if it cannot be told."""
    if not all(quote for _, _, quote in pieces):
        return ""
    joined, last = pieces[0][2], pieces[0][1]
    for start, end, quote in pieces[1:]:
        if start < last:
            return ""
        joined += quote if start == last else f" {quote}"
        last = end
    return joined


def _number(cell: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(cell):
        raise RowProblem(f"“{cell[:40]}” is no whole number")
    return int(cell)


def _object(cell: str, where: str) -> dict[str, Any]:
    value = json_cell(cell, where)
    if not isinstance(value, dict):
        raise RowProblem("its attributes are no JSON object")
    return value


def _names(cell: str, where: str) -> list[str]:
    value = json_cell(cell, where)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise RowProblem("what it was made from is no JSON list of ids")
    return cast("list[str]", value)
