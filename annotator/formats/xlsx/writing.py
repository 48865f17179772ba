"""Articles and all that belongs to them, written as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from annotator.formats.base import WriteRequest
from annotator.formats.tables.columns import (
    ANNOTATION_FIELDS,
    ANNOTATIONS,
    ARTICLES,
    COMMENTS,
    RELATIONS,
    VERDICTS,
)
from annotator.formats.tables.rows import (
    annotation_rows,
    article_row,
    as_json,
    comment_rows,
    relation_rows,
    verdict_rows,
)
from annotator.formats.xlsx.characters import MARK
from annotator.model.records import ArticleRecord, Loss

if TYPE_CHECKING:
    from annotator.formats.xlsx.sheets import Book

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When every workbook says that it was made, so that the same export is the same file."""


def write_workbook(request: WriteRequest) -> Iterator[Loss]:
    """Write a workbook; it holds everything."""
    from annotator.formats.xlsx.sheets import Book  # noqa: PLC0415 - loads XlsxWriter

    with request.out.main() as out, TemporaryDirectory() as folder:
        book = Book(out, folder)
        try:
            _fill(book, request)
            book.close()
        finally:
            book.let_go()
    yield from ()


def _fill(book: Book, request: WriteRequest) -> None:
    from annotator.formats.xlsx.sheets import Pieces, Sheet  # noqa: PLC0415 - as above

    book.set_properties({"title": request.name, "created": _MADE})
    book.set_custom_property(MARK, "articles and annotations")
    pieces = Pieces(book)
    articles = Sheet(book, "articles", ARTICLES, pieces)
    annotations = Sheet(book, "annotations", (*ANNOTATIONS, "made_from"), pieces)
    relations = Sheet(book, "relations", RELATIONS, pieces)
    verdicts = Sheet(book, "verdicts", VERDICTS, pieces)
    comments = Sheet(book, "comments", COMMENTS, pieces)
    for article in request.articles:
        articles.write(article_row(article))
        for row in _annotations(article):
            annotations.write(row)
        for row in relation_rows(article):
            relations.write(row)
        for row in verdict_rows(article):
            verdicts.write(row)
        for row in comment_rows(article):
            comments.write(row)


def _annotations(article: ArticleRecord) -> Iterator[list[str | int]]:
    made_from = {one["id"]: as_json(one.get("made_from")) for one in article["annotations"]}
    at = len(ANNOTATIONS) - len(ANNOTATION_FIELDS)
    for row in annotation_rows(article):
        yield [*row, made_from[str(row[at])]]
