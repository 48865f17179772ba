"""Full-text search over the articles of a project (FTS5)."""

from __future__ import annotations

import os
import sqlite3

from annotator.model.search import Hit
from annotator.problems import UserProblem
from annotator.store.coding import Coder

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
    # A text may hold any sign, so that what sets a match off is made up anew.
    mark = f"\x01{os.urandom(8).hex()}\x02"
    snippet, highlighted = connection.execute(
        "SELECT snippet(search, 0, :mark, :mark, '…', :words), highlight(search, 0, :mark, :mark)"
        " FROM search WHERE search MATCH :match AND rowid = :number",
        {"match": match, "mark": mark, "words": _SNIPPET_WORDS, "number": number},
    ).fetchone()
    title = connection.execute(
        "SELECT title FROM article WHERE text=? ORDER BY rev LIMIT 1", (number,)
    ).fetchone()[0]
    before, found = highlighted.split(mark, 2)[:2]
    plain, marks = _parted(snippet.replace("\n", " ").split(mark))
    return Hit(coder.article_id(number), title, len(before), len(before) + len(found), plain, marks)


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
    # FTS5 takes no NUL, and SQLite no half of a character (which a command line may pass on).
    clean = words.replace('"', '""').replace("\0", " ").encode(errors="replace").decode()
    return f'"{clean}"'


def _parted(parts: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Join parts of which every second is a match; give the text and where the matches are."""
    marks: list[tuple[int, int]] = []
    length = 0
    for index, part in enumerate(parts):
        if index % 2:
            marks.append((length, length + len(part)))
        length += len(part)
    return "".join(parts), tuple(marks)
