"""All of a review in our own JSONL, there and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import Project
from tests.app.review_people import (
    again,
    exported,
    unit_at,
    with_something_of_everything,
)

VERDICT = {
    "id", "reviewer", "decision", "cites", "outdated", "consensus", "reason", "note", "rule",
    "created", "modified",
}  # fmt: skip
COMMENT = {"id", "author", "about", "text", "act", "after", "created", "modified"}


@pytest.fixture
def article(project: Project) -> str:
    """An article with something of everything."""
    return with_something_of_everything(project)


def test_a_line_holds_verdicts_and_comments(project: Project, article: str, tmp_path: Path) -> None:
    reviewing = project.reviewing
    (accepted,) = reviewing.accept(article, unit_at(project, article, "The minister"))
    reviewing.reject(article, unit_at(project, article, "Kyiv"), reason="guide-says-no", note="“x”")
    asked = reviewing.comment(article, "Why?", unit_at(project, article, "Kyiv"), "ask")
    reviewing.comment(article, "All of it.")
    (line,) = exported(project)
    assert all(one.keys() == VERDICT for one in line["verdicts"])
    assert all(one.keys() == COMMENT for one in line["comments"])
    accept, reject = line["verdicts"]
    unit = unit_at(project, article, "The minister").unit
    assert accept == {
        "id": accepted.id,
        "reviewer": "Olena",
        "decision": "accept",
        "cites": sorted(one.id for one in unit.annotations),
        "outdated": [],
        "consensus": accepted.consensus,
        "reason": "",
        "note": "",
        "rule": "",
        "created": accepted.created,
        "modified": accepted.modified,
    }
    assert (reject["decision"], reject["consensus"]) == ("reject", None)
    assert (reject["reason"], reject["note"]) == ("guide-says-no", "“x”")
    entry = next(one for one in line["annotations"] if one["annotator"] == "Consensus")
    assert entry["made_from"] == accept["cites"]
    assert [(one["about"], one["act"]) for one in line["comments"]] == [
        (asked.about, "ask"), (None, "say"),
    ]  # fmt: skip
    written = project.path.with_name("out.jsonl").read_bytes()
    assert again(written, tmp_path) == written


def test_what_is_outdated_stays_so(project: Project, article: str, tmp_path: Path) -> None:
    for words in ("The minister", "Kyiv", "12 houses"):
        project.reviewing.accept(article, unit_at(project, article, words))
    project.work_as("Ben")
    kyiv = unit_at(project, article, "Kyiv").unit.annotations[0].id
    houses = unit_at(project, article, "12 houses").unit.annotations[0].id
    project.update(kyiv, label="source")
    project.delete(houses)
    (line,) = exported(project)
    assert [one["outdated"] for one in line["verdicts"]] == [[], [kyiv], [houses]]
    written = project.path.with_name("out.jsonl").read_bytes()
    assert again(written, tmp_path) == written
    with Project.create(tmp_path / "other.annot", annotator="Olena") as other:
        other.import_files([project.path.with_name("out.jsonl")])
        states = [one.state for one in other.reviewing.article(article).units]
        assert states == [one.state for one in project.reviewing.article(article).units]
        assert states == ["settled", "changed", "changed"]
        # What comes again is known, though the versions are other ones.
        report = other.import_files([project.path.with_name("out.jsonl")])
        assert (report.skipped, report.annotations) == ((), 0)
        assert other.next_undo().title == "Import 1 article and 7 annotations"  # type: ignore[union-attr]
    report = project.import_files([project.path.with_name("out.jsonl")])
    assert (report.skipped, report.annotations) == ((), 0)


def test_a_selection_keeps_what_is_about_it(project: Project, article: str) -> None:
    project.reviewing.accept(article, unit_at(project, article, "The minister"))
    project.reviewing.reject(article, unit_at(project, article, "Kyiv"))
    project.reviewing.comment(article, "Kyiv?", unit_at(project, article, "Kyiv"))
    project.reviewing.comment(article, "Who?", unit_at(project, article, "The minister"))
    out = project.path.with_name("out.jsonl")
    losses = project.export(out, format="jsonl", labels=["location"])
    (line,) = [json.loads(one) for one in out.read_bytes().splitlines()]
    assert [one["decision"] for one in line["verdicts"]] == ["reject"]
    assert [one["text"] for one in line["comments"]] == ["Kyiv?"]
    assert [loss.detail for loss in losses] == [
        "verdict of Olena: what it is about is not all in the selection",
        "comment of Olena: what it is about is not in the selection",
    ]


def test_what_other_programs_write_by_these_names(project: Project, tmp_path: Path) -> None:
    line = {
        "text": "Ben said 12 houses burned.",
        "annotations": [
            {"id": "T1", "label": "source", "start": 0, "end": 3, "annotator": "Ann"},
            {"id": "C1", "label": "source", "start": 0, "end": 3, "annotator": "Consensus",
             "origin": "consensus", "made_from": ["T1"]},
            {"id": "C2", "label": "source", "start": 4, "end": 8, "annotator": "Consensus",
             "made_from": ["T9"]},
        ],
        "verdicts": [
            {"decision": "accept", "cites": ["T1"], "consensus": "C1", "reviewer": "Lea"},
            {"decision": "accept", "cites": ["T9"]},
            {"decision": "agree"},
        ],
        "comments": [
            {"id": 1, "text": "Why?", "about": "T1", "author": "Lea", "act": "ask"},
            {"id": 2, "text": "So.", "about": "T1", "after": [1], "act": "resolve"},
            "a comment",
        ],
    }  # fmt: skip
    (tmp_path / "in.jsonl").write_text(json.dumps(line), encoding="utf-8")
    report = project.import_files([tmp_path / "in.jsonl"])
    assert [one.reason for one in report.skipped] == [
        "a verdict: decision: it has to be “accept”, “edit”, “reject” or “unsure”",
        "a comment: it is no object",
        "source 4–8: it was made from T9, which is no annotation here",
        "a verdict: T9 is no annotation of this article",
    ]
    (article,) = project.articles()
    (one,) = project.reviewing.article(article.id).units
    assert (one.state, one.comments, one.asking) == ("settled", 2, False)
    assert one.verdict is not None
    assert one.verdict.reviewer == "Lea"
    assert len(project.import_files([tmp_path / "in.jsonl"]).articles) == 1
    assert [one.comments for one in project.reviewing.article(article.id).units] == [2]
