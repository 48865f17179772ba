"""Reading articles: the list without texts, one with its text, all for an export."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

import orjson

from annotator.model.article import Article, ArticleSource
from annotator.model.listing import ArticleRow, ArticleState
from annotator.model.records import RetiredRecord
from annotator.store.article_sql import FIRST, HERE, STATE, folded, kept, retired, teach_case
from annotator.store.coding import Coder
from annotator.store.rows import COMMENT, SHELVED, STATUS, expect
from annotator.text.zone import sound_zones

_LIVE = f"FROM article a JOIN text t ON t.id = a.text WHERE {HERE} AND {FIRST}"
_SHORTEST_PREFIX = 6
_SHA = 32
_BATCH = 1000
_MAYBE = str | None


class Articles:
    """Queries of one open file."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        coder: Coder,
        merged: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._connection = connection
        self._coder = coder
        self._merged = merged  # labels: by the key of a merged one that of the one it is read as
        teach_case(connection)

    def number(self, article: str) -> int | None:
        """Give the number of an article by its id, or by the first 6 digits or more of it.

        None if there is none, or if several begin so.
        """
        try:
            digits = bytes.fromhex(article if len(article) % 2 == 0 else article[:-1])
        except ValueError:
            return None
        if len(article) < _SHORTEST_PREFIX:
            return None
        rows = self._connection.execute(
            f"SELECT t.id, t.sha {_LIVE} AND t.sha BETWEEN ? AND ?",
            (digits, digits.ljust(_SHA, b"\xff")),
        ).fetchall()
        found = [number for number, sha in rows if sha.hex().startswith(article.lower())]
        return found[0] if len(found) == 1 else None

    def numbers_of(self, articles: Sequence[str]) -> dict[str, int]:
        """Give the numbers of articles by their whole ids; those that are not here are left out."""
        found: dict[str, int] = {}
        for at in range(0, len(articles), _BATCH):
            shas = [sha for one in articles[at : at + _BATCH] if (sha := _sha(one))]
            rows = self._connection.execute(
                f"SELECT t.id, t.sha {_LIVE} AND t.sha IN ({','.join('?' * len(shas))})", shas
            )
            found.update((sha.hex(), number) for number, sha in rows)
        return found

    def numbers(
        self,
        *,
        matching: str = "",
        state: ArticleState | None = None,
        author: str = "",
        among: Collection[int] | None = None,
        blind: bool = False,
        with_retired: bool = False,
    ) -> list[int]:
        """List the numbers of articles in the order they came.

        Args:
            matching: only those whose title, outlet or label of an annotation holds this, any case.
            state: only those of which ``author`` says this.
            author: whose state counts.
            among: only these; None means all.
            blind: labels count only where ``author`` put them, or has marked the article done.
            with_retired: those that were retired, too.
        """
        conditions, values = "", list[object]()
        who = self._coder.known_number(author) or 0
        if matching:
            seen = f" AND (n.author = ? OR {STATE.replace('a.text', 'n.article')} = 'done')"
            conditions += (
                " AND (instr(folded(a.title), ?) OR instr(folded(a.outlet), ?)"
                " OR a.text IN (SELECT n.article FROM annotation n WHERE n.label IN"
                f" (SELECT w.id FROM word w WHERE instr(folded(w.text), ?)){seen * blind}))"
            )
            values += [folded(matching.encode(errors="replace").decode())] * 3
            values += [who, who] * blind
        if state is not None:
            conditions += f" AND {STATE} = ?"
            values += [who, state]
        if among is not None:
            conditions += " AND a.text IN (SELECT value FROM json_each(?))"
            values.append(orjson.dumps(list(among)).decode())
        first = f" AND {FIRST}" if conditions else ""
        # As one row: a third of the time that ten thousand rows take.
        (found,) = self._connection.execute(
            "SELECT json_group_array(text) FROM (SELECT DISTINCT a.text FROM article a"
            f" WHERE {HERE}{first}{conditions}{'' if with_retired else self._kept()}"
            " ORDER BY a.text)",
            values,
        ).fetchone()
        numbers: list[int] = orjson.loads(found)
        return numbers

    def rows(self, numbers: list[int], author: str, *, blind: bool = False) -> list[ArticleRow]:
        """Read lines of the list in the order of their numbers; state and reading are one's own.

        ``blind`` counts others' annotations only in articles that ``author`` has marked done.
        """
        numbers = sorted(numbers)
        batches = (numbers[at : at + _BATCH] for at in range(0, len(numbers), _BATCH))
        gone = self.retired()
        return [
            row._replace(retired=True) if row.number in gone else row
            for batch in batches
            for row in self._rows(batch, author, blind=blind)
        ]

    def _rows(self, numbers: list[int], author: str, *, blind: bool) -> Iterator[ArticleRow]:
        who = self._coder.known_number(author) or 0
        note = (
            f"(SELECT count(*) FROM item c WHERE c.kind={COMMENT} AND c.article = t.id"
            " AND json_extract(c.body, '$.about') IS NULL"
        )
        rows = self._connection.execute(
            "SELECT t.id, t.sha, a.title, a.outlet, a.published, t.chars,"
            " (SELECT count(*) FROM annotation n WHERE n.article = t.id),"
            " (SELECT count(*) FROM annotation n WHERE n.article = t.id AND n.author = :who),"
            " (SELECT i.body FROM item i"
            f"   WHERE i.kind={STATUS} AND i.article = t.id AND i.author = :who),"
            " (SELECT r.reached FROM reading r WHERE r.author = :who AND r.article = t.id),"
            f" {note}), {note} AND c.author = :who)"
            f" {_LIVE} AND t.id IN ({','.join(map(str, numbers))}) ORDER BY t.id",
            {"who": who},
        )
        for n, sha, title, outlet, published, chars, count, own, body, reached, *notes in rows:
            expect((title, outlet, published, chars), str, _MAYBE, _MAYBE, int)
            said = {} if body is None else orjson.loads(body)
            state: ArticleState = said.get("state") or "open"
            hidden = blind and state != "done"
            yield ArticleRow(
                n,
                sha.hex(),
                title,
                outlet,
                published,
                chars,
                own if hidden else count,
                own,
                state,
                reached or 0,
                str(said.get("flag") or ""),
                notes[hidden],
            )

    def ids(self, numbers: Collection[int]) -> dict[int, str]:
        """Give the ids of articles by their numbers."""
        rows = self._connection.execute(
            "SELECT id, lower(hex(sha)) FROM text WHERE id IN (SELECT value FROM json_each(?))",
            (orjson.dumps([*numbers]).decode(),),
        )
        return dict(rows.fetchall())

    def count(self) -> int:
        """Count articles."""
        query = f"SELECT count(DISTINCT a.text) FROM article a WHERE {HERE}{self._kept()}"
        return int(self._connection.execute(query).fetchone()[0])

    def at_most(self) -> int:
        """Give the number of the text that came last: there are no more articles than that."""
        return int(self._connection.execute("SELECT max(id) FROM text").fetchone()[0] or 0)

    def count_in_state(self, state: ArticleState, author: str) -> int:
        """Count the articles of which ``author`` says this; those without a word are open."""
        # From the side of the states, for most articles have none.
        rows = self._connection.execute(
            "SELECT json_extract(i.body, '$.state'), count(*) FROM item i"
            f" WHERE i.kind={STATUS} AND i.author=?"
            " AND EXISTS (SELECT 1 FROM article a WHERE a.text = i.article"
            f" AND {HERE}{self._kept()}) GROUP BY 1",
            (self._coder.known_number(author) or 0,),
        )
        counts: dict[str, int] = dict(rows.fetchall())
        if state != "open":
            return counts.get(state, 0)
        return self.count() - sum(n for one, n in counts.items() if one != "open")

    def get(self, number: int) -> Article | None:
        """Read one article with its text; None if there is none (or its import was undone)."""
        row = self._connection.execute(
            f"SELECT t.id, t.text, r.rest FROM article a JOIN text t ON t.id = a.text"
            f" JOIN revision r ON r.n = a.rev WHERE t.id=? AND t.text IS NOT NULL AND {FIRST}",
            (number,),
        ).fetchone()
        return None if row is None else self._article(row)

    def walk(self, *, with_retired: bool = False) -> Iterator[tuple[int, Article]]:
        """Walk articles with their texts, in the order they came, each with its number."""
        rows = self._connection.execute(
            "SELECT t.id, t.text, r.rest FROM article a JOIN text t ON t.id = a.text"
            f" JOIN revision r ON r.n = a.rev WHERE t.text IS NOT NULL AND {FIRST}"
            f"{'' if with_retired else self._kept()} ORDER BY a.text"
        )
        for row in rows:
            yield row[0], self._article(row)

    def retired(self) -> dict[int, tuple[str, str]]:
        """Give who has retired articles, and why, by number; see `article_sql.retired`."""
        return retired(self._connection, self._coder)

    def _kept(self) -> str:
        return kept(self._connection, self._coder)

    def text(self, number: int) -> str:
        """Read an article's text."""
        row = self._connection.execute("SELECT text FROM text WHERE id=?", (number,)).fetchone()
        return str(row[0])

    def raw(self, number: int) -> bytes:
        """Give the bytes that an article came as."""
        row = self._connection.execute("SELECT bytes FROM raw WHERE text=?", (number,)).fetchone()
        return self.text(number).encode() if row is None else zlib.decompress(row[0])

    def states(self) -> dict[int, dict[str, str]]:
        """Give what annotators say of articles: by article's number, then by annotator's name."""
        found: dict[int, dict[str, str]] = {}
        rows = self._connection.execute(
            f"SELECT article, author, json_extract(body, '$.state') FROM item WHERE kind={STATUS}"
        )
        for article, author, state in rows:
            found.setdefault(article, {})[self._coder.word(author)] = state
        # By name: numbers differ from file to file.
        return {article: dict(sorted(states.items())) for article, states in found.items()}

    def found_none(self, article: int | None = None) -> dict[int, dict[str, list[str]]]:
        """Give the labels of which annotators looked in articles (in one, or all) and found none.

        By article's number, then by annotator's name, sorted. A label of which they have since
        tagged something there has dropped out.
        """
        condition, values = ("", ()) if article is None else (" AND i.article=?", (article,))
        rows = self._connection.execute(
            "SELECT i.article, i.author, l.value FROM item i, json_each(i.body, '$.none') l"
            f" WHERE i.kind={STATUS}{condition} AND l.type = 'text'"
            " AND NOT EXISTS (SELECT 1 FROM annotation n JOIN word w ON w.id = n.label"
            " WHERE n.article = i.article AND n.author = i.author AND w.text = l.value)"
            " ORDER BY i.article, l.value",
            values,
        )
        found: dict[int, dict[str, list[str]]] = {}
        merged = self._merged()
        into = set(merged.values())
        for number, author, label in rows:
            name = self._coder.word(author)
            if label in merged or (label in into and label in self.labels_used(number, name)):
                continue
            of = found.setdefault(number, {})
            of.setdefault(name, []).append(label)
        return {number: dict(sorted(of.items())) for number, of in found.items()}

    def flags(self, author: str) -> list[str]:
        """List the words of somebody's flags, the most frequent first."""
        rows = self._connection.execute(
            f"SELECT json_extract(body, '$.flag') AS flag FROM item WHERE kind={STATUS}"
            " AND author=? AND flag <> '' GROUP BY 1 ORDER BY count(*) DESC, 1",
            (self._coder.known_number(author) or 0,),
        )
        return [str(flag) for (flag,) in rows]

    def flagged(self) -> Iterator[tuple[int, str, str]]:
        """Walk everybody's flags: an article's number, whose flag it is, its words."""
        for article, name, flag in self._said_of("flag"):
            yield article, name, str(flag)

    def apart(self) -> Iterator[tuple[int, str, list[str]]]:
        """Walk what anybody said is no copy: an article's number, who, the ids of the others."""
        for article, name, others in self._said_of("apart"):
            if isinstance(others, str) and others != "[]":
                yield article, name, orjson.loads(others)

    def _said_of(self, key: str) -> Iterator[tuple[int, str, Any]]:
        """Walk what stands under a key in what people say of articles, by article and name."""
        rows = self._connection.execute(
            f"SELECT i.article, w.text, json_extract(i.body, ?) AS said FROM item i"
            f" JOIN word w ON w.id = i.author WHERE i.kind={STATUS} AND instr(i.body, ?)"
            " AND said <> '' ORDER BY i.article, w.text",
            (f"$.{key}", f'"{key}"'),
        )
        yield from rows

    def shelved(self) -> Iterator[tuple[int, str, RetiredRecord]]:
        """Walk who has retired articles, lead or not: an article's number, the name, the words."""
        rows = self._connection.execute(
            "SELECT i.article, w.text, json_extract(i.body, '$.reason'),"
            " json_extract(i.body, '$.created') FROM item i JOIN word w ON w.id = i.author"
            f" WHERE i.kind={SHELVED} AND i.article IS NOT NULL ORDER BY i.article, w.text"
        )
        for article, name, reason, created in rows:
            yield article, name, {"reason": reason, "created": created}

    def status(self, article: int, author: str) -> dict[str, Any]:
        """Give the body of what somebody says of an article; {} if they have said nothing."""
        row = self._connection.execute(
            f"SELECT body FROM item WHERE kind={STATUS} AND article=? AND author=?",
            (article, self._coder.known_number(author) or 0),
        ).fetchone()
        return {} if row is None else dict(orjson.loads(row[0]))

    def labels_used(self, article: int, author: str) -> set[str]:
        """Give the labels of which somebody has tagged something in an article."""
        rows = self._connection.execute(
            "SELECT DISTINCT label FROM annotation WHERE article=? AND author=?",
            (article, self._coder.known_number(author) or 0),
        )
        merged = self._merged()
        words = (self._coder.word(label) for (label,) in rows)
        return {merged.get(word, word) for word in words}

    def _article(self, row: tuple[int, str, str]) -> Article:
        number, text, rest = row
        expect((text, rest), str, str)
        body: dict[str, Any] = orjson.loads(rest)
        source = body.get("source")
        return Article(
            id=self._coder.article_id(number),
            title=body["title"],
            text=text,
            zones=sound_zones(body.get("zones", ()), len(text)),
            url=body.get("url"),
            outlet=body.get("outlet"),
            byline=body.get("byline"),
            published=body.get("published"),
            language=body.get("language"),
            reference=body.get("reference"),
            source=None if source is None else ArticleSource(**source),
        )


def _sha(article: str) -> bytes | None:
    """Give the hash that a whole id is; None if it is none."""
    try:
        sha = bytes.fromhex(article)
    except ValueError:
        return None
    return sha if len(sha) == _SHA else None
