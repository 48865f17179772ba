"""Datasets of a review: the consensus by itself, and all of it in our own JSONL, there and back."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.model.scheme import Scheme
from annotator.problems import UserProblem
from tests.app.review_people import PEOPLE, TEXT, entries, span, tag, unit_at

VERDICT = {
    "id", "reviewer", "decision", "cites", "outdated", "consensus", "reason", "note", "rule",
    "created", "modified",
}  # fmt: skip
COMMENT = {"id", "author", "about", "text", "act", "after", "created", "modified"}


@pytest.fixture
def article(project: Project) -> str:
    """An article with something of everything, reviewed by Olena."""
    made = project.import_text(TEXT).id
    for who in PEOPLE:
        tag(project, who, "The minister", "source", attributes={"role": "minister"})
    tag(project, "Ben", "12 houses", "figure", attributes={"value": 12})
    tag(project, "Ben", "Kyiv", "location")
    project.work_as("Olena")
    return made


def exported(project: Project, name: str = "out.jsonl", **fields: Any) -> list[dict[str, Any]]:
    out = project.path.with_name(name)
    assert project.export(out, format="jsonl", **fields) == []
    return [json.loads(line) for line in out.read_bytes().splitlines()]


def again(data: bytes, folder: Path) -> bytes:
    """Take an export into an empty project of somebody else, and export that."""
    (folder / "in.jsonl").write_bytes(data)
    with Project.create(folder / "again.annot", annotator="Zed") as project:
        project.session.backs_up = False
        assert project.import_files([folder / "in.jsonl"]).skipped == ()
        project.export(folder / "again.jsonl", format="jsonl")
        assert project.check() == []
    (folder / "again.annot").unlink()
    return (folder / "again.jsonl").read_bytes()


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


def test_the_consensus_alone(project: Project, article: str, tmp_path: Path) -> None:
    reviewing = project.reviewing
    assert exported(project, consensus=True)[0]["annotations"] == []
    reviewing.accept(article, unit_at(project, article, "The minister"))
    reviewing.reject(article, unit_at(project, article, "Kyiv"))
    reviewing.edit(article, unit_at(project, article, "12 houses"), fragments=[span("12")])
    reviewing.comment(article, "Why?")
    project.corpus.set_state(article, "done")
    (line,) = exported(project, consensus=True)
    assert [(one["quote"], one["annotator"]) for one in line["annotations"]] == [
        ("The minister", "Consensus"), ("12", "Consensus"),
    ]  # fmt: skip
    assert line["annotations"][0]["made_from"] == sorted(
        one.id for one in unit_at(project, article, "The minister").unit.annotations
    )
    assert line["verdicts"] == []
    assert not {"comments", "states", "none"} & line.keys()
    written = project.path.with_name("out.jsonl").read_bytes()
    assert again(written, tmp_path) == written
    with pytest.raises(UserProblem, match="not both"):
        project.export(tmp_path / "x", format="jsonl", consensus=True, annotators=["Ben"])
    losses = project.export(tmp_path / "out.csv", format="csv", consensus=True)
    assert [loss.detail for loss in losses] == [
        "no column for: text, zones, where its text came from, what the consensus was made from"
    ]
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["quote"] for row in csv.DictReader(file)] == ["The minister", "12"]
    assert project.export(tmp_path / "y", format="csv")[-1].detail == (
        "no column for: text, zones, what annotators say of the article, which labels they found "
        "none of, verdicts, comments, where its text came from, what the consensus was made from"
    )


def test_of_two_reviewers_who_agree_one_entry_and_of_those_who_differ_none(
    project: Project, article: str
) -> None:
    for who in ("Olena", "Ben"):
        project.work_as(who)
        project.reviewing.accept(article, unit_at(project, article, "The minister"))
        project.reviewing.accept(article, unit_at(project, article, "Kyiv"))
    houses = unit_at(project, article, "12 houses")
    project.reviewing.accept(article, houses)
    project.work_as("Olena")
    project.reviewing.edit(article, houses, label="location", attributes={})
    assert len(entries(project)) == 6
    out = project.path.with_name("out.jsonl")
    losses = project.export(out, format="jsonl", consensus=True)
    (line,) = [json.loads(one) for one in out.read_bytes().splitlines()]
    assert [one["quote"] for one in line["annotations"]] == ["The minister", "Kyiv"]
    assert sorted(loss.detail for loss in losses) == [
        "figure: two reviewers decided differently",
        "location: two reviewers decided differently",
    ]
    project.reviewing.reject(article, houses)
    losses = project.export(out, format="jsonl", consensus=True)
    assert [loss.detail for loss in losses] == ["figure: two reviewers decided differently"]


def test_a_newer_verdict_overtakes_the_entry_of_an_older_one(
    project: Project, article: str
) -> None:
    project.reviewing.accept(article, unit_at(project, article, "Kyiv"))
    project.work_as("Ben")
    kyiv = unit_at(project, article, "Kyiv").unit.annotations[0].id
    project.update(kyiv, label="source")
    (line,) = exported(project, consensus=True)
    assert [one["label"] for one in line["annotations"]] == ["location"]
    project.reviewing.accept(article, unit_at(project, article, "Kyiv"))
    (line,) = exported(project, consensus=True)
    assert [one["label"] for one in line["annotations"]] == ["source"]
    project.reviewing.reject(article, unit_at(project, article, "Kyiv"))
    assert exported(project, consensus=True)[0]["annotations"] == []


def test_a_verdict_on_more_annotations_overtakes_one_on_fewer(
    project: Project, article: str
) -> None:
    project.reviewing.accept(article, unit_at(project, article, "Kyiv"))
    tag(project, "Amara", "Kyiv", "source")
    assert [one["label"] for one in exported(project, consensus=True)[0]["annotations"]] == [
        "location"
    ]
    project.reviewing.take(article, unit_at(project, article, "Kyiv"), 1)
    assert len(entries(project)) == 2
    assert [one["label"] for one in exported(project, consensus=True)[0]["annotations"]] == [
        "source"
    ]


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


def test_links_of_the_consensus_lead_to_the_consensus(tmp_path: Path) -> None:
    scheme = Scheme.model_validate(
        {"labels": [{"key": "who"}, {"key": "what", "attributes": [{"kind": "link", "key": "by"}]}]}
    )
    with Project.create(tmp_path / "p.annot", annotator="Olena", scheme=scheme) as project:
        article = project.import_text(TEXT).id
        for who in ("Olena", "Ben"):
            one = tag(project, who, "The minister", "who")
            two = tag(project, who, "Ben", "who")
            tag(project, who, "600", "what", attributes={"by": one.id})
            tag(project, who, "12", "what", attributes={"by": two.id})
        units = project.reviewing.article(article).units
        assert {one.unit.kind for one in units} == {"same"}
        project.reviewing.accept(
            article, *(one for one in units if one.unit.proposal.label == "what")
        )
        project.reviewing.accept(article, unit_at(project, article, "The minister"))
        out = tmp_path / "out.jsonl"
        losses = project.export(out, format="jsonl", consensus=True)
        (line,) = [json.loads(one) for one in out.read_bytes().splitlines()]
        minister, six, twelve = line["annotations"]
        assert six["attributes"] == {"by": minister["id"]}
        assert twelve["attributes"] == {}
        assert [(loss.annotation, loss.reason) for loss in losses] == [(twelve["id"], "attribute")]


def test_relations_on_which_all_agree_tie_the_consensus(
    project: Project, article: str, tmp_path: Path
) -> None:
    who = {one.annotator: one.id for one in project.annotations(article, labels=["source"])}
    figures = {name: tag(project, name, "600", "figure").id for name in PEOPLE}
    for name in ("Olena", "Ben"):
        project.work_as(name)
        project.relate(who[name], "says", figures[name])
    units = project.reviewing.article(article).units
    project.reviewing.accept(article, *units)
    out = project.path.with_name("out.jsonl")

    def relations() -> tuple[list[tuple[str, str]], list[str]]:
        losses = project.export(out, format="jsonl", consensus=True)
        line = json.loads(out.read_bytes())
        quotes = {one["id"]: one["quote"] for one in line["annotations"]}
        told = [(quotes[one["from"]], quotes[one["to"]]) for one in line["relations"]]
        return told, [loss.detail for loss in losses]

    assert relations() == ([], ["says: not all who marked both ends made it"])
    project.work_as("Amara")
    project.relate(who["Amara"], "says", figures["Amara"])
    assert relations() == ([("The minister", "600")], [])
    assert again(out.read_bytes(), tmp_path) == out.read_bytes()
    with Project.create(tmp_path / "c.annot", annotator="Zed") as other:
        other.import_files([out])
        other.export(tmp_path / "c.jsonl", format="jsonl", consensus=True)
        assert (tmp_path / "c.jsonl").read_bytes() == out.read_bytes()
    project.work_as("Ben")
    project.reviewing.reject(article, unit_at(project, article, "600"))
    assert relations() == ([], ["says: one of its ends is not settled"] * 3)


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
        "a verdict: decision: input should be 'accept', 'edit', 'reject' or 'unsure'",
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


class Steps:
    """Does what reviewers and annotators do, as Hypothesis wants it."""

    def __init__(self, project: Project, article: str, data: st.DataObject) -> None:
        self.project, self.article, self.data = project, article, data

    def draw(self, options: Sequence[Any]) -> Any:
        return self.data.draw(st.sampled_from(options))

    def do(self) -> None:
        project, reviewing = self.project, self.project.reviewing
        project.work_as(self.draw(PEOPLE))
        units = reviewing.article(self.article).units
        mine = project.annotations(self.article, annotators=[project.annotator.name])
        what = self.draw(
            ["tag", "change", "delete", "accept", "edit", "reject", "unsure", "reopen", "rule",
             "comment", "undo", "redo"]
        )  # fmt: skip
        if what == "tag" or (what in ("change", "delete") and not mine):
            start = self.draw(range(0, 30, 5))
            project.annotate(self.article, start, start + 8, self.draw(["source", "figure"]))
        elif what == "change":
            one = self.draw(mine)
            change: dict[str, Any] = self.draw(
                [{"label": "location"}, {"start": one.end - 1}, {"note": "n"}]
            )
            project.update(one.id, **change)
        elif what == "delete":
            project.delete(self.draw(mine).id)
        elif what == "undo":
            project.undo()
        elif what == "redo":
            project.redo()
        elif what == "rule":
            reviewing.settle_by_rule("at-least", least=1)
        elif not units or what == "comment":
            about = self.draw([None, *units])
            reviewing.comment(self.article, "Hm", about, self.draw(["say", "ask", "resolve"]))
        elif what == "edit":
            reviewing.edit(self.article, self.draw(units), label="location", attributes={})
        elif what == "reopen":
            with suppress(UserProblem):  # only another decided about it
                reviewing.reopen(self.article, self.draw(units))
        else:
            getattr(reviewing, what)(self.article, self.draw(units))


def sound(project: Project, article: str) -> None:
    """Hold what holds always: entries and the verdicts that made them, one to one; no fault."""
    made = [one.consensus for one in project.reviewing._held.article(
        project.session.article_number(article)).verdicts.values() if one.decision in
        ("accept", "edit")]  # fmt: skip
    assert sorted(filter(None, made)) == sorted(one.id for one in entries(project, article))
    assert len(made) == len(set(made))
    assert None not in made


def test_any_sequence_of_decisions_comes_back_byte_for_byte() -> None:
    @settings(max_examples=25)
    @given(data=st.data())
    def run(data: st.DataObject) -> None:
        with TemporaryDirectory() as name:
            folder = Path(name)
            with Project.create(folder / "p.annot", annotator="Olena") as project:
                project.session.backs_up = False
                project.session.database.connection.execute("PRAGMA synchronous=OFF")
                article = project.import_text(TEXT).id
                for who in PEOPLE:
                    tag(project, who, "The minister", "source")
                steps = Steps(project, article, data)
                for _ in range(data.draw(st.integers(1, 12))):
                    steps.do()
                    if not list(project.articles()):
                        return  # all was undone
                    sound(project, article)
                states = [one.state for one in project.reviewing.article(article).units]
                with Project.open(project.path, annotator=project.annotator.name) as fresh:
                    review = fresh.reviewing.article(article)
                    assert review == project.reviewing.article(article)
                    assert [one.state for one in review.units] == states
                assert project.check() == []
                project.export(folder / "out.jsonl", format="jsonl")
                written = (folder / "out.jsonl").read_bytes()
            assert again(written, folder) == written

    run()
