"""Tables come back: whole with texts, and by the ids of articles without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings

from annotator import Project
from annotator.model.records import ArticleRecord
from tests.formats.records import articles
from tests.formats.tables.back import back, plain
from tests.formats.writing import read, write

_GOLDEN = Path(__file__).parents[2] / "data" / "formats" / "talks.jsonl"
TALKS: list[ArticleRecord] = [orjson.loads(line) for line in _GOLDEN.read_bytes().splitlines()]


@pytest.mark.parametrize("profile", ["data", "spreadsheet"])
@pytest.mark.parametrize("name", ["csv", "tsv"])
@settings(max_examples=60)
@given(records=articles())
def test_a_table_with_texts_comes_back_whole(
    name: str, profile: str, records: list[ArticleRecord]
) -> None:
    files, losses = write(name, records, {"texts": "yes", "profile": profile})
    assert losses == []
    found, reader = read(name, files)
    assert reader.skipped == []
    assert reader.problems == {}
    assert [back(one) for one in found] == records


@settings(max_examples=40)
@given(records=articles())
def test_a_table_without_texts_names_the_articles(records: list[ArticleRecord]) -> None:
    files, losses = write("csv", records)
    found, reader = read("csv", files)
    assert reader.skipped == []
    tagged = [one for one in records if one["annotations"]]
    assert [one.article for one in found] == [one["id"] for one in tagged]
    assert all(one.text == "" and not one.relations for one in found)
    texts = {one["id"]: one["text"] for one in records}
    got = [back(one._replace(text=texts[one.article]))["annotations"] for one in found]
    assert got == [one["annotations"] for one in tagged]
    said = {(loss.article, loss.reason) for loss in losses}
    assert said >= {(one["id"], "relation") for one in records if one["relations"]}
    assert {one for one, why in said if why == "empty"} == {
        one["id"] for one in records if not one["annotations"]
    }


@pytest.mark.parametrize("profile", ["data", "spreadsheet"])
@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_all_that_belongs_to_an_article_comes_back(name: str, profile: str) -> None:
    files, losses = write(name, TALKS, {"texts": "yes", "profile": profile})
    assert losses == []
    found, reader = read(name, files)
    assert reader.skipped == []
    assert [back(one) for one in found] == [plain(one) for one in TALKS]
    sources: list[Any] = [one.metadata.source for one in found]
    assert [source and source.extractor_version for source in sources] == ["0.1.0", "0.1.0", None]
    assert sources[0].raw == TALKS[0]["source"]["raw"]


def test_a_project_comes_back_whole_through_a_table(project: Project, tmp_path: Path) -> None:
    project.import_files([_GOLDEN])
    table, before = tmp_path / "talks.csv", tmp_path / "before.jsonl"
    project.exporting.export(table, "csv", options={"texts": "yes"})
    project.export(before, format="jsonl")
    with Project.create(tmp_path / "other.annot", annotator="Olena") as other:
        report = other.import_files([table])
        assert report.skipped == ()
        other.export(tmp_path / "after.jsonl", format="jsonl")
    assert (tmp_path / "after.jsonl").read_bytes() == before.read_bytes()


def test_an_edited_table_is_brought_back_into_its_project(project: Project, tmp_path: Path) -> None:
    article = project.import_text("Olena said that about 600 km² burned near Kyiv.")
    project.annotate(article.id, 0, 5, "source")
    table = tmp_path / "talks.csv"
    project.export(table, format="csv")
    rows = table.read_text(encoding="utf-8").splitlines()
    added = f"{article.id},,,,,,,,Ben,location,42,46,1,1,Kyiv,,new,,,,"
    wrong = f"{article.id},,,,,,,,Ben,location,41,45,1,1,Kyiv,,,,,,"
    other = f"{'0' * 64},,,,,,,,Ben,location,42,46,1,1,Kyiv,,,,,,"
    table.write_text("\r\n".join([*rows, added, wrong, other, ""]), encoding="utf-8", newline="")
    report = project.import_files([table])
    assert (report.annotations, report.known, report.new_articles) == (1, 1, 0)
    found = [(one.annotator, one.quote, one.note) for one in project.annotations(article.id)]
    assert found == [("Olena", "Olena", ""), ("Ben", "Kyiv", "new")]
    assert [str(one.reason) for one in report.skipped] == [
        (
            "location 41–45: the text there is “ Kyi”, not “Kyiv”. If the file counts in another "
            "unit, import it with --offsets"
        ),
        f"its annotations: the project has no article {'0' * 64}, and the file not its text",
    ]
