"""What has been done: reading the operations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from annotator.model.changes import Act, Change, ChangeSet, Operation, Place
from annotator.model.identity import entity_bytes, entity_text
from annotator.model.moments import iso
from annotator.problems import UnknownNameError
from annotator.store.coding import Coder
from annotator.store.relations import stands
from annotator.store.rows import ANNOTATION, COMMENT, KINDS, RELATION, VERDICT, expect

_MANY = 2_000
"""Changes above which a change set names only kinds and articles."""

_OPERATION = (
    "SELECT o.id, o.title, o.act, o.state, o.at, w.text, o.last - o.first + 1, o.target"
    " FROM operation o JOIN word w ON w.id = o.author "
)


def last_operation(connection: sqlite3.Connection) -> int:
    """Give the number of the newest operation; 0 if there is none."""
    row = connection.execute("SELECT max(id) FROM operation").fetchone()
    return int(row[0] or 0)


def anything_done(connection: sqlite3.Connection) -> bool:
    """Tell whether somebody has done something since the project was made."""
    row = connection.execute("SELECT EXISTS(SELECT 1 FROM operation WHERE act <> 'start')")
    return bool(row.fetchone()[0])


def next_undo(connection: sqlite3.Connection) -> Operation | None:
    """Find the operation that undo would take back: the latest that stands."""
    return _first(
        connection, "WHERE o.act IN ('do','merge') AND o.state = 'done' ORDER BY o.id DESC LIMIT 1"
    )


def next_redo(connection: sqlite3.Connection) -> Operation | None:
    """Find the operation that redo would bring back: the earliest undone one."""
    return _first(connection, "WHERE o.state = 'undone' ORDER BY o.id LIMIT 1")


def operations(connection: sqlite3.Connection) -> Iterator[Operation]:
    """Walk the history, newest first."""
    for row in connection.execute(_OPERATION + "ORDER BY o.id DESC"):
        yield _operation(row)


def some(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Operation]:
    """Read some operations by their numbers, newest first."""
    marks = ",".join("?" * len(numbers))
    rows = connection.execute(
        _OPERATION + f"WHERE o.id IN ({marks}) ORDER BY o.id DESC", list(numbers)
    )
    return [_operation(row) for row in rows]


def place_of(connection: sqlite3.Connection, coder: Coder, number: int) -> Place | None:
    """Find where an operation happened; None if nowhere, or if it was a merge."""
    first, last, act = connection.execute(
        "SELECT first, last, act FROM operation WHERE id=?", (number,)
    ).fetchone()
    return None if act == "merge" else _place(connection, coder, first, last)


def changes_of(
    connection: sqlite3.Connection,
    coder: Coder,
    number: int,
    *,
    outside: bool,
    touched: Iterable[tuple[int, int | None]] | None = None,
) -> ChangeSet:
    """Say what one operation changed.

    Args:
        connection: at least in a read transaction.
        coder: knows the file's words.
        number: the operation.
        outside: whether another program did it.
        touched: the kinds and articles it touched, if they are known.
    """
    title, act, first, last, target = connection.execute(
        "SELECT title, act, first, last, target FROM operation WHERE id=?", (number,)
    ).fetchone()
    if act not in ("undo", "redo"):
        # That of a step which went back names the one it went back to.
        target = None
    rows = connection.execute(
        "SELECT kind, entity, article FROM revision WHERE n BETWEEN ? AND ? ORDER BY n LIMIT ?",
        (first, last, _MANY + 1),
    ).fetchall()
    many = len(rows) > _MANY
    merged = _touched_by_merge(connection, number if target is None else target)
    if not {(kind, article) for kind, _, article in rows}.issuperset(merged):
        # Its revisions are too many, or gone to the shelf; or a text came.
        many, touched = True, merged
    changes: tuple[Change, ...] = ()
    if many and touched is not None:
        rows = [(kind, None, article) for kind, article in touched]
    elif many:
        rows = connection.execute(
            "SELECT DISTINCT kind, NULL, article FROM revision WHERE n BETWEEN ? AND ?",
            (first, last),
        ).fetchall()
    else:
        changes = tuple(
            Change(
                KINDS.get(kind) or coder.word(kind),
                entity,
                None if article is None else coder.article_id(article),
            )
            for kind, entity, article in rows
        )
    articles = {article for _, _, article in rows if article is not None}
    return ChangeSet(
        title=title,
        act=act,
        changes=changes,
        kinds=frozenset(KINDS.get(kind) or coder.word(kind) for kind, _, _ in rows),
        articles=coder.article_ids(articles),
        many=many,
        place=None if merged else _place(connection, coder, first, last),
        outside=outside,
        operation=number if target is None else target,
    )


def _touched_by_merge(
    connection: sqlite3.Connection, operation: int
) -> list[tuple[int, int | None]]:
    """Give the kinds and articles that a merge touched; none if it was no merge."""
    row = connection.execute(
        "SELECT touched FROM merged WHERE operation=?", (operation,)
    ).fetchone()
    return [] if row is None else [(kind, article) for kind, article in orjson.loads(row[0])]


def _place(connection: sqlite3.Connection, coder: Coder, first: int, last: int) -> Place | None:
    row = connection.execute(
        'SELECT entity, article, start, "end" FROM revision'
        f" WHERE n BETWEEN ? AND ? AND kind={ANNOTATION} ORDER BY n LIMIT 1",
        (first, last),
    ).fetchone()
    if row is None:
        return _talked_about(connection, coder, first, last)
    entity, article, start, end = row
    gone = start is None
    if gone:
        # A merge that was brought back has got new numbers, one that was taken back is gone.
        stood = connection.execute(
            'SELECT start, "end" FROM revision WHERE entity=? AND start IS NOT NULL'
            " ORDER BY n < ? DESC, seq DESC LIMIT 1",
            (entity, first),
        ).fetchone()
        if stood is None:
            return None
        start, end = stood
    return Place(coder.article_id(article), start, end, None if gone else entity_text(entity))


def _talked_about(
    connection: sqlite3.Connection, coder: Coder, first: int, last: int
) -> Place | None:
    """Find the annotation that a verdict judges, a comment is about, or a relation starts at."""
    kind, annotations = cited(connection, first, last)
    if not annotations:
        return None
    place = connection.execute(
        'SELECT article, start, "end" FROM revision WHERE entity=? AND start IS NOT NULL'
        " ORDER BY seq DESC LIMIT 1",
        (annotations[0],),
    ).fetchone()
    if place is None:
        return None
    article, start, end = place
    annotation = entity_text(annotations[0])
    # The links of an annotation are seen while it is selected.
    selected = annotation if kind == RELATION and stands(connection, annotation, article) else None
    return Place(coder.article_id(article), start, end, selected)


def cited(connection: sqlite3.Connection, first: int, last: int) -> tuple[int, list[bytes]]:
    """Give the annotations that the first verdict, comment or relation of a step names.

    Returns:
        Its kind, and one annotation; for a relation where it starts and where it leads. None if
        there is nothing of these kinds, or if it is about an article.
    """
    kind, body = said(connection, first, last, VERDICT, COMMENT, RELATION)
    named: list[str] = []
    match body:
        case {"cites": [[str() as annotation, *_], *_]} | {"about": str() as annotation}:
            named = [annotation]
        case {"from": str() as source, "to": str() as target}:
            named = [source, target]
    try:
        return kind, [entity_bytes(annotation) for annotation in named]
    except UnknownNameError:
        return kind, []


def said(
    connection: sqlite3.Connection, first: int, last: int, *kinds: int
) -> tuple[int, dict[str, Any]]:
    """Give the first thing of some kinds that a step wrote: its kind and body.

    Of one that was removed it is what it was; nothing is 0 and an empty body.
    """
    row = connection.execute(
        "SELECT r.kind, coalesce(r.rest, (SELECT o.rest FROM revision o WHERE o.entity = r.entity"
        "  AND o.rest IS NOT NULL AND o.n < r.n ORDER BY o.seq DESC LIMIT 1))"
        f" FROM revision r WHERE n BETWEEN ? AND ? AND kind IN ({','.join(map(str, kinds))})"
        " ORDER BY n LIMIT 1",
        (first, last),
    ).fetchone()
    kind, rest = row or (0, None)
    body = None if rest is None else orjson.loads(rest)
    return kind, body if isinstance(body, dict) else {}


def _first(connection: sqlite3.Connection, condition: str) -> Operation | None:
    row = connection.execute(_OPERATION + condition).fetchone()
    return None if row is None else _operation(row)


def _operation(row: tuple[int, str, Act, str, int, str, int, int | None]) -> Operation:
    number, title, act, state, at, annotator, revisions, target = row
    expect((title, act, state, annotator, revisions), str, str, str, str, int)
    return Operation(number, title, act, state, iso(at), annotator, revisions, target)  # type: ignore[arg-type]
