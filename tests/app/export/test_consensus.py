"""The consensus by itself as a dataset: what stands of several reviewers' entries, and its ties."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from annotator import Project
from annotator.model.scheme import Scheme
from annotator.problems import UserProblem
from tests.app.review_people import (
    PEOPLE,
    TEXT,
    again,
    entries,
    exported,
    span,
    tag,
    unit_at,
    with_something_of_everything,
)


@pytest.fixture
def article(project: Project) -> str:
    """An article with something of everything."""
    return with_something_of_everything(project)


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
