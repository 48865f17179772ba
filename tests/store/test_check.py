"""The check finds every kind of damage that is planted, and nothing in a sound project."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator import Project
from annotator.problems import UserProblem
from annotator.store import check as checking

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with one of everything."""
    made = tmp_path / "talks.annot"
    with Project.create(made, annotator="Olena") as project:
        article = project.import_text("\ufeff" + TEXT.replace(". ", ".\r\n"))
        who = project.annotate(article.id, 0, 5, "source", attributes={"role": "mayor"})
        how_much = project.annotate(article.id, 16, 29, "figure", fragments=[(16, 21), (26, 29)])
        project.relate(who.id, "says", how_much.id)
        project.update(who.id, note="changed")
        project.corpus.set_state(article.id, "done")
        project.delete(project.annotate(article.id, 41, 45, "location").id)
        project.undo()
        assert project.check() == []
    return made


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, statement


def faults(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return project.check()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        # texts
        ("UPDATE text SET text = replace(text, '600', '700')", "text 1: it is not the text it was"),
        ("UPDATE text SET sha = zeroblob(32)", "text 1: it is not the text it was"),
        ("UPDATE text SET chars = chars + 1", "text 1: it has 64 characters, not 65 as noted"),
        ("UPDATE raw SET bytes = zeroblob(20)", "text 1: the file it came from is not as it was"),
        ("UPDATE raw SET sha = zeroblob(32)", "text 1: the file it came from is not as it was"),
        # revisions: every column
        ("UPDATE revision SET digest = zeroblob(32) WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET entity = zeroblob(16) WHERE n = 4", "revision 4 of 00000000"),
        ("UPDATE revision SET kind = 3 WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET author = 1 WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET author = 999 WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET replica = 1 WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET seq = 7 WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET put = 0 WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET version = 2 WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET at = at + 1 WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET at = 9223372036854775807 WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET parents = zeroblob(32) WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET parents = NULL WHERE parents IS NOT NULL", "revision "),
        ("UPDATE revision SET article = NULL WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET label = 1 WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET label = NULL WHERE n = 5", "revision 5 of "),
        ("UPDATE revision SET start = 1 WHERE n = 4", "revision 4 of "),
        ('UPDATE revision SET "end" = 6 WHERE n = 5', "annotation of revision 5"),
        ('UPDATE annotation SET "end" = 30 WHERE start = 16', "16–30 are not its fragments' edges"),
        ("UPDATE revision SET quote = 'Ben' WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET origin = NULL WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET created = NULL WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET rest = NULL WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET rest = '{' WHERE n = 4", "revision 4 of "),
        ("UPDATE revision SET rest = '[]' WHERE n = 5", "revision 5 of "),
        ("UPDATE revision SET line = x'00' WHERE n = 4", "revision 4 of "),
        ("DELETE FROM revision WHERE n = 4", "annotation of revision"),
        ("UPDATE word SET text = 'Ben' WHERE text = 'Olena'", "revision 2 of "),
        ("UPDATE word SET text = CAST(x'ff' AS TEXT) WHERE text = 'Olena'", "revision 2 of "),
        ("DELETE FROM word WHERE text = 'Olena'", "revision 2 of "),
        # operations
        ("UPDATE operation SET first = first + 1 WHERE id = 3", "operation 3: its revisions do"),
        ("UPDATE operation SET last = last - 1 WHERE id = 3", "operation 4: its revisions do not"),
        ("UPDATE operation SET last = 99 WHERE id = 10", "operation 10: 1 revisions are there"),
        ("DELETE FROM operation WHERE id = 4", "operation 5: its revisions do not"),
        # projection
        ("UPDATE annotation SET quote = 'Ben' WHERE start = 0", ": its quote is not the text at 0"),
        ('UPDATE annotation SET "end" = 500 WHERE start = 0', ": 0–500 lies outside its text"),
        ("UPDATE annotation SET start = 17 WHERE start = 16", "annotation of revision 5"),
        ("UPDATE annotation SET label = 1 WHERE start = 16", "annotation of revision 5"),
        ("UPDATE annotation SET author = 1 WHERE start = 16", "annotation of revision 5"),
        ("UPDATE annotation SET modified = 0 WHERE start = 16", "annotation of revision 5"),
        ("UPDATE annotation SET rest = '{' WHERE start = 16", "its quote is not the text at 16"),
        ("DELETE FROM annotation WHERE start = 16", "annotation of revision 5: it is missing"),
        ("UPDATE annotation SET rev = 99 WHERE start = 16", "annotation of revision 99: it has no"),
        ("UPDATE article SET title = 'x'", "article of revision 3: it has no ground"),
        ("DELETE FROM article", "article of revision 3: it is missing"),
        ("UPDATE item SET body = '{}' WHERE kind = 3", "item of revision 6: it has no ground"),
        ("DELETE FROM item WHERE kind = 4", "item of revision 8: it is missing"),
        ("INSERT INTO conflict VALUES(4, zeroblob(16))", "conflict of revision 4: it has no"),
        # the project itself
        ("DELETE FROM item WHERE kind = 6", "project: it has 0 schemes instead of one"),
        ("DELETE FROM project WHERE key = 'id'", "project: it does not say its id"),
        # search
        ("INSERT INTO search(search) VALUES('delete-all')", "search index: it does not match"),
        ("INSERT INTO search(rowid, text) VALUES(7, 'ghost')", "search index: it does not match"),
        ("UPDATE search_data SET block = zeroblob(9) WHERE id > 10", "search index: it does not"),
        ("UPDATE revision SET article = 9 WHERE n = 4", "it is not as it was written"),
        # foreign keys
        ("UPDATE raw SET text = 9", "file: row 9 of raw names a row of"),
    ],
)  # fmt: skip
def test_every_planted_damage_is_found(path: Path, statement: str, fault: str) -> None:
    assert faults(path) == []
    change(path, statement)
    found = faults(path)
    assert any(fault in one for one in found), found


