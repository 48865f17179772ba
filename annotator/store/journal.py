"""The journal: every action is one operation in one transaction, and can be undone for ever."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import orjson

from annotator.model import moments
from annotator.model.annotator import Annotator
from annotator.model.changes import Act, ChangeSet, Operation
from annotator.store import history
from annotator.store.database import Database
from annotator.store.turning import bring_back, take_back
from annotator.store.writer import Writer

if TYPE_CHECKING:
    from annotator.store.merging import Brought, Parcel

Progress = Callable[[int], None]
_LARGE = 20_000
"""Revisions after which the write-ahead log is folded back into the file at once."""
_AHEAD = 1_000
"""Milliseconds by which the moment of an operation may run ahead of the clock."""


class Journal:
    """Runs operations on one open project file.

    Args:
        database: the open file.
        replica: names this machine's copy in the revisions it writes.
        clock: gives the moment of an operation, in milliseconds; operations within one have the
            following ones.
    """

    def __init__(
        self, database: Database, replica: str, clock: Callable[[], int] = moments.now
    ) -> None:
        self._database = database
        self._replica = replica
        self._clock = clock
        with database.reading() as connection:
            self._seen = history.last_operation(connection)
        self._own: set[int] = set()
        """Operations of ours that are newer than `_seen` (others' came between)."""
        self.told: dict[int, ChangeSet] = {}
        """What jobs of this process did to the file, as they tell it: `news` need not read that."""
        self.tells: dict[int, ChangeSet] | None = None
        """Where a job puts what it did: the ``told`` of whoever waits for it, in another thread."""
        self._telling = 0
        """The operation that was put there and is not written yet."""

    @contextmanager
    def operation(
        self, title: str, author: Annotator, *, act: Act = "do", is_merge: bool = False
    ) -> Iterator[Writer]:
        """Run a block as one operation: on return all of it is durable, or nothing happened.

        An operation that changes nothing leaves no trace. Afterwards ``writer.changes`` says what
        was changed. A merge brings its own annotators.

        Raises:
            ProjectFileError: the file cannot be written, in plain words.
        """
        database = self._database
        with self._untold_if_it_fails(), database.writing() as connection:
            collecting = gc.isenabled()
            # A bulk action makes hundreds of thousands of tuples, none of them in a cycle.
            gc.disable()
            try:
                number, first, earliest = _next(database)
                at = self._clock()
                writer = Writer(
                    connection,
                    database.coder,
                    # A clock that was set back is believed.
                    at=earliest if 0 < earliest - at <= _AHEAD else at,
                    author=author.name,
                    replica=self._replica,
                    first=first,
                )
                writer.title = title
                if act in ("start", "do") and not is_merge:
                    writer.ensure_annotator(author)
                made = writer.count
                yield writer
                writer.finish()
                recorded = not writer.dry and (
                    writer.count > made or writer.target is not None or writer.merged is not None
                )
                if recorded:
                    _record(writer, number, act)
                    if self.tells is not None:
                        self._read_changes(writer, number)
                        # Before anybody can see it, who would read it again: others see it while
                        # the log is still being folded.
                        self._telling = number
                        self.tells[number] = replace(writer.changes, outside=True)
                else:
                    database.abandon()
            finally:
                if collecting:
                    gc.enable()
        if recorded:
            self._announce_own(writer, number)
        if writer.count > _LARGE:
            database.fold_log()

    def merge(
        self,
        parcels: Sequence[Parcel],
        author: Annotator,
        title: str,
        body: str,
        *,
        dry: bool = False,
        act: Act = "merge",
        look: Callable[[Writer, Brought], None] = lambda _, __: None,
        progress: Progress = lambda _: None,
    ) -> tuple[Brought, ChangeSet | None]:
        """Take over what came, as one operation; give what it brings, and what it changed.

        If it brings nothing new it leaves no trace.

        Args:
            parcels: what came.
            author: who merges.
            title: what the history will call it.
            body: what is noted of it, as JSON.
            dry: whether to roll all of it back: a preview.
            act: ``start`` if the project begins with it: undo passes over that.
            look: called at the end, in the transaction, also of a preview. What it writes belongs
                to the merge.
            progress: told how many revisions were read; what it raises stops the merge.

        Raises:
            LineError: something in the parcels may not be taken over.
            ProjectFileError: the file cannot be written, in plain words.
        """
        from annotator.store.merging import merge  # noqa: PLC0415 - pydantic is slow to load

        with self.operation(title, author, act=act, is_merge=True) as writer:
            writer.dry = dry
            brought = merge(writer, parcels, progress)
            look(writer, brought)
            writer.flush()
            is_new = bool(writer.count or writer.touched)
            if is_new:
                writer.merged = body
        return brought, writer.changes if is_new and not dry else None

    def undo(self, author: Annotator, progress: Progress = lambda _: None) -> ChangeSet | None:
        """Take back the latest operation that stands; None if there is none.

        ``progress`` is told how many revisions were written; what it raises stops it.
        """
        return self._turn(author, "undo", history.next_undo, take_back, "undone", progress)

    def redo(self, author: Annotator, progress: Progress = lambda _: None) -> ChangeSet | None:
        """Bring back the earliest operation that was undone; None if there is none."""
        return self._turn(author, "redo", history.next_redo, bring_back, "done", progress)

    def go_back(
        self, author: Annotator, step: int, progress: Progress = lambda _: None
    ) -> ChangeSet:
        """Say again, as one operation, what stood just after a step.

        Raises:
            UnknownNameError: there is no such step, or it does not stand.
            UserProblem: all is as it was then.
        """
        from annotator.store.timeline import go_back  # noqa: PLC0415 - seldom done

        with self.operation("", author) as writer:
            writer.progress = progress
            go_back(writer, step)
        return writer.changes

    def next_undo(self) -> Operation | None:
        """Find what `undo` would take back."""
        with self._database.reading() as connection:
            return history.next_undo(connection)

    def next_redo(self) -> Operation | None:
        """Find what `redo` would bring back."""
        with self._database.reading() as connection:
            return history.next_redo(connection)

    def history(self) -> Iterator[Operation]:
        """Walk all operations, newest first."""
        with self._database.reading() as connection:
            yield from history.operations(connection)

    def news(self) -> list[ChangeSet]:
        """Give what other programs have done since this was last asked."""
        database = self._database
        with database.reading() as connection:
            last = history.last_operation(connection)
            fresh = [n for n in range(self._seen + 1, last + 1) if n not in self._own]
            changes = [
                self.told[n]
                if n in self.told
                else history.changes_of(connection, database.coder, n, outside=True)
                for n in fresh
            ]
        for known in [n for n in list(self.told) if n <= last]:
            del self.told[known]
        self._seen = last
        self._own.clear()
        return changes

    def _turn(
        self,
        author: Annotator,
        act: Act,
        find: Callable[[sqlite3.Connection], Operation | None],
        turn: Callable[[Writer, int, int], None],
        state: str,
        progress: Progress,
    ) -> ChangeSet | None:
        with self.operation("", author, act=act) as writer:
            writer.progress = progress
            # Sought under the write lock: another window may be turning the same operation.
            found = find(writer.connection)
            if found is not None:
                writer.title, writer.target = found.title, found.id
                if found.act == "merge":
                    from annotator.store import shelf  # noqa: PLC0415 - as with merging

                    turn_merge = shelf.take_out if act == "undo" else shelf.put_back
                    turn_merge(writer, found.id)
                else:
                    first, last = writer.connection.execute(
                        "SELECT first, last FROM operation WHERE id=?", (found.id,)
                    ).fetchone()
                    turn(writer, first, last)
                writer.connection.execute(
                    "UPDATE operation SET state=? WHERE id=?", (state, found.id)
                )
        return None if found is None else writer.changes

    def _announce_own(self, writer: Writer, number: int) -> None:
        if self.tells is None:
            self._read_changes(writer, number)
        if number == self._seen + 1:
            self._seen = number
        else:
            self._own.add(number)

    @contextmanager
    def _untold_if_it_fails(self) -> Iterator[None]:
        """Let nobody believe what was told of an operation that is not written in the end."""
        self._telling = 0
        try:
            yield
            self._telling = 0
        finally:
            if self._telling and self.tells is not None:
                self.tells.pop(self._telling, None)

    def _read_changes(self, writer: Writer, number: int) -> None:
        database = self._database
        with database.reading() as connection:
            writer.changes = history.changes_of(
                connection, database.coder, number, outside=False, touched=writer.touched
            )


def _next(database: Database) -> tuple[int, int, int]:
    """Give the next operation's number, its first revision's, and the moment after the last one's.

    Neither number is ever used again, and no operation has the moment of the one before it: so what
    is ordered by moments keeps the order in which it was done.
    """
    row = database.connection.execute(
        "SELECT id, last, at FROM operation ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return (1, 1, 0) if row is None else (row[0] + 1, row[1] + 1, row[2] + 1)


def _record(writer: Writer, number: int, act: Act) -> None:
    writer.connection.execute(
        "INSERT INTO operation VALUES(?,?,?,?,?,?,?,'done',?)",
        (
            number, act, writer.title, writer.author_number, writer.at, writer.first,
            writer.next - 1, writer.target,
        ),
    )  # fmt: skip
    if writer.merged is not None:
        writer.connection.execute(
            "INSERT INTO merged VALUES(?,?,?)",
            (number, writer.merged, orjson.dumps(sorted(writer.touched, key=repr)).decode()),
        )
    if act in ("do", "merge"):
        # No redo will ask for it any more, nor for what merges brought.
        writer.connection.execute(
            "DELETE FROM shelf WHERE operation IN (SELECT id FROM operation WHERE state='undone')"
        )
        writer.connection.execute("UPDATE operation SET state='lost' WHERE state='undone'")
