"""Writing revisions inside one operation: the only way anything gets into a project."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict
from functools import cached_property

from annotator.model.annotator import Annotator
from annotator.model.changes import ChangeSet
from annotator.model.identity import entity_text, fixed_entity
from annotator.problems import UserProblem
from annotator.store import bulk, projection, relations
from annotator.store.coding import Coder
from annotator.store.heads import Ruling, heads, rivals
from annotator.store.lines import item_content, new_row
from annotator.store.rows import (
    ANNOTATION,
    ANNOTATOR,
    MEMBER,
    NOTHING,
    TEAM,
    Content,
    Revision,
    join_digests,
)

_CHUNK = 2_000
"""Rows to gather before they are handed to SQLite: few enough to stay in the processor's cache."""

Wanted = dict[bytes, tuple[int, Content]]
"""By entity: whether there is a value (1) or a tombstone (0), and what it says."""

Touched = tuple[int, int | None]
"""A kind, and the article (its text's number) of something of that kind."""


class Writer:
    """Gathers the revisions of one operation; made by `Journal.operation`, in its transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        coder: Coder,
        *,
        at: int,
        author: str,
        replica: str,
        first: int,
    ) -> None:
        self.connection = connection
        self.coder = coder
        self.at = at
        """The operation's moment, in milliseconds."""
        self.author = author
        self.author_number = coder.number(author)
        self.replica_number = coder.number(replica)
        self.title = ""
        """What the history will call the operation; may be changed until it ends."""
        self.target: int | None = None
        """The operation that this one turns, if it is an undo or a redo."""
        self.dry = False
        """Whether nothing of it is to stay."""
        self.merged: str | None = None
        """What is noted of the operation if it is a merge, as JSON."""
        self.progress: Callable[[int], None] = lambda _: None
        """Told now and then how many revisions there are; what it raises stops the operation."""
        self.changes = ChangeSet("")
        """What was changed; known once the operation has ended."""
        self.first = first
        self.next = first
        """The number of the next revision."""
        self._rows: list[Revision] = []
        self._projected = first - 1
        """The last revision that is in the projection."""
        self._kinds: set[int] = set()
        self.removed: dict[bytes, int | None] = {}
        """The annotations that the operation has removed, each with its article."""
        self.touched: set[Touched] = set()
        """The kinds that were written, each with its article."""

    @cached_property
    def ruling(self) -> Ruling:
        """Whose the things of the whole team are."""
        return projection.ruling_of(self.connection, self.coder)

    @property
    def count(self) -> int:
        """How many revisions there are so far."""
        return self.next - self.first

    def create(
        self,
        kind: int,
        entity: bytes,
        content: Content,
        *,
        article: int | None = None,
        author: str | None = None,
    ) -> None:
        """Write the first revision of an entity that has never been in this project."""
        owner = self.author_number if author is None else self.coder.number(author)
        row = new_row(
            self.coder,
            self.next,
            entity,
            kind,
            owner,
            self.replica_number,
            self.at,
            article,
            content,
        )
        self.add(row)
        if kind in (MEMBER, TEAM) and owner != self.ruling.owner:  # it never counts
            self.flush()
            projection.withdraw(self.connection, [(kind, row.n)])

    def add(self, row: Revision) -> None:
        """Take over a finished row numbered `next`, the only head of its entity."""
        self.next += 1
        self._kinds.add(row.kind)
        self.touched.add((row.kind, row.article))
        self._rows.append(row)
        if len(self._rows) >= _CHUNK:
            self.flush()

    def add_many(self, row: str, values: list[object], touched: Collection[Touched]) -> None:
        """Write finished rows numbered from `next` on, each the only head of its entity.

        Rows are added in the order of their numbers: the file stays smaller and is written faster.

        Args:
            row: what they have in common, as SQL with a ``?`` for each value to bind.
            values: the values of one row after the other.
            touched: the kinds of the rows, each with its article.
        """
        if not values:
            return
        bulk.insert_rows(self.connection, "revision", self._rows)
        self._rows.clear()
        self.next += bulk.insert(self.connection, "revision", row, values)
        self.touched.update(touched)
        self._kinds.update(kind for kind, _ in touched)
        if self.next - self._projected > _CHUNK:
            self.flush()

    def put(
        self,
        kind: int,
        entity: bytes,
        content: Content,
        *,
        article: int | None = None,
        author: str | None = None,
    ) -> None:
        """Write a value of what may have been here before; an equal value writes nothing."""
        self.flush()
        chain = projection.chains(self.connection, [entity])
        tops = heads(chain[entity], self.ruling)
        owner = self.author_number if author is None else self.coder.number(author)
        squatted = bool(tops) and (
            tops[0].author != owner and self.ruling.is_named_after(entity, kind, article, owner)
        )
        if tops and not squatted:
            self.revise({entity: (1, content)}, chain)
            return
        self.create(kind, entity, content, article=article, author=author)
        if chain[entity]:  # what came does not count, or only because the owner was silent
            self.flush()
            chain = projection.chains(self.connection, [entity])
            projection.renew(self.connection, chain, self.ruling)

    def remove(self, entities: Iterable[bytes]) -> None:
        """Write tombstones."""
        self.revise(dict.fromkeys(entities, (0, NOTHING)))

    def revise(self, wanted: Wanted, chains: dict[bytes, list[Revision]] | None = None) -> None:
        """Write new revisions on top of all present heads, in the name of each entity's owner.

        Serves editing, deleting, undoing, redoing and settling alike. What already is as wanted is
        left alone.
        """
        self.flush()
        if chains is None:
            chains = projection.chains(self.connection, wanted)
        replaced: list[tuple[int, int]] = []
        for entity, chain in chains.items():
            put, content = wanted[entity]
            tops = heads(chain, self.ruling)
            if not tops:
                continue
            top = tops[0]
            if (top.put, top.content) == (put, content) and not rivals(chain, tops):
                continue
            if put and content == NOTHING:
                raise UserProblem(
                    f"{entity_text(entity)} was written by a newer version of Annotator. Update "
                    "Annotator to change it."
                )
            replaced.extend((one.kind, one.n) for one in tops)
            if top.kind == ANNOTATION:
                self._note_removed(entity, top.article, gone=not put)
            row = new_row(
                self.coder,
                self.next,
                entity,
                top.kind,
                top.author,
                self.replica_number,
                self.at,
                top.article,
                content,
                seq=top.seq + 1,
                put=put,
                parents=join_digests([head.digest for head in tops]),
            )
            self.next += 1
            self._kinds.add(top.kind)
            self.touched.add((top.kind, top.article))
            self._rows.append(row)
        projection.withdraw(self.connection, replaced)
        self.flush()

    def _note_removed(self, entity: bytes, article: int | None, *, gone: bool) -> None:
        if gone:
            self.removed[entity] = article
        else:
            self.removed.pop(entity, None)

    def ensure_annotator(self, annotator: Annotator) -> None:
        """Make an annotator known to the project, unless it is."""
        entity = fixed_entity("annotator", annotator.name)
        known = self.connection.execute(
            "SELECT 1 FROM revision r JOIN item i ON i.rev = r.n WHERE r.entity=? LIMIT 1",
            (entity,),
        ).fetchone()
        if not known:
            self.put(ANNOTATOR, entity, item_content(asdict(annotator)), author=annotator.name)

    def flush(self) -> None:
        """Hand all gathered rows to SQLite and project them."""
        bulk.insert_rows(self.connection, "revision", self._rows)
        projection.fill(self.connection, self._kinds, self._projected + 1, self.next - 1)
        self._projected = self.next - 1
        self._rows.clear()
        self._kinds.clear()

    def pass_over(self) -> None:
        """Leave the revisions up to `next` alone: whoever wrote them projects them too."""
        self._projected = self.next - 1

    def finish(self) -> None:
        """Flush, let relations go with their ends, and index the texts that came."""
        self.flush()
        if self.removed:
            relations.let_go(self)
        if fresh := self.coder.fresh_texts:
            self.connection.executemany(
                "INSERT INTO search(rowid, text)"
                " SELECT id, text FROM text WHERE id BETWEEN ? AND ?",
                _runs(fresh),
            )
            fresh.clear()
            self.coder.late_texts.clear()
        if named := self.coder.named_texts:
            # The index has a row of every text, of one that has not come a row without words.
            self.connection.executemany(
                "INSERT INTO search(rowid, text) VALUES(?, NULL)", ((n,) for n in sorted(named))
            )
            named.clear()


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Put numbers that follow one another together, each run by its first and its last."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
