"""Several copies of one project, each on a machine of its own, and what goes between them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from annotator import Project
from annotator.model.article import Article
from annotator.model.changes import ChangeSet
from annotator.model.identity import entity_text
from annotator.model.moments import iso
from annotator.store import projection
from annotator.store.conflicts import conflicts, settle
from annotator.store.journal import Journal
from annotator.store.lines import line_of
from annotator.store.merging import Brought
from annotator.store.outgoing import Outgoing
from annotator.store.rows import Revision

_YEARS = 365 * 24 * 3600 * 1000
NOW = 1_795_000_000_000

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀"
OTHER = "Ben was in 東京, they said."


class Sent(NamedTuple):
    """A parcel: lines by their digests, and texts by their ids."""

    held: list[tuple[bytes, bytes]]
    with_texts: list[tuple[str, str]]

    def lines(self) -> Iterator[tuple[bytes, bytes]]:
        yield from self.held

    def texts(self) -> Iterator[tuple[str, str]]:
        yield from self.with_texts


def at_home(project: Project, replica: str, years: int = 0) -> Project:
    """Let a project be on another machine, whose clock is wrong by so many years."""
    ticks = iter(range(10**9))
    project.session.backs_up = False
    project.session.journal = Journal(
        project.session.database, replica, lambda: NOW + years * _YEARS + next(ticks)
    )
    return project


def copy_of(path: Path, name: str, annotator: str, years: int = 0) -> Project:
    """Copy a closed project to another machine."""
    copy = path.with_name(f"{name}.annot")
    shutil.copy(path, copy)
    return at_home(Project.open(copy, annotator=annotator), name, years)


def send(
    project: Project,
    articles: Sequence[str] | None = None,
    authors: Sequence[str] | None = None,
    since: int = 0,
    *,
    texts: bool = True,
) -> Sent:
    """Make a parcel of what a project holds."""
    database = project.session.database
    numbers = None if articles is None else [project.session.article_number(i) for i in articles]
    people = (
        None if authors is None else [database.coder.known_number(name) or 0 for name in authors]
    )
    with database.snapshot() as connection:
        outgoing = Outgoing(connection, database.coder, numbers, people, since)
        return Sent(list(outgoing.lines()), list(outgoing.texts()) if texts else [])


def take(project: Project, *parcels: Sent, dry: bool = False) -> tuple[Brought, ChangeSet | None]:
    """Merge parcels; give what they brought, and the changes."""
    journal = project.session.journal
    brought, changes = journal.merge(parcels, project.annotator, "Merge", "{}", dry=dry)
    if changes is not None:
        project.session.announce(changes)
    return brought, changes


def lines(project: Project) -> dict[bytes, bytes]:
    """Give all revisions of a project: lines by digest."""
    database = project.session.database
    rows = database.connection.execute("SELECT * FROM revision")
    return {row.digest: line_of(database.coder, row) for row in map(Revision._make, rows)}


def state(project: Project) -> dict[str, Any]:
    """Give what a project shows, in words that are the same on every machine."""
    database = project.session.database
    run = database.connection.execute
    shown: dict[str, Any] = {
        table: sorted(
            digest
            for (digest,) in run(f"SELECT r.digest FROM {table} p JOIN revision r ON r.n = p.rev")
        )
        for table in projection.TABLES
    }
    shown["annotations"] = sorted(
        (one.id, one.annotator, one.label, one.fragments, one.note, one.quote, one.modified)
        for one in project.annotations()
    )
    shown["conflicts"] = [
        (entity, [head.digest for head in heads])
        for entity, heads in conflicts(database.connection, database.coder)
    ]
    shown["texts"] = sorted(run("SELECT sha, text FROM text").fetchall(), key=repr)
    shown["labels"] = [label.key for label in project.labels]
    shown["hits"] = sorted(hit.article for hit in project.search("said"))
    return shown


def forged(line: bytes, **fields: Any) -> tuple[bytes, bytes]:
    """Write a revision on top of another one, with some fields otherwise."""
    value = orjson.loads(line)
    value |= {
        "parents": [sha256(line).hexdigest()],
        "seq": value["seq"] + 1,
        "at": iso(NOW + 40 * _YEARS),
    }
    made = orjson.dumps(value | fields, option=orjson.OPT_SORT_KEYS)
    return sha256(made).digest(), made


def root(
    kind: str, entity: bytes, author: str, body: dict[str, Any], article: str | None = None
) -> tuple[bytes, bytes]:
    """Write the first revision of something."""
    line = orjson.dumps(
        {
            "article": article, "at": iso(NOW), "author": author, "body": body,
            "entity": entity_text(entity), "kind": kind, "op": "put", "parents": [],
            "replica": "elsewhere", "schema_version": 1, "seq": 1,
        },
        option=orjson.OPT_SORT_KEYS,
    )  # fmt: skip
    return sha256(line).digest(), line


def parcel(*held: tuple[bytes, bytes]) -> Sent:
    """Make a parcel of some lines."""
    return Sent(sorted(held), [])


def squat(
    kind: str, entity: bytes, author: str, body: dict[str, Any], article: str | None = None
) -> tuple[bytes, bytes]:
    """Write a first revision whose digest is as low as that of hardly any other."""
    return min(root(kind, entity, author, body | {"x": n}, article) for n in range(2_000))


def first(project: Project) -> Article:
    return next(iter(project.articles()))


def everything(project: Project) -> list[Any]:
    """Give all that is in the file, so that a trace can be seen."""
    run = project.session.database.connection.execute
    tables = [name for (name,) in run("SELECT name FROM sqlite_schema WHERE type='table'")]
    return [run(f"SELECT * FROM {name}").fetchall() for name in sorted(tables)]


def open_conflicts(project: Project) -> dict[bytes, list[Any]]:
    database = project.session.database
    return dict(conflicts(database.connection, database.coder))


def settled(project: Project, entity: bytes, digest: bytes) -> None:
    with project.session.operation("Settle") as writer:
        settle(writer, entity, digest)
