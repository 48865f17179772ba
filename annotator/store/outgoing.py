"""What is sent to somebody else: revisions as canonical lines, and the texts they name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import orjson

from annotator.model.annotator import CONSENSUS
from annotator.store.coding import Coder
from annotator.store.lines import line_of
from annotator.store.rows import (
    ANNOTATOR,
    ARTICLE,
    ASSIGNMENT,
    MEMBER,
    SCHEME,
    SHELVED,
    STATUS,
    TEAM,
    VERDICT,
    VERSION,
    Revision,
)

# These always go along: without them nobody can read the rest, or knows what to do.
_COMMON = f"r.kind IN ({SCHEME},{ANNOTATOR},{MEMBER},{TEAM})"
# Of a chosen article these go along whoever wrote them.
_OF_ARTICLES = f"r.kind IN ({ARTICLE},{ASSIGNMENT},{VERSION},{SHELVED})"
# With verdicts go the entries of the consensus that they made, which are no reviewer's own.
_ENTRIES = "r.author=? AND lower(hex(r.entity)) IN (SELECT value FROM json_each(?))"


class Outgoing:
    """A selection of a project's revisions; to be read in one snapshot.

    Args:
        connection: in a read transaction.
        coder: knows the file's words.
        articles: numbers of the texts to send; None means all.
        authors: numbers of the annotators whose work is sent; None means everybody's. The metadata
            of an article and who has to do it go along whoever wrote them, and with verdicts the
            entries of the consensus that they made.
        verdicts: whether verdicts are sent at all, and what they made: they tell what others did.
        work_in: numbers of the texts in which work is sent: of other chosen articles only what goes
            along whoever wrote it, and who is done with them. None means all.
        since: the newest revision that was sent before; only what came after it is sent. 0 means
            all.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        coder: Coder,
        articles: Sequence[int] | None = None,
        authors: Sequence[int] | None = None,
        since: int = 0,
        *,
        verdicts: bool = True,
        work_in: Sequence[int] | None = None,
    ) -> None:
        self._connection = connection
        self._coder = coder
        conditions: list[str] = []
        values: list[object] = []
        if articles is not None:
            conditions.append("r.article IN (SELECT value FROM json_each(?))")
            values.append(orjson.dumps(articles).decode())
        if authors is not None:
            theirs = f"{_OF_ARTICLES} OR r.author IN (SELECT value FROM json_each(?))"
            values.append(orjson.dumps(authors).decode())
            if verdicts:
                theirs += f" OR ({_ENTRIES})"
                entries = orjson.dumps(self._entries(authors)).decode()
                values += [coder.known_number(CONSENSUS) or 0, entries]
            conditions.append(f"({theirs})")
        if work_in is not None:
            chosen = "r.article IN (SELECT value FROM json_each(?))"
            conditions.append(f"({_OF_ARTICLES} OR r.kind={STATUS} OR {chosen})")
            values.append(orjson.dumps(work_in).decode())
        if not verdicts:
            conditions.append(f"r.kind<>{VERDICT}")
        self._where = f"({_COMMON} OR ({' AND '.join(conditions) or '1'}))"
        if since:
            self._where += " AND r.n > ?"
            values.append(since)
        self._values = values
        self._since = since

    def lines(self) -> Iterator[tuple[bytes, bytes]]:
        """Walk digests and lines, in the order of the digests."""
        self._coder.learn_all()
        rows = self._connection.execute(
            f"SELECT r.* FROM revision r WHERE {self._where} ORDER BY r.digest", self._values
        )
        for row in map(Revision._make, rows):
            yield row.digest, line_of(self._coder, row)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Walk ids and texts of the articles that the lines name, in the order of the ids.

        What was sent before needs not be sent again: then only of those whose metadata go along.
        """
        named = f"{self._where} AND r.kind={ARTICLE}" if self._since else self._where
        yield from self._connection.execute(
            "SELECT lower(hex(t.sha)), t.text FROM text t WHERE t.text IS NOT NULL AND t.id IN"
            f" (SELECT r.article FROM revision r WHERE {named}) ORDER BY t.sha",
            self._values,
        )

    def annotations(self) -> int:
        """Count the annotations that stand."""
        count: int = self._connection.execute(
            f"SELECT count(*) FROM annotation a JOIN revision r ON r.n = a.rev WHERE {self._where}",
            self._values,
        ).fetchone()[0]
        return count

    def _entries(self, authors: Sequence[int]) -> list[str]:
        """Name, in hex, what the verdicts of some annotators have made at any time."""
        rows = self._connection.execute(
            "SELECT DISTINCT json_extract(rest, '$.consensus') FROM revision"
            f" WHERE kind={VERDICT} AND put=1 AND rest IS NOT NULL"
            " AND author IN (SELECT value FROM json_each(?))",
            (orjson.dumps(authors).decode(),),
        )
        return [name.replace("-", "") for (name,) in rows if isinstance(name, str)]
