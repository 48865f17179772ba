"""One action, one operation, one transaction; undo and redo without end, also after a restart."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import Project
from annotator.model.changes import Operation
from annotator.model.identity import new_entity
from annotator.model.listing import ArticleState
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.store.rows import RELATION
from annotator.store.writer import Writer

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."


def shape(project: Project) -> object:
    """Give all that a person sees of a project, but for the moments of changes."""
    connection = project.session.database.connection
    return (
        [article.as_json() for article in project.articles()],
        [{**one.as_json(), "modified": ""} for one in project.annotations()],
        [{**one.as_json(), "modified": ""} for one in project.relations()],
        project.scheme,
        sorted(one.name for one in project.annotators()),
        connection.execute("SELECT article, author, body FROM item WHERE kind=4").fetchall(),
    )


def counts(project: Project) -> list[int]:
    run = project.session.database.connection.execute
    tables = ("revision", "operation", "word", "text")
    return [run(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]


def steps(project: Project) -> list[tuple[str, str, str]]:
    return [(one.title, one.act, one.state) for one in project.history()]


def jsonl(path: Path, *articles: object) -> Path:
    path.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    return path


# One action


def test_every_verb_is_one_step_with_its_name(project: Project, tmp_path: Path) -> None:
    article = project.import_text(TEXT)
    who = project.annotate(article.id, 0, 5, "source")
    how_much = project.annotate(article.id, 22, 29, "figure")
    said = project.relate(who.id, "says", how_much.id)
    project.update(how_much.id, start=16)
    project.update(how_much.id, note="rough")
    project.update(how_much.id, label="location")
    project.corpus.set_state(article.id, "done")
    project.relating.unrelate(said.id)
    project.delete(who.id)
    project.import_files(
        [jsonl(tmp_path / "b.jsonl", {"text": "B", "annotations": [{"label": "new", "start": 0,
                                                                   "end": 1}]})]
    )  # fmt: skip
    assert steps(project) == [
        ("Import 1 article and 1 annotation", "do", "done"),
        ("Remove source", "do", "done"),
        ("Unlink says", "do", "done"),
        ("Mark article done", "do", "done"),
        ("Change figure to location", "do", "done"),
        ("Edit figure", "do", "done"),
        ("Move edge of figure", "do", "done"),
        ("Link says", "do", "done"),
        ("Tag figure", "do", "done"),
        ("Tag source", "do", "done"),
        ("Import 1 article", "do", "done"),
        ("New project", "start", "done"),
    ]


def test_an_action_that_changes_nothing_leaves_no_trace(project: Project) -> None:
    article = project.import_text(TEXT)
    made = project.annotate(article.id, 0, 5, "source", attributes={"role": "minister"}, note="n")
    project.corpus.set_state(article.id, "done")
    before, heard = counts(project), list[object]()
    project.subscribe(heard.append)
    project.work_as("Somebody new")
    nothing: list[Callable[[], object]] = [
        lambda: project.import_text(TEXT),
        lambda: project.import_text("\ufeff" + TEXT),
        project.redo,
    ]
    for verb in nothing:
        verb()
        assert counts(project) == before
    project.work_as("Olena")
    same: list[Callable[[], object]] = [
        lambda: project.update(made.id),
        lambda: project.update(made.id, start=0, end=5, label="source", note="n"),
        lambda: project.update(made.id, attributes={"role": "minister"}),
        lambda: project.update(made.id, fragments=[(0, 3), (3, 5)]),
        lambda: project.corpus.set_state(article.id, "done"),
    ]
    for verb in same:
        verb()
        assert counts(project) == before
    assert heard == []
    assert [one.name for one in project.annotators()] == ["Olena"]


def write_and_fail(writer: Writer, article: int, error: type[BaseException]) -> None:
    writer.coder.number("a new word")
    text, fresh = writer.coder.add_text(bytes(32), "A new text")
    assert fresh
    assert writer.coder.article_id(text) == "00" * 32
    writer.create(RELATION, new_entity(), item_content({"type": "x"}), article=article)
    writer.flush()
    raise error


def test_an_exception_inside_leaves_nothing(project: Project) -> None:
    article = project.import_text(TEXT)
    session = project.session
    before, seen = counts(project), shape(project)
    number = session.article_number(article.id)
    for error in (ValueError, KeyboardInterrupt, UserProblem):
        gc.enable()
        with pytest.raises(error), session.operation("Fail") as writer:
            write_and_fail(writer, number, error)
        assert counts(project) == before
        assert shape(project) == seen
        coder = session.database.coder
        assert coder.known_number("a new word") is None
        assert coder.text_number(bytes(32)) is None
        assert coder.fresh_texts == []
        assert not session.database.connection.in_transaction
        assert gc.isenabled()
    # What was handed out in vain is handed out again, to something else.
    project.import_text("A text that takes the number of the one that never was.")
    assert [hit.title for hit in project.search("never")] == [
        "A text that takes the number of the one that never was."
    ]
    project.annotate(article.id, 0, 5, "source", note="a new word")


def test_a_refusal_inside_leaves_nothing(project: Project) -> None:
    article = project.import_text(TEXT)
    before = counts(project)
    with pytest.raises(UserProblem):
        project.annotate(article.id, 0, 5, "source", attributes={"role": 5})
    with pytest.raises(UserProblem):
        project.annotate(article.id, 0, 5_000, "source")
    with pytest.raises(UserProblem):
        project.annotate(article.id, 0, 5, "figure", attributes={"value": 2**60})
    assert counts(project) == before


def test_the_garbage_collector_is_left_as_it_was(project: Project) -> None:
    gc.disable()
    project.import_text(TEXT)
    assert not gc.isenabled()
    gc.enable()
    project.import_text("Another one.")
    assert gc.isenabled()


def test_what_is_returned_is_durable(project: Project) -> None:
    article = project.import_text(TEXT)
    made = project.annotate(article.id, 0, 5, "source")
    with Project.open(project.path, read_only=True) as other:
        assert other.annotations() == [made]


# Undo and redo


def everything(project: Project, folder: Path) -> list[object]:
    """Do one of each kind; give what stood before and after each."""
    shapes = [shape(project)]

    def then(done: object) -> None:
        assert done is not None
        shapes.append(shape(project))

    article = project.import_text(TEXT)
    then(article)
    who = project.annotate(article.id, 0, 5, "source", attributes={"kind": "named-person"})
    then(who)
    how_much = project.annotate(article.id, 16, 29, "figure", attributes={"value": 600.5}, note="n")
    then(how_much)
    project.work_as("Ben")
    then(project.annotate(article.id, 0, 5, "source", certainty="unsure"))
    project.work_as("Olena")
    then(project.relate(who.id, "says", how_much.id))
    then(project.update(how_much.id, start=22))
    then(project.update(how_much.id, fragments=[(16, 21), (26, 29)], note="", attributes={}))
    then(project.update(who.id, label="location"))
    states: tuple[ArticleState, ...] = ("done", "look", "open")
    for state in states:
        project.corpus.set_state(article.id, state)
        then(state)
    project.delete(how_much.id)
    then(True)
    lines = [
        {
            "text": f"Article {n} of Carla’s.",
            "annotations": [
                {"label": "event", "start": 0, "end": 7, "annotator": "Carla", "id": f"T{n}"},
                {"label": "person", "start": 13, "end": 18, "annotator": "Carla", "id": f"U{n}"},
            ],
            "relations": [{"type": "about", "from": f"T{n}", "to": f"U{n}", "annotator": "Carla"}],
            "states": {"Carla": "done"},
        }
        for n in range(4)
    ]
    then(project.import_files([jsonl(folder / "carla.jsonl", *lines)]))
    return shapes


def test_undo_and_redo_walk_through_all_that_was_done(project: Project, tmp_path: Path) -> None:
    shapes = everything(project, tmp_path)
    titles = [one.title for one in project.history()][:-1]
    for _ in range(2):
        for title, before in zip(titles, reversed(shapes[:-1]), strict=True):
            waiting = project.next_undo()
            assert waiting is not None
            assert waiting.title == title
            changes = project.undo()
            assert changes is not None
            assert (changes.title, changes.act) == (title, "undo")
            assert shape(project) == before
        assert project.next_undo() is None
        assert project.undo() is None
        assert shape(project) == shapes[0]
        assert project.check() == []
        for title, after in zip(reversed(titles), shapes[1:], strict=True):
            waiting = project.next_redo()
            assert waiting is not None
            assert waiting.title == title
            changes = project.redo()
            assert changes is not None
            assert (changes.title, changes.act) == (title, "redo")
            assert shape(project) == after
        assert project.next_redo() is None
        assert project.redo() is None


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        shapes = everything(project, tmp_path)
    for before in reversed(shapes[:-1]):
        with Project.open(path, annotator="Olena") as project:
            project.undo()
            assert shape(project) == before
    for after in shapes[1:]:
        with Project.open(path, annotator="Zoe") as project:
            project.redo()
            assert shape(project) == after
    with Project.open(path) as project:
        assert project.check() == []


def test_a_new_action_drops_what_could_be_redone(project: Project) -> None:
    article = project.import_text(TEXT)
    project.annotate(article.id, 0, 5, "source")
    project.annotate(article.id, 6, 10, "source")
    project.undo()
    project.undo()
    project.annotate(article.id, 16, 21, "figure")
    assert project.next_redo() is None
    assert project.redo() is None
    assert [(act, state) for _, act, state in steps(project)] == [
        ("do", "done"),
        ("undo", "done"),
        ("undo", "done"),
        ("do", "lost"),
        ("do", "lost"),
        ("do", "done"),
        ("start", "done"),
    ]
    project.undo()
    project.undo()
    assert list(project.articles()) == []


def test_an_action_that_changes_nothing_drops_nothing(project: Project) -> None:
    article = project.import_text(TEXT)
    project.annotate(article.id, 0, 5, "source")
    project.undo()
    project.import_text(TEXT)
    assert project.next_redo() is not None
    project.redo()
    assert len(project.annotations()) == 1


def test_undo_never_takes_back_the_making_of_a_project(project: Project) -> None:
    assert project.next_undo() is None
    assert project.undo() is None
    assert project.scheme.labels
    assert steps(project) == [("New project", "start", "done")]


def test_undo_of_what_somebody_else_did_is_in_their_name(project: Project) -> None:
    article = project.import_text(TEXT)
    project.work_as("Ben")
    made = project.annotate(article.id, 0, 5, "source")
    project.work_as("Olena")
    project.undo()
    assert project.annotations() == []
    project.redo()
    (again,) = project.annotations()
    assert (again.annotator, again.id, again.created) == ("Ben", made.id, made.created)
    history = list(project.history())
    assert [one.annotator for one in history[:3]] == ["Olena", "Olena", "Ben"]


def test_history_names_what_was_turned(project: Project) -> None:
    project.import_text(TEXT)
    project.undo()
    project.redo()
    redo, undo, done, start = project.history()
    assert isinstance(done, Operation)
    assert (undo.target, redo.target, done.target, start.target) == (done.id, done.id, None, None)
    assert (done.revisions, undo.revisions, start.revisions) == (1, 1, 2)
    assert [one.id for one in (start, done, undo, redo)] == [1, 2, 3, 4]


def test_undo_of_a_bulk_is_one_step(project: Project, tmp_path: Path) -> None:
    line = {
        "text": TEXT * 20,
        "annotations": [{"label": "figure", "start": n, "end": n + 3} for n in range(1, 1200)],
    }
    before = shape(project)
    project.import_files([jsonl(tmp_path / "bulk.jsonl", line, {"text": "B"})])
    after = shape(project)
    changes = project.undo()
    assert changes is not None
    assert shape(project) == before
    project.redo()
    assert shape(project) == after


def test_two_connections_undo_one_after_the_other(project: Project) -> None:
    article = project.import_text(TEXT)
    project.annotate(article.id, 0, 5, "source")
    with Project.open(project.path, annotator="Ben") as other:
        other.annotate(article.id, 6, 10, "source")
        project.annotate(article.id, 11, 15, "source")
        titles = []
        for turn in (other, project, other, project):
            changes = turn.undo()
            assert changes is not None
            titles.append(changes.title)
        assert titles == ["Tag source", "Tag source", "Tag source", "Import 1 article"]
        assert project.undo() is None
        assert other.undo() is None
        assert list(other.articles()) == []
        for turn in (other, other, project, project):
            assert turn.redo() is not None
        assert shape(project) == shape(other)
        assert len(project.annotations()) == 3


def test_a_large_operation_folds_its_log_away(project: Project, tmp_path: Path) -> None:
    lines = [
        {
            "text": f"{n} " + TEXT * 10,
            "annotations": [{"label": "figure", "start": k, "end": k + 3} for k in range(450)],
        }
        for n in range(50)
    ]
    project.import_files([jsonl(tmp_path / "large.jsonl", *lines)])
    assert len(project.annotations()) == 22_500
    assert (tmp_path / "talks.annot-wal").stat().st_size == 0
