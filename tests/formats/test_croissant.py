"""Croissant: the description says what the files are, to the byte, and its columns are there."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from typing import Any

from hypothesis import given, settings
from pyld import jsonld

from annotator.model.records import ArticleRecord
from tests.formats.parquet.test_parquet import full
from tests.formats.records import annotation, article, articles
from tests.formats.same import assert_same
from tests.formats.writing import read, write

_CR = "http://mlcommons.org/croissant/"
_SCHEMA = "https://schema.org/"
_OPTIONS = {
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "url": "https://example.org/talks",
    "citation": "Talks, 2026",
    "published": "2026-11-23",
    "version": "1.0.0",
}


def described(written: list[ArticleRecord], **options: str) -> tuple[dict[str, bytes], Any]:
    files, losses = write("croissant", written, options)
    assert losses == []
    assert list(files) == ["annotations.csv", "articles.jsonl", "croissant.json"]
    return files, json.loads(files["croissant.json"])


def test_the_description_is_the_graph_that_the_specification_asks_for() -> None:
    """Expanded by a reader of JSON-LD that is not ours, every name is the vocabulary's."""
    _, description = described([full()], **_OPTIONS)
    (graph,) = jsonld.expand(description, {"documentLoader": None})
    assert graph["@type"] == [f"{_SCHEMA}Dataset"]
    assert graph["http://purl.org/dc/terms/conformsTo"] == [
        {"@value": f"{_CR}1.0", "@language": "en"}
    ]
    for name in ("name", "description", "license", "url", "datePublished", "version"):
        assert f"{_SCHEMA}{name}" in graph
    assert graph[f"{_CR}citeAs"] == [{"@value": "Talks, 2026", "@language": "en"}]
    files = {one["@id"].rsplit("/", 1)[-1]: one for one in graph[f"{_SCHEMA}distribution"]}
    assert set(files) == {"articles.jsonl", "annotations.csv"}
    assert all(one["@type"] == [f"{_CR}FileObject"] for one in files.values())
    for records in graph[f"{_CR}recordSet"]:
        assert records["@type"] == [f"{_CR}RecordSet"]
        for field in records[f"{_CR}field"]:
            assert field["@type"] == [f"{_CR}Field"]
            (kind,) = field[f"{_CR}dataType"]
            assert kind["@id"] in (f"{_SCHEMA}Text", f"{_SCHEMA}Integer")
            (source,) = field[f"{_CR}source"]
            (file,) = source[f"{_CR}fileObject"]
            assert file["@id"].rsplit("/", 1)[-1] in files
            (extract,) = source[f"{_CR}extract"]
            assert extract[f"{_CR}column"]


def test_every_file_is_described_to_the_byte() -> None:
    files, description = described([full(), article("Second.")])
    for one in description["distribution"]:
        data = files[one["contentUrl"]]
        assert one["sha256"] == sha256(data).hexdigest()
        assert one["contentSize"] == f"{len(data)} B"
        assert "/" not in one["contentUrl"]


def test_every_column_is_in_its_file_with_the_type_that_is_said() -> None:
    files, description = described([full()])
    lines = [json.loads(line) for line in files["articles.jsonl"].split(b"\n")[:-1]]
    rows = list(csv.DictReader(io.StringIO(files["annotations.csv"].decode(), newline="")))
    for records in description["recordSet"]:
        for field in records["field"]:
            column = field["source"]["extract"]["column"]
            if field["source"]["fileObject"]["@id"] == "articles.jsonl":
                assert all(column in line for line in lines)
            elif field["dataType"] == "sc:Integer":
                assert all(int(row[column]) >= 0 for row in rows)
            else:
                assert all(isinstance(row[column], str) for row in rows)
    names = [field["@id"] for records in description["recordSet"] for field in records["field"]]
    assert len(set(names)) == len(names)
    (reference,) = [
        field["references"]
        for field in description["recordSet"][1]["field"]
        if "references" in field
    ]
    assert reference == {"field": {"@id": "articles/id"}}
    assert {row["article"] for row in rows} <= {line["id"] for line in lines}


@settings(max_examples=30, deadline=None)
@given(written=articles())
def test_nothing_is_lost(written: list[ArticleRecord]) -> None:
    files, _ = described(written)
    found, reader = read("jsonl", {"": files["articles.jsonl"]})
    assert reader.skipped == []
    assert_same(found, written)
    texts = {one["id"]: one["text"] for one in written}
    rows = csv.DictReader(io.StringIO(files["annotations.csv"].decode(), newline=""), strict=True)
    seen: dict[str, list[list[int]]] = {}
    for row in rows:
        place = [int(row["start"]), int(row["end"])]
        assert texts[row["article"]][place[0] : place[1]] == row["quote"]
        seen.setdefault(row["annotation"], []).append(place)
        assert int(row["fragment"]) == len(seen[row["annotation"]])
    assert seen == {
        one["id"]: one["fragments"] for record in written for one in record["annotations"]
    }


def test_what_nobody_said_is_not_in_the_description() -> None:
    _, description = described([])
    assert not {"license", "url", "citeAs", "datePublished", "version"} & description.keys()
    assert description["description"].startswith("0 news articles with 0 annotations")


def test_the_same_dataset_is_the_same_bytes() -> None:
    one = article("A\tb.", [annotation("A\tb.", [(0, 1)], note="=1")])
    assert described([one]) == described([one])
