"""Words and texts by number: what recurs is written once in a project file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

import orjson

from annotator.model.canonical import dumps
from annotator.store.rows import expect


class Coder:
    """Knows the numbers of words and texts of one file, looking each up once.

    After a rollback call `forget`: numbers handed out in the transaction are void.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._words: dict[int, str] = {}
        self._quoted: dict[int, str] = {}
        self._shas: dict[int | None, str] = {}
        self.fresh_texts: list[int] = []
        """Texts added since the list was last cleared; they are not in the search index yet."""
        self.named_texts: set[int] = set()
        """Texts named since the index was last seen to that have not come."""
        self.late_texts: set[int] = set()
        """Those among the fresh texts that had been named before."""
        self.forget()

    def forget(self) -> None:
        """Drop all that is known."""
        for known in (self._numbers, self._words, self._quoted, self._shas, self.fresh_texts):
            known.clear()
        self.named_texts.clear()
        self.late_texts.clear()
        self._shas[None] = "null"

    def number(self, word: str) -> int:
        """Give a word's number; a new word is added, which needs a write transaction."""
        number = self._numbers.get(word)
        if number is None:
            number = self.known_number(word)
            if number is None:
                insert = self._connection.execute("INSERT INTO word(text) VALUES(?)", (word,))
                number = insert.lastrowid
                assert number is not None
                self._learn(number, word)
        return number

    def known_number(self, word: str) -> int | None:
        """Give a word's number; None if the file does not have the word."""
        number = self._numbers.get(word)
        if number is None:
            try:
                row = self._connection.execute(
                    "SELECT id FROM word WHERE text=?", (word,)
                ).fetchone()
            except UnicodeEncodeError:  # half a character, from a command line
                return None
            if row is None:
                return None
            number = int(row[0])
            self._learn(number, word)
        return number

    def word(self, number: int) -> str:
        """Give the word of a number."""
        word = self._words.get(number)
        if word is None:
            row = self._connection.execute("SELECT text FROM word WHERE id=?", (number,)).fetchone()
            expect(row, str)
            word = str(row[0])
            self._learn(number, word)
        return word

    def quoted(self, number: int) -> str:
        """Give the word of a number as JSON."""
        quoted = self._quoted.get(number)
        return dumps(self.word(number)) if quoted is None else quoted

    def learn_all(self) -> dict[int, str]:
        """Read all words at once, before rows are read in bulk; give them by number."""
        for number, word in self._connection.execute("SELECT id, text FROM word"):
            expect((word,), str)
            if number not in self._words:
                self._learn(number, word)
        return self._words

    def quoted_sha(self, text: int | None) -> str:
        """Give the id of an article (the hex sha256 of its text) as JSON; ``null`` for None."""
        quoted = self._shas.get(text)
        if quoted is None:
            row = self._connection.execute("SELECT sha FROM text WHERE id=?", (text,)).fetchone()
            quoted = self._shas[text] = f'"{row[0].hex()}"'
        return quoted

    def article_id(self, text: int) -> str:
        """Give the id of an article by its text's number."""
        return self.quoted_sha(text)[1:-1]

    def article_ids(self, texts: Collection[int]) -> frozenset[str]:
        """Give the ids of articles by their texts' numbers; very many as one row, for speed."""
        known = {text: quoted for text in texts if (quoted := self._shas.get(text))}
        (others,) = self._connection.execute(
            "SELECT json_group_array(lower(hex(sha))) FROM text"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (orjson.dumps([text for text in texts if text not in known]).decode(),),
        ).fetchone()
        return frozenset(orjson.loads(others)).union(sha[1:-1] for sha in known.values())

    def learn_shas(self, texts: Iterable[int]) -> None:
        """Read the hashes of texts at once, before each is asked for."""
        unknown = [text for text in texts if text not in self._shas]
        for number, sha in self._connection.execute(
            "SELECT id, sha FROM text WHERE id IN (SELECT value FROM json_each(?))",
            (orjson.dumps(unknown).decode(),),
        ):
            self.learn_sha(number, sha)

    def learn_sha(self, number: int, sha: bytes) -> None:
        """Take over the hash of a text that somebody has just read, so that none is read again."""
        self._shas[number] = f'"{sha.hex()}"'

    def text_number(self, sha: bytes) -> int | None:
        """Give a text's number by its hash; None if the file does not know it."""
        row = self._connection.execute("SELECT id FROM text WHERE sha=?", (sha,)).fetchone()
        return None if row is None else int(row[0])

    def lend(self, number: int, sha: bytes) -> None:
        """Let a number that no text has stand for a hash, until `forget` or the next loan."""
        self._shas[number] = f'"{sha.hex()}"'

    def name_text(self, sha: bytes) -> int:
        """Give the number of a text that has not come yet, but is spoken of."""
        number = self.text_number(sha)
        if number is None:
            number = self._connection.execute("INSERT INTO text(sha) VALUES(?)", (sha,)).lastrowid
            assert number is not None
            self.named_texts.add(number)
        return number

    def add_text(self, sha: bytes, text: str) -> tuple[int, bool]:
        """Keep a text; give its number and whether the file has never heard of it.

        One that was spoken of, and comes only now, is filled in.
        """
        row = self._connection.execute(
            "SELECT id, text IS NULL FROM text WHERE sha=?", (sha,)
        ).fetchone()
        if row is not None:
            number, missing = row
            if missing:
                if number in self.named_texts:
                    self.named_texts.remove(number)
                else:
                    self._connection.execute(
                        "INSERT INTO search(search, rowid, text) VALUES('delete', ?, NULL)",
                        (number,),
                    )
                self._connection.execute(
                    "UPDATE text SET chars=?, text=? WHERE id=?", (len(text), text, number)
                )
                self.fresh_texts.append(number)
                self.late_texts.add(number)
            return number, False
        insert = self._connection.execute(
            "INSERT INTO text(sha, chars, text) VALUES(?,?,?)", (sha, len(text), text)
        )
        number = insert.lastrowid
        assert number is not None
        self._shas[number] = f'"{sha.hex()}"'
        self.fresh_texts.append(number)
        return number, True

    def _learn(self, number: int, word: str) -> None:
        self._numbers[word] = number
        self._words[number] = word
        self._quoted[number] = dumps(word)
