"""Data packages: valid by Frictionless, whole when they come back, and those of others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from annotator import Project
from annotator.formats.registry import format_of
from annotator.model.records import ArticleRecord
from annotator.problems import UserProblem
from tests.formats.records import articles
from tests.formats.tables.back import back, plain
from tests.formats.tables.test_articles import damaged, swallow
from tests.formats.tables.test_round_trip import TALKS
from tests.formats.writing import read, write

_GOLDEN = Path(__file__).parent.parent / "data" / "formats"


def validated(folder: Path) -> list[list[str]]:
    """Give the errors that Frictionless finds."""
    from frictionless import validate  # noqa: PLC0415 - a second

    report = validate(str(folder / "datapackage.json"))
    assert report.valid == (not report.flatten(["type"]))
    errors: list[list[str]] = report.flatten(["type", "message"])
    return errors


def unpacked(files: dict[str, bytes], folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@settings(max_examples=40)
@given(records=articles())
def test_a_package_comes_back_whole(records: list[ArticleRecord]) -> None:
    files, losses = write("frictionless", records)
    assert losses == []
    found, reader = read("frictionless", files)
    assert reader.skipped == []
    assert reader.problems == {}
    assert [back(one) for one in found] == records


@settings(max_examples=8, deadline=None)
@given(records=articles())
def test_frictionless_finds_a_package_valid(
    tmp_path_factory: pytest.TempPathFactory, records: list[ArticleRecord]
) -> None:
    files, _ = write("frictionless", records)
    assert validated(unpacked(files, tmp_path_factory.mktemp("package"))) == []


def test_all_that_belongs_to_an_article_comes_back(tmp_path: Path) -> None:
    files, _ = write("frictionless", TALKS)
    assert validated(unpacked(files, tmp_path / "talks")) == []
    found, reader = read("frictionless", files)
    assert reader.skipped == []
    assert [back(one) for one in found] == [plain(one) for one in TALKS]


def test_frictionless_sees_what_was_changed(tmp_path: Path) -> None:
    files, _ = write("frictionless", TALKS)
    files["relations.csv"] = files["relations.csv"].replace(b",at,", b",by,")
    files["annotations.csv"] += b"nobody,x,Ben,figure,-1,2,1,1,q,,,sure,import,,,\r\n"
    kinds = [kind for kind, _ in validated(unpacked(files, tmp_path / "talks"))]
    assert kinds.count("hash-count") == 2
    assert "foreign-key" in kinds
    assert "constraint-error" in kinds


def test_a_package_is_imported_from_its_folder_or_its_file(tmp_path: Path) -> None:
    files, _ = write("frictionless", TALKS)
    folder = unpacked(files, tmp_path / "talks")
    chosen = format_of(folder / "datapackage.json")
    assert chosen is not None
    assert chosen.name == "frictionless"
    exports = []
    for place in (folder, folder / "datapackage.json"):
        with Project.create(tmp_path / f"{place.name}.annot", annotator="Olena") as project:
            assert project.import_files([place]).skipped == ()
            project.export(tmp_path / "out.jsonl", format="jsonl")
        exports.append((tmp_path / "out.jsonl").read_bytes())
    assert exports[0] == exports[1]
    with Project.create(tmp_path / "golden.annot", annotator="Olena") as project:
        project.import_files([_GOLDEN / "talks.jsonl"])
        project.export(tmp_path / "out.jsonl", format="jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == exports[0]


def test_tables_in_another_order_are_taken_by_the_ids_of_articles() -> None:
    files, _ = write("frictionless", TALKS)
    head, *rows = files["articles.csv"].split(b"\r\n")[:-1]
    files["articles.csv"] = b"\r\n".join([head, *reversed(rows), b""])
    found, reader = read("frictionless", files)
    assert reader.skipped == []
    assert [one.text == "" for one in found[:4]] == [False, False, False, True]
    ids = {one["id"] for record in TALKS for one in record["annotations"]}
    assert {one["id"] for each in found for one in each.annotations} == ids


def package(resources: list[object]) -> bytes:
    return json.dumps({"name": "x", "resources": resources}).encode()


def test_a_package_of_others_is_read_as_articles() -> None:
    files = {
        "datapackage.json": package(
            [
                {"name": "news", "path": "news.csv"},
                {"name": "codes", "path": "codes.tsv"},
                {"name": "out", "path": "../news.csv"},
                {"name": "far", "path": "https://example.org/news.csv"},
                {"name": "gone", "path": "gone.csv"},
                {"name": "many", "path": ["a.csv", "b.csv"]},
                7,
            ]
        ),
        "news.csv": b"title,body\nFerry,The ferry was halted.\n",
        "codes.tsv": b"code\tmeaning\nA\tarea\n",
    }
    found, reader = read("frictionless", files)
    assert [(one.metadata.title, one.text) for one in found] == [("Ferry", "The ferry was halted.")]
    told = [one.reason for one in reader.skipped]
    assert len(told) == 6
    beside = "it is no table that stands right beside datapackage.json"
    assert told[:5] == [f"“{name}”: {beside}" for name in ("out", "far", "gone", "many", "7")]
    assert told[5] == "the table “codes”: no column of it is known to hold the texts of articles"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.csv": b"text\nx\n"}, "holds no datapackage.json that can be read"),
        ({"datapackage.json": b"{"}, "datapackage.json is not JSON"),
        ({"datapackage.json": b"[]"}, "it lists no resources"),
        ({"datapackage.json": package([])}, "lists no table that can be read"),
    ],
)
def test_what_is_no_package_is_told(files: dict[str, bytes], why: str) -> None:
    found, reader = read("frictionless", files)
    assert found == []
    assert why in str(next(iter(reader.problems.values())))


def test_damaged_packages_are_read_or_told() -> None:
    files, _ = write("frictionless", TALKS)
    for seed in range(150):
        name = sorted(files)[seed % len(files)]
        found, reader = read("frictionless", files | {name: damaged(files[name], seed)})
        swallow(found)
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
