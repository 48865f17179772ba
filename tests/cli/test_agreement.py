"""The command agreement: JSON as the contract has it, tables, a paragraph, and what goes wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from annotator import Project
from tests.cli.conftest import Run


@pytest.fixture
def worked(path: Path, article: str) -> Path:
    """The project, with an article that three people have marked and one that one has."""
    with Project.open(path) as project:
        alone = project.import_text("She told reporters in Kosti that the road was closed.").id
        project.annotate(alone, 0, 3, "source")
        for name in ("Olena", "Ben", "Mei"):
            project.work_as(name)
            project.annotate(article, 0, 5, "source")
            project.annotate(article, 18 if name == "Olena" else 16, 29, "figure")
    return path


def test_json(run: Run, worked: Path, article: str) -> None:
    found = run("agreement", worked, "--json").json
    assert found.keys() == {"articles", "annotators", "measures"}
    assert found["articles"] == [article]
    assert found["annotators"] == ["Olena", "Ben", "Mei"]
    keys = {"measure", "label", "annotators", "value", "n", "low", "high", "why"}
    for one in found["measures"]:
        assert set(one) - {"attribute"} == keys
        assert ("attribute" in one) == (one["measure"] == "value_alpha")
        assert (one["value"] is None) == (one["why"] is not None)
    assert {one["measure"] for one in found["measures"]} == {
        "f1_exact", "f1_overlap", "semeval_strict", "semeval_exact", "semeval_partial",
        "semeval_type", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "unitizing_alpha",
        "value_alpha",
    }  # fmt: skip
    (exact,) = [
        one
        for one in found["measures"]
        if (one["measure"], one["label"], one["annotators"]) == ("f1_exact", None, ["Olena", "Ben"])
    ]
    assert exact == {
        "measure": "f1_exact", "label": None, "annotators": ["Olena", "Ben"], "value": 0.5, "n": 2,
        "low": None, "high": None, "why": None,
    }  # fmt: skip


def test_what_is_chosen(run: Run, worked: Path, article: str) -> None:
    found = run(
        "agreement", worked, "--annotator", "Mei", "--annotator", "Ben", "--label", "figure",
        "--article", article[:8], "--measure", "f1_exact", "--since", "2020-01-01", "--json",
    ).json  # fmt: skip
    assert found["annotators"] == ["Mei", "Ben"]
    assert [(one["label"], one["value"]) for one in found["measures"]] == [
        (None, 1.0), ("figure", 1.0),
    ]  # fmt: skip


def test_a_table_for_people(run: Run, worked: Path) -> None:
    done = run("agreement", worked, "--measure", "f1_exact", "--measure", "cohen_kappa")
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[0].split() == ["measure", "label", "annotators", "value", "95", "%", "interval",
                                "n", "note"]  # fmt: skip
    assert "cohen_kappa  all       Olena, Ben" in done.out
    # Each label of each pair stands in --table and --json.
    assert "figure    Olena, Ben" not in done.out
    assert "f1_exact     figure    all" in done.out
    assert done.err == (
        "Articles: 1. Annotators: Olena, Ben, Mei.\nLeft out: 1 article (only one annotator).\n"
    )


def test_intervals_are_seeded(run: Run, worked: Path) -> None:
    with Project.open(worked) as project:
        alone = next(one.id for one in project.articles() if one.text.startswith("She"))
        project.work_as("Ben")
        project.annotate(alone, 22, 27, "location")
    words = ("agreement", worked, "--resamples", 100, "--measure", "f1_exact", "--json")
    first = run(*words).json["measures"][0]
    assert first["low"] <= first["value"] <= first["high"]
    assert run(*words).json["measures"][0] == first
    assert run(*words[:3], 400, *words[4:], "--seed", 5).json["measures"][0]["low"] is not None


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("csv", "measure,label,attribute,"),
        ("markdown", "| measure | label |"),
        ("latex", "\\begin{tabular}"),
    ],
)
def test_tables(run: Run, worked: Path, kind: str, begins: str) -> None:
    done = run("agreement", worked, "--table", kind)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(begins)
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(done.out)))
        assert len(rows) == len(run("agreement", worked, "--json").json["measures"])


def test_methods(run: Run, worked: Path) -> None:
    done = run("agreement", worked, "--methods")
    assert done.out.startswith("Krippendorff’s α for unitising")
    assert "over one article marked by at least two of three annotators" in done.out


def test_gamma_has_to_be_asked_for(run: Run, worked: Path) -> None:
    found = run("agreement", worked, "--measure", "gamma", "--json").json["measures"]
    assert {one["measure"] for one in found} == {"gamma"}


def test_nobody_to_compare(run: Run, path: Path) -> None:
    assert run("agreement", path, "--json").json["articles"] == []
    done = run("agreement", path)
    assert done.status == 0
    assert done.out == "No article enters: agreement needs one that two people have worked on.\n"
    assert done.err == ("Left out: 1 untouched article (nobody has marked anything or is done).\n")


def test_what_goes_wrong(run: Run, worked: Path) -> None:
    for words, status, told in (
        (("--annotator", "Bob"), 1, "There is no annotator “Bob” in this project"),
        (("--measure", "luck"), 1, "There is no measure “luck”"),
        (("--since", "soon"), 1, "“soon” is not a day like 2026-02-09."),
        (("--json", "--methods"), 2, "choose one of --json, --table and --methods"),
        (("--resamples", "-1"), 2, "-1"),
    ):
        done = run("agreement", worked, *words)
        assert (done.status, done.out) == (status, "")
        assert told in done.err
