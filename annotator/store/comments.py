"""Reading comments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, get_args

import orjson

from annotator.model.comment import Comment, CommentAct
from annotator.model.identity import entity_text
from annotator.model.moments import iso
from annotator.store.coding import Coder
from annotator.store.rows import COMMENT, expect


class Comments:
    """Queries of one open file."""

    def __init__(self, connection: sqlite3.Connection, coder: Coder) -> None:
        self._connection = connection
        self._coder = coder

    def of_article(self, article: int) -> list[Comment]:
        """List the comments on an article and its annotations, in the order they were made."""
        return [comment for _, comment in self.walk(article)]

    def walk(self, article: int | None = None) -> Iterator[tuple[int, Comment]]:
        """Walk the comments of an article, or all by article, each with its article's number."""
        if article is None:
            return self._walk("", ())
        return self._walk(" AND i.article=?", (article,))

    def get(self, entity: bytes) -> Comment | None:
        """Give one comment; None if there is none (or it was removed)."""
        found = next(self._walk(" AND r.entity=?", (entity,)), None)
        return None if found is None else found[1]

    def _walk(self, condition: str, values: tuple[object, ...]) -> Iterator[tuple[int, Comment]]:
        rows = self._connection.execute(
            "SELECT i.entity, i.article, i.author, i.body, r.at"
            " FROM item i JOIN revision r ON r.n = i.rev"
            f" WHERE i.kind={COMMENT}{condition} ORDER BY i.article, i.entity",
            values,
        )
        for entity, number, author, body, at in rows:
            expect((entity, number, body), bytes, int, str)
            fields = orjson.loads(body)
            if not _is_readable(fields):
                continue
            yield (
                number,
                Comment(
                    id=entity_text(entity),
                    article=self._coder.article_id(number),
                    author=self._coder.word(author),
                    about=fields.get("about"),
                    text=fields["text"],
                    act=fields.get("act", "say"),
                    after=tuple(fields.get("after", ())),
                    created=fields["created"],
                    modified=iso(at),
                ),
            )


def _is_readable(body: dict[str, Any]) -> bool:
    """Tell whether a body is as we write it: it may have come from anywhere."""
    after = body.get("after", [])
    return (
        isinstance(body.get("text"), str)
        and isinstance(body.get("created"), str)
        and body.get("act", "say") in get_args(CommentAct)
        and (body.get("about") is None or isinstance(body["about"], str))
        and isinstance(after, list)
        and all(isinstance(one, str) for one in after)
    )
