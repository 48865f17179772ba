"""What an action says of itself to those who listen, and how other programs' actions are heard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import Project
from annotator.model.changes import ChangeSet, Place
from annotator.model.listing import ReadingPlace
from annotator.store import history

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."


@pytest.fixture
def heard(project: Project) -> list[ChangeSet]:
    """What has been announced, in order."""
    changes: list[ChangeSet] = []
    project.subscribe(changes.append)
    return changes


@pytest.fixture
def other(project: Project) -> Iterator[Project]:
    """The same file, opened by another program."""
    with Project.open(project.path, annotator="Ben") as opened:
        opened.session.backs_up = False
        yield opened


def kinds(changes: ChangeSet) -> list[str]:
    return sorted(change.kind for change in changes.changes)


def test_tagging_tells_what_and_where(project: Project, heard: list[ChangeSet]) -> None:
    article = project.import_text(TEXT)
    made = project.annotate(article.id, 16, 29, "figure")
    imported, tagged = heard
    assert (imported.title, imported.act, imported.outside) == ("Import 1 article", "do", False)
    assert kinds(imported) == ["article"]
    assert imported.articles == {article.id}
    assert imported.place is None
    assert (tagged.title, tagged.act, tagged.outside, tagged.many) == (
        "Tag figure", "do", False, False,
    )  # fmt: skip
    (change,) = tagged.changes
    assert (change.kind, change.id, change.article) == ("annotation", made.id, article.id)
    assert tagged.kinds == {"annotation"}
    assert tagged.place == Place(article.id, 16, 29, made.id)
    assert tagged.operation == next(project.history()).id


def test_the_first_thing_somebody_writes_makes_them_known(
    project: Project, heard: list[ChangeSet]
) -> None:
    article = project.import_text(TEXT)
    project.work_as("Ben")
    project.annotate(article.id, 0, 5, "source")
    assert kinds(heard[-1]) == ["annotation", "annotator"]
    project.annotate(article.id, 6, 10, "source")
    assert kinds(heard[-1]) == ["annotation"]


def test_every_verb_tells_what_it_touched(project: Project, heard: list[ChangeSet]) -> None:
    article = project.import_text(TEXT)
    who = project.annotate(article.id, 0, 5, "source")
    how_much = project.annotate(article.id, 22, 29, "figure")
    said = project.relate(who.id, "says", how_much.id)
    # What is linked is seen while the annotation where it starts is selected.
    assert kinds(heard[-1]) == ["relation"]
    assert heard[-1].place == Place(article.id, who.start, who.end, who.id)
    assert heard[-1].changes[0].id == said.id
    project.update(how_much.id, start=16)
    assert heard[-1].place == Place(article.id, 16, 29, how_much.id)
    project.corpus.set_state(article.id, "look")
    assert kinds(heard[-1]) == ["status"]
    assert heard[-1].articles == {article.id}
    project.delete(how_much.id)
    assert kinds(heard[-1]) == ["annotation", "relation"]
    assert heard[-1].place == Place(article.id, 16, 29, None)


def test_an_import_with_new_labels_tells_of_the_scheme(
    project: Project, heard: list[ChangeSet], tmp_path: Path
) -> None:
    line = {"text": TEXT, "annotations": [{"label": "event", "start": 3, "end": 9}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    project.import_files([tmp_path / "a.jsonl"])
    (changes,) = heard
    assert kinds(changes) == ["annotation", "article", "scheme"]
    assert [label.key for label in project.labels][-1] == "event"
    project.undo()
    assert heard[-1].touches("scheme")
    assert [label.key for label in project.labels][-1] == "figure"


def test_undo_leads_back_to_the_place(project: Project, heard: list[ChangeSet]) -> None:
    article = project.import_text(TEXT)
    made = project.annotate(article.id, 0, 5, "source")
    project.update(made.id, end=10)
    project.undo()
    assert heard[-1].place == Place(article.id, 0, 5, made.id)
    assert (heard[-1].title, heard[-1].act) == ("Move edge of source", "undo")
    project.undo()
    assert heard[-1].place == Place(article.id, 0, 5, None)
    tag = next(one for one in project.history() if one.title == "Tag source" and one.act == "do")
    assert heard[-1].operation == tag.id
    project.redo()
    assert heard[-1].place == Place(article.id, 0, 5, made.id)
    assert (heard[-1].title, heard[-1].act) == ("Tag source", "redo")
    project.delete(made.id)
    project.undo()
    assert heard[-1].place == Place(article.id, 0, 5, made.id)


def test_too_many_changes_are_told_by_article(
    project: Project,
    heard: list[ChangeSet],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(history, "_MANY", 10)
    lines = [
        {
            "text": f"{n} {TEXT}",
            "annotations": [{"label": "event", "start": k, "end": k + 2} for k in range(count)],
        }
        for n, count in ((1, 7), (2, 0))
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    project.import_files([path])
    assert not heard[-1].many
    assert len(heard[-1].changes) == 10
    ids = [article.id for article in project.articles()]
    project.undo()
    lines[0]["annotations"] += [{"label": "figure", "start": 9, "end": 11}]  # type: ignore[operator]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    project.import_files([path])
    changes = heard[-1]
    assert changes.many
    assert changes.changes == ()
    assert changes.kinds == {"article", "annotation", "scheme"}
    assert changes.articles == set(ids)
    assert changes.touches("annotation", ids[1])
    assert changes.place is not None
    assert changes.place.article == ids[0]


def test_who_no_longer_listens_hears_nothing(project: Project) -> None:
    heard: list[ChangeSet] = []
    stop = project.subscribe(heard.append)
    project.import_text(TEXT)
    stop()
    project.import_text("Another article.")
    assert len(heard) == 1


# Other programs


def test_another_program_s_work_is_heard_once(
    project: Project, other: Project, heard: list[ChangeSet]
) -> None:
    article = other.import_text(TEXT)
    made = other.annotate(article.id, 0, 5, "source")
    assert heard == []
    project.poll()
    assert [(one.title, one.outside) for one in heard] == [
        ("Import 1 article", True),
        ("Tag source", True),
    ]
    assert heard[1].changes[-1].id == made.id
    project.poll()
    assert len(heard) == 2


def test_one_s_own_work_is_never_news(
    project: Project, other: Project, heard: list[ChangeSet]
) -> None:
    article = project.import_text(TEXT)
    project.poll()
    other.annotate(article.id, 0, 5, "source")
    project.annotate(article.id, 6, 10, "source")
    other.annotate(article.id, 11, 15, "source")
    project.undo()
    project.annotate(article.id, 16, 21, "figure")
    project.poll()
    project.poll()
    outside = [one for one in heard if one.outside]
    assert [(one.title, one.act) for one in outside] == [("Tag source", "do")] * 2
    own = [(one.title, one.act) for one in heard if not one.outside]
    assert own == [
        ("Import 1 article", "do"),
        ("Tag source", "do"),
        ("Tag source", "undo"),
        ("Tag figure", "do"),
    ]
    project.annotate(article.id, 0, 15, "source")
    project.poll()
    assert len([one for one in heard if one.outside]) == 2
    assert other.session.journal.news()[-1].title == "Tag source"


def test_both_hear_all_of_the_other(project: Project, other: Project) -> None:
    theirs: list[int] = []
    ours: list[int] = []
    other.subscribe(lambda one: theirs.append(one.operation) if one.outside else None)
    project.subscribe(lambda one: ours.append(one.operation) if one.outside else None)
    article = project.import_text(TEXT)
    made: dict[Project, list[int]] = {project: [next(project.history()).id], other: []}
    for turn in "aabbbabaabba":
        who = project if turn == "a" else other
        who.annotate(article.id, 0, 5, "source")
        made[who].append(next(who.history()).id)
        if turn == "b":
            project.poll()
    project.poll()
    other.poll()
    assert ours == made[other]
    assert theirs == made[project]


def test_what_was_done_before_opening_is_no_news(project: Project) -> None:
    project.import_text(TEXT)
    heard: list[ChangeSet] = []
    with Project.open(project.path, annotator="Ben") as other:
        other.subscribe(heard.append)
        other.poll()
        project.import_text("Another article.")
        other.poll()
    assert [one.title for one in heard] == ["Import 1 article"]


def test_what_is_no_action_is_no_news(project: Project, other: Project) -> None:
    article = project.import_text(TEXT)
    heard: list[ChangeSet] = []
    other.poll()
    other.subscribe(heard.append)
    project.corpus.keep_reading_place(article.id, ReadingPlace(1, 2, 3))
    other.poll()
    assert heard == []


def test_a_scheme_that_another_program_completed_is_kept(
    project: Project, other: Project, tmp_path: Path
) -> None:
    """Both remember the scheme; the second to add to it must not write over the first."""
    assert project.scheme == other.scheme
    for who, label in ((other, "event"), (project, "person")):
        line = {"text": label, "annotations": [{"label": label, "start": 0, "end": 3}]}
        path = tmp_path / f"{label}.jsonl"
        path.write_text(json.dumps(line), encoding="utf-8")
        who.import_files([path])
    assert [label.key for label in project.scheme.labels][-2:] == ["event", "person"]
    other.annotate(next(iter(other.articles())).id, 0, 1, "person")


def test_an_edit_stands_on_what_another_program_wrote(project: Project) -> None:
    article = project.import_text(TEXT)
    made = project.annotate(article.id, 0, 5, "source")
    with Project.open(project.path, annotator="Olena") as twin:
        twin.update(made.id, note="theirs")
        project.update(made.id, end=10)
        assert project.annotating.get(made.id).note == "theirs"
        twin.relate(made.id, "says", twin.annotate(article.id, 22, 29, "figure").id)
        project.delete(made.id)
        assert twin.relations() == []
