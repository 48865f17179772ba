"""Links between annotations from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project

from .conftest import Run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        article = project.import_text("Iva Brod said 20.").id
        project.annotate(article, 0, 8, "source")
        project.annotate(article, 14, 16, "figure")
    return path


def test_link_list_and_unlink(run: Run, path: Path) -> None:
    one, other = (found["id"] for found in run("annotations", path, "--json").json)
    made = run("link", path, one, "says", other, "--note", "twice", "--json").json
    assert (made["type"], made["from"], made["to"], made["note"]) == ("says", one, other, "twice")
    (listed,) = run("links", path, "--json").json
    assert {**made, "article": listed["article"]} == listed
    assert run("links", path, listed["article"][:10]).out.splitlines()[1].split()[2:] == [
        "Iva",
        "Brod",
        "says",
        "20",
    ]
    assert run("unlink", path, made["id"]).out == "Unlinked.\n"
    assert run("links", path, "--json").json == []


def test_what_is_no_link(run: Run, path: Path) -> None:
    one, other = (found["id"] for found in run("annotations", path, "--json").json)
    for words in (
        (other, "says", one),
        (one, "says", one),
        (one, "owns", other),
        (one, "says", "x"),
    ):
        failed = run("link", path, *words)
        assert failed.status == 1
        assert len(failed.err.splitlines()) == 1
    run("link", path, one, "says", other)
    assert "already" in run("link", path, one, "says", other).err
    link = run("links", path, "--json").json[0]["id"]
    assert "only Olena" in run("unlink", path, link, "--annotator", "Mei").err
