"""A record as rows of cells: whole numbers and texts, nested things as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from annotator.formats.tables.columns import (
    ARTICLE_FIELDS,
    ARTICLES,
    RELATIONS,
    WHOLE_FIELDS,
)
from annotator.model.records import AnnotationRecord, ArticleRecord

Cell = str | int
Row = list[Cell]

_OF_ARTICLE = WHOLE_FIELDS[1:]
_NO_ANNOTATION: Row = [""] * 14
_REST: Row = [""] * len(_OF_ARTICLE)


def as_json(value: Any) -> str:
    """Give a nested value as a cell; nothing, or an empty one, is an empty cell."""
    return orjson.dumps(value).decode() if value else ""


def annotation_rows(article: ArticleRecord) -> Iterator[Row]:
    """Give the rows of `columns.ANNOTATIONS`: one a fragment."""
    shared = _shared(article)
    text = article["text"]
    for annotation in article["annotations"]:
        for row in fragment_rows(annotation, text):
            yield shared + row


def whole_rows(article: ArticleRecord) -> Iterator[Row]:
    """Give the rows of `columns.WHOLE`; an article without annotations has one."""
    shared = _shared(article)
    text = article["text"]
    rest: Row = [_cell(article, key) for key in _OF_ARTICLE]
    for annotation in article["annotations"]:
        made_from = as_json(annotation.get("made_from"))
        for row in fragment_rows(annotation, text):
            yield [*shared, *row, made_from, *rest]
            rest = _REST
    if not article["annotations"]:
        yield [*shared, *_NO_ANNOTATION, "", *rest]


def article_row(article: ArticleRecord) -> Row:
    """Give the row of `columns.ARTICLES`."""
    return [article["id"], *(_cell(article, key) for key in ARTICLES[1:])]


def fragment_rows(annotation: AnnotationRecord, text: str) -> Iterator[Row]:
    """Give the cells of `columns.ANNOTATION_FIELDS`, once for each fragment."""
    fragments = annotation["fragments"]
    attributes = annotation["attributes"]
    head: Row = [annotation["id"], annotation["annotator"], annotation["label"]]
    tail: Row = [
        orjson.dumps(attributes).decode() if attributes else "",
        annotation["note"],
        annotation.get("certainty", "sure"),
        annotation["origin"],
        annotation["created"],
        annotation["modified"],
    ]
    count = len(fragments)
    for number, (start, end) in enumerate(fragments, 1):
        yield [*head, start, end, number, count, text[start:end], *tail]


def relation_rows(article: ArticleRecord) -> Iterator[Row]:
    """Give the rows of `columns.RELATIONS`."""
    for one in article["relations"]:
        fields: dict[str, Any] = {**one, "relation": one["id"], "article": article["id"]}
        yield [fields[key] for key in RELATIONS]


def verdict_rows(article: ArticleRecord) -> Iterator[Row]:
    """Give the rows of `columns.VERDICTS`."""
    for one in article["verdicts"]:
        yield [
            one["id"],
            article["id"],
            one["reviewer"],
            one["decision"],
            as_json(one["cites"]),
            as_json(one["outdated"]),
            one["consensus"] or "",
            one["reason"],
            one["note"],
            one["rule"],
            one["created"],
            one["modified"],
        ]


def comment_rows(article: ArticleRecord) -> Iterator[Row]:
    """Give the rows of `columns.COMMENTS`."""
    for one in article.get("comments", ()):
        yield [
            one["id"],
            article["id"],
            one["author"],
            one["about"] or "",
            one["text"],
            one["act"],
            as_json(one["after"]),
            one["created"],
            one["modified"],
        ]


def _shared(article: ArticleRecord) -> Row:
    fields: Any = article
    return [article["id"], *(fields[key] or "" for key in ARTICLE_FIELDS)]


def _cell(article: ArticleRecord, key: str) -> str:
    value: Any = article.get(key)
    return value if isinstance(value, str) else as_json(value)
