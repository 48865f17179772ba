"""annotator tag-all: what it shows beforehand, tags, leaves out, and refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project
from tests.cli.conftest import Run

TALK = (
    "Kyiv waits\n\nPeople in Kyiv said Kyivan trams left Kyiv at 10.\n\n"
    "The mayor of KYIV was there.\n"
)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    made = tmp_path / "kyiv.annot"
    with Project.create(made, annotator="Olena") as project:
        first = project.import_text(TALK)
        project.import_text("In Kyiv, too.")
        at = first.text.index("Kyiv", 12)
        project.annotate(first.id, at, at + 4, "location")
    return made


def test_what_would_be_tagged_is_shown_and_nothing_tagged(run: Run, talks: Path) -> None:
    done = run("tag-all", talks, "Kyiv", "location", "--dry-run")
    assert done.status == 0
    assert [line.split()[0] for line in done.out.splitlines()[1:]].count("x") == 2
    assert "already tagged" in done.out
    assert "headline zone" in done.out
    told = run("tag-all", talks, "Kyiv", "location", "--dry-run", "--json").json
    assert (told["made"], told["known"]) == (0, 1)
    assert [(one["reason"], one["taken"]) for one in told["hits"]] == [
        (None, False),
        ("tagged", False),
        (None, True),
        (None, True),
    ]
    assert len(run("annotations", talks, "--json").json) == 1


def test_tagging_is_one_step(run: Run, talks: Path) -> None:
    done = run("tag-all", talks, "Kyiv", "location")
    assert done == (0, "Tagged 2 in 2 articles. Tagged before: 1. Left out: 1.\n", "")
    assert len(run("annotations", talks, "--json").json) == 3
    assert run("tag-all", talks, "Kyiv", "location", "--json").json["made"] == 0
    assert run("undo", talks).status == 0
    assert len(run("annotations", talks, "--json").json) == 1
    assert run("check", talks) == (0, "No fault found.\n", "")


def test_words_case_zones_and_articles(run: Run, talks: Path) -> None:
    def hits(*words: str) -> int:
        told = run("tag-all", talks, "Kyiv", "location", "--dry-run", "--json", *words).json
        return sum(one["taken"] for one in told["hits"])

    article = run("articles", talks, "--json").json[1]["id"]
    assert hits("--any-case") == 3
    assert hits("--parts") == 3
    assert hits("--zones", "headline, body") == 3
    assert hits("--article", article) == 1


def test_values(run: Run, talks: Path) -> None:
    with Project.open(talks) as project:
        kind = next(
            one.key for one in project.scheme.label("source").attributes if one.kind == "text"
        )
    done = run("tag-all", talks, "Kyiv", "source", "--attribute", f"{kind}=Klychko")
    assert done.status == 0
    told = run("annotations", talks, "--label", "source", "--json").json
    assert [one["attributes"] for one in told] == [{kind: "Klychko"}] * 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("", "location"), "Say which words"),
        (("Kyiv", "town"), "no label “town”"),
        (("Kyiv", "location", "--zones", "page"), "no zone “page”"),
        (("Kyiv", "location", "--article", "ffffff"), "no article"),
        (("Kyiv", "location", "--attribute", "x"), "KEY=VALUE"),
    ],
)
def test_what_is_refused(run: Run, talks: Path, words: tuple[str, ...], said: str) -> None:
    done = run("tag-all", talks, *words)
    assert done.status in (1, 2)
    assert said in done.err
    assert len(run("annotations", talks, "--json").json) == 1
