"""Our own sheets, put together again: an article with the rows that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from annotator.formats.base import ReadRequest
from annotator.formats.tables.annotations import annotations_of, read_annotations
from annotator.formats.tables.assembling import Assembled, Source, incoming_of
from annotator.formats.tables.beside import comment_of, read_beside, relation_of, verdict_of
from annotator.formats.tables.heads import Line
from annotator.model.incoming import Incoming

Lines = Callable[[], Iterator[Line]]
"""Walks the rows of a table, as often as it is called."""

_BESIDE: Mapping[str, Callable[..., list[Any]]] = {
    "relations": relation_of,
    "verdicts": verdict_of,
    "comments": comment_of,
}


class _Runs:
    """Rows of a table, an article at a time."""

    def __init__(self, lines: Lines) -> None:
        self._groups = groupby(lines(), key=lambda line: line[1].get("article", ""))
        self._next = next(self._groups, None)

    def take(self, article: str) -> list[Line]:
        """Give the rows of an article, if they are the next ones."""
        if self._next is None or self._next[0] != article:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows

    def rest(self) -> Iterator[Line]:
        """Give the rows of articles that were not asked for in time."""
        while self._next is not None:
            yield from self._next[1]
            self._next = next(self._groups, None)


def in_step(articles: Lines, others: Mapping[str, Lines]) -> bool:
    """Tell whether the rows of all tables are in the order of the table of articles."""
    places = {line[1].get("article", ""): number for number, line in enumerate(articles())}
    for lines in others.values():
        last = -1
        for article, _ in groupby(map(_article, lines())):
            place = places.get(article, -1)
            if place <= last:
                return False
            last = place
    return True


def read_together(
    request: ReadRequest, articles: Lines, others: Mapping[str, Lines], source: Source
) -> Iterator[Incoming]:
    """Read articles, each with its rows of the other tables, which are in step.

    Rows that are not come last, by the ids of their articles.
    """
    runs = {name: _Runs(lines) for name, lines in others.items()}
    for where, cells in articles():
        article = cells["article"]
        rows: dict[str, list[Line]] = {}
        if "annotations" in runs:
            for line in runs["annotations"].take(article):
                if line[1]["label"] or line[1]["start"] or line[1]["end"]:
                    rows.setdefault(line[1].get("annotation") or f"\0{line[0]}", []).append(line)
        beside: dict[str, Any] = {
            name: [one for line in runs[name].take(article) for one in make(line, request.skipped)]
            for name, make in _BESIDE.items()
            if name in runs
        }
        yield from incoming_of(
            request,
            Assembled(
                where=where,
                article=article,
                source=source,
                cells=cells,
                annotations=list(annotations_of(rows, request.skipped)),
                **beside,
            ),
        )
    for name, run in runs.items():
        if name == "annotations":
            yield from read_annotations(request, run.rest(), source)
        else:
            yield from read_beside(request, name, run.rest(), source)


def _article(line: Line) -> str:
    return line[1].get("article", "")
