"""Reading what lines of a concordance show besides the words: annotations and articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import orjson

from annotator.model.inconsistency import string_key
from annotator.model.search import ArticleHead, LineMark
from annotator.store.article_conditions import Clause
from annotator.store.article_sql import FIRST
from annotator.store.coding import Coder


class FoundAnnotation(NamedTuple):
    """An annotation that fits its conditions; its article's number, its outer edges."""

    article: int
    start: int
    end: int
    entity: bytes
    quote: str


def annotations_of(
    connection: sqlite3.Connection,
    coder: Coder,
    among: Clause,
    *,
    labels: tuple[Sequence[str], Sequence[str]] = ((), ()),
    annotators: tuple[Sequence[str], Sequence[str]] = ((), ()),
    rest: Sequence[tuple[Clause, bool]] = (),
    fits: Callable[[str], bool] = lambda _: True,
    sees: Callable[[int, str], bool] = lambda *_: True,
) -> Iterator[FoundAnnotation]:
    """Walk annotations by article and position.

    Args:
        connection: at least in a read transaction.
        coder: knows the file's words.
        among: the query for the articles that count.
        labels: keys of labels, one of which it must have, and those that it must not have; none
            means any.
        annotators: likewise, by name.
        rest: conditions in SQL on the column ``n.rest``, and whether they must hold.
        fits: tells whether the words of an annotation are what is looked for.
        sees: tells whether somebody's annotations in an article (its number) may be seen.
    """
    connection.create_function("string_key", 1, string_key, deterministic=True)
    sql, values = among
    conditions = [f"n.article IN ({sql})"]
    bound = list(values)
    for column, (wanted, unwanted) in (("label", labels), ("author", annotators)):
        for words, no in ((wanted, ""), (unwanted, "NOT ")):
            if words:
                numbers = [number for one in words if (number := coder.known_number(one))]
                conditions.append(f"n.{column} {no}IN (SELECT value FROM json_each(?))")
                bound.append(orjson.dumps(numbers).decode())
    for (clause, said), must in rest:
        conditions.append(f"coalesce({clause}, 0) = {int(must)}")
        bound += said
    rows = connection.execute(
        'SELECT n.article, n.start, n."end", n.entity, n.quote, n.author FROM annotation n'
        f' WHERE {" AND ".join(conditions)} ORDER BY n.article, n.start, n."end", n.entity',
        bound,
    )
    names = coder.learn_all()
    for article, start, end, entity, quote, author in rows:
        if sees(article, names[author]) and fits(quote):
            yield FoundAnnotation(article, start, end, entity, quote)


def quote_clause(value: str) -> Clause:
    """Write the condition that an annotation's words are just these, in whatever case."""
    return "string_key(n.quote) = ?", [string_key(value.encode(errors="replace").decode())]


def value_clause(value: str) -> Clause:
    """Write the condition that one of an annotation's values holds some words."""
    sql = (
        "EXISTS (SELECT 1 FROM json_tree(n.rest, '$.attributes') v WHERE v.atom IS NOT NULL"
        " AND instr(folded(v.atom || ''), ?))"
    )
    return sql, [value.casefold().encode(errors="replace").decode()]


def certainty_clause(value: str) -> Clause:
    """Write the condition that somebody is ``sure`` or ``unsure`` of an annotation."""
    return "(coalesce(json_extract(n.rest, '$.certainty'), 'sure') = ?)", [value]


def marks_in(
    connection: sqlite3.Connection,
    coder: Coder,
    articles: Iterable[int],
    merges: Mapping[str, str],
) -> dict[int, list[LineMark]]:
    """Give the annotations of articles (their numbers) by position, a piece of each fragment.

    ``merges`` says as which label one that was merged into another is read.
    """
    found: dict[int, list[LineMark]] = {}
    words = coder.learn_all()
    rows = connection.execute(
        'SELECT article, entity, start, "end", label, author,'
        " CASE WHEN instr(rest, '\"fragments\"') THEN json_extract(rest, '$.fragments') END"
        " FROM annotation WHERE article IN (SELECT value FROM json_each(?))"
        " ORDER BY article, start",
        (orjson.dumps(list(articles)).decode(),),
    )
    read = {number: merges.get(word, word) for number, word in words.items()}
    make = tuple.__new__  # half the time of `LineMark`, and there may be very many
    for article, entity, start, end, label, author, fragments in rows:
        of = found.setdefault(article, [])
        if fragments is None:
            of.append(make(LineMark, (entity, start, end, read[label], words[author])))
            continue
        for a, b in orjson.loads(fragments):
            of.append(LineMark(entity, a, b, read[label], words[author]))
    return found


def heads_of(
    connection: sqlite3.Connection, coder: Coder, articles: Iterable[int]
) -> dict[int, ArticleHead]:
    """Give what is shown of articles, by their numbers."""
    rows = connection.execute(
        "SELECT a.text, a.title, coalesce(a.outlet, ''), coalesce(a.published, '') FROM article a"
        f" WHERE a.text IN (SELECT value FROM json_each(?)) AND {FIRST}",
        (orjson.dumps(list(articles)).decode(),),
    )
    return {
        number: ArticleHead(coder.article_id(number), title, outlet, published)
        for number, title, outlet, published in rows
    }


def zones_of(connection: sqlite3.Connection, article: int) -> list[tuple[int, int, str]]:
    """Give the zones of an article by its number."""
    row = connection.execute(
        "SELECT json_extract(r.rest, '$.zones') FROM article a JOIN revision r ON r.n = a.rev"
        f" WHERE a.text=? AND {FIRST}",
        (article,),
    ).fetchone()
    if row is None or row[0] is None:
        return []
    return [(start, end, role) for start, end, role in orjson.loads(row[0])]


def some_quotes(
    connection: sqlite3.Connection, coder: Coder, most: int
) -> Iterator[tuple[int, str, str, str]]:
    """Walk some annotations: article (its number), annotator, label and words."""
    names = coder.learn_all()
    rows = connection.execute(
        "SELECT article, author, label, quote FROM annotation LIMIT ?", (most,)
    )
    for article, author, label, quote in rows:
        yield article, names[author], names[label], quote
