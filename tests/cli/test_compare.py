"""compare prints every pair as the contract says, and a table for people."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from annotator import Project
from tests.cli.conftest import Run


@pytest.fixture
def team(path: Path) -> Path:
    """The project, worked on by Olena and Ben."""
    with Project.open(path, "Olena") as project:
        article = next(iter(project.articles())).id
        project.annotate(article, 0, 5, "source", attributes={"kind": "named-person"})
        project.annotate(article, 16, 29, "figure", attributes={"value": 600})
        project.annotate(article, 42, 46, "location")
        project.work_as("Ben")
        project.annotate(article, 0, 5, "source", attributes={"kind": "pronoun"})
        project.annotate(article, 22, 29, "figure", attributes={"value": 650, "unit": "km²"})
        project.annotate(article, 42, 46, "location", note="Which one?")
        project.annotate(article, 50, 53, "source")
    return path


@pytest.mark.parametrize("at_once", [1, 3, 1_000])
def test_it_is_one_document_however_long(
    at_once: int, run: Run, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.cli.output._AT_ONCE", at_once)
    told = run("compare", team, "--json")
    assert told.out == orjson.dumps(told.json, option=orjson.OPT_INDENT_2).decode() + "\n"
    assert run("compare", team, "--json", "--kind", "label").out == "[]\n"


def test_every_pair_is_printed_with_both_annotations(run: Run, team: Path, article: str) -> None:
    told = run("compare", team, "--json").json
    assert [list(one) for one in told] == [["article", "kind", "left", "right"]] * 4
    assert {one["article"] for one in told} == {article}
    assert [one["kind"] for one in told] == ["attribute", "value", "same", "missed"]
    listed = run("annotations", team, "--json").json
    by_id = {one["id"]: one for one in listed}
    sides = [one[side] for one in told for side in ("left", "right") if one[side] is not None]
    assert all(by_id.pop(one["id"]) == one for one in sides)
    assert by_id == {}
    assert told[-1]["left"] is None
    assert [one["left"]["annotator"] for one in told[:-1]] == ["Olena"] * 3


def test_the_first_named_is_the_left_one(run: Run, team: Path) -> None:
    told = run("compare", team, "--annotator", "Ben", "--annotator", "Olena", "--json").json
    assert [one["left"]["annotator"] for one in told] == ["Ben"] * 4
    assert told[-1]["right"] is None


def test_people_read_a_table(run: Run, team: Path) -> None:
    done = run("compare", team)
    assert (done.status, done.err) == (0, "")
    counts, differences = done.out.split("\n\n")
    assert [line.split() for line in counts.splitlines()] == [
        ["first", "second", "pairs", "same", "edges", "missed", "attribute", "value", "label"],
        ["Olena", "Ben", "4", "1", "0", "1", "1", "1", "0"],
    ]
    head, *rows = differences.splitlines()
    assert head.split() == ["article", "start", "kind", "first", "second", "attributes"]
    assert len(rows) == 3
    assert "Olena: figure “about 600 km²”  Ben: figure “600 km²”" in rows[1]
    assert rows[1].endswith("unit: – | km²; value: 600 | 650")
    assert "missed     Olena: –" in rows[2]


def test_pairs_can_be_chosen(run: Run, team: Path, article: str) -> None:
    told = run("compare", team, "--label", "figure", "--article", article[:8], "--json").json
    assert [one["kind"] for one in told] == ["value"]
    told = run("compare", team, "--kind", "same", "--kind", "missed", "--json").json
    assert [one["kind"] for one in told] == ["same", "missed"]
    same = run("compare", team, "--kind", "same")
    assert len(same.out.splitlines()) == 2


def test_with_one_person_there_is_nothing_to_compare(run: Run, path: Path, article: str) -> None:
    run("tag", path, article, 0, 5, "source")
    assert run("compare", path, "--json").json == []
    done = run("compare", path)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("There are no such pairs.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--annotator", "Olena", "--annotator", "Zoe"],
            "There is no annotator “Zoe” in this project; there are Ben, Olena.",
        ),
        (["--annotator", "Olena"], "It takes two to compare, and only Olena is named."),
        (["--label", "place"], "The scheme has no label “place”"),
        (["--kind", "odd"], "There is no kind of difference “odd”"),
        (["--article", "abcdef"], "There is no article “abcdef”"),
    ],
)
def test_wrong_names_are_said(run: Run, team: Path, words: list[str], said: str) -> None:
    done = run("compare", team, *words)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(said)


def test_what_is_left_out_of_blind_work_is_said(
    run: Run, team: Path, home: Path, article: str
) -> None:
    with Project.open(team, "Olena") as project:
        project.team.set_role("Ben", "annotator")
        project.team.set_blind(True)
    assert len(run("compare", team, "--json").json) == 4  # the lead's machine
    (home / "settings.json").write_text('{"annotator": "Ben"}')
    done = run("compare", team)
    assert (
        done.err == "1 article is left out until marked done: people work blind in this project.\n"
    )
    assert done.out.startswith("There are no such pairs.")
    with Project.open(team, "Ben") as project:
        project.corpus.set_state(article, "done")
    assert len(run("compare", team, "--json").json) == 4
