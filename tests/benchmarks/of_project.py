"""The project file: import, size, undo of a bulk action, export, opening, searching."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import orjson

from annotator.app.project import Project
from tests.benchmarks.corpus import Document, documents
from tests.benchmarks.measuring import Result, in_turn, timed

ARTICLES = 10_000
SPANS = 30
_BULK = 5_000


def measure(rounds: int) -> list[Result]:
    """Measure on 10,000 articles with 300,000 spans."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        corpus = list(documents(ARTICLES, SPANS))
        file = folder / "corpus.jsonl"
        file.write_bytes(b"".join(map(as_line, corpus)))
        rounds = max(3, rounds // 2)
        results = [_import(folder, corpus, file, rounds)]
        large, raw = _made(folder, file), _raw(folder, corpus)
        results += [
            Result(
                "size of that project file",
                [float(large.stat().st_size)],
                [float(raw.stat().st_size)],
                3,
                "MB",
            ),
            _undo(folder, corpus, rounds),
            _export(folder, large, rounds),
            _open(folder, large, file, rounds),
            _search(large, rounds * 3),
        ]
        return results


def as_line(document: Document) -> bytes:
    record = {
        "title": document.title,
        "text": document.text,
        "annotations": [
            {"start": start, "end": end, "label": label, "annotator": "ann1"}
            for start, end, label in document.spans
        ],
    }
    return orjson.dumps(record) + b"\n"


def _made(folder: Path, file: Path, name: str = "large.annot") -> Path:
    path = folder / name
    with Project.create(path, annotator="Olena") as project:
        project.import_files([file])
    return path


def _raw(folder: Path, corpus: list[Document]) -> Path:
    """Write the same values into two plain tables in one transaction: the floor."""
    path = folder / "raw.db"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE article(title TEXT, text TEXT)")
        db.execute(
            'CREATE TABLE span(article INTEGER, start INTEGER, "end" INTEGER, label TEXT,'
            " annotator TEXT, quote TEXT)"
        )
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO article VALUES(?,?)", ((d.title, d.text) for d in corpus))
        db.executemany(
            "INSERT INTO span VALUES(?,?,?,?,?,?)",
            (
                (number, start, end, label, "ann1", document.text[start:end])
                for number, document in enumerate(corpus)
                for start, end, label in document.spans
            ),
        )
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return path


def _import(folder: Path, corpus: list[Document], file: Path, rounds: int) -> Result:
    def ours() -> float:
        path = folder / "import.annot"
        path.unlink(missing_ok=True)
        with Project.create(path, annotator="Olena") as project:
            return timed(lambda: project.import_files([file]))

    return in_turn(
        "import 10,000 articles with 300,000 spans (own JSONL)",
        ours,
        lambda: timed(lambda: _raw(folder, corpus)),
        limit=6,
        rounds=rounds,
    )


def _undo(folder: Path, corpus: list[Document], rounds: int) -> Result:
    """Undo a bulk action of 5,000 annotations; the floor is the action."""
    some = corpus[: _BULK // SPANS + 1]
    file = folder / "bulk.jsonl"
    texts = folder / "texts.jsonl"
    left = _BULK
    with file.open("wb") as out, texts.open("wb") as bare:
        for document in some:
            taken = document._replace(spans=document.spans[:left])
            left -= len(taken.spans)
            out.write(as_line(taken))
            bare.write(as_line(document._replace(spans=[])))
    path = folder / "bulk.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_files([texts])

    def action() -> float:
        with Project.open(path) as project:
            return timed(lambda: project.import_files([file]))

    def undo() -> float:
        with Project.open(path) as project:
            return timed(project.undo)

    return in_turn(
        "undo of a bulk action of 5,000 annotations", undo, action, limit=1.5, rounds=rounds
    )


def _export(folder: Path, large: Path, rounds: int) -> Result:
    def ours() -> float:
        with Project.open(large) as project:
            return timed(lambda: project.export(folder / "out.jsonl", format="jsonl"))

    def floor() -> float:
        with closing(sqlite3.connect(large)) as db:
            return timed(lambda: _dump_rows(db, folder / "floor.jsonl"))

    return in_turn("export them to own JSONL", ours, floor, limit=4, rounds=rounds)


def _dump_rows(db: sqlite3.Connection, out: Path) -> None:
    """Read the rows and write each with orjson: what any export must do at least."""
    with out.open("wb") as file:
        for row in db.execute("SELECT id, text FROM text"):
            file.write(orjson.dumps(row) + b"\n")
        for row in db.execute(
            'SELECT hex(entity), article, author, label, start, "end", quote, origin, created,'
            " modified FROM annotation"
        ):
            file.write(orjson.dumps(row) + b"\n")


def _open(folder: Path, large: Path, file: Path, rounds: int) -> Result:
    """Open to the first article painted; the floor is a project with one article."""
    from tests.benchmarks.of_window import open_to_painted  # noqa: PLC0415 - needs Qt

    one = folder / "one.jsonl"
    with file.open("rb") as lines:
        one.write_bytes(lines.readline())
    small = _made(folder, one, "small.annot")
    return in_turn(
        "open that project to the first article painted",
        lambda: open_to_painted(large),
        lambda: open_to_painted(small),
        limit=1.5,
        rounds=rounds * 3,
    )


def _search(large: Path, rounds: int) -> Result:
    with Project.open(large) as project, closing(sqlite3.connect(large)) as db:
        bare = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT 50"
        return in_turn(
            "search a word in it",
            lambda: timed(lambda: project.search("auctions")),
            lambda: timed(lambda: db.execute(bare, ("auctions",)).fetchall()),
            limit=3,
            rounds=rounds,
        )
