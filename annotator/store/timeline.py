"""The history as people look at it: steps by day, what each did, and going back to one of them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from annotator.model.changes import Operation
from annotator.model.timeline import Listed, Weight
from annotator.problems import UnknownNameError, UserProblem
from annotator.store import history, turning
from annotator.store.coding import Coder
from annotator.store.rows import ANNOTATION, KINDS, Revision
from annotator.store.writer import Writer

_STEPS = "act IN ('do','merge','start')"
"""What people call a step; undo and redo show in the state of those that they turn."""
_OF_MERGE = (
    "(o.act='merge' OR (o.act IN ('undo','redo') AND EXISTS"
    " (SELECT 1 FROM operation m WHERE m.id = o.target AND m.act='merge')))"
)
_LAST = 2**62
_CHUNK = 500


class Version(NamedTuple):
    """What an annotation was from a moment on: its revision, and the step that wrote it."""

    revision: Revision
    step: Operation | None


def listed(
    connection: sqlite3.Connection,
    *,
    author: int | None = None,
    article: int | None = None,
    words: str = "",
    after: int = 0,
    told: Callable[[int], str] = lambda _: "",
) -> list[Listed]:
    """List the steps, newest first.

    Args:
        connection: at least in a read transaction.
        author: only those of this annotator (their word's number).
        article: only those that changed something in this article (its text's number).
        words: only those of which title and subject hold these words, in any case.
        after: only those with a higher number.
        told: gives in words what a step was about.
    """
    conditions, values = [_STEPS, "id > :after"], {"after": after, "who": author, "text": article}
    if author is not None:
        conditions.append("author = :who")
    if article is not None:
        conditions.append(
            "EXISTS(SELECT 1 FROM revision r WHERE r.n BETWEEN o.first AND o.last"
            " AND r.article = :text)"
        )
    rows = connection.execute(
        "SELECT id, CAST(strftime('%Y%m%d', at / 1000, 'unixepoch', 'localtime') AS INTEGER), title"
        f" FROM operation o WHERE {' AND '.join(conditions)} ORDER BY id DESC",
        values,
    )
    wanted = words.casefold().split()
    return [
        Listed(number, day)
        for number, day, title in (rows.fetchall() if wanted else rows)
        if _holds(title, wanted) or _holds(f"{title} {told(number)}", wanted)
    ]


def _holds(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold() if words else ""
    return all(word in folded for word in words)


def details(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Operation]:
    """Read some steps, in no order."""
    found: list[Operation] = []
    for start in range(0, len(numbers), _CHUNK):
        some = numbers[start : start + _CHUNK]
        found += history.some(connection, some)
    return found


def newest(connection: sqlite3.Connection) -> int:
    """Give the number of the newest step; 0 if there is none."""
    row = connection.execute(f"SELECT max(id) FROM operation WHERE {_STEPS}").fetchone()
    return int(row[0] or 0)


def gone_back(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """List the ranges of steps that a standing going back has taken back: after, and before."""
    return connection.execute(
        "SELECT target, id FROM operation WHERE act='do' AND target IS NOT NULL AND state='done'"
    ).fetchall()


def weigh(connection: sqlite3.Connection, coder: Coder, step: int) -> Weight:
    """Say what going back to just after a step would take back.

    Raises:
        UnknownNameError: there is no such step, or it does not stand.
    """
    last = _expect_standing(connection, step)
    covered = gone_back(connection)
    by: Counter[str] = Counter()
    merges = 0
    for number, act, author in connection.execute(
        f"SELECT id, act, author FROM operation WHERE id > ? AND state='done' AND {_STEPS}", (step,)
    ):
        if any(after < number < before for after, before in covered):
            continue
        if act == "merge":
            merges += 1
        else:
            by[coder.word(author)] += 1
    kinds: Counter[str] = Counter()
    for first, until in _local(connection, last):
        for kind, count in connection.execute(
            "SELECT kind, count(DISTINCT entity) FROM revision WHERE n BETWEEN ? AND ?"
            " GROUP BY kind",
            (first, until),
        ):
            kinds[KINDS.get(kind) or coder.word(kind)] += count
    return Weight(sum(by.values()), dict(by), dict(kinds), merges)


def go_back(writer: Writer, step: int) -> None:
    """Say again what stood just after a step; what merges have brought since stays.

    Raises:
        UnknownNameError: there is no such step, or it does not stand.
        UserProblem: all is as it was then; a step that does nothing would be told to nobody.
    """
    connection = writer.connection
    last = _expect_standing(connection, step)
    (title,) = connection.execute("SELECT title FROM operation WHERE id=?", (step,)).fetchone()
    writer.title = f"Go back to “{title}”"
    writer.target = step
    ranges = list(_local(connection, last, until=writer.first - 1))
    before = writer.count
    turning.take_back_all(writer, ranges)
    if writer.count == before:
        raise UserProblem(f"Nothing is different from what it was just after “{title}”.")


def versions(connection: sqlite3.Connection, entity: bytes) -> list[Version]:
    """List what an annotation has been, oldest first."""
    rows = connection.execute(
        f"SELECT * FROM revision WHERE entity=? AND kind={ANNOTATION} ORDER BY seq, n", (entity,)
    ).fetchall()
    found: list[Version] = []
    for row in map(Revision._make, rows):
        number = connection.execute(
            "SELECT id FROM operation WHERE first <= :n AND last >= :n", {"n": row.n}
        ).fetchone()
        steps = [] if number is None else history.some(connection, [number[0]])
        found.append(Version(row, steps[0] if steps else None))
    return found


def _expect_standing(connection: sqlite3.Connection, step: int) -> int:
    """Give the last revision of a step that stands."""
    row = None
    if 0 < step < _LAST:
        row = connection.execute(
            f"SELECT last, state FROM operation WHERE id=? AND {_STEPS}", (step,)
        ).fetchone()
    if row is None or row[1] != "done":
        raise UnknownNameError(f"Step {step} does not stand (any more). Look at the history again.")
    if any(after < step < before for after, before in gone_back(connection)):
        raise UnknownNameError(f"Step {step} was taken back by going back further than that.")
    return int(row[0])


def _local(
    connection: sqlite3.Connection, after: int, until: int = _LAST
) -> Iterator[tuple[int, int]]:
    """Walk the ranges of revisions after one that came by no merge."""
    start = after + 1
    for first, last in connection.execute(
        f"SELECT first, last FROM operation o WHERE last > ? AND {_OF_MERGE} ORDER BY first",
        (after,),
    ):
        if first > start:
            yield start, min(first - 1, until)
        start = max(start, last + 1)
    highest = connection.execute("SELECT coalesce(max(n), 0) FROM revision").fetchone()[0]
    if start <= min(highest, until):
        yield start, min(highest, until)
