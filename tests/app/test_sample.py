"""The sample project is made at the first call, sound, and opened again later."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project
from annotator.app import sample
from annotator.app.sample import ANNOTATOR, sample_project
from annotator.model.listing import ReadingPlace
from annotator.problems import UserProblem


def test_the_sample_is_made_once(home: Path) -> None:
    path = sample_project()
    assert path == home / "data" / "Valley fires.annot"
    assert [one.name for one in path.parent.iterdir()] == ["Valley fires.annot"]
    made = path.stat().st_mtime_ns
    assert sample_project() == path
    assert path.stat().st_mtime_ns == made


def test_the_sample_shows_what_there_is_to_show() -> None:
    with Project.open(sample_project(), annotator=ANNOTATOR) as project:
        assert project.check() == []
        articles = list(project.articles())
        assert len(articles) >= 10
        assert len(project.annotators()) == 3
        assert {one.label for one in project.annotations()} == {"source", "location", "figure"}
        assert project.relations()
        assert project.corpus.count_in_state("done") >= 1
        assert project.corpus.last_read() == articles[0].id
        assert project.corpus.reading_place(articles[0].id) == ReadingPlace(
            0, 0, round(len(articles[0].text) * 0.62)
        )
        flaws = [
            flaw
            for one in project.annotations()
            for flaw in project.annotating.flaws(one.label, one.attributes)
        ]
        assert flaws == []


def test_nothing_in_the_sample_can_be_undone() -> None:
    with Project.open(sample_project(), annotator=ANNOTATOR) as project:
        assert project.next_undo() is None


def test_a_sample_that_cannot_be_made_leaves_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sample, "resource", fail)
        with pytest.raises(KeyboardInterrupt):
            sample_project()
    assert list((home / "data").iterdir()) == []
    assert sample_project().exists()


def test_a_sample_without_a_folder_is_said(home: Path) -> None:
    (home / "data").write_text("a file in its place")
    with pytest.raises(UserProblem, match=r"Valley fires\.annot cannot be written: File exists"):
        sample_project()


def test_two_windows_make_one_sample(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = sample._make
    calls: list[Path] = []

    def make(path: Path) -> None:
        usual(path)
        calls.append(path)
        if len(calls) == 1:
            sample_project()

    monkeypatch.setattr(sample, "_make", make)
    path = sample_project()
    assert len(calls) == 2
    assert [one.name for one in (home / "data").iterdir()] == [path.name]
    with Project.open(path) as project:
        assert project.check() == []
