"""Labels of other people's files: mapped, asked about, remembered; nothing dropped unsaid."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotator import Project
from tests.app.incoming import lines, span, write

TEXT = "Anna said that Boris left Tromsø."


def doccano(folder: Path, name: str = "a") -> Path:
    """Give a file with foreign labels, in which one span does not fit."""
    spans = [[0, 4, "PER"], [15, 20, "PER"], [26, 32, "LOC"], [0, 99, "LOC"], [5, 9, "source"]]
    return write(folder / f"{name}.jsonl", json.dumps({"text": TEXT, "label": spans}) + "\n")


def take(project: Project, path: Path, **more: Any) -> Any:
    return project.importing.import_files([path], format_name="doccano", **more)


def test_a_look_ahead_takes_nothing_and_says_all(project: Project, tmp_path: Path) -> None:
    report = take(project, doccano(tmp_path), ask=True)
    assert report.asks
    assert [(one.label, one.annotations, one.quote) for one in report.labels] == [
        ("PER", 2, "Anna"), ("LOC", 1, "Tromsø"), ("source", 1, "said")
    ]  # fmt: skip
    assert report.people == ((None, 4),)
    assert len(report.skipped) == 1
    assert "0–99" in report.skipped[0].reason
    assert (report.files[0].articles, report.files[0].unit) == (1, "utf16")
    assert list(project.articles()) == []
    assert project.next_undo() is None
    assert [label.key for label in project.scheme.labels] == ["source", "location", "figure"]
    # Words that came with it are not known either.
    assert project.session.database.coder.known_number("PER") is None
    again = take(project, doccano(tmp_path), labels={"PER": "source"}, ask=True)
    assert again.asks
    assert project.importing.remembered_labels() == {}


def test_what_needs_no_question_is_taken_at_once(project: Project, tmp_path: Path) -> None:
    own = write(
        tmp_path / "own.jsonl", lines({"text": TEXT, "annotations": [span("source", 0, 4)]})
    )
    report = project.importing.import_files([own], ask=True)
    assert not report.asks
    assert report.annotations == 1
    taken = take(project, doccano(tmp_path), labels={"PER": "source", "LOC": None}, ask=True)
    assert not taken.asks
    assert (taken.annotations, taken.known) == (2, 1)


def test_labels_are_mapped_and_remembered(project: Project, tmp_path: Path) -> None:
    report = take(project, doccano(tmp_path), labels={"PER": "source", "LOC": None})
    assert [(one.label, one.start) for one in project.annotations()] == [
        ("source", 0), ("source", 5), ("source", 15)
    ]  # fmt: skip
    assert report.new_labels == ()
    assert [one.reason for one in report.skipped][1:] == ["1 annotation of “LOC”: as asked for"]
    assert project.importing.remembered_labels() == {"PER": "source", "LOC": None}
    # One step back; what was chosen is still offered.
    project.undo()
    assert list(project.articles()) == []
    assert project.importing.remembered_labels() == {"PER": "source", "LOC": None}
    take(project, doccano(tmp_path), labels={"LOC": "location"})
    assert project.importing.remembered_labels() == {"PER": "source", "LOC": "location"}
    with Project.open(project.path, "Ben") as other:
        assert other.importing.remembered_labels()["PER"] == "source"


def test_a_label_may_become_a_new_one(project: Project, tmp_path: Path) -> None:
    report = take(project, doccano(tmp_path), labels={"PER": "person"})
    assert set(report.new_labels) == {"person", "LOC"}
    assert {label.key for label in project.scheme.labels} >= {"person", "LOC"}


def test_labels_that_are_left_out_are_not_added(project: Project, tmp_path: Path) -> None:
    report = take(project, doccano(tmp_path), new_labels="skip")
    assert report.annotations == 1
    assert report.new_labels == ()
    assert [one.reason for one in report.skipped][1:] == [
        "2 annotations of “PER”: the scheme has no such label",
        "1 annotation of “LOC”: the scheme has no such label",
    ]


def test_annotators_are_mapped(project: Project, tmp_path: Path) -> None:
    own = write(
        tmp_path / "own.jsonl",
        lines({"text": TEXT, "annotations": [span("source", 0, 4, annotator="user-7"),
                                             span("source", 15, 20, annotator="Vera")]}),
    )  # fmt: skip
    project.importing.import_files([own], annotators={"user-7": "Olena"})
    assert {(one.start, one.annotator) for one in project.annotations()} == {
        (0, "Olena"), (15, "Vera")
    }  # fmt: skip
