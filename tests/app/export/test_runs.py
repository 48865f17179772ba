"""A whole export: where it goes, what lies with it, and that it can be made again."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.export.manifest import plan_of
from annotator.model.export import ExportPlan, Selection, Splits
from annotator.problems import UnreadableInputError, UserProblem


@pytest.fixture
def team(project: Project) -> Project:
    """Two people, five articles, a relation, a verdict, a comment, states."""
    for n in range(5):
        made = project.import_text(f"Talks {n} in Odesa 🇺🇦.\n\nThe minister said {n * 7919} left.")
        first = project.annotate(made.id, 0, 5, "figure", note="who?")
        second = project.annotate(made.id, 8, 10, "location")
        project.relate(first.id, "at", second.id)
        project.corpus.set_state(made.id, "done")
        project.work_as("Ben")
        project.annotate(made.id, 0, 7, "figure")
        project.work_as("Olena")
        project.reviewing.accept(made.id, project.reviewing.article(made.id).units[0])
    return project


def names(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder)}


def annotators(path: Path) -> Iterator[str]:
    for line in path.read_bytes().splitlines():
        article = json.loads(line)
        yield from (one["annotator"] for one in article["annotations"])
        yield from (one["annotator"] for one in article["relations"])
        yield from (one["reviewer"] for one in article["verdicts"])
        yield from article.get("states", {})


def test_a_manifest_says_what_was_exported(team: Project, out: Path) -> None:
    plan = ExportPlan(format="jsonl", selection=Selection(labels=("figure",)))
    team.exporting.run(out / "talks.jsonl", plan)
    assert names(out) == {"talks.jsonl", "talks.jsonl.manifest.json"}
    told = json.loads((out / "talks.jsonl.manifest.json").read_bytes())
    assert told["counts"]["articles"] == 5
    assert told["counts"]["written"] == 15
    data = (out / "talks.jsonl").read_bytes()
    assert told["files"] == [
        {"name": "talks.jsonl", "bytes": len(data), "sha256": sha256(data).hexdigest()}
    ]
    assert {one["measure"] for one in told["agreement"]} >= {"f1_exact", "krippendorff_alpha"}
    assert plan_of(out / "talks.jsonl.manifest.json") == (
        plan, {"talks.jsonl": sha256(data).hexdigest()},
    )  # fmt: skip


def test_each_dataset_of_a_name_has_a_manifest_of_its_own(team: Project, out: Path) -> None:
    for name in ("csv", "jsonl"):
        team.exporting.run(out / f"talks.{name}", ExportPlan(format=name))
    for name in ("csv", "jsonl"):
        plan, digests = plan_of(out / f"talks.{name}.manifest.json")
        assert (plan.format, list(digests)) == (name, [f"talks.{name}"])


def test_the_same_plan_gives_the_same_bytes(team: Project, tmp_path: Path) -> None:
    plan = ExportPlan(
        format="csv", splits=Splits(train=60, dev=20, test=20), pseudonyms=True, notes=True,
        also_jsonl=True,
    )  # fmt: skip
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        team.exporting.run(folder / "talks.csv", plan)
        made.append(
            {name: data for name, data in contents(folder).items() if "manifest" not in name}
        )
    assert made[0] == made[1]
    assert set(made[0]) == {
        "talks.train.csv", "talks.dev.csv", "talks.test.csv", "talks.csv.annotator.jsonl",
        "talks.csv.export-notes.md",
    }  # fmt: skip


def test_pseudonyms_tell_people_apart_and_say_no_more(team: Project, out: Path) -> None:
    team.exporting.run(out / "t.jsonl", ExportPlan(format="jsonl", pseudonyms=True))
    found = set(annotators(out / "t.jsonl"))
    assert found == {"annotator 1", "annotator 2", "Consensus"}
    for data in contents(out).values():
        assert b"Olena" not in data
        assert b"Ben" not in data
    named = ExportPlan(format="jsonl")
    team.exporting.run(out / "n.jsonl", named)
    assert set(annotators(out / "n.jsonl")) == {"Olena", "Ben", "Consensus"}


def test_a_selection_takes_articles_by_id_and_state(team: Project, out: Path) -> None:
    first, second, *_ = team.articles()
    team.corpus.set_state(first.id, "open")

    def exported(selection: Selection) -> list[str]:
        path = out / "t.jsonl"
        team.exporting.run(path, ExportPlan(format="jsonl", selection=selection))
        return [json.loads(line)["id"] for line in path.read_bytes().splitlines()]

    assert exported(Selection(articles=(second.id, first.id))) == [first.id, second.id]
    assert exported(Selection(articles=(first.id[:8],))) == [first.id]
    begun = exported(Selection(states=("begun",)))
    assert first.id in begun
    assert exported(Selection(articles=(first.id, second.id), states=("begun",))) == [
        one for one in (first.id, second.id) if one in begun
    ]
    with pytest.raises(UserProblem, match="no article"):
        exported(Selection(articles=("0" * 64,)))


def test_the_history_goes_along(team: Project, out: Path) -> None:
    first = next(team.articles())
    chosen = Selection(articles=(first.id,))
    team.exporting.run(out / "t.jsonl", ExportPlan(format="jsonl", selection=chosen, history=True))
    lines = [json.loads(line) for line in (out / "t.jsonl.history.jsonl").read_bytes().splitlines()]
    assert {one["article"] for one in lines if one.get("article")} == {first.id}
    assert {one["kind"] for one in lines} >= {"annotation", "article", "scheme", "verdict"}
    with pytest.raises(UserProblem, match="history names everybody"):
        team.exporting.run(
            out / "t.jsonl", ExportPlan(format="jsonl", history=True, pseudonyms=True)
        )


def test_a_folder_replaces_only_an_export(team: Project, out: Path) -> None:
    plan = ExportPlan(format="brat")
    place = out / "talks"
    team.exporting.run(place, plan)
    before = contents(place)
    team.exporting.run(place, plan)
    assert set(contents(place)) == set(before)
    (place / "mine.txt").write_text("my own")
    with pytest.raises(UserProblem, match="not all in it came of an export"):
        team.exporting.run(place, plan)
    assert contents(place) == before | {"mine.txt": b"my own"} | {
        "manifest.json": (place / "manifest.json").read_bytes()
    }
    (out / "file").write_text("x")
    with pytest.raises(UserProblem, match="is a folder of files"):
        team.exporting.run(out / "file", plan)
    empty = out / "empty"
    empty.mkdir()
    team.exporting.run(empty, plan)
    assert (empty / "manifest.json").exists()


def test_a_folder_may_be_packed(team: Project, out: Path) -> None:
    plan = ExportPlan(format="brat", notes=True)
    team.exporting.run(out / "talks", plan)
    team.exporting.run(out / "talks.zip", plan)
    with zipfile.ZipFile(out / "talks.zip") as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    assert members.keys() == contents(out / "talks").keys()
    told = json.loads(members["manifest.json"])
    assert {one["name"]: one["sha256"] for one in told["files"]} == {
        name: sha256(data).hexdigest() for name, data in members.items() if name != "manifest.json"
    }


def test_what_lies_with_a_dataset_replaces_nothing_else(team: Project, out: Path) -> None:
    (out / "talks.csv.export-notes.md").write_text("my own notes")
    plan = ExportPlan(format="csv", notes=True)
    with pytest.raises(UserProblem, match="of no export"):
        team.exporting.run(out / "talks.csv", plan)
    assert contents(out) == {"talks.csv.export-notes.md": b"my own notes"}
    (out / "talks.csv.export-notes.md").unlink()
    team.exporting.run(out / "talks.csv", plan)
    team.exporting.run(out / "talks.csv", plan)
    (out / "other.csv.manifest.json").write_text("{}")
    with pytest.raises(UserProblem, match="of no export"):
        team.exporting.run(out / "other.csv", ExportPlan(format="csv"))


def test_nothing_is_left_of_an_export_that_was_stopped(team: Project, out: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(count: int) -> None:
        if count == 3:
            raise StoppedError

    for name in ("csv", "brat"):
        with pytest.raises(StoppedError):
            team.exporting.run(out / "talks", ExportPlan(format=name, notes=True), progress=stop)
        assert list(out.iterdir()) == []


@pytest.mark.parametrize("said", [b"{}", b"[]", b"no", b'{"kind": "annotator-export"}'])
def test_what_is_no_manifest_is_said(tmp_path: Path, said: bytes) -> None:
    path = tmp_path / "manifest.json"
    path.write_bytes(said)
    with pytest.raises(UnreadableInputError, match=r"manifest\.json"):
        plan_of(path)


def test_honesty_is_what_the_export_says_afterwards(team: Project, out: Path) -> None:
    plan = ExportPlan(format="csv")
    before = team.exporting.honesty(plan)
    report = team.exporting.run(out / "t.csv", plan)
    assert report.honesty == before
    assert sum(row.number for row in before.rows) == len(report.losses)
    preview = team.exporting.preview(plan)
    lines = (out / "t.csv").read_text(encoding="utf-8").splitlines()
    assert [line.rstrip("\r") for line in preview.lines][:3] == lines[:3]
