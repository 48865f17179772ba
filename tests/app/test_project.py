"""`Project`, the library's face: as the contract shows it, step by step."""

from __future__ import annotations

from pathlib import Path

import pytest

import annotator
from annotator import Project
from annotator.problems import UserProblem

TEXT = "Olena said that about 600 km² burned near Kyiv."


def test_the_example_of_the_contract(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    with Project.create(tmp_path / "talks.annot", annotator="Olena") as project:
        article = project.import_file(tmp_path / "article.txt")
        assert (article.text, article.title) == (TEXT, TEXT)
        start, end = 16, 29
        made = project.annotate(article.id, start, end, "figure", note="", attributes={})
        with Project.open(tmp_path / "talks.annot", annotator=None) as other:
            assert other.annotations(article.id) == [made]
        assert list(project.articles()) == [article]
        project.update(made.id, label="source", start=0, end=5, attributes={}, note="n")
        project.delete(made.id)
        project.undo()
        project.redo()
        assert project.annotations(article.id) == []
        assert project.export(tmp_path / "out.jsonl", format="jsonl") == []
        assert [hit.article for hit in project.search("kyiv")] == [article.id]
        assert project.check() == []
        assert project.backup(str(tmp_path / "copy.annot")) == tmp_path / "copy.annot"
    assert Project is annotator.Project


def test_a_project_knows_its_name(tmp_path: Path) -> None:
    with Project.create(str(tmp_path / "my talks.annot"), annotator="Olena") as project:
        assert project.path == tmp_path / "my talks.annot"
        assert project.name == "my talks"
        assert not project.read_only
        assert project.annotator.name == "Olena"
        assert [label.key for label in project.labels] == ["source", "location", "figure"]
        assert project.labels[0].shortcut == "1"


def test_one_can_go_on_as_somebody_else(project: Project) -> None:
    article = project.import_text(TEXT)
    project.work_as("  Ben \t K. ")
    assert project.annotator.name == "Ben K."
    assert [one.name for one in project.annotators()] == ["Olena"]
    assert project.annotate(article.id, 0, 5, "source").annotator == "Ben K."
    project.work_as("Carla")
    project.corpus.set_state(article.id, "done")
    assert [one.name for one in project.annotators()] == ["Olena", "Ben K.", "Carla"]
    with pytest.raises(UserProblem, match="needs a name"):
        project.work_as(" ")
    assert project.annotator.name == "Carla"


def test_a_missing_name_of_the_package_is_missing() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Projekt'"):
        _ = annotator.Projekt
    assert annotator.__version__


def test_a_project_can_be_used_from_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path is remembered whole: a program may change its folder meanwhile."""
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    with Project.create("talks.annot", annotator="Olena") as project:
        monkeypatch.chdir(tmp_path)
        project.import_text(TEXT)
        assert project.path == tmp_path / "a" / "talks.annot"
        project.backup("copy.annot")
    assert (tmp_path / "copy.annot").exists()
