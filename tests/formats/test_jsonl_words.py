"""Flags, retirement, what is no copy and what is intended, in own JSONL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator import Project
from annotator.formats.registry import formats
from annotator.model.export import ExportPlan, Selection, Splits
from annotator.model.incoming import Note, Skipped
from annotator.model.inconsistency import Subject
from tests.formats.jsonl_in import read

TEXT = "Talks in Kyiv 🇺🇦 went on.\n\nOlena was in Kyiv."
OTHER = "قال الوزير في كييف ٦٠٠ كيلومتر."
WIRE = Subject("untagged", "kyiv", "location")


@pytest.fixture
def ids(project: Project) -> list[str]:
    return [project.import_text(text).id for text in (TEXT, OTHER, "A third one.")]


@pytest.fixture
def full(project: Project, ids: list[str]) -> Project:
    """A project in which much is said of articles."""
    project.corpus.set_flag(ids[:2], "look 🚩 again")
    project.copies.say_apart(ids[0], ids[1:])
    project.shelving.retire(ids[2:], "a copy\nof the first")
    project.silences.add(WIRE, "the city in a name", [(ids[0], 9, 13)])
    project.silences.add(Subject("labels", "olena"), "", ())
    project.work_as("Ben")
    project.corpus.set_flag([ids[1]], "mine")
    project.corpus.set_state(ids[1], "done")
    project.silences.add(Subject("values", "kyiv", "location", "name"), "as it is written")
    project.work_as("Olena")
    return project


def lines(project: Project, *, retired: bool = True, **fields: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data(project, retired=retired, **fields).splitlines()]


def data(project: Project, *, retired: bool = True, **fields: Any) -> bytes:
    out = project.path.with_name("out.jsonl")
    plan = ExportPlan(format="jsonl", selection=Selection(retired=retired), **fields)
    report = project.exporting.run(out, plan)
    assert list(report.losses) == []
    return out.read_bytes()


def test_it_stands_in_the_articles(full: Project, ids: list[str]) -> None:
    first, second, third = lines(full)
    assert first["flags"] == {"Olena": "look 🚩 again"}
    assert second["flags"] == {"Ben": "mine", "Olena": "look 🚩 again"}
    assert first["no_copy_of"] == {"Olena": sorted(ids[1:])}
    assert third["retired"].keys() == {"Olena"}
    assert third["retired"]["Olena"]["reason"] == "a copy\nof the first"
    # What is intended everywhere stands with the first article.
    told = [(one["about"], one["author"], one["start"], one["end"]) for one in first["intended"]]
    assert told == [
        ("labels", "Olena", None, None),
        ("values", "Ben", None, None),
        ("untagged", "Olena", 9, 13),
    ]
    assert first["intended"][2]["reason"] == "the city in a name"
    assert "intended" not in second
    assert [line["id"] for line in lines(full, retired=False)] == ids[:2]


def test_it_comes_back_byte_for_byte(full: Project, tmp_path: Path) -> None:
    written = data(full)
    (tmp_path / "in.jsonl").write_bytes(written)
    with Project.create(tmp_path / "zed.annot", annotator="Zed") as zed:
        report = zed.import_files([tmp_path / "in.jsonl"])
        assert report.skipped == ()
        assert report.notes == (
            Note("Olena", "no lead here; the articles they have retired (1) are listed"),
        )
        assert data(zed) == written
        assert zed.check() == []
        # The same again is nothing new.
        steps = len(list(zed.history()))
        assert zed.import_files([tmp_path / "in.jsonl"]).skipped == ()
        assert len(list(zed.history())) == steps
        zed.undo()
        assert zed.corpus.numbers() == []
    with Project.create(tmp_path / "own.annot", annotator="Olena") as own:
        own.import_files([tmp_path / "in.jsonl"])
        assert [one.reason for one in own.shelving.retired()] == ["a copy\nof the first"]
        assert own.corpus.count() == 2
        assert own.corpus.flags() == ["look 🚩 again"]
        assert {one.id: one for one in own.silences.all()} == {
            one.id: one for one in full.silences.all()
        }
        assert data(own) == written
        own.shelving.bring_back([own.shelving.retired()[0].article])
        assert own.corpus.count() == 3


def test_the_golden_file_comes_back_byte_for_byte(project: Project, tmp_path: Path) -> None:
    """It is the golden dataset, with more said of its articles."""
    golden = Path(__file__).parent.parent / "data" / "formats" / "words.jsonl"
    report = project.import_files([golden])
    assert (report.skipped, report.notes) == ((), ())
    assert data(project) == golden.read_bytes()
    first, third = (json.loads(golden.read_bytes().splitlines()[at]) for at in (0, 2))
    assert first["flags"] == {"Ben “B”": "ask Ann; “far”, how far?"}
    assert first["intended"][1]["string"] == "東京"
    assert [one.article for one in project.shelving.retired()] == [third["id"]]


def test_an_article_that_is_here_is_not_retired_by_a_file(full: Project, tmp_path: Path) -> None:
    written = data(full)
    (tmp_path / "in.jsonl").write_bytes(written)
    with Project.create(tmp_path / "own.annot", annotator="Olena") as own:
        article = own.import_text("A third one.")
        own.corpus.set_flag([article.id], "keep")
        own.import_files([tmp_path / "in.jsonl"])
        assert own.shelving.retired() == []
        # A file that says nothing of a flag leaves it.
        assert own.corpus.rows(own.corpus.numbers())[0].flag == "keep"


def test_only_what_is_chosen_goes_along(full: Project) -> None:
    out = full.path.with_name("out.jsonl")
    full.exporting.run(
        out, ExportPlan(format="jsonl", selection=Selection(annotators=("Ben",), retired=True))
    )
    first, second, third = (json.loads(line) for line in out.read_bytes().splitlines())
    assert (first.get("flags"), second["flags"]) == (None, {"Ben": "mine"})
    assert [one["author"] for one in first["intended"]] == ["Ben"]
    assert "retired" not in third
    full.exporting.run(
        out, ExportPlan(format="jsonl", selection=Selection(labels=("figure",), retired=True))
    )
    first = json.loads(out.read_bytes().splitlines()[0])
    assert [one["about"] for one in first["intended"]] == ["labels"]


def test_pseudonyms_are_no_names(full: Project) -> None:
    out = full.path.with_name("out.jsonl")
    selection = Selection(retired=True)
    full.exporting.run(out, ExportPlan(format="jsonl", selection=selection, pseudonyms=True))
    assert b'Olena":' not in out.read_bytes()
    assert b"Ben" not in out.read_bytes()
    second = json.loads(out.read_bytes().splitlines()[1])
    assert set(second["flags"].values()) == {"mine", "look 🚩 again"}


def test_other_formats_say_that_they_leave_it_out(full: Project) -> None:
    # Datasette's metadata holds nothing of articles.
    for one in formats():
        if one.write is None or one.name in ("jsonl", "datasette"):
            continue
        assert "other" in one.cannot_hold
        told = [loss.detail for loss in full.exporting.losses(one.name) if "flags" in loss.detail]
        assert told == [
            "left out: flags, what it is no copy of, what is intended",
            "left out: flags",
        ], one.name
    assert full.exporting.losses("jsonl") == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("flags", ["a", "b"]), ("flags", 3), ("flags", {"Ann": 1}), ("retired", False),
        ("retired", {"Ann": {"why": "x"}}), ("no_copy_of", {"Ann": ["T1"]}), ("intended", "yes"),
        ("intended", [1]), ("retired", None),
    ],
)  # fmt: skip
def test_what_others_mean_by_these_names_is_no_field_of_ours(key: str, value: object) -> None:
    line = json.dumps({"text": "One.", key: value}).encode()
    articles, skipped = read(line + b"\n" + line)
    assert [one.text for one in articles] == ["One.", "One."]
    assert skipped == [Skipped("in.jsonl", f"the field “{key}” (2×): it is none of ours")]


def test_what_cannot_be_is_listed_and_the_rest_taken(project: Project, tmp_path: Path) -> None:
    line = {
        "text": TEXT,
        "flags": {"Ann": "x" * 81, " ": "y", "Ben": "  fine\n words ", "Carla": ""},
        "retired": {"Ann": {"created": "soon"}, "Ben": {"reason": "x" * 1001}, "Olena": {}},
        "intended": [
            {"about": "labels", "string": "kyiv", "start": 3},
            {"about": "labels", "string": "kyiv", "start": 3, "end": 99},
            {"about": "moods", "string": "kyiv"},
            {"about": "labels", "string": "kyiv", "more": 1},
            {"about": "labels", "string": "kyiv"},
        ],
    }
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    report = project.import_files([path])
    assert sorted(one.reason.partition(":")[0] for one in report.skipped) == [
        *["a state"] * 2,
        *["what is intended"] * 3,
        *["who retired it"] * 2,
    ]
    assert len(project.silences.all()) == 1
    assert [one.by for one in project.shelving.retired()] == ["Olena"]
    (said,) = lines(project)
    assert said["flags"] == {"Ben": "fine words"}
    assert project.check() == []


def test_places_are_counted_as_the_file_counts(project: Project, tmp_path: Path) -> None:
    units = len(TEXT.encode("utf-16-le")) // 2
    at = TEXT.rindex("Kyiv") + (units - len(TEXT))
    line = {
        "text": TEXT,
        "intended": [{"about": "labels", "string": "kyiv", "start": at, "end": at + 4}],
    }
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    project.importing.import_files([path], offsets="utf16")
    (one,) = project.silences.all()
    assert TEXT[one.start : one.end] == "Kyiv"


def test_it_is_said_once_though_an_export_is_split(full: Project, tmp_path: Path) -> None:
    plan = ExportPlan(format="jsonl", splits=Splits(train=50, dev=0, test=50, group=False))
    full.exporting.run(full.path.with_name("split.jsonl"), plan)
    files = [full.path.with_name(f"split.{name}.jsonl") for name in ("train", "test")]
    with Project.create(tmp_path / "own.annot", annotator="Olena") as own:
        assert own.import_files(files).skipped == ()
        assert len(own.silences.all()) == len(full.silences.all())
