"""Exchange: merging a bundle of 100,000 revisions, the memory for it, writing that bundle."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
import zlib
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import orjson

from annotator.app.project import Project
from annotator.store.outgoing import Outgoing
from annotator.sync.bundle import Bundle, Cover, Line, write_bundle
from annotator.sync.manifest import Scope, Sender
from tests.benchmarks.corpus import Document, documents
from tests.benchmarks.measuring import Result, in_turn, timed

_ARTICLES = 3_400
_SPANS = 30
_REVISION = 20
"""Columns of a revision."""


def measure(rounds: int) -> list[Result]:
    """Measure with 102,000 annotations here, and as many by somebody else in the same articles."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        base, other = _projects(folder)
        bundle = folder / "other.annotz"
        _write(other, bundle)
        with zipfile.ZipFile(bundle) as archive:
            members = [archive.read(one) for one in archive.infolist()]
        rounds = max(3, rounds // 2)
        writing = in_turn(
            "write a bundle of 102,000 revisions and 3,400 texts",
            lambda: timed(lambda: _write(other, bundle)),
            lambda: timed(lambda: _write_raw(other, members, folder / "raw.z")),
            limit=3,
            rounds=rounds,
        )
        merging = in_turn(
            "merge it into a project of as many revisions",
            lambda: _merge(base, bundle, folder / "merged.annot"),
            lambda: timed(lambda: _merge_raw(bundle, other, folder / "raw.db")),
            limit=5,
            rounds=rounds,
        )
        size = float(sum(map(len, members)))
        memory = [_memory(base, bundle, folder / "memory.annot") for _ in range(3)]
        return [
            merging,
            Result("memory while doing so; the bundle's size unpacked", memory, [size], 3, "MB"),
            writing,
        ]


def _projects(folder: Path) -> tuple[Path, Path]:
    """Make a project with one annotator's work, and a teammate's copy with as much of their own."""
    base, other = folder / "base.annot", folder / "other.annot"
    mine = list(documents(_ARTICLES, _SPANS))
    theirs = [
        one._replace(spans=[(start, end, "figure") for start, end, _ in one.spans]) for one in mine
    ]
    for path, name, corpus in ((base, "ann1", mine), (other, "ann2", theirs)):
        file = folder / f"{name}.jsonl"
        file.write_bytes(b"".join(_line(one, name) for one in corpus))
        if path == base:
            Project.create(path, annotator="Olena").close()
            shutil.copy(base, other)
        with Project.open(path, annotator=name) as project:
            project.session.backs_up = False
            project.import_files([file])
    return base, other


def _line(document: Document, annotator: str) -> bytes:
    record = {
        "title": document.title,
        "text": document.text,
        "annotations": [
            {"start": start, "end": end, "label": label, "annotator": annotator}
            for start, end, label in document.spans
        ],
    }
    return orjson.dumps(record) + b"\n"


def _write(path: Path, out: Path) -> None:
    with Project.open(path) as project:
        database = project.session.database
        cover = Cover(
            project=database.value("id") or "",
            name=project.name,
            epoch=1,
            sender=Sender(annotator="ann2", replica="lap"),
            made="2026-11-23T10:42:00.000Z",
            scope=Scope(),
        )
        with database.snapshot() as connection, out.open("wb") as file:
            outgoing = Outgoing(connection, database.coder)
            lines = (Line(*one) for one in outgoing.lines())
            write_bundle(file, cover, lines, outgoing.texts(), outgoing.annotations())


def _write_raw(path: Path, members: list[bytes], out: Path) -> None:
    """Read the rows and texts, and pack the bytes of the bundle: no less could be done."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("SELECT * FROM revision ORDER BY digest").fetchall()
        db.execute("SELECT sha, text FROM text ORDER BY sha").fetchall()
    with out.open("wb") as file:
        for member in members:
            file.write(zlib.compress(member, 6))


def _merge(base: Path, bundle: Path, copy: Path) -> float:
    for ending in ("", "-wal", "-shm"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
    shutil.copy(base, copy)
    with Project.open(copy, annotator="Olena") as project:
        return timed(lambda: _merge_into(project, bundle))


def _merge_into(project: Project, bundle: Path) -> None:
    came = Bundle(bundle)
    try:
        brought, _ = project.session.journal.merge([came], project.annotator, "Merge", "{}")
    finally:
        came.close()
    assert brought.annotations == _ARTICLES * _SPANS


def _merge_raw(bundle: Path, path: Path, out: Path) -> None:
    """Unpack and hash, and write the same rows into one plain table in one transaction."""
    with zipfile.ZipFile(bundle) as archive:
        for name in archive.namelist():
            for line in archive.read(name).splitlines():
                sha256(line).digest()
    out.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(out)) as db:
        db.isolation_level = None
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute(f"CREATE TABLE revision({','.join(f'c{n}' for n in range(_REVISION))})")
        db.execute("BEGIN IMMEDIATE")
        rows = source.execute("SELECT * FROM revision")
        db.executemany(f"INSERT INTO revision VALUES({','.join('?' * _REVISION)})", rows)
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


_ALONE = """
import sys
from pathlib import Path
import annotator.store.merging, annotator.sync.bundle
from tests.benchmarks.of_exchange import Project, _merge_into

def kilobytes(what):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what))

with Project.open(sys.argv[1], annotator="Olena") as project:
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far, a parent's among it
    before = kilobytes("VmRSS")
    _merge_into(project, Path(sys.argv[2]))
    print(1024 * (kilobytes("VmHWM") - before))
"""


def _memory(base: Path, bundle: Path, copy: Path) -> float:
    """Merge in a process of its own; give by how many bytes it grew at most."""
    for ending in ("", "-wal", "-shm"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
    shutil.copy(base, copy)
    words = [sys.executable, "-c", _ALONE, str(copy), str(bundle)]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
