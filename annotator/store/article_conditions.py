"""What fields of a query say about articles, as SQL."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Literal

from annotator.problems import UserProblem
from annotator.store.article_sql import FIRST, HERE, kept, retired, teach_case
from annotator.store.article_sql import STATE as _STATE
from annotator.store.article_sql import folded as _folded
from annotator.store.coding import Coder
from annotator.store.rows import ASSIGNMENT, COMMENT, STATUS, TEAM

if TYPE_CHECKING:
    from annotator.model.query import Condition

Clause = tuple[str, list[object]]
"""A condition on the table ``article a``, and what is bound in it."""

_BEGUN = (
    "(EXISTS (SELECT 1 FROM annotation n WHERE n.article=a.text AND n.author=?)"
    " OR EXISTS (SELECT 1 FROM reading d WHERE d.article=a.text AND d.author=? AND d.reached>0))"
)
_STATES = ("open", "begun", "done", "look")
_MOST_NAMED = 2_000
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_HOW_DATES = "Write a date as 2026, 2026-02 or 2026-02-09, and a stretch as 2026-02..2026-03."


def articles_sql(
    connection: sqlite3.Connection, coder: Coder, conditions: Sequence[Condition], who: str
) -> Clause:
    """Write the query for the numbers of the articles that are here and meet all conditions.

    Retired ones are left out unless a condition speaks of them.

    Args:
        connection: learns how to fold case.
        coder: knows the file's words.
        conditions: on fields of articles.
        who: whose state of the articles counts.

    Raises:
        UserProblem: a value is none that the field can have.
    """
    teach_case(connection)
    sql, values = f"SELECT a.text FROM article a WHERE {HERE}", list[object]()
    if conditions:
        sql += f" AND {FIRST}"
    number = coder.known_number(who) or 0
    for one in conditions:
        gone = retired(connection, coder) if one.field.name == "retired" else {}
        clauses = [_clause(one.field.name, value, number, gone) for value in one.values]
        joined = " OR ".join(f"coalesce({clause}, 0)" for clause, _ in clauses)
        sql += f" AND {'NOT ' if one.negated else ''}({joined})"
        for _, bound in clauses:
            values += bound
    if not any(one.field.name == "retired" for one in conditions):
        sql += kept(connection, coder)
    return sql, values


def frequent(
    connection: sqlite3.Connection, column: Literal["outlet", "language", "byline"]
) -> list[tuple[str, int]]:
    """List what stands in a column of articles, the most frequent first, with the counts."""
    return connection.execute(
        f"SELECT {column}, count(*) FROM article WHERE coalesce({column}, '') <> ''"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {_MOST_NAMED}"
    ).fetchall()


def _clause(field: str, value: str, who: int, gone: Collection[int]) -> Clause:
    if field in _HOLDING:
        return f"instr(folded(a.{_HOLDING[field]}), ?)", [_folded(_sound(value))]
    if field == "retired":
        there = f"a.text IN ({','.join(map(str, sorted(gone)))})"
        return f"{'NOT ' * _denied(value)}{there}", []
    return _OTHERS[field](_sound(value), who)


def _reference(value: str, _who: int) -> Clause:
    said = "folded(json_extract(r.rest, '$.reference'))"
    return f"EXISTS (SELECT 1 FROM revision r WHERE r.n=a.rev AND instr({said}, ?))", [
        _folded(value)
    ]


def _sound(value: str) -> str:
    """Replace halves of characters, which a command line may pass on."""
    return value.encode(errors="replace").decode()


def _date(value: str, _who: int) -> Clause:
    """Compare as text: days are written so that this is right, in whole or in part."""
    if value[:1] in "<>" and _DAY.fullmatch(value.lstrip("<>=")):
        day, inclusive = value.lstrip("<>="), "=" in value
        if value[0] == ">":
            return ("a.published >= ?", [day]) if inclusive else ("a.published > ?", [day + "~"])
        if inclusive:
            return "substr(a.published, 1, ?) <= ?", [len(day), day]
        return "a.published < ?", [day]
    first, dots, last = value.partition("..")
    last = last if dots else first
    if not (first or last) or not all(_DAY.fullmatch(one) for one in (first, last) if one):
        raise UserProblem(f"“{value}” is no date. {_HOW_DATES}")
    sql, bound = "a.published IS NOT NULL", list[object]()
    if first:
        sql, bound = sql + " AND a.published >= ?", [*bound, first]
    if last:
        sql += " AND substr(a.published, 1, ?) <= ?"
        bound += [len(last), last]
    return f"({sql})", bound


def _status(value: str, who: int) -> Clause:
    state = value.lower()
    if state == "begun":
        return f"({_STATE} = 'open' AND {_BEGUN})", [who, who, who]
    if state not in _STATES:
        raise UserProblem(f"“{value}” is no status. There are {', '.join(_STATES)}.")
    return f"{_STATE} = ?", [who, state]


def _language(value: str, _who: int) -> Clause:
    return "(folded(a.language) = ? OR folded(a.language) LIKE ?)", [
        _folded(value),
        f"{_folded(value)}-%",
    ]


def _article(value: str, _who: int) -> Clause:
    sql = "EXISTS (SELECT 1 FROM text t WHERE t.id = a.text AND instr(lower(hex(t.sha)), ?) = 1)"
    return sql, [value.lower()]


def _flag(value: str, who: int) -> Clause:
    """Look at one's own flag: whether there is one, or what it says."""
    flag = f"FROM item i WHERE i.kind={STATUS} AND i.article=a.text AND i.author=?"
    said = "coalesce(json_extract(i.body, '$.flag'), '')"
    if value.casefold() in ("any", "yes", "none", "no"):
        return f"{'NOT ' * _denied(value)}EXISTS (SELECT 1 {flag} AND {said} <> '')", [who]
    return f"EXISTS (SELECT 1 {flag} AND instr(folded({said}), ?))", [who, _folded(value)]


