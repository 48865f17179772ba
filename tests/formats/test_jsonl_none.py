"""“Looked and found none” in own JSONL: taken back in, refused where it is no such thing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator import Project
from annotator.problems import UserProblem

TEXT = "Olena was in Kyiv."


def write(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def exported(project: Project) -> dict[str, Any]:
    out = project.path.with_name("out.jsonl")
    project.export(out, format="jsonl")
    record: dict[str, Any] = json.loads(out.read_bytes())
    return record


def test_it_stands_beside_the_states(project: Project) -> None:
    article = project.import_text(TEXT).id
    project.annotate(article, 0, 5, "source")
    assert "none" not in exported(project)
    project.corpus.set_state(article, "done")
    assert exported(project)["states"] == {"Olena": "done"}
    assert exported(project)["none"] == {"Olena": ["figure", "location"]}
    project.annotate(article, 13, 17, "location")
    assert exported(project)["none"] == {"Olena": ["figure"]}
    project.work_as("Ann")
    project.corpus.looked_and_found_none(article, "location")
    assert exported(project)["none"] == {"Ann": ["location"], "Olena": ["figure"]}


def test_it_is_taken_in(project: Project, tmp_path: Path) -> None:
    line = {
        "text": TEXT,
        "states": {"Olena": "done"},
        "none": {"Olena": ["b", "a", "b"], "Ann": ["a"], "Ben": []},
        "annotations": [{"label": "a", "start": 0, "end": 5, "annotator": "Ann"}],
    }
    report = project.import_files([write(tmp_path / "a.jsonl", line)])
    assert report.skipped == ()
    assert project.corpus.found_none(report.articles[0]) == ("a", "b")
    # Ann has tagged an “a”: what she is said to have found none of has dropped out.
    assert project.corpus.found_none(report.articles[0], "Ann") == ()
    assert exported(project)["states"] == {"Ann": "open", "Olena": "done"}
    assert exported(project)["none"] == {"Olena": ["a", "b"]}


def test_a_name_that_cannot_be_is_listed(project: Project, tmp_path: Path) -> None:
    line = {"text": TEXT, "none": {" ": ["a"]}}
    report = project.import_files([write(tmp_path / "a.jsonl", line)])
    assert [one.reason for one in report.skipped] == ["a state: An annotator needs a name."]


@pytest.mark.parametrize("none", [["a"], {"Ann": "a"}, {"Ann": [1]}, {"Ann": [""]}, None])
def test_what_is_no_such_thing_is_refused(project: Project, tmp_path: Path, none: object) -> None:
    path = write(tmp_path / "a.jsonl", {"text": TEXT, "none": none})
    with pytest.raises(UserProblem, match=r"a\.jsonl, line 1: none"):
        project.import_file(path)
