"""Projects of QualCoder: a folder with a database, whose positions may be UTF-16."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.reading_files import FileReader
from annotator.formats.registry import format_of
from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.qda_files import FOREIGN, database, read_path

_SCRIPT = (FOREIGN / "qualcoder" / "ferries.sql").read_text("utf-8")


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    """The sample project: a folder with its database, and a document beside it."""
    folder = tmp_path / "ferries.qda"
    database(folder / "data.qda", _SCRIPT)
    (folder / "documents").mkdir()
    (folder / "documents" / "chat.txt").write_text("the document that a text was made of")
    return folder


def _run(project: Path, statement: str) -> None:
    with closing(sqlite3.connect(project / "data.qda")) as made, made:
        made.execute(statement)


def test_segments_stand_where_their_texts_say(ferries: Path) -> None:
    came, reader = read_path(ferries)
    assert [one.metadata.title for one in came] == ["chat.txt", "note.txt"]
    assert came[0].metadata.outlet == "Group chat"
    found = [
        (one["label"], article.text[one["start"] : one["end"]], one.get("annotator"))
        for article in came
        for one in article.annotations
    ]
    assert found == [
        ("anger", "no ferry\ntoday", "Anna"), ("who", "Anna", "Ben"), ("who", "Short", "Ben")
    ]  # fmt: skip
    first, second = came[0].annotations
    assert (first.get("note"), first.get("attributes")) == ("so angry", {"important": True})
    assert first.get("created") == "2024-03-01T09:05:00.000Z"
    assert second.keys() == {"label", "start", "end", "annotator", "created", "modified"}
    assert "its offsets count UTF-16 units: 3 of 3 annotations fit so" in [
        one.what for one in reader.notes
    ]


def test_memos_and_annotations_become_comments(ferries: Path) -> None:
    came, _ = read_path(ferries)
    assert [(one["text"], one.get("author")) for one in came[0].comments] == [
        ("from the group", "Anna"), ("“Oh”: a sigh", "Ben")
    ]  # fmt: skip


def test_what_is_not_taken_is_named(ferries: Path) -> None:
    _, reader = read_path(ferries)
    assert [one.reason for one in reader.skipped] == [
        "“map.png”: it is a picture, a recording or a file without a text",
        "a coded segment 6–10: its code is not there",
        "a coded segment 10–6: there is no such place",
        "1 coded segment of missing texts",
        "1 case",
        "1 span that belongs to a case",
        "1 journal entry",
        "the attribute “Age” (1×): there is no place",
        "the attribute “Mood” (1×): there is no place",
        "1 annotation of missing texts",
    ]
    assert "1 memo on codes stayed behind: put them in the scheme" in [
        one.what for one in reader.notes
    ]


def test_code_points_are_taken_where_they_fit(ferries: Path) -> None:
    _run(ferries, "UPDATE code_text SET pos0=pos0-1, pos1=pos1-1 WHERE fid=1")
    came, reader = read_path(ferries)
    found = [came[0].text[one["start"] : one["end"]] for one in came[0].annotations]
    assert found == ["no ferry\ntoday", "Anna"]
    assert not any("offsets" in one.what for one in reader.notes)


def test_line_ends_of_windows_count_one_in_its_text_view(ferries: Path) -> None:
    _run(ferries, "UPDATE source SET fulltext=replace(replace(fulltext, '😀', 'X'), char(10), "
         "char(13) || char(10)) WHERE id=1")  # fmt: skip
    _run(ferries, "UPDATE code_text SET pos0=pos0-1, pos1=pos1-1 WHERE fid=1")
    came, reader = read_path(ferries)
    found = [came[0].text[one["start"] : one["end"]] for one in came[0].annotations]
    assert found == ["no ferry\ntoday", "Anna"]
    assert "code points, each CRLF as one" in " ".join(one.what for one in reader.notes)


def test_codes_of_one_name_are_told_apart_by_their_categories(ferries: Path) -> None:
    with closing(sqlite3.connect(ferries / "data.qda")) as made, made:
        made.execute("CREATE TABLE codes AS SELECT * FROM code_name")
        made.execute("DROP TABLE code_name")
        made.execute("UPDATE codes SET name='who'")
        made.execute("ALTER TABLE codes RENAME TO code_name")
    came, _ = read_path(ferries)
    labels = [one["label"] for one in came[0].annotations]
    assert labels == ["Moods/Bad/who", "who"]


def test_the_folder_is_one_project_wherever_it_is_met(ferries: Path, tmp_path: Path) -> None:
    found = format_of(ferries)
    assert found is not None
    assert found.name == "qualcoder"
    for path in (ferries, tmp_path):
        assert FileReader([path]).files == [ferries]
    assert FileReader([ferries / "data.qda"]).files == [ferries / "data.qda"]


def test_it_is_imported_into_a_project(ferries: Path, project: Project) -> None:
    report = project.import_files([ferries])
    assert (report.new_articles, report.annotations) == (2, 3)
    assert set(report.new_labels) == {"anger", "who"}
    assert {one.name for one in project.annotators()} >= {"Anna", "Ben"}


def test_what_is_no_project_is_refused(tmp_path: Path) -> None:
    other = database(tmp_path / "other.qda", "CREATE TABLE source(id, name)")
    _, reader = read_path(other)
    assert "no project of QualCoder" in str(reader.problems[other])
    graph = tmp_path / "graph.qda"
    graph.write_bytes(b"KaleidaGraph data")
    _, reader = read_path(graph)
    assert "of no kind that can be imported" in str(reader.problems[graph])
    empty = database(tmp_path / "empty.qda", _SCRIPT)
    with closing(sqlite3.connect(empty)) as made, made:
        made.execute("DELETE FROM source")
    _, reader = read_path(empty)
    assert "holds no text" in str(reader.problems[empty])


def test_a_project_that_is_open_elsewhere_is_refused(ferries: Path) -> None:
    (ferries / "data.qda-journal").write_bytes(b"half a change")
    _, reader = read_path(ferries)
    assert "a program has it open" in str(reader.problems[ferries])


def test_values_of_other_types_are_no_harm(ferries: Path) -> None:
    for statement in (
        "UPDATE source SET name=NULL, memo=7, owner=x'00', date=4 WHERE id=1",
        "UPDATE code_text SET pos0='x', pos1=NULL WHERE ctid=1",
        "UPDATE code_text SET seltext=x'00', owner=5, date=x'00', memo=3 WHERE ctid=2",
        "UPDATE code_text SET cid='x' WHERE ctid=3",
        "UPDATE code_name SET catid='x', memo=x'00'",
        "UPDATE annotation SET pos0=-4, pos1=1.5, memo=5, owner=NULL",
        "UPDATE annotation SET pos0=-4, pos1=1.5, memo='m', owner='a b' || char(10) WHERE anid=1",
        "UPDATE attribute SET name=NULL, value=x'00' WHERE attrid=1",
    ):
        _run(ferries, statement)
    came, reader = read_path(ferries)
    assert reader.problems == {}
    assert [one.metadata.title for one in came] == ["", "note.txt"]
    assert [one["label"] for one in came[0].annotations] == ["who"]
    assert [one["text"] for one in came[0].comments] == ["7", "“…”: m"]


def test_damaged_databases_give_a_right_result_or_a_clear_word(ferries: Path) -> None:
    whole = (ferries / "data.qda").read_bytes()
    for data in damaged(whole, 150, "qualcoder"):
        (ferries / "data.qda").write_bytes(data)
        came, reader = read_path(ferries)
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        for article in came:
            assert article.text.strip()
    shutil.rmtree(ferries)
    _, reader = read_path(ferries)
    assert list(reader.problems)
