"""Datasets are written whole or not at all, over nothing that must not be lost."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.formats import formats_there_are
from annotator.model.article import Article
from annotator.problems import UserProblem

TEXT = "Olena said that about 600 km² burned near Kyiv."


@pytest.fixture
def article(project: Project) -> Article:
    made = project.import_text(TEXT)
    project.annotate(made.id, 0, 5, "source")
    return made


def refusal(project: Project, out: Path, format: str = "csv", **fields: object) -> str:
    before = sorted(one.name for one in out.parent.iterdir()) if out.parent.is_dir() else []
    with pytest.raises(UserProblem) as problem:
        project.exporting.export(out, format, **fields)  # type: ignore[arg-type]
    if out.parent.is_dir():
        assert sorted(one.name for one in out.parent.iterdir()) == before
    return str(problem.value)


def test_a_file_that_is_there_is_replaced(project: Project, article: Article) -> None:
    out = project.path.with_name("out.csv")
    out.write_text("old")
    project.export(out, format="csv")
    assert out.read_text().startswith("article,")


def test_what_a_link_leads_to_is_replaced(project: Project, article: Article) -> None:
    out, link = project.path.with_name("out.csv"), project.path.with_name("link.csv")
    out.write_text("old")
    link.symlink_to(out)
    project.export(link, format="csv")
    assert link.is_symlink()
    assert out.read_text().startswith("article,")


def test_of_some_people_nothing_is_told_of_others(project: Project, article: Article) -> None:
    """Who is done and marked nothing has missed it, wherever the dataset is taken in."""
    project.corpus.set_state(article.id, "done")
    project.work_as("Mei")
    project.corpus.set_state(article.id, "done")
    out = project.path.with_name("out.jsonl")
    project.exporting.export(out, "jsonl", annotators=["Olena"])
    *_, line = map(json.loads, out.read_text().splitlines())
    assert line["states"] == {"Olena": "done"}
    assert line["none"].keys() == {"Olena"}
    project.exporting.export(out, "jsonl", annotators=["Mei"])
    *_, line = map(json.loads, out.read_text().splitlines())
    assert line["states"] == {"Mei": "done"}
    assert line["none"].keys() == {"Mei"}


def test_a_pipe_is_written_and_stays_a_pipe(project: Project, article: Article) -> None:
    pipe = project.path.with_name("pipe")
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    project.export(pipe, format="jsonl")
    reader.join()
    assert pipe.is_fifo()
    assert json.loads(read[0])["id"] == article.id


def test_no_project_is_overwritten(project: Project, article: Article) -> None:
    with Project.create(project.path.with_name("other.annot")) as other:
        path = other.path
    for out in (project.path, path):
        before = out.read_bytes()
        assert refusal(project, out) == (
            f"{out.name} is a project; a dataset is not written over it. Choose another name."
        )
        assert out.read_bytes() == before
    out = project.path.with_name("out.csv")
    assert "is a project" in refusal(project, out, loss_report=path)


def test_a_loss_report_is_a_file_of_its_own(project: Project, article: Article) -> None:
    out, report = project.path.with_name("out.csv"), project.path.with_name("losses.json")
    losses = project.exporting.export(out, "csv", loss_report=report)
    assert json.loads(report.read_text()) == [loss.as_json() for loss in losses]
    assert [loss.reason for loss in losses] == ["other"]
    assert refusal(project, out, loss_report=out) == "The loss report needs a file of its own."


def test_what_cannot_be_written_is_said(project: Project, article: Article) -> None:
    folder = project.path.parent
    assert refusal(project, folder) == (
        f"{folder.name} is a folder, and this export is a file. Name a file in it."
    )
    assert refusal(project, folder / "no" / "out.csv") == (
        f"{folder / 'no' / 'out.csv'} cannot be written: No such file or directory."
    )
    (folder / "file").write_text("x")
    assert refusal(project, folder / "file" / "out.csv").endswith("Not a directory.")
    assert refusal(project, folder / "out.csv", loss_report=folder / "no" / "x").endswith(
        "No such file or directory."
    )


def test_what_there_is_not_is_said(project: Project, article: Article) -> None:
    out = project.path.with_name("out")
    assert refusal(project, out, "xls").startswith("There is no format “xls”. There are jsonl, ")
    assert refusal(project, out, "text") == "Plain text can be read, but not written."
    assert refusal(project, out, annotators=["Ben"]) == (
        "There is no annotator “Ben” in this project; there are Olena."
    )
    assert refusal(project, out, labels=["person"]) == (
        "The scheme has no label “person”; it has source, location, figure."
    )
    assert refusal(project, out, options={"size": "1"}).startswith("CSV has no option “size”; it ")
    with pytest.raises(UserProblem, match="can be read, but not written"):
        project.exporting.losses("text")


def test_an_export_shows_one_moment(
    project: Project, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody works on while the first article has been written and the next has not."""
    for n in range(3):
        project.annotate(project.import_text(f"Article {n}.").id, 0, 7, "source")
    with Project.open(project.path, annotator="Ben") as other:
        other.session.backs_up = False
        usual = Article.as_json

        def as_json(self: Article) -> object:
            other.annotate(self.id, 0, 3, "figure")
            other.import_text(f"Meanwhile {self.id}")
            return usual(self)

        monkeypatch.setattr(Article, "as_json", as_json)
        out = project.path.with_name("out.jsonl")
        project.export(out, format="jsonl")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 4
    assert [len(line["annotations"]) for line in lines] == [1] * 4
    assert project.corpus.count() == 8


def test_formats_are_listed() -> None:
    names = [one.name for one in formats_there_are()]
    assert names[0] == "jsonl"
    assert {"csv", "text", "html"} <= set(names)


@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_an_export_that_is_stopped_leaves_nothing(
    project: Project, article: Article, format: str
) -> None:
    project.import_text("Another article.")
    out = project.path.with_name("out")
    out.write_text("old")
    told: list[int] = []

    class StoppedError(Exception):
        pass

    def stop(count: int) -> None:
        told.append(count)
        if count == 2:
            raise StoppedError

    before = sorted(one.name for one in out.parent.iterdir())
    with pytest.raises(StoppedError):
        project.exporting.export(out, format, progress=stop)
    assert told == [1, 2]
    assert out.read_text() == "old"
    assert sorted(one.name for one in out.parent.iterdir()) == before
