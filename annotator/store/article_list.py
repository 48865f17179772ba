"""The list of articles: which, in which order, in which groups; numbers only, rows come later."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import orjson

from annotator.model.listing import ArticleGroup, ArticleListing, ArticleView, Grouping, Sorting
from annotator.store.article_conditions import Clause, articles_sql
from annotator.store.article_sql import STATE, folded, kept, live, teach_case
from annotator.store.coding import Coder
from annotator.store.rows import ASSIGNMENT, STATUS

if TYPE_CHECKING:
    from annotator.model.query import Condition, Node

_ODD = "length({0}) <> length(CAST({0} AS BLOB))"
"""Text with other signs than ASCII."""
_BECOME_ASCII = (
    ("s", ("'ß'", "'ẞ'", "'ſ'")),
    ("k", ("'\u212a'",)),
    ("filst", ("x'EFAC'",)),  # ligatures: all that begin with these bytes
)
"""What is ASCII without case, by the letters that come of it: ß is ss, a Kelvin sign a k."""
_RANK = "CASE {0} WHEN 'look' THEN 0 WHEN 'done' THEN 3 ELSE {1} END"
_FLAG = (
    "coalesce((SELECT json_extract(i.body, '$.flag') FROM item i"
    f" WHERE i.kind={STATUS} AND i.article=a.text AND i.author=?), '')"
)
_TO = (
    "coalesce((SELECT group_concat(name, ', ') FROM (SELECT DISTINCT"
    f" json_extract(i.body, '$.annotator') AS name FROM item i WHERE i.kind={ASSIGNMENT}"
    " AND i.article=a.text ORDER BY 1)), '')"
)
_BEGUN = "CASE WHEN coalesce(own.n, 0) > 0 OR coalesce(d.reached, 0) > 0 THEN 1 ELSE 2 END"
_WHOLE = "substr(a.published, 1, 10)"
_IS_DAY = f"(length(a.published) >= 10 AND date({_WHOLE}, '+0 days') IS {_WHOLE})"
_IS_PART = (
    "(a.published GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR a.published GLOB '[0-9][0-9][0-9][0-9]')"
)
"""What is given as a day may be a month or a year, and in files of others anything."""
_DAY = f"CASE WHEN {_IS_DAY} OR {_IS_PART} THEN substr(a.published, 1, {{}}) ELSE '' END"
_REFERENCE = "coalesce(json_extract(v.rest, '$.reference'), '')"
_MONDAY = f"CASE WHEN {_IS_DAY} THEN date({_WHOLE}, 'weekday 0', '-6 days') ELSE '' END"


class _Key(NamedTuple):
    """What rows are put in order or parted by: SQL, and what it needs joined.

    ``asks`` counts how often whoever works is bound in it; ``last`` puts what is empty last.
    """

    sql: str
    joins: str = ""
    asks: int = 0
    down: bool = False
    last: bool = False


_SORTS: Mapping[Sorting, _Key] = {
    "came": _Key("a.text"),
    "title": _Key(
        f"CASE WHEN a.title GLOB '[A-Za-z0-9]*' AND NOT {_ODD.format('a.title')}"
        " THEN lower(a.title) ELSE in_order(a.title) END"
    ),
    "outlet": _Key("coalesce(o.word, 0)", "outlets", last=True),
    "byline": _Key("coalesce(in_order(a.byline), '')", last=True),
    "published": _Key("coalesce(a.published, '')", down=True, last=True),
    "language": _Key("coalesce(a.language, '')", last=True),
    "url": _Key("coalesce(a.url, '')", last=True),
    "reference": _Key(_REFERENCE, "said", last=True),
    "status": _Key(_RANK.format(STATE, _BEGUN), "own read", asks=1),
    "flag": _Key(_FLAG, asks=1, last=True),
    "annotations": _Key("coalesce({seen}, 0)", "all own", down=True),
    "length": _Key("t.chars", "text", down=True),
    "worked": _Key("max(coalesce(own.at, 0), coalesce(d.at, 0))", "own read", down=True),
}  # fmt: skip
_GROUPS: Mapping[Grouping, _Key] = {
    "outlet": _Key("coalesce(a.outlet, '')", last=True),
    "byline": _Key("coalesce(a.byline, '')", last=True),
    "day": _Key(_DAY.format(10), down=True, last=True),
    "week": _Key(_MONDAY, down=True, last=True),
    "month": _Key(_DAY.format(7), down=True, last=True),
    "status": _Key(_RANK.format(STATE, _BEGUN), "own read", asks=1),
    "language": _Key("coalesce(a.language, '')", last=True),
    "reference": _Key(_REFERENCE, "said", last=True),
    "flag": _Key(_FLAG, asks=1, last=True),
    "assigned": _Key(_TO, last=True),
}
_JOINS = {
    "outlets": "LEFT JOIN outlets o ON o.outlet = a.outlet",
    "text": "JOIN text t ON t.id = a.text",
    "said": "JOIN revision v ON v.n = a.rev",
    "all": "LEFT JOIN (SELECT article, count(*) AS n FROM annotation GROUP BY article) every"
    " ON every.article = a.text",
    "own": "LEFT JOIN (SELECT article, count(*) AS n, max(modified) AS at FROM annotation"
    " WHERE author = {who} GROUP BY article) own ON own.article = a.text",
    "read": "LEFT JOIN reading d ON d.article = a.text AND d.author = {who}",
}


_OUTLETS = (
    "WITH outlets(outlet, word) AS MATERIALIZED (SELECT outlet,"
    " row_number() OVER (ORDER BY in_order(outlet), outlet) FROM article"
    " WHERE coalesce(outlet, '') <> '' GROUP BY outlet)"
)


class Wanted(NamedTuple):
    """What a list shows, as conditions of a query.

    ``words`` are looked for in titles, outlets and labels; ``labels`` and ``people`` of which there
    must be annotations; ``among`` are the numbers it may show.
    """

    view: ArticleView
    words: Node | None = None
    conditions: tuple[Condition, ...] = ()
    labels: tuple[tuple[tuple[str, ...], bool], ...] = ()
    people: tuple[tuple[tuple[str, ...], bool], ...] = ()
    among: Collection[int] | None = None
    who: str = ""
    blind: bool = False


def listed(connection: sqlite3.Connection, coder: Coder, wanted: Wanted) -> ArticleListing:
    """Give the numbers of the articles that a list shows.

    Raises:
        UserProblem: a value is none that its field can have.
    """
    teach_case(connection)
    who, view = coder.known_number(wanted.who) or 0, wanted.view
    where, values = _where(connection, coder, wanted, who)
    sort = _SORTS[view.sorting]
    group = _GROUPS.get(view.grouping)
    seen = "own.n" if wanted.blind else "every.n"
    needs = dict.fromkeys((sort.joins + " " + (group.joins if group else "")).split())
    joins = " ".join(_JOINS[one].format(who=who) for one in needs)
    columns, asked = "a.text", list[object]()
    order: list[str] = []
    for name, key in (("head", group), ("place", sort)):
        if key is not None:
            columns += f", {key.sql.replace('{seen}', seen)} AS {name}"
            asked += [who] * key.asks
            down = key.down if name == "head" else key.down != view.backwards
            order += [f"{name} IN ('', 0)"] * key.last
            order.append(f"{name} {'DESC' if down else 'ASC'}")
    order.append(f"a.text {'DESC' if view.backwards and view.sorting == 'came' else 'ASC'}")
    heads = ", json_group_array(head)" if group else ""
    # As one row: a third of the time that ten thousand rows take.
    row = connection.execute(
        f"{_OUTLETS} SELECT json_group_array(text){heads} FROM"
        f" (SELECT {columns} FROM article a {joins} WHERE {where} ORDER BY {', '.join(order)})",
        asked + values,
    ).fetchone()
    numbers: list[int] = orjson.loads(row[0])
    if not group:
        return ArticleListing(numbers, [])
    runs = groupby(orjson.loads(row[1]))
    return ArticleListing(numbers, [ArticleGroup(str(key), len(list(of))) for key, of in runs])


def _where(connection: sqlite3.Connection, coder: Coder, wanted: Wanted, who: int) -> Clause:
    view = wanted.view
    sql, values = live(connection), list[object]()
    parts: list[Clause] = []
    if wanted.words is not None:
        parts.append(_words(wanted.words, who, blind=wanted.blind))
    if wanted.conditions:
        inner, bound = articles_sql(connection, coder, wanted.conditions, wanted.who)
        parts.append((f"a.text IN ({inner})", bound))
    for column, all_of in (("label", wanted.labels), ("author", wanted.people)):
        for names, must in all_of:
            numbers = ",".join(str(coder.known_number(name) or 0) for name in names)
            seen, bound = _seen(who) if wanted.blind else ("", [])
            there = f"SELECT n.article FROM annotation n WHERE n.{column} IN ({numbers}){seen}"
            parts.append((f"a.text {'' if must else 'NOT '}IN ({there})", bound))
    if view.showing in ("open", "done", "look"):
        parts.append((f"{STATE} = ?", [who, view.showing]))
    if wanted.among is not None:
        parts.append(
            ("a.text IN (SELECT value FROM json_each(?))", [orjson.dumps([*wanted.among]).decode()])
        )
    speaks_of_retired = any(one.field.name == "retired" for one in wanted.conditions)
    if view.showing != "retired" and not speaks_of_retired:
        sql += kept(connection, coder)
    for part, bound in parts:
        sql += f" AND {part}"
        values += bound
    return sql, values


def _seen(who: int) -> Clause:
    state = STATE.replace("a.text", "n.article")
    return f" AND (n.author = ? OR {state} = 'done')", [who, who]


def _words(node: Node, who: int, *, blind: bool) -> Clause:
    from annotator.model.query import Near, Term, Without  # noqa: PLC0415 - only with a query

    joint = " AND "
    match node:
        case Term():
            return _holding(node.text, who, blind=blind)
        case Without():
            sql, values = _words(node.part, who, blind=blind)
            return f"NOT {sql}", values
        case Near():
            parts = [_words(one, who, blind=blind) for one in node.terms]
        case _:
            parts = [_words(one, who, blind=blind) for one in node.parts]
            joint = " OR " if node.any else joint
    return f"({joint.join(sql for sql, _ in parts)})", [one for _, of in parts for one in of]


def _holding(text: str, who: int, *, blind: bool) -> Clause:
    """Look for words in title, outlet and labels, in any case.

    SQLite's own LIKE knows the case of ASCII alone, but is ten times as fast as a function of ours:
    that is asked only where there are letters that it cannot know.
    """
    said = folded(text.encode(errors="replace").decode()) or ""
    places, values = list[str](), list[object]()
    like = "%" + "".join("\\" * (one in "%_\\") + one for one in said) + "%"
    # SQLite works out both sides of an AND within an expression; only CASE leaves out what it can.
    become = [one for letters, of in _BECOME_ASCII if set(letters) & set(said) for one in of]
    for column in ("a.title", "a.outlet"):
        odd, held = _ODD.format(column), f"THEN instr(folded({column}), ?) > 0 ELSE 0 END"
        if not said.isascii():
            places.append(f"CASE WHEN {odd} {held}")
            values.append(said)
            continue
        places.append(f"coalesce({column} LIKE ? ESCAPE '\\', 0)")
        values.append(like)
        if become:
            some = " OR ".join(
                f"instr(CAST({column} AS BLOB), CAST({one} AS BLOB))" for one in become
            )
            places.append(f"CASE WHEN {odd} THEN CASE WHEN {some} {held} ELSE 0 END")
            values.append(said)
    seen, bound = _seen(who) if blind else ("", [])
    places.append(
        "a.text IN (SELECT n.article FROM annotation n WHERE n.label IN"
        f" (SELECT w.id FROM word w WHERE instr(folded(w.text), ?)){seen})"
    )
    return f"({' OR '.join(places)})", [*values, said, *bound]
