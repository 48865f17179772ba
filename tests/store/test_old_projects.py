"""Finished project files of every version open for ever, and say what they said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator import Project
from annotator.problems import UserProblem

_FOLDER = Path(__file__).parent.parent / "data" / "projects"
_PROJECTS = sorted(_FOLDER.glob("*.annot"))


@pytest.fixture(params=_PROJECTS, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, bytes]:
    """Give a copy of an old project, and what it must export."""
    path: Path = request.param
    copy = Path(shutil.copy(path, tmp_path))
    return copy, path.with_suffix(".jsonl").read_bytes()


def test_there_is_one_of_every_version() -> None:
    migrations = Path(__file__).parents[2] / "annotator" / "store" / "migrations"
    versions = [path.stem.partition("_")[2] for path in sorted(migrations.glob("m[0-9]*.py"))]
    assert [path.stem for path in _PROJECTS] == sorted(versions)


def test_it_opens_without_a_fault_and_says_the_same(old: tuple[Path, bytes]) -> None:
    path, said = old
    with Project.open(path, "Olena") as project:
        assert project.check() == []
        project.export(path.with_suffix(".jsonl"), format="jsonl")
    assert path.with_suffix(".jsonl").read_bytes() == said


def test_who_only_reads_it_does_not_change_it(old: tuple[Path, bytes]) -> None:
    path, said = old
    before = path.read_bytes()
    with Project.open(path, "Olena", read_only=True) as project:
        assert project.check() == []
        project.export(path.with_suffix(".jsonl"), format="jsonl")
        with pytest.raises(UserProblem, match="read-only"):
            project.import_text("Another one.")
    assert path.with_suffix(".jsonl").read_bytes() == said
    assert path.read_bytes() == before
    assert sorted(one.name for one in path.parent.iterdir()) == [
        path.name,
        path.with_suffix(".jsonl").name,
        path.with_suffix(".jsonl.manifest.json").name,
    ]


def test_its_undo_still_works(old: tuple[Path, bytes]) -> None:
    path, _ = old
    with Project.open(path, "Olena") as project:
        before = {one.id for one in project.annotations()}
        latest = next(operation for operation in project.history() if operation.state == "done")
        undone = project.undo()
        assert undone is not None
        assert undone.title == latest.title
        assert {one.id for one in project.annotations()} != before
        while project.undo() is not None:
            pass
        assert list(project.annotations()) == []
        assert project.check() == []


def test_it_can_be_worked_on(old: tuple[Path, bytes]) -> None:
    path, _ = old
    with Project.open(path, "Olena") as project:
        article = next(iter(project.articles()))
        made = project.annotate(article.id, 0, 5, "source")
        assert project.search(article.text.split()[0].strip("“"))
        assert made.id in {one.id for one in project.annotations()}
        assert project.check() == []
