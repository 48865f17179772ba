"""Full-text search over the articles of a project (FTS5)."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Iterator

from annotator.model.query import Group, Near, Node, Term, Without
from annotator.model.query_words import found_in, is_indexed, positive
from annotator.model.search import Hit
from annotator.model.word_places import word_places
from annotator.store.article_conditions import Clause
from annotator.store.article_sql import title_of
from annotator.store.coding import Coder

_SNIPPET_WORDS = 16
_LONG = 50_000
"""Code points from which on FTS5 is not asked where a text matches: the time it takes for that is
the square of the number of places."""
_CHARS = "(SELECT t.chars FROM text t WHERE t.id = search.rowid)"
_AROUND = 60
"""Code points before and behind a match that is shown without the help of the index."""


def search(
    connection: sqlite3.Connection, coder: Coder, node: Node | None, among: Clause, limit: int
) -> tuple[list[Hit], int]:
    """Find articles by their words, best first; give the first ones and how many there are.

    Words match whole, without regard to case and accents.

    Args:
        connection: at least in a read transaction.
        coder: knows the file's words.
        node: the words; None takes all articles.
        among: the query for the articles that count.
        limit: how many are given.
    """
    sql, values = among
    match = None if node is None else expression(node)
    if match is None:
        numbers = sorted(articles_with(connection, node, among))
        return [_found(connection, coder, node, one) for one in numbers[:limit]], len(numbers)
    total = connection.execute(
        f"SELECT count(*) FROM search WHERE search MATCH ? AND +rowid IN ({sql})", (match, *values)
    ).fetchone()[0]
    best = connection.execute(
        f"SELECT rowid FROM search WHERE search MATCH ? AND +rowid IN ({sql})"
        " ORDER BY rank LIMIT ?",
        (match, *values, limit),
    ).fetchall()
    assert node is not None
    return [_hit(connection, coder, node, match, number) for (number,) in best], total


def expression(node: Node) -> str | None:
    """Write words in FTS5's language, every one quoted so that nothing in it is an operator.

    None if the index cannot answer: it has no words for a part of it, or there is only what must
    not be found.
    """
    match node:
        case Term():
            return _term(node) if is_indexed(node) else None
        case Near():
            if not all(map(is_indexed, node.terms)):
                return None
            return f"NEAR({' '.join(map(_term, node.terms))}, {node.within})"
        case Without():
            return None
    without = [one.part for one in node.parts if isinstance(one, Without)]
    wanted = [expression(one) for one in node.parts if not isinstance(one, Without)]
    unwanted = [expression(one) for one in without]
    if not wanted or None in wanted or None in unwanted or (node.any and unwanted):
        return None
    found = (" OR " if node.any else " AND ").join(f"({one})" for one in wanted)
    return found if not unwanted else f"({found}) NOT " + " NOT ".join(f"({u})" for u in unwanted)


def articles_with(connection: sqlite3.Connection, node: Node | None, among: Clause) -> set[int]:
    """Give the numbers of the articles that hold what is looked for, whatever it is."""
    sql, values = among
    everything = {number for (number,) in connection.execute(sql, values)}
    return everything if node is None else _with(connection, node, everything)


def places(
    connection: sqlite3.Connection, node: Node, among: Clause
) -> Iterator[tuple[int, str, list[tuple[int, int]]]]:
    """Walk the articles that hold what is looked for: number, text, where it is found in it."""
    match = expression(node)
    sql, values = among
    if match is not None:
        mark = _new_mark()
        rows = connection.execute(
            f"SELECT rowid, CASE WHEN {_CHARS} <= {_LONG} THEN highlight(search, 0, ?, ?) END"
            f" FROM search WHERE search MATCH ? AND +rowid IN ({sql}) ORDER BY rowid",
            (mark, mark, match, *values),
        )
        for number, marked in rows:
            if marked is None:
                yield number, *_places_in(connection, node, number)
            else:
                text, spans = _parted(marked.split(mark))
                yield number, text, list(spans)
        return
    for number in sorted(articles_with(connection, node, among)):
        yield number, *_places_in(connection, node, number)


def _with(connection: sqlite3.Connection, node: Node, everything: set[int]) -> set[int]:
    match = expression(node)
    if match is not None:
        query = "SELECT rowid FROM search WHERE search MATCH ?"
        return {number for (number,) in connection.execute(query, (match,))} & everything
    match node:
        case Term():
            return _scanned(connection, node, everything)
        case Near():
            # Nobody can count words between signs: all of them must be there.
            return _with(connection, Group(node.terms), everything)
        case Without():
            return everything - _with(connection, node.part, everything)
    if node.any:
        return set().union(*(_with(connection, one, everything) for one in node.parts))
    left = everything
    for one in node.parts:
        left = _with(connection, one, left)
    return left


def _scanned(connection: sqlite3.Connection, term: Term, among: set[int]) -> set[int]:
    """Look for a term in the texts themselves."""
    sign = next(filter(_is_one_way, unicodedata.normalize("NFC", term.text)), "")
    rows = connection.execute("SELECT id, text FROM text WHERE instr(text, ?)", (sign,))
    return {number for number, text in rows if number in among and found_in(text, term)}


def _is_one_way(sign: str) -> bool:
    """Tell whether a sign can be written in one way only: every text that has the term has it."""
    return (
        unicodedata.category(sign) in ("So", "Sc", "Sm", "Lo")
        and sign.lower() == sign.upper()
        and unicodedata.normalize("NFD", sign) == sign
    )


def _places_in(
    connection: sqlite3.Connection, node: Node, number: int
) -> tuple[str, list[tuple[int, int]]]:
    text = _text(connection, number)
    leaves = _leaves(node)
    spans: list[tuple[int, int]] = []
    for one in leaves:
        if isinstance(one, Term) and not is_indexed(one):
            spans += found_in(text, one)
    indexed = [one for one in leaves if expression(one) is not None]
    if not indexed:
        return text, _apart(sorted(spans))
    if len(text) > _LONG:
        return text, _apart(sorted(spans + word_places(text, indexed)))
    mark = _new_mark()
    row = connection.execute(
        "SELECT highlight(search, 0, ?, ?) FROM search WHERE search MATCH ? AND rowid=?",
        (mark, mark, " OR ".join(str(expression(one)) for one in indexed), number),
    ).fetchone()
    if row is not None:
        spans += _parted(row[0].split(mark))[1]
    return text, _apart(sorted(spans))


def _leaves(node: Node) -> list[Term | Near]:
    """List what is to be found; terms near each other apart, if no index can say that they are."""
    return [
        term
        for one in positive(node)
        for term in (one.terms if isinstance(one, Near) and expression(one) is None else (one,))
    ]


def _text(connection: sqlite3.Connection, number: int) -> str:
    row = connection.execute("SELECT text FROM text WHERE id=?", (number,)).fetchone()
    return str(row[0])


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _hit(connection: sqlite3.Connection, coder: Coder, node: Node, match: str, number: int) -> Hit:
    """Show where an article matches. FTS5 gives snippets only in a query without joins."""
    mark = _new_mark()
    found = connection.execute(
        "SELECT snippet(search, 0, :mark, :mark, '…', :words), highlight(search, 0, :mark, :mark)"
        f" FROM search WHERE search MATCH :match AND rowid = :number AND {_CHARS} <= {_LONG}",
        {"match": match, "mark": mark, "words": _SNIPPET_WORDS, "number": number},
    ).fetchone()
    title = title_of(connection, number)
    if found is None:
        text = _text(connection, number)
        spans = _first_places(text, _leaves(node))
        first, last = spans[0] if spans else (0, 0)
        return hit_at(coder.article_id(number), title, text, first, last, spans)
    snippet, highlighted = found
    before, words = highlighted.split(mark, 2)[:2]
    plain, marks = _parted(snippet.replace("\n", " ").split(mark))
    start = len(before)
    return Hit(coder.article_id(number), title, start, start + len(words), plain, marks)


def _first_places(text: str, leaves: list[Term | Near]) -> list[tuple[int, int]]:
    """Find where a long text has terms, as far as the first of them."""
    reach = _LONG
    while True:
        spans = word_places(text[:reach], leaves)
        if spans or reach >= len(text):
            return _apart(spans)
        reach *= 8


def _found(connection: sqlite3.Connection, coder: Coder, node: Node | None, number: int) -> Hit:
    """Show where an article holds what no index knows, or how it begins."""
    if node is None or not any(True for _ in positive(node)):
        (text,) = connection.execute(
            "SELECT substr(text, 1, ?) FROM text WHERE id=?", (2 * _AROUND, number)
        ).fetchone()
        spans: list[tuple[int, int]] = []
    else:
        text, spans = _places_in(connection, node, number)
    start, end = spans[0] if spans else (0, 0)
    return hit_at(coder.article_id(number), title_of(connection, number), text, start, end, spans)


def hit_at(
    article: str, title: str, text: str, start: int, end: int, spans: list[tuple[int, int]]
) -> Hit:
    """Show a place of a text with some of what stands around it, and the spans that are in view."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = "…" if first else ""
    shown = text[first:last].replace("\n", " ")
    moved = len(before) - first
    marks = tuple((a + moved, b + moved) for a, b in spans if a >= first and b <= last)
    after = "…" if last < len(text) else ""
    return Hit(article, title, start, end, f"{before}{shown}{after}", marks)


def _new_mark() -> str:
    # A text may hold any sign, so that what sets a match off is made up anew.
    return f"\x01{os.urandom(8).hex()}\x02"


def _term(term: Term) -> str:
    return _quoted(term.text) + ("*" if term.prefix else "")


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
