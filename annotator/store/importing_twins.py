"""What an article held before an import: what comes again and equals it is no news."""

from __future__ import annotations

import orjson

from annotator.store.rows import ANNOTATION, RELATION, Content
from annotator.store.writer import Writer

Twin = tuple[object, ...]
"""What makes two things of one article and kind equal: all but their ids and moments."""


def twin_of(kind: int, author: int, content: Content) -> Twin:
    """Give what an annotation or a relation is compared by."""
    if kind == ANNOTATION:
        return author, content.label, content.start, content.end, content.rest
    body = orjson.loads(content.rest or "{}")
    return author, body["type"], body["from"], body["to"], body.get("note", "")


class Twins:
    """Knows what was alive in the present article before the import began.

    What the import itself brought does not count: a file may say the same twice and mean it.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._article: int | None = None
        self._known: dict[int, set[Twin]] = {}

    def enter(self, article: int, *, fresh: bool) -> None:
        """Turn to an article; a ``fresh`` one was not in the project and has nothing."""
        self._article = None if fresh else article
        self._known.clear()

    def of(self, kind: int) -> set[Twin]:
        """Give what there was of a kind; it is read once an article."""
        if self._article is None:
            return set()
        if kind not in self._known:
            read = {ANNOTATION: self._annotations, RELATION: self._relations}[kind]
            self._known[kind] = read(self._article)
        return self._known[kind]

    def _annotations(self, article: int) -> set[Twin]:
        return set(
            self._writer.connection.execute(
                'SELECT author, label, start, "end", rest FROM annotation'
                " WHERE article=? AND rev<?",
                (article, self._writer.first),
            )
        )

    def _relations(self, article: int) -> set[Twin]:
        rows = self._writer.connection.execute(
            f"SELECT author, body FROM item WHERE kind={RELATION} AND article=? AND rev<?",
            (article, self._writer.first),
        )
        return {twin_of(RELATION, author, Content(rest=body)) for author, body in rows}
