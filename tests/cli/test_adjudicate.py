"""review, adjudicate and comments do what the contract says, for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import Project
from tests.cli.conftest import Run


@pytest.fixture
def team(path: Path) -> Path:
    """The project, worked on by three."""
    with Project.open(path, "Olena") as project:
        article = next(iter(project.articles())).id
        for who in ("Olena", "Ben", "Amara"):
            project.work_as(who)
            project.annotate(article, 0, 5, "source")
        project.annotate(article, 22, 29, "figure", attributes={"value": 600})
        project.work_as("Ben")
        project.annotate(article, 16, 29, "figure", attributes={"value": 600})
        project.annotate(article, 42, 46, "location")
        project.work_as("Olena")
        project.annotate(article, 22, 29, "figure", attributes={"value": 600})
    return path


def test_a_rule_settles_and_says_what_is_left(run: Run, team: Path, article: str) -> None:
    done = run("adjudicate", team, "--rule", "unanimous", "--reviewer", "Amara")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Settled 1. Still open: 2.",
        "article       settled  open  kinds",
        f"{article[:12]}        1     2  1 edges, 1 missed",
    ]
    told = run("adjudicate", team, "--rule", "at-least", "--least", "2", "--json").json
    assert told == {
        "rule": "at-least",
        "settled": 1,
        "open": 1,
        "articles": [{"article": article, "settled": 1, "open": {"missed": 1}}],
    }
    (line,) = consensus(run, team)
    assert [(one["label"], one["quote"]) for one in line["annotations"]] == [
        ("source", "Olena"), ("figure", "600 km²"),
    ]  # fmt: skip
    assert run("undo", team).out == "Undone: Settle 1 difference.\n"
    assert [one["quote"] for one in consensus(run, team)[0]["annotations"]] == ["Olena"]
    history = run("history", team, "--json").json
    assert [one["annotator"] for one in history if one["title"].startswith("Settle")][-1] == "Amara"


def consensus(run: Run, team: Path) -> list[dict[str, list[dict[str, object]]]]:
    out = team.with_name("out.jsonl")
    assert run("export", team, out, "--format", "jsonl", "--consensus", "--json").json == []
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_dry_run_writes_nothing(run: Run, team: Path) -> None:
    before = team.read_bytes()
    done = run("adjudicate", team, "--rule", "present", "--dry-run")
    assert done.out.startswith("Would settle 2. Still open: 1.\n")
    assert team.read_bytes() == before
    done = run("export", team, team.with_name("x"), "--format", "csv", "--consensus")
    assert done.err.startswith("Nothing has been settled yet: the dataset holds no annotation.\n")


def test_wrong_use_is_told(run: Run, team: Path) -> None:
    assert run("adjudicate", team).status == 2
    assert run("adjudicate", team, "--rule", "majority").status == 2
    for words, said in (
        (["--rule", "at-least"], "The rule at-least needs a number of people, 1 or more.\n"),
        (["--rule", "share", "--share", "1.5"], "The rule share needs a share, above 0 and up to"),
        (["--rule", "unanimous", "--least", "2"], "The rule unanimous takes no number.\n"),
        (["--rule", "unanimous", "--article", "ffffff"], "There is no article “ffffff”"),
        (["--rule", "unanimous", "--annotator", "Zed"], "There is no annotator “Zed”"),
    ):
        done = run("adjudicate", team, *words)
        assert (done.status, done.out) == (1, "")
        assert done.err.startswith(said)


def test_review_lists_units_and_how_they_stand(run: Run, team: Path, article: str) -> None:
    run("adjudicate", team, "--rule", "unanimous", "--reviewer", "Amara")
    done = run("review", team, article[:8])
    assert done.err == ""
    figures = "Olena, Amara: figure “600 km²”; Ben: figure “about 600 km²”"
    assert done.out.splitlines() == [
        "3 units: 2 open, 1 settled.",
        "article       start  kind    state    answers",
        f"{article[:12]}      0  same    settled  Olena, Ben, Amara: source “Olena”",
        f"{article[:12]}     16  edges   open     {figures}",
        f"{article[:12]}     42  missed  open     Ben: location “Kyiv”; Olena, Amara: –",
    ]
    assert run("review", team, "--state", "settled").out.startswith("1 unit: 1 settled.\n")
    assert run("review", team, "--state", "disputed").out == "0 units.\n"
    settled, *left = run("review", team, "--json").json
    assert run("review", team, "--state", "open", "--json").json == left
    assert list(settled) == [
        "article", "key", "kind", "state", "start", "end", "answers", "silent", "proposal",
        "verdict", "consensus", "comments", "asking",
    ]  # fmt: skip
    assert settled["consensus"]["annotator"] == "Consensus"
    assert settled["verdict"]["rule"] == "unanimous"
    assert settled["key"] == min(one["id"] for one in settled["answers"][0]["annotations"])
    assert left[1]["silent"] == ["Olena", "Amara"]
    assert run("review", team, "--annotator", "Ben", "--annotator", "Olena").out.startswith(
        "3 units: 2 open, 1 settled."
    )


def test_in_blind_mode_it_says_what_is_hidden(run: Run, team: Path) -> None:
    with Project.open(team, "Olena") as project:
        project.team.set_blind(True)
    done = run("review", team, "--reviewer", "Ben")
    assert done.err == (
        "Of 1 article only your own work is shown: people work blind in this project.\n"
    )
    assert "Olena" not in done.out.replace("“Olena”", "")
    assert run("review", team, "--reviewer", "Olena").err == ""


def test_comments_are_listed(run: Run, team: Path, article: str) -> None:
    with Project.open(team, "Olena") as project:
        unit = project.reviewing.article(article).units[0]
        project.reviewing.comment(article, "Is that\nher name?", unit, "ask")
        project.reviewing.comment(article, "A good one.")
    done = run("comments", team)
    assert done.out.splitlines() == [
        "article       about         author  act  text",
        f"{article[:12]}  {unit.key[:12]}  Olena   ask  Is that her name?",
        f"{article[:12]}  article       Olena   say  A good one.",
    ]
    (told,) = run("comments", team, article, "--asking", "--json").json
    assert (told["article"], told["about"], told["act"]) == (article, unit.key, "ask")