def _note(value: str, who: int) -> Clause:
    """Look at the notes on an article as a whole: whether there are some, or what they say.

    While people work blind, others' notes count where one is done with the article.
    """
    done = _STATE.replace("item i", "item s").replace("i.", "s.")
    note = (
        f"FROM item i WHERE i.kind={COMMENT} AND i.article=a.text"
        " AND json_extract(i.body, '$.about') IS NULL"
        f" AND (i.author=? OR {done}='done' OR NOT EXISTS (SELECT 1 FROM item b"
        f" WHERE b.kind={TEAM} AND json_extract(b.body, '$.blind')))"
    )
    if value.casefold() in ("any", "yes", "none", "no"):
        return f"{'NOT ' * _denied(value)}EXISTS (SELECT 1 {note})", [who, who]
    said = "instr(folded(json_extract(i.body, '$.text')), ?)"
    return f"EXISTS (SELECT 1 {note} AND {said})", [who, who, _folded(value)]


def _assigned(value: str, _who: int) -> Clause:
    to = f"FROM item i WHERE i.kind={ASSIGNMENT} AND i.article=a.text"
    if value.casefold() in ("any", "yes", "none", "no"):
        return f"{'NOT ' * _denied(value)}EXISTS (SELECT 1 {to})", []
    name = "instr(folded(json_extract(i.body, '$.annotator')), ?)"
    return f"EXISTS (SELECT 1 {to} AND {name})", [_folded(value)]


def _denied(value: str) -> bool:
    return value.casefold() in ("none", "no")


_HOLDING = {name: name for name in ("outlet", "title", "byline", "url")}
_OTHERS: dict[str, Callable[[str, int], Clause]] = {
    "date": _date,
    "status": _status,
    "language": _language,
    "article": _article,
    "reference": _reference,
    "flag": _flag,
    "note": _note,
    "assigned": _assigned,
}
