"""Taking back by the thousand what an operation brought and nobody has touched since.

That is most of what is undone in bulk, an import above all; everything else goes the long way, by
`turning`.
"""

from __future__ import annotations

from annotator.model.identity import entity_text
from annotator.model.moments import iso
from annotator.store import projection
from annotator.store.coding import Coder
from annotator.store.rows import ANNOTATION, KINDS, SCHEMA_VERSION, second_tombstone_row
from annotator.store.writer import Writer

_CHUNK = 2_000
"""Rows to handle at a time."""

_UNTOUCHED = """
SELECT n, digest, entity, kind, author, article FROM revision r
WHERE n BETWEEN ? AND ? AND seq = 1 AND put AND parents IS NULL
  AND NOT EXISTS (SELECT 1 FROM revision o WHERE o.entity = r.entity AND o.digest <> r.digest)
ORDER BY n
"""


def withdraw_untouched(writer: Writer, first: int, last: int) -> frozenset[bytes]:
    """Write a tombstone on each of the revisions ``first..last`` that is alone; give the entities.

    This spells out `lines.line_of` for one shape of row. A test holds the two together.
    """
    from hashlib import sha256  # noqa: PLC0415 - as in `lines`

    writer.flush()
    lines = _Lines(writer)
    row = second_tombstone_row(writer.replica_number, writer.at)
    done: list[bytes] = []
    for start in range(first, last + 1, _CHUNK):
        part = (start, min(last, start + _CHUNK - 1))
        found = writer.connection.execute(_UNTOUCHED, part).fetchall()
        values: list[object] = []
        for number, (_, digest, entity, kind, author, article) in enumerate(found, writer.next):
            line = lines.line(digest, entity, kind, author, article)
            values += (number, sha256(line).digest(), entity, kind, author, digest, article)
            done.append(entity)
        writer.add_many(row, values, {(kind, article) for _, _, _, kind, _, article in found})
        projection.withdraw(writer.connection, ((kind, n) for n, _, _, kind, _, _ in found))
        writer.removed.update(
            (entity, article) for _, _, entity, kind, _, article in found if kind == ANNOTATION
        )
        writer.progress(writer.count)
    return frozenset(done)


class _Lines:
    """Writes canonical lines of such tombstones, each part that recurs only once."""

    def __init__(self, writer: Writer) -> None:
        self._coder: Coder = writer.coder
        self._at = iso(writer.at)
        self._tail = (
            f'"],"replica":{writer.coder.quoted(writer.replica_number)}'
            f',"schema_version":{SCHEMA_VERSION},"seq":2}}'
        )
        self._parts: dict[tuple[int, int, int | None], tuple[str, str]] = {}

    def line(
        self, digest: bytes, entity: bytes, kind: int, author: int, article: int | None
    ) -> bytes:
        """Write the line of a tombstone on a revision."""
        key = kind, author, article
        begin, middle = self._parts.get(key) or self._make(key)
        return f"{begin}{entity_text(entity)}{middle}{digest.hex()}{self._tail}".encode()

    def _make(self, key: tuple[int, int, int | None]) -> tuple[str, str]:
        kind, author, article = key
        coder = self._coder
        begin = (
            f'{{"article":{coder.quoted_sha(article)},"at":"{self._at}"'
            f',"author":{coder.quoted(author)},"body":null,"entity":"'
        )
        name = KINDS.get(kind) or coder.word(kind)
        self._parts[key] = begin, f'","kind":"{name}","op":"tombstone","parents":["'
        return self._parts[key]
