"""What is said of articles, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project

from .conftest import Run

WIRE = " ".join(f"word{n} of the report about the valley" for n in range(40))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_text(f"One 🇺🇦\n\n{WIRE}")
        project.import_text(f"Two\n\n{WIRE} and a last line")
        project.import_text("الثالث\n\nنص قصير.")
    return path


def ids(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [article.id for article in project.articles()]


def test_details_are_shown_and_changed(run: Run, path: Path) -> None:
    first, second, _ = ids(path)
    told = run("details", path, first[:10], "--json").json
    assert told[0]["id"] == first
    assert (told[0]["outlet"], told[0]["said"][0]["annotator"]) == (None, "Olena")
    done = run("details", path, first, second, "--set", "outlet=Andes Wire", "--set",
               "published=9 Feb 2026", "--annotator", "Ben")  # fmt: skip
    assert done.status == 0
    assert "Andes Wire" in done.out
    assert "Ben" in done.out
    told = run("details", path, second, "--json").json
    assert told[0]["published"] == "2026-02-09"
    assert [one["annotator"] for one in told[0]["said"]] == ["Ben", "Olena"]
    assert run("details", path, second, "--set", "published=soon").status == 1
    assert run("details", path, second, "--set", "colour=red").status == 2
    assert run("details", path, second, "--set", "outlet").status == 2
    assert run("undo", path).status == 0
    assert run("details", path, first, "--json").json[0]["outlet"] is None


def test_articles_are_retired_and_brought_back(run: Run, path: Path) -> None:
    first, *_ = ids(path)
    assert run("retire", path, first, "--reason", "a copy").status == 0
    assert len(run("articles", path, "--json").json) == 2
    assert run("retire", path, "--json").json == [
        {"article": first, "by": "Olena", "reason": "a copy"}
    ]
    assert "a copy" in run("retire", path).out
    refused = run("retire", path, ids(path)[0], "--annotator", "Ben")
    assert refused.status == 1
    assert "Only a lead" in refused.err
    assert run("bring-back", path, first, "--json").json == {"articles": 1}
    assert len(run("articles", path, "--json").json) == 3


def test_copies_are_listed(run: Run, path: Path) -> None:
    first, second, _ = ids(path)
    (group,) = run("copies", path, "--json").json
    assert [one["id"] for one in group] == [first, second]
    assert 0.5 < group[1]["alike"] < 1
    assert first[:12] in run("copies", path).out
