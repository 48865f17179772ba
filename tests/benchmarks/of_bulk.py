"""Many annotations at once: tagging everywhere, and taking that back."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from annotator.app.bulk import Place
from annotator.app.project import Project
from tests.benchmarks.corpus import documents
from tests.benchmarks.measuring import Result, in_turn, timed
from tests.benchmarks.of_project import ARTICLES, SPANS, as_line

_HITS = 5_000
_WORDS = "the wheat auctions"
_LABEL = "source"


def measure(rounds: int) -> list[Result]:
    """Measure on 10,000 articles with 300,000 spans of other people."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        file = folder / "corpus.jsonl"
        file.write_bytes(b"".join(as_line(one) for one in documents(ARTICLES, SPANS)))
        path = folder / "large.annot"
        with Project.create(path, annotator="Olena") as project:
            project.import_files([file])
            project.session.backs_up = False
            places = _previewed(project)
            rows = _rows(project, places)
            return [
                _tag(folder, project, places, rows, rounds),
                _undo(project, places, rounds),
                _find(project, rounds),
            ]


def _previewed(project: Project) -> list[Place]:
    """Give so many hits, spread over all articles, as the popover hands them on."""
    found = project.finding.find(_WORDS, _LABEL)
    ids = {number: head.id for number, head in found.articles.items()}
    taken = [one for one in found.hits if one.is_taken()]
    step = len(taken) // _HITS
    return [(ids[one.article], one.start, one.end) for one in taken[::step][:_HITS]]


_Rows = dict[str, list[tuple[object, ...]]]
"""By table: what the tagging writes of the annotations, as it stands in the file."""


def _rows(project: Project, places: list[Place]) -> _Rows:
    project.bulk.tag(places, _LABEL)
    connection = project.session.database.connection
    rows = {
        table: connection.execute(
            f"SELECT * FROM {table} ORDER BY {number} DESC LIMIT ?", (_HITS,)
        ).fetchall()
        for table, number in (("revision", "n"), ("annotation", "rev"))
    }
    project.undo()
    return rows


def _tag(folder: Path, project: Project, places: list[Place], rows: _Rows, rounds: int) -> Result:
    """Tag, committed; the floor is executemany of the same rows into bare tables."""
    with closing(sqlite3.connect(folder / "raw.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        for table, of in rows.items():
            columns = ",".join(f"c{number}" for number in range(len(of[0])))
            db.execute(f"CREATE TABLE {table}({columns})")

        def write() -> None:
            db.execute("BEGIN IMMEDIATE")
            for table, of in rows.items():
                marks = ",".join("?" * len(of[0]))
                db.executemany(f"INSERT INTO {table} VALUES({marks})", of)
            db.execute("COMMIT")

        def ours() -> float:
            took = timed(lambda: project.bulk.tag(places, _LABEL))
            project.undo()
            return took

        return in_turn(
            "tag 5,000 occurrences in 10,000 articles after preview, committed",
            ours,
            lambda: timed(write),
            limit=6,
            rounds=rounds,
        )


def _undo(project: Project, places: list[Place], rounds: int) -> Result:
    """Undo it; the floor is the tagging, of the same round."""

    def tag() -> float:
        return timed(lambda: project.bulk.tag(places, _LABEL))

    return in_turn("undo of that", lambda: timed(project.undo), tag, limit=1.5, rounds=rounds)


def _find(project: Project, rounds: int) -> Result:
    """Find all occurrences with what is tagged there; the floor is reading these articles."""
    connection = project.session.database.connection

    def read() -> None:
        connection.execute(
            "SELECT t.text, a.entity, a.start FROM text t JOIN annotation a ON a.article = t.id"
        ).fetchall()

    return in_turn(
        "find 42,000 occurrences in them with what is tagged there",
        lambda: timed(lambda: project.finding.find(_WORDS, _LABEL)),
        lambda: timed(read),
        limit=6,
        rounds=max(3, rounds // 2),
    )
