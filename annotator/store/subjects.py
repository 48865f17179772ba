"""What steps of the history were about: the words of annotations, and the article."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from annotator.store import history
from annotator.store.article_sql import title_of
from annotator.store.rows import ANNOTATION, ARTICLE, SCHEME, SILENCE

_MOST = 20
"""Revisions of a step that are looked at."""


class Subject(NamedTuple):
    """What a step was about.

    Attributes:
        words: of the annotations it touched, each once; of a relation those at both ends; what was
            said to be intended.
        articles: the numbers of the texts.
        title: of the article, if it was one.
        related: whether the words are those of the two ends of a relation.
    """

    words: tuple[str, ...] = ()
    articles: frozenset[int] = frozenset()
    title: str = ""
    related: bool = False


def subject_of(connection: sqlite3.Connection, step: int) -> Subject:
    """Say what a step was about; of one that is about everything, or came by a merge, nothing.

    Args:
        connection: at least in a read transaction.
        step: its number.
    """
    row = connection.execute(
        "SELECT first, last FROM operation WHERE id=? AND act='do' AND target IS NULL", (step,)
    ).fetchone()
    if row is None:
        return Subject()
    first, last = row
    found = connection.execute(
        "SELECT n, kind, entity, article, quote FROM revision"
        " WHERE n BETWEEN ? AND ? ORDER BY n LIMIT ?",
        (first, last, _MOST),
    ).fetchall()
    kinds = {kind for _, kind, _, _, _ in found}
    if SCHEME in kinds:
        return Subject()
    articles = frozenset(article for _, _, _, article, _ in found if article is not None)
    title = title_of(connection, *articles) if len(articles) == 1 else ""
    if ARTICLE in kinds:
        return Subject((), articles, title)
    words = [
        quote if quote is not None else _quote(connection, entity, n)
        for n, kind, entity, _, quote in found
        if kind == ANNOTATION
    ]
    if words:
        return Subject(tuple(dict.fromkeys(filter(None, words))), articles, title)
    if SILENCE in kinds:
        string = history.said(connection, first, last, SILENCE)[1].get("string")
        return Subject((string,) if isinstance(string, str) else (), articles, title)
    named = history.cited(connection, first, last)[1]
    ends = tuple(_quote(connection, entity, last + 1) for entity in named)
    return Subject(ends, articles, title, related=len(ends) > 1)


def _quote(connection: sqlite3.Connection, entity: bytes, before: int) -> str:
    """Give the words of an annotation as they were before a revision; of a tombstone, the last."""
    row = connection.execute(
        "SELECT quote FROM revision WHERE entity=? AND quote IS NOT NULL"
        " ORDER BY n < ? DESC, seq DESC LIMIT 1",
        (entity, before),
    ).fetchone()
    return "" if row is None else str(row[0])
