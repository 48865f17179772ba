"""Full-text search over the articles of a project (FTS5)."""

from __future__ import annotations

import sqlite3

from annotator.model.search import Hit
from annotator.problems import UserProblem
from annotator.store.coding import Coder

# Signs that no canonical text holds, because NUL is replaced at intake and these are looked for
# in pairs.
_OPEN, _CLOSE = "\x01", "\x02"
_SNIPPET_WORDS = 16


def search(
    connection: sqlite3.Connection, coder: Coder, query: str, limit: int = 50
) -> tuple[list[Hit], int]:
    """Find articles that hold all words of a query, best first, and count them all.

    Words match whole, without regard to case and accents; ``"…"`` holds a phrase, a word ending
    in ``*`` is a prefix.

    Raises:
        UserProblem: there is no word in the query.
    """
    match = _match_expression(query)
    total = connection.execute(
        "SELECT count(*) FROM search WHERE search MATCH ?"
        " AND EXISTS(SELECT 1 FROM article a WHERE a.text = search.rowid)",
        (match,),
    ).fetchone()[0]
    best = connection.execute(
        "SELECT rowid FROM search WHERE search MATCH ?"
        " AND EXISTS(SELECT 1 FROM article a WHERE a.text = search.rowid)"
        " ORDER BY rank LIMIT ?",
        (match, limit),
    ).fetchall()
    return [_hit(connection, coder, match, number) for (number,) in best], total


def _hit(connection: sqlite3.Connection, coder: Coder, match: str, number: int) -> Hit:
    """Show where an article matches. FTS5 gives snippets only in a query without joins."""
    snippet, highlighted = connection.execute(
        "SELECT snippet(search, 0, ?2, ?3, '…', ?4), highlight(search, 0, ?2, ?3)"
        " FROM search WHERE search MATCH ?1 AND rowid = ?5",
        (match, _OPEN, _CLOSE, _SNIPPET_WORDS, number),
    ).fetchone()
    title = connection.execute(
        "SELECT title FROM article WHERE text=? ORDER BY rev LIMIT 1", (number,)
    ).fetchone()[0]
    start = highlighted.index(_OPEN)
    end = highlighted.index(_CLOSE, start) - 1
    plain, marks = _parted(snippet)
    return Hit(coder.article_id(number), title, start, end, plain, marks)


def _match_expression(query: str) -> str:
    """Write a query in FTS5's language, every word quoted so that nothing in it is an operator."""
    terms: list[str] = []
    for index, part in enumerate(query.split('"')):
        if index % 2:
            terms += [_quoted(part)] if part.strip() else []
        else:
            terms += [
                _quoted(word.rstrip("*")) + ("*" if word.endswith("*") else "")
                for word in part.split()
                if word.strip("*")
            ]
    if not any(character.isalnum() for character in query):
        raise UserProblem("Type at least one word to search for.")
    return " ".join(terms)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""').replace("\0", " ") + '"'


def _parted(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take the marks out of a snippet; give the plain text and where they were."""
    plain, marks, start = "", [], 0
    for character in marked.replace("\n", " "):
        if character == _OPEN:
            start = len(plain)
        elif character == _CLOSE:
            marks.append((start, len(plain)))
        else:
            plain += character
    return plain, tuple(marks)
