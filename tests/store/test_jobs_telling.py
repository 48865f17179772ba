"""What a job did on a connection of its own it tells itself: the window need not read it."""

from __future__ import annotations

import sqlite3

import pytest

from annotator import Project
from annotator.model.changes import ChangeSet
from annotator.problems import UserProblem
from annotator.store import history

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."


def test_what_a_job_did_is_not_read_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = project.import_text(TEXT)
    heard: list[ChangeSet] = []
    project.subscribe(heard.append)
    with Project.open(project.path, "Ben") as job:
        job.session.journal.tells = project.session.journal.told
        job.annotate(article.id, 0, 5, "source")
        project.annotate(article.id, 6, 10, "source")
        job.corpus.set_state(article.id, "done")
    del heard[:]  # its own is told at once
    monkeypatch.setattr(history, "changes_of", None)
    project.session.poll()
    first, second = heard
    assert first.kinds == {"annotation", "annotator"}
    assert [one.article for one in first.changes if one.kind == "annotation"] == [article.id]
    assert second.kinds == {"status"}
    assert first.outside
    assert second.outside
    assert not project.session.journal.told


def test_nobody_is_told_what_was_not_written(project: Project) -> None:
    article = project.import_text(TEXT)
    told: dict[int, ChangeSet] = {}
    session = project.session
    session.journal.tells = told
    session.database.connection.execute(
        "CREATE TEMP TRIGGER fails BEFORE INSERT ON operation BEGIN SELECT RAISE(FAIL, 'no'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        project.annotate(article.id, 0, 5, "source")
    session.database.connection.execute("DROP TRIGGER fails")
    assert not told
    real = session.database.connection

    class Full:
        """A file that has no room when all is to be made durable."""

        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def execute(self, sql: str, *more: object) -> sqlite3.Cursor:
            if sql == "COMMIT":
                raise sqlite3.OperationalError("database or disk is full")
            return real.execute(sql, *more)  # type: ignore[arg-type]

    session.database.connection = Full()  # type: ignore[assignment]
    with pytest.raises((UserProblem, sqlite3.OperationalError)):
        project.annotate(article.id, 0, 5, "source")
    session.database.connection = real
    assert not told
    project.annotate(article.id, 0, 5, "source")
    assert len(told) == 1