def test_damage_of_pages_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name='annotation_label'"
        ).fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 3)
        file.write(b"\0\0")
    found = faults(path)
    assert found
    assert all(fault.startswith("file: ") for fault in found)


def test_an_index_that_lost_a_row_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        sql = "SELECT sql FROM sqlite_schema WHERE name='annotation_place'"
        (create,) = connection.execute(sql).fetchone()
        connection.execute("UPDATE sqlite_schema SET sql=? WHERE name='annotation_place'",
                           (create.replace("start)", '"end")'),))  # fmt: skip
    assert any("annotation_place" in fault for fault in faults(path))


def test_a_read_only_file_is_checked_to_the_ground(path: Path) -> None:
    path.chmod(0o444)
    before = path.read_bytes()
    assert faults(path) == []
    path.chmod(0o644)
    change(path, "INSERT INTO search(search) VALUES('delete-all')")
    path.chmod(0o444)
    assert faults(path) == ["search index: it does not match the texts"]
    assert path.read_bytes()[100:] != before[100:]
    assert [one.name for one in path.parent.iterdir() if one.name.startswith("talks.annot-")] == []


def test_a_check_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert faults(path) == []
    assert path.read_bytes() == before


def test_a_check_waits_for_nobody_and_sees_one_state(project: Project) -> None:
    """Somebody holds the write lock, and has written since the check began to read."""
    article = project.import_text(TEXT)
    with Project.open(project.path, annotator="Ben") as other:
        other.session.backs_up = False
        seen: list[int] = []

        def write_meanwhile(count: int) -> None:
            seen.append(count)
            other.annotate(article.id, 0, 5, "source")
            other.import_text(f"Article {len(seen)}.")

        assert checking.check(project.session.database, write_meanwhile) == []
        assert len(seen) >= 8
        assert sorted(seen) == seen
        with other.session.database.writing() as connection:
            connection.execute("INSERT INTO word(text) VALUES('held')")
            assert project.check() == []
            other.session.database.abandon()


def test_many_faults_of_one_kind_are_cut_short(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_MOST", 2)
    change(path, "UPDATE revision SET at = at + 1")
    found = faults(path)
    assert [one for one in found if one.startswith("revision")][2:] == [
        "revisions: and more of these"
    ]


def test_what_is_not_a_project_cannot_be_checked(tmp_path: Path) -> None:
    (tmp_path / "x.annot").write_text("news")
    with pytest.raises(UserProblem):
        faults(tmp_path / "x.annot")


def test_a_project_of_many_people_and_steps_has_no_fault(project: Project, tmp_path: Path) -> None:
    lines = [
        {
            "text": f"{n}. {TEXT}",
            "annotations": [
                {"label": f"label {n}", "start": 0, "end": 2, "annotator": who, "note": who}
                for who in ("Ann", "Ben", "Cem")
            ],
        }
        for n in range(20)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    project.import_files([tmp_path / "a.jsonl"])
    for _ in range(3):
        project.undo()
        assert project.check() == []
        project.redo()
        assert project.check() == []
    assert len(project.scheme.labels) == 23


def test_a_check_can_be_stopped(project: Project) -> None:
    project.import_text(TEXT)

    class StoppedError(Exception):
        pass

    def stop(_: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        project.check(stop)
    assert project.check() == []
