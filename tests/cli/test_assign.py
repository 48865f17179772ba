"""The commands about the team: people, assign, progress."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project
from annotator.model.annotator import Annotator
from tests.cli.conftest import Run


@pytest.fixture
def team(path: Path) -> Path:
    """Olena, Jonas and Mei, and ten articles in all."""
    with Project.open(path, "Olena") as project:
        for name in ("Jonas", "Mei"):
            project.team.add_person(name)
        for number in range(9):
            project.import_text(f"Article {number}.\n\n{'Words. ' * (number + 1)}")
    return path


def steps(path: Path) -> int:
    with Project.open(path, read_only=True) as project:
        return len(list(project.history()))


def test_people_lists_and_changes_the_team(run: Run, team: Path) -> None:
    with Project.open(team, "Olena") as project, project.session.operation("Add spaCy") as writer:
        writer.ensure_annotator(Annotator(name="spaCy", kind="suggester"))
    done = run("people", team)
    assert (done.status, done.out.splitlines()) == (
        0,
        [
            "name   role       kind",
            "Olena  lead       person",
            "Jonas  annotator  person",
            "Mei    annotator  person",
            "spaCy  –          suggester",
        ],
    )
    assert done.err == "Nobody was given a role: everybody may do everything.\n"
    told = run(
        "people", team, "--add", "Ann", "--role", "Ann=reviewer", "--role", "Mei=lead", "--blind",
        "--lane", "Mei", "--annotator", "Olena", "--json",
    ).json  # fmt: skip
    assert (told["blind"], told["roles"]) == (True, True)
    assert [(one["name"], one["role"]) for one in told["people"]][:3] == [
        ("Mei", "lead"),
        ("Olena", "lead"),
        ("Jonas", "annotator"),
    ]
    assert told["people"][3] == {
        "name": "Ann", "kind": "person", "role": "reviewer", "colour": "", "initials": "AN",
    }  # fmt: skip
    done = run("people", team, "--role", "Mei=none", "--no-blind", "--annotator", "Mei")
    assert "Mei    annotator" in done.out
    assert done.err == ""
    assert "People work blind." in run("people", team, "--blind", "--annotator", "Olena").err


def test_a_change_of_the_team_that_fails_changes_nothing(run: Run, team: Path) -> None:
    before = steps(team)
    for words, why in (
        (("--add", "Ann", "--role", "Zed=lead"), "There is no annotator “Zed” in this project"),
        (("--add", "Ann", "--add", "ANN"), "“ANN” and “Ann”, who is here already, differ in"),
        (("--blind", "--role", "Olena=reviewer"), "Olena made this project and stays"),
        (("--blind", "--lane", "Zed"), "There is no annotator “Zed” in this project"),
    ):
        done = run("people", team, *words, "--annotator", "Olena")
        assert (done.status, done.out) == (1, "")
        assert done.err.startswith(why), done.err
    assert steps(team) == before
    assert run("people", team, "--role", "Mei=lead", "--annotator", "Olena").status == 0
    done = run("people", team, "--blind", "--annotator", "Jonas")
    assert done.status == 1
    assert done.err.endswith("and Jonas is an annotator. Ask Mei or Olena.\n")


def test_articles_are_shared_out(run: Run, team: Path) -> None:
    before = steps(team)
    words = ("assign", team, "--to", "Jonas", "--to", "Mei", "--overlap", "0.2", "--seed", "3")
    done = run(*words, "--dry-run")
    assert (done.status, steps(team)) == (0, before)
    assert [line.split()[:3] for line in done.out.splitlines()] == [
        ["who", "new", "articles"],
        ["Jonas", "6", "6"],
        ["Mei", "6", "6"],
    ]
    assert done.err == "10 articles, 2 of them done by several. Nothing was written.\n"
    planned = run(*words, "--dry-run", "--json").json
    written = run(*words, "--annotator", "Olena", "--json").json
    assert planned == written
    assert (written["articles"], written["shared"], written["seed"]) == (10, 2, 3)
    with Project.open(team, read_only=True) as project:
        found = {(one.article, one.annotator) for one in project.team.assignments()}
    assert found == {(one["article"], one["annotator"]) for one in written["new"]}
    # All are assigned to somebody now.
    assert run("assign", team, "--json").json["new"] == []
    article = written["new"][0]["article"]
    more = run("assign", team, "--all", "--article", article[:8], "--annotator", "Olena", "--json")
    assert {one["annotator"] for one in more.json["new"]} >= {"Olena"}


def test_articles_are_taken_back(run: Run, team: Path) -> None:
    run("assign", team, "--all", "--annotator", "Olena")
    done = run("assign", team, "--remove", "--to", "Mei", "--annotator", "Olena")
    assert done == (0, "Taken back: 10.\n", "")
    with Project.open(team, read_only=True) as project:
        article = project.team.queue("Jonas")[0]
        assert project.team.queue("Mei") == []
    told = run("assign", team, "--remove", "--article", article, "--json").json
    assert [one["annotator"] for one in told["removed"]] == ["Jonas", "Olena"]
    assert run("assign", team, "--remove", "--article", article) == (0, "Taken back: 0.\n", "")


def test_progress_is_told(run: Run, team: Path) -> None:
    with Project.open(team, "Mei") as project:
        article = next(iter(project.articles())).id
        project.annotate(article, 0, 5, "source")
        project.corpus.set_state(article, "done")
    told = run("progress", team, "--json").json
    assert [(one["annotator"], one["done"], one["assigned"]) for one in told["people"]] == [
        ("Olena", 0, 10),
        ("Jonas", 0, 10),
        ("Mei", 1, 10),
    ]
    assert list(told["articles"].values()) == ["done"] + ["untouched"] * 9
    assert [(week["annotator"], week["done"]) for week in told["weeks"]] == [("Mei", 1)]
    done = run("progress", team)
    assert done.out.splitlines()[0].split() == ["who", "done", "of", "annotations", "last"]
    assert "\nArticles: 9 untouched, 1 done.\n" in done.out


def test_an_empty_project_has_a_team_too(run: Run, tmp_path: Path) -> None:
    Project.create(tmp_path / "a.annot", annotator="Olena").close()
    assert run("assign", tmp_path / "a.annot", "--json").json["new"] == []
    assert "Articles: none." in run("progress", tmp_path / "a.annot").out


@pytest.mark.parametrize(
    "words",
    [
        "people",
        "people PATH --role Mei",
        "people PATH --role Mei=boss",
        "assign",
        "assign PATH --each one",
        "assign PATH --overlap half",
        "assign PATH --all --each 2",
        "assign PATH --all --overlap 0.5",
        "assign PATH --remove",
        "assign PATH --remove --to Mei --all",
        "assign PATH --remove --to Mei --dry-run",
        "progress",
    ],
)
def test_wrong_usage_is_status_2(run: Run, team: Path, words: str) -> None:
    done = run(*(str(team) if word == "PATH" else word for word in words.split()))
    assert (done.status, done.out) == (2, "")
    assert "Error: " in done.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("--to Zed", "There is no annotator “Zed” in this project; there are Jonas, Mei, Olena."),
        ("--article 000000", "There is no article “000000” in talks.annot."),
        ("--each 4", "Each article is to be done by 4 people, and only 3 are named."),
        ("--each 0", "An article is done by one person at least."),
        ("--overlap 2", "The share of articles for several people lies between 0 and 1."),
        ("--remove --to Zed", "There is no annotator “Zed” in this project"),
    ],
)
def test_what_cannot_be_assigned_is_said(run: Run, team: Path, words: str, why: str) -> None:
    before = steps(team)
    done = run("assign", team, *words.split(), "--annotator", "Olena")
    assert (done.status, done.out, steps(team)) == (1, "", before)
    assert done.err.startswith(why)


def test_a_slip_in_a_name_is_pointed_out(run: Run, team: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Another article.", encoding="utf-8")
    article = run("articles", team, "--json").json[0]["id"]
    note = (
        "Note: “jonas” is new in this project, and “Jonas” is here already. If that is the same "
        "person, undo this and name Jonas.\n"
    )
    done = run("tag", team, article, 0, 5, "source", "--annotator", "jonas")
    assert (done.status, done.err) == (0, note)
    # Now there are two, and they were told apart.
    assert run("tag", team, article, 0, 5, "figure", "--annotator", "jonas").err == ""
    assert run("import", team, tmp_path / "b.txt", "--annotator", "MEI").err.startswith(
        "Note: “MEI”"
    )
