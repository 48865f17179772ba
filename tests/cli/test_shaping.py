"""Fragments, splitting and joining from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project

from .conftest import Run

_TEXT = "Prime Minister Iva Brod and her deputy said 20."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_text(_TEXT)
    return path


def _tag(run: Run, path: Path, *words: object) -> str:
    (article,) = run("articles", path, "--json").json
    return str(run("tag", path, article["id"], *words, "--json").json["id"])


def test_fragments_split_and_join(run: Run, path: Path) -> None:
    one = _tag(run, path, 15, 23, "source", "--and", 32, 38)
    (found,) = run("annotations", path, "--json").json
    assert (found["quote"], found["fragments"]) == ("Iva Brod deputy", [[15, 23], [32, 38]])
    done = run("split", path, one, 30, "--json").json
    assert (done["first"]["quote"], done["second"]["quote"]) == ("Iva Brod", "deputy")
    other = done["second"]["id"]
    assert "“Iva Brod and her deputy”" in run("join", path, other, one, "--whole").out
    assert run("annotations", path, "--json").json[0]["fragments"] == [[15, 38]]
    run("undo", path)
    done = run("join", path, one, other, "--json").json
    assert done["annotation"]["fragments"] == [[15, 23], [32, 38]]
    assert (done["dropped"], done["relations_removed"]) == ([], 0)
    assert run("split", path, one, 30).out.startswith("Split: “Iva Brod” and “deputy”")


def test_what_cannot_be_said_in_a_sentence(run: Run, path: Path) -> None:
    one = _tag(run, path, 15, 23, "source")
    for words, said in (
        (("split", path, one, 15), "between two of its words"),
        (("split", path, one, 18, "--annotator", "Amara"), "only Olena can change it"),
        (("join", path, one), "two annotations"),
        (("join", path, one, "nobody"), "not the id of anything"),
    ):
        done = run(*words)
        assert done.status == 1
        assert said in done.err, done.err
    assert run("join", path).status == 2
