"""The texts of a merge: numbered as they are spoken of, filled in when they come, compared."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from operator import itemgetter
from typing import Any

import orjson

from annotator.model.annotation import quoted
from annotator.store.line_reading import LineError, excerpt
from annotator.store.lines import rest_fields
from annotator.store.rows import ARTICLE, Revision
from annotator.store.writer import Writer
from annotator.text.canonical import canonical


class ComingTexts:
    """Gives texts their numbers while revisions are read that speak of them.

    A text that the file has never heard of has a number below zero until all revisions are read:
    only then is it known in which order the articles are to stand.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._numbers: dict[bytes, int] = {}
        self.final: dict[int | None, int] = {}
        """The number that a text has got, by the one it was lent."""
        self.came: list[int] = []
        """The texts that came with this merge."""

    def number(self, sha: bytes) -> int:
        """Give the number of a text by its sha256, of a new one a number below zero."""
        number = self._numbers.get(sha)
        if number is None:
            coder = self._writer.coder
            number = coder.text_number(sha)
            if number is None:
                number = -1 - len(self._numbers)
                coder.lend(number, sha)
            self._numbers[sha] = number
        return number

    def settle(self, rows: Iterable[Revision]) -> None:
        """Give the new texts their numbers: by when they were taken in, then by title."""
        order: dict[int, tuple[int, str]] = {}
        for row in rows:
            if row.kind == ARTICLE and row.article is not None and row.article < 0 and row.rest:
                key = row.at, str(orjson.loads(row.rest).get("title"))
                order[row.article] = min(key, order.get(row.article, key))
        last = max(order.values(), default=(0, ""))
        new = [(order.get(n, last), sha) for sha, n in self._numbers.items() if n < 0]
        for _, sha in sorted(new):
            lent = self._numbers[sha]
            number = self._writer.coder.name_text(sha)
            self.final[lent] = self._numbers[sha] = number

    def take(self, texts: Iterable[tuple[str, str]]) -> None:
        """Keep the texts that came and that are spoken of.

        Raises:
            LineError: one is not canonical, or has another hash.
        """
        coder = self._writer.coder
        for identity, text in texts:
            if sha256(text.encode()).hexdigest() != identity:
                raise LineError("a text is not the one it says it is")
            sha = bytes.fromhex(identity)
            number = coder.text_number(sha)
            if number is None:  # nobody speaks of it
                continue
            if canonical(text).text != text:
                raise LineError("a text is not in its canonical form")
            came = len(coder.fresh_texts)
            coder.add_text(sha, text)
            if len(coder.fresh_texts) > came:
                self.came.append(number)

    def all(self) -> list[int]:
        """Give the numbers of all texts that were spoken of, in their order."""
        return sorted(self._numbers.values())

    def touched(self) -> list[tuple[int, int]]:
        """Give what a text that came touches: it makes an article readable."""
        return [(ARTICLE, number) for number in self.came]

    def expect_quotes(self, rows: Iterable[Revision]) -> None:
        """Compare the quotes of annotations with their texts, and all in texts that came late.

        Raises:
            LineError: one is not the text at its fragments.
        """
        self._compare(
            (row.article, row.start, row.end, row.quote, row.rest)
            for row in rows
            if row.label is not None
        )
        late = [number for number in self.came if number not in self.final.values()]
        if late:
            columns = 'article, start, "end", quote, rest'
            found = self._writer.connection.execute(
                f"SELECT {columns} FROM revision WHERE label IS NOT NULL"
                " AND article IN (SELECT value FROM json_each(?))",
                (orjson.dumps(late).decode(),),
            )
            self._compare(found)

    def _compare(self, rows: Iterable[tuple[Any, ...]]) -> None:
        run = self._writer.connection.execute
        article, text = None, None
        for number, start, end, quote, rest in sorted(rows, key=itemgetter(0)):
            if number != article:
                article = number
                (text,) = run("SELECT text FROM text WHERE id=?", (number,)).fetchone()
            if text is None:
                continue
            if rest is None or '"fragments"' not in rest:
                there = text[start:end]
            else:
                there = quoted(text, rest_fields(rest).get("fragments") or [(start, end)])
            if end > len(text) or there != quote:
                raise LineError(f"“{excerpt(quote)}” is not what the text says at {start}–{end}")
