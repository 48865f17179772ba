"""A table is read as what its first row says it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.formats.base import ReadRequest
from annotator.formats.tables.annotations import read_annotations
from annotator.formats.tables.articles import read_articles
from annotator.formats.tables.assembling import Assembled, Source, incoming_of
from annotator.formats.tables.beside import read_beside
from annotator.formats.tables.columns import ARTICLES, COMMENTS, RELATIONS, VERDICTS, WHOLE
from annotator.formats.tables.heads import Head
from annotator.model.incoming import Incoming, Skipped
from annotator.problems import ColumnsNeededError

_COLUMNS = {
    "annotations": WHOLE,
    "records": ARTICLES,
    "relations": RELATIONS,
    "verdicts": VERDICTS,
    "comments": COMMENTS,
}


def read_table(
    request: ReadRequest, head: Head, rows: Iterable[tuple[str, list[str]]], source: Source
) -> Iterator[Incoming]:
    """Read annotations, what belongs to them, or articles; that is told if a column is named.

    Raises:
        UnreadableInputError: it holds articles, and no column is known to hold their texts.
    """
    lines = head.lines(rows, request.skipped)
    kind = "articles" if request.options.get("text") else head.kind
    if kind == "articles":
        yield from read_articles(request, head, lines, source)
        return
    head.note_unknown(_COLUMNS[kind], request.name, request.skipped)
    if kind == "annotations":
        yield from read_annotations(request, lines, source)
    elif kind == "records":
        for where, cells in lines:
            one = Assembled(where=where, article=cells["article"], source=source, cells=cells)
            yield from incoming_of(request, one)
    else:
        yield from read_beside(request, kind, lines, source)


def read_tables(
    request: ReadRequest,
    tables: Iterable[tuple[str, Head, Iterable[tuple[str, list[str]]]]],
    source: Source,
) -> Iterator[Incoming]:
    """Read tables one after the other, each with what to call it; those without texts are noted.

    Raises:
        ColumnsNeededError: none of them holds texts or is one of ours.
    """
    needed: ColumnsNeededError | None = None
    read = 0
    for name, head, rows in tables:
        said = len(request.skipped)
        try:
            yield from read_table(request, head, rows, source)
        except ColumnsNeededError as problem:
            needed = needed or problem
            del request.skipped[said:]
            reason = f"{name}: no column of it is known to hold the texts of articles"
            request.skipped.append(Skipped(request.name, reason))
        else:
            read += 1
    if needed is not None and not read:
        raise needed
