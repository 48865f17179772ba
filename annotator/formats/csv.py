"""CSV: one row a fragment, for spreadsheets and statistics.

RFC 4180 with CRLF and UTF-8, cells byte for byte as they are in the project. An annotation of
several fragments has as many rows with the same ``annotation``; ``fragment`` counts them from 1.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from annotator.formats.base import Format, WriteRequest
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss

_ARTICLE = ("title", "outlet", "byline", "published", "language", "url")
_COLUMNS = (
    "article", *_ARTICLE, "annotation", "annotator", "label", "start", "end", "fragment",
    "fragments", "quote", "attributes", "note", "certainty", "origin", "created", "modified",
)  # fmt: skip

_NOT_HELD = {
    "text": "text",
    "zones": "zones",
    "what annotators say of the article": "states",
    "which labels they found none of": "none",
    "verdicts": "verdicts",
    "comments": "comments",
    "its id elsewhere": "reference",
    "where its text came from": "source",
}
"""What an article has besides, by the words of a loss report."""


def _write(request: WriteRequest) -> Iterator[Loss]:
    with request.out.main() as out:
        yield from _rows_of(request.articles, out)


def _rows_of(articles: Iterable[ArticleRecord], out: BinaryIO) -> Iterator[Loss]:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow(_COLUMNS)
    for article in articles:
        shared = [article["id"], *(article[key] for key in _ARTICLE)]  # type: ignore[literal-required]
        for annotation in article["annotations"]:
            for row in _rows(annotation, article["text"]):
                rows.writerow(shared + row)
        yield from _losses(article)
    text.detach()


def _rows(annotation: AnnotationRecord, text: str) -> Iterator[list[Any]]:
    attributes = annotation["attributes"]
    fragments = annotation["fragments"]
    for number, (start, end) in enumerate(fragments, 1):
        yield [
            annotation["id"],
            annotation["annotator"],
            annotation["label"],
            start,
            end,
            number,
            len(fragments),
            text[start:end],
            orjson.dumps(attributes).decode() if attributes else "",
            annotation["note"],
            annotation.get("certainty", "sure"),
            annotation["origin"],
            annotation["created"],
            annotation["modified"],
        ]


def _losses(article: ArticleRecord) -> Iterator[Loss]:
    if not article["annotations"]:
        yield Loss(None, article["id"], "empty", "an article without annotations has no row")
    names = [name for name, key in _NOT_HELD.items() if article.get(key)]
    if any("made_from" in one for one in article["annotations"]):
        names.append("what the consensus was made from")
    without_column = ", ".join(names)
    yield Loss(None, article["id"], "other", f"no column for: {without_column}")
    for relation in article["relations"]:
        yield Loss(
            relation["from"], article["id"], "relation", f"{relation['type']} {relation['to']}"
        )


FORMAT = Format(
    name="csv",
    title="CSV",
    extensions=("csv",),
    write=_write,
    cannot_hold=("relation", "empty", "other"),
)
