"""What fields of a query say about articles, as SQL."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Literal

from annotator.model.query import Condition
from annotator.problems import UserProblem
from annotator.store.coding import Coder
from annotator.store.rows import STATUS

HERE = "a.text NOT IN (SELECT m.id FROM text m WHERE m.text IS NULL)"
FIRST = "a.rev = (SELECT min(b.rev) FROM article b WHERE b.text = a.text)"
"""Several annotators may have imported one text, each with metadata of their own."""

Clause = tuple[str, list[object]]
"""A condition on the table ``article a``, and what is bound in it."""

_STATE = (
    "coalesce((SELECT json_extract(i.body, '$.state') FROM item i"
    f" WHERE i.kind={STATUS} AND i.article=a.text AND i.author=?), 'open')"
)
_BEGUN = (
    "(EXISTS (SELECT 1 FROM annotation n WHERE n.article=a.text AND n.author=?)"
    " OR EXISTS (SELECT 1 FROM reading d WHERE d.article=a.text AND d.author=? AND d.reached>0))"
)
_STATES = ("open", "begun", "done", "look")
_MOST_NAMED = 200
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_HOW_DATES = "Write a date as 2026, 2026-02 or 2026-02-09, and a stretch as 2026-02..2026-03."


def articles_sql(
    connection: sqlite3.Connection, coder: Coder, conditions: Sequence[Condition], who: str
) -> Clause:
    """Write the query for the numbers of the articles that are here and meet all conditions.

    Args:
        connection: learns how to fold case.
        coder: knows the file's words.
        conditions: on fields of articles.
        who: whose state of the articles counts.

    Raises:
        UserProblem: a value is none that the field can have.
    """
    connection.create_function("folded", 1, _folded, deterministic=True)
    sql, values = f"SELECT a.text FROM article a WHERE {HERE}", list[object]()
    if conditions:
        sql += f" AND {FIRST}"
    number = coder.known_number(who) or 0
    for one in conditions:
        clauses = [_clause(one.field.name, value, number) for value in one.values]
        joined = " OR ".join(f"coalesce({clause}, 0)" for clause, _ in clauses)
        sql += f" AND {'NOT ' if one.negated else ''}({joined})"
        for _, bound in clauses:
            values += bound
    return sql, values


def frequent(
    connection: sqlite3.Connection, column: Literal["outlet", "language", "byline"]
) -> list[tuple[str, int]]:
    """List what stands in a column of articles, the most frequent first, with the counts."""
    return connection.execute(
        f"SELECT {column}, count(*) FROM article WHERE coalesce({column}, '') <> ''"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {_MOST_NAMED}"
    ).fetchall()


def _clause(field: str, value: str, who: int) -> Clause:
    if field in _HOLDING:
        return f"instr(folded(a.{_HOLDING[field]}), ?)", [_folded(_sound(value))]
    return _OTHERS[field](_sound(value), who)


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


_HOLDING = {name: name for name in ("outlet", "title", "byline", "url")}
_OTHERS: dict[str, Callable[[str, int], Clause]] = {
    "date": _date,
    "status": _status,
    "language": _language,
    "article": _article,
}


def _folded(text: str | None) -> str | None:
    return None if text is None else text.casefold()
