"""What an article held before an import: what comes again and equals it is no news."""

from __future__ import annotations

from typing import TypeGuard

import orjson

from annotator.store.lines import rest_text
from annotator.store.rows import ANNOTATION, COMMENT, SILENCE, VERDICT, Content
from annotator.store.writer import Writer

_JUDGED = ("decision", "consensus", "reason", "note", "rule")
_SAID = ("about", "text", "act")
_INTENDED = ("about", "string", "label", "attribute", "start", "end", "reason")

Twin = tuple[object, ...]
"""What makes two things of one article and kind equal: all but their ids and moments."""


def twin_of(kind: int, author: int, content: Content) -> Twin:
    """Give what something is compared by.

    Which version of an annotation a verdict or an entry of the consensus was made from does not
    count: a dataset names annotations, not versions.
    """
    if kind == ANNOTATION:
        rest = content.rest
        if _is_made(rest):
            rest = _without_versions(rest)
        return author, content.label, content.start, content.end, rest
    body = orjson.loads(content.rest or "{}")
    if kind == VERDICT:
        cites = tuple(one[0] for one in body["cites"])
        return author, cites, *(body.get(key) for key in _JUDGED)
    if kind == COMMENT:
        return author, *(body.get(key) for key in _SAID), tuple(body.get("after", ()))
    if kind == SILENCE:
        return author, *(body.get(key) for key in _INTENDED)
    return author, body["type"], body["from"], body["to"], body.get("note", "")


def _is_made(rest: object) -> TypeGuard[str]:
    """Tell whether an annotation is an entry of the consensus that says what it was made from."""
    return isinstance(rest, str) and '"made_from":' in rest


def _without_versions(rest: str) -> str | None:
    fields = orjson.loads(rest)
    fields.pop("made_from", None)
    return rest_text(fields)


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
            here = self._article
            self._known[kind] = (
                self._annotations(here) if kind == ANNOTATION else self._items(kind, here)
            )
        return self._known[kind]

    def _annotations(self, article: int) -> set[Twin]:
        rows = self._writer.connection.execute(
            'SELECT author, label, start, "end", rest FROM annotation WHERE article=? AND rev<?',
            (article, self._writer.first),
        )
        found: set[Twin] = set(rows)
        entries = [(one, rest) for one in found if _is_made(rest := one[-1])]
        return found.difference(one for one, _ in entries).union(
            (*one[:-1], _without_versions(rest)) for one, rest in entries
        )

    def _items(self, kind: int, article: int) -> set[Twin]:
        rows = self._writer.connection.execute(
            "SELECT author, body FROM item WHERE kind=? AND article=? AND rev<?",
            (kind, article, self._writer.first),
        )
        return {twin_of(kind, author, Content(rest=body)) for author, body in rows}
