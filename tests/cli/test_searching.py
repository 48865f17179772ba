"""What is looked for from the command line."""

from __future__ import annotations

import csv
from pathlib import Path

from annotator import Project

from .conftest import Run


def _talks(folder: Path) -> Path:
    path = folder / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        one = project.import_text("The dam broke near Kyiv. The old dam held. 😀 dam").id
        project.import_text("=dam workers said the dam was safe.")
        project.annotate(one, 4, 7, "location")
    return path


def test_a_concordance_is_listed_sorted_and_written(run: Run, tmp_path: Path) -> None:
    path = _talks(tmp_path)
    told = run("concordance", path, "dam", "--sort", "left1", "--json").json
    assert [(one["left"].split() or [""])[-1] for one in told] == ["=", "😀", "old", "The", "the"]
    assert told[3]["labels"] == "location"
    assert told[3]["start"] == 4
    back = run("concordance", path, "dam", "--sort", "right1", "--backwards", "--json").json
    assert back[0]["right"].split()[:1] == ["workers"]
    text = run("concordance", path, "label:location")
    assert "The [dam] broke" in text.out
    out = tmp_path / "lines.csv"
    assert run("concordance", path, "dam", "--csv", out).status == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5
    assert rows[3]["left"] == "'="
    listed = run("concordance", path, "dam", "--csv", "-")
    assert listed.out.splitlines()[0].startswith("left,hit,right")
    assert list(csv.DictReader(listed.out.splitlines())) == rows
    assert run("concordance", path, "dam", "--csv", "-", "--json").status == 2
    assert run("search", path, "dam", "--limit", 10**30).status == 0


def test_a_wrong_query_is_said(run: Run, tmp_path: Path) -> None:
    path = _talks(tmp_path)
    found = run("concordance", path, "outlet:reuters")
    assert found.status == 1
    assert found.err.startswith("Lines stand around words: add a word")
    assert "Did you mean label:" in run("search", path, "lable:figure").err
    assert run("concordance", path, "dam", "--csv", tmp_path / "no" / "x.csv").status == 1


def test_what_is_tagged_unlike_is_listed(run: Run, tmp_path: Path) -> None:
    path = _talks(tmp_path)
    told = run("inconsistencies", path, "--json").json
    assert told["differing"] == []
    (one,) = told["untagged"]
    assert (one["words"], one["label"], one["tagged"], one["untagged"]) == ("dam", "location", 1, 2)
    assert (
        run("inconsistencies", path, "--everywhere", "--json").json["untagged"][0]["untagged"] == 4
    )
    assert "1 tagged, 2 not" in run("inconsistencies", path).out
