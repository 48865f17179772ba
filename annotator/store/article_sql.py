"""What queries about articles share: which are here, whose particulars count, which are retired."""

from __future__ import annotations

import sqlite3
import unicodedata

from annotator.store.coding import Coder
from annotator.store.rows import SHELVED, STATUS
from annotator.store.team import Team

HERE = "a.text NOT IN (SELECT m.id FROM text m WHERE m.text IS NULL)"
"""The text has come, and not only its name."""

_EDITED = (
    "coalesce((SELECT json_extract(e.rest, '$.edited') FROM revision e WHERE e.n = {}.rev), '')"
)
_BEGUN = "(SELECT min(f.n) FROM revision f WHERE f.entity = {}.entity)"
_NEWER = " > ".join(f"({_EDITED.format(one)}, -{_BEGUN.format(one)})" for one in "ba")
FIRST = (
    f"NOT EXISTS (SELECT 1 FROM article b WHERE b.text = a.text AND b.rev <> a.rev AND {_NEWER})"
)
"""Several annotators may have given one text particulars: what was edited last counts, else what
came first. Looked into only where there are several."""

STATE = (
    "coalesce((SELECT json_extract(i.body, '$.state') FROM item i"
    f" WHERE i.kind={STATUS} AND i.article=a.text AND i.author=?), 'open')"
)
"""What somebody, who is bound, says of an article."""


def retired(connection: sqlite3.Connection, coder: Coder) -> dict[int, tuple[str, str]]:
    """Give who has retired articles, and why, by the number of the article.

    It counts if they are a lead; of several leads the first by name is named.
    """
    rows = connection.execute(
        "SELECT article, author, json_extract(body, '$.reason') FROM item"
        f" WHERE kind={SHELVED} AND article IS NOT NULL ORDER BY article"
    ).fetchall()
    leads = Team(connection, coder).leads() if rows else set()
    found: dict[int, tuple[str, str]] = {}
    for article, author, reason in rows:
        name = coder.word(author)
        if name in leads and (article not in found or name < found[article][0]):
            found[article] = name, str(reason)
    return found


def live(connection: sqlite3.Connection) -> str:
    """Write the condition for articles that are here, each once; quick for very many.

    That nothing is missing or twice is found out once, and not for each article.
    """
    missing, twice = connection.execute(
        "SELECT EXISTS(SELECT 1 FROM text WHERE text IS NULL),"
        " EXISTS(SELECT 1 FROM article GROUP BY text HAVING count(*) > 1)"
    ).fetchone()
    return " AND ".join(["1", *[HERE] * missing, *[FIRST] * twice])


def title_of(connection: sqlite3.Connection, number: int) -> str:
    """Give the title of an article by its number; “” if it is not here."""
    row = connection.execute(
        f"SELECT a.title FROM article a WHERE a.text=? AND {FIRST}", (number,)
    ).fetchone()
    return "" if row is None or row[0] is None else str(row[0])


def kept(connection: sqlite3.Connection, coder: Coder) -> str:
    """Write the condition, with its AND, that leaves retired articles out; “” if there are none."""
    (any_gone,) = connection.execute(
        f"SELECT EXISTS(SELECT 1 FROM item WHERE kind={SHELVED} AND article IS NOT NULL)"
    ).fetchone()
    if not any_gone:
        return ""
    numbers = (coder.known_number(name) for name in Team(connection, coder).leads())
    leads = ",".join(str(one) for one in numbers if one is not None)
    return (
        f" AND a.text NOT IN (SELECT s.article FROM item s WHERE s.kind={SHELVED}"
        f" AND s.author IN ({leads}) AND s.article IS NOT NULL)"
    )


def teach_case(connection: sqlite3.Connection) -> None:
    """Let SQL fold case and put titles in order: by itself it knows the letters of ASCII alone."""
    connection.create_function("folded", 1, folded, deterministic=True)
    connection.create_function("in_order", 1, in_order, deterministic=True)


def folded(text: str | None) -> str | None:
    """Take case away."""
    return None if text is None else text.casefold()


def in_order(text: str | None) -> str | None:
    """Give what a title is put in order by: without case, accents, and the signs before it."""
    if text is None:
        return None
    plain = text.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    for at, sign in enumerate(plain):
        if sign.isalnum():
            return plain[at:]
    return plain
