"""Parquet holds everything, and Hugging Face's own library reads it as it stands."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from annotator import Project
from annotator.app.export.targets import Glimpse
from annotator.formats.base import WriteRequest
from annotator.formats.parquet import FORMAT
from annotator.formats.parquet import writing as parquet_writing
from annotator.formats.parquet.rows import schema
from annotator.model.records import ArticleRecord
from annotator.model.scheme import Scheme
from tests.formats.records import (
    PEOPLE,
    SCHEME,
    annotation,
    article,
    articles,
    identity,
    relation,
)
from tests.formats.same import assert_same
from tests.formats.writing import read, write
from tests.nasty import CANONICAL, long_text

TALKS = Path(__file__).parents[2] / "data" / "formats" / "talks.jsonl"
TEXT = "Olena 😀 said about 600 km² burned near Kyiv."


def full() -> ArticleRecord:
    """An article with one of everything."""
    said = annotation(TEXT, [(0, 5), (8, 12)], 1, note="who?\n“she”")
    how_much = annotation(
        TEXT,
        [(13, 26)],
        2,
        label="figure",
        attributes={"value": 600.5, "words": "ä", "flag": True},
        certainty="unsure",
        made_from=[said["id"]],
    )
    return article(
        TEXT,
        [said, how_much],
        [relation(3, said["id"], how_much["id"])],
        language="en",
        reference="a-1",
        zones=[{"start": 0, "end": 5, "role": "headline"}],
        states={"Olena": "done"},
        none={"Olena": ["location"]},
        source={"name": "a.txt", "encoding": "utf-8", "newlines": 5},
        verdicts=[
            {
                "id": identity(4),
                "reviewer": "Ann",
                "decision": "reject",
                "cites": [said["id"]],
                "outdated": [],
                "consensus": None,
                "reason": "wrong-edges",
                "note": "",
                "rule": "",
                "created": "2026-11-23T10:42:03.003Z",
                "modified": "2026-11-23T10:42:03.003Z",
            }
        ],
        comments=[
            {
                "id": identity(5),
                "author": "Ann",
                "about": None,
                "text": "?",
                "act": "ask",
                "after": [],
                "created": "2026-11-23T10:42:03.003Z",
                "modified": "2026-11-23T10:42:03.003Z",
            }
        ],
    )


def comes_back(written: Sequence[ArticleRecord]) -> None:
    files, losses = write("parquet", written)
    assert losses == []
    found, reader = read("parquet", files)
    assert (reader.problems, reader.skipped, reader.notes) == ({}, [], [])
    for one in written:
        for verdict in one["verdicts"]:
            if verdict["consensus"] is None:
                del verdict["consensus"]  # type: ignore[misc]
        for comment in one.get("comments", ()):
            if comment["about"] is None:
                del comment["about"]  # type: ignore[misc]
    assert_same(found, written)


@settings(max_examples=40, deadline=None)
@given(written=articles())
def test_everything_comes_back(written: list[ArticleRecord]) -> None:
    comes_back(written)


def test_an_article_with_one_of_everything_comes_back() -> None:
    comes_back([full(), article("Nothing.")])


def test_texts_that_break_programs_come_back() -> None:
    comes_back([article(text) for text in CANONICAL.values() if text.strip()])


def test_a_long_article_comes_back() -> None:
    text = long_text(2_000_000)
    comes_back([article(text, [annotation(text, [(len(text) - 9, len(text))])]), article("Short.")])


def test_a_project_comes_back_byte_for_byte(project: Project, tmp_path: Path) -> None:
    project.import_files([TALKS])
    out = project.path.with_name("set")
    assert project.export(out, format="parquet") == []
    with Project.create(tmp_path / "again.annot", annotator="Zed") as again:
        assert again.import_files([out], format="parquet").skipped == ()
        again.export(tmp_path / "again.jsonl", format="jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == TALKS.read_bytes()


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Hugging Face's reader, kept from the network and in a home of its own."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    import datasets  # noqa: PLC0415 - reads the environment when it is imported

    def load(files: dict[str, bytes]) -> Any:
        folder = tmp_path / "talks"
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        return datasets.load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))

    datasets.disable_progress_bars()
    yield load
    datasets.enable_progress_bars()


def test_hugging_face_reads_rows_and_spans(load: Any) -> None:
    written = [full(), article("Second, without anything.")]
    files, _ = write("parquet", written)
    found = load(files)
    assert list(found) == ["train"]
    first, second = found["train"]
    assert second["annotations"] == []
    assert second["text"] == "Second, without anything."
    assert first["id"] == written[0]["id"]
    for row, record in zip(first["annotations"], written[0]["annotations"], strict=True):
        pieces = [first["text"][start:end] for start, end in row["fragments"]]
        assert " ".join(pieces) == row["quote"] == record["quote"]
        assert (row["label"], row["annotator"]) == (record["label"], record["annotator"])
        assert json.loads(row["attributes"]) == record["attributes"]
    assert first["relations"][0]["type"] == "says"


def test_splits_are_those_of_the_card(load: Any) -> None:
    written = [article(f"Article {number}.") for number in range(6)]
    names = {one["id"]: ("train", "dev", "test")[n % 3] for n, one in enumerate(written)}
    files = split_files(written, names)
    found = load(files)
    assert {name: rows["text"][:] for name, rows in found.items()} == {
        "train": ["Article 0.", "Article 3."],
        "validation": ["Article 1.", "Article 4."],
        "test": ["Article 2.", "Article 5."],
    }


def split_files(written: Sequence[ArticleRecord], names: dict[str, str]) -> dict[str, bytes]:
    out = Glimpse()
    assert FORMAT.write is not None
    request = WriteRequest(
        articles=written,
        out=out,
        options=FORMAT.settle_options({}),
        scheme=SCHEME,
        split_of=lambda identity: names[identity],
    )
    assert list(FORMAT.write(request)) == []
    return out.files


def test_the_card_names_the_features_that_hugging_face_sees() -> None:
    import datasets  # noqa: PLC0415 - heavy
    from huggingface_hub import DatasetCard  # noqa: PLC0415 - heavy

    files, _ = write("parquet", [full()], {"license": "cc-by-4.0"})
    card = files["README.md"].decode()
    front = vars(DatasetCard(card).data)
    seen = datasets.Features.from_arrow_schema(schema())
    assert front["dataset_info"]["features"] == seen._to_yaml_list()
    assert front["configs"] == [
        {
            "config_name": "default",
            "data_files": [{"split": "train", "path": "data/train-*.parquet"}],
        }
    ]
    assert (front["language"], front["license"]) == (["en"], "cc-by-4.0")
    assert front["size_categories"] == ["n<1K"]
    assert front["pretty_name"] == "talks"


def test_a_card_holds_what_yaml_and_markdown_would_take_for_their_own() -> None:
    from huggingface_hub import DatasetCard  # noqa: PLC0415 - heavy

    from annotator.formats.parquet.card import Contents, card  # noqa: PLC0415 - this one use

    scheme = Scheme.model_validate(
        {"labels": [{"key": "a|b", "definition": "One\n| two | <b>`x`</b>"}]}
    )
    name = 'Talks: "a" \\ 😀\u2028\x7f\ufeff\n---\nlicense: no'
    request = WriteRequest(
        articles=[],
        out=Glimpse(),
        options={"license": ""},
        scheme=scheme,
        name=name,
    )
    text = card(request, Contents({"train": 0}), schema())
    front = vars(DatasetCard(text).data)
    assert front["pretty_name"] == name
    assert front["license"] is None
    assert r"| a\|b | One \| two \| \<b\>\`x\`\</b\> |" in text


def test_every_shard_has_the_same_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shard in which a column has no value, or only empty lists, must not guess its type."""
    monkeypatch.setattr(parquet_writing, "LARGEST_FILE", 1)
    monkeypatch.setattr(parquet_writing, "_ROWS", 1)
    files, _ = write("parquet", [article("Bare."), full(), article("Bare again.")])
    shards = [name for name in files if name.endswith(".parquet")]
    assert shards == [f"data/train-{n:05}.parquet" for n in range(3)]
    schemas = [pq.read_schema(io.BytesIO(files[name])) for name in shards]
    assert all(one.equals(schema()) for one in schemas)
    assert schemas[0].field("text").type == pa.large_string()
    comes_back([article("Bare."), full(), article("Bare again.")])


def test_text_is_packed_with_zstd() -> None:
    files, _ = write("parquet", [full()])
    metadata = pq.ParquetFile(io.BytesIO(files["data/train-00000.parquet"])).metadata
    group = metadata.row_group(0)
    assert {group.column(n).compression for n in range(group.num_columns)} == {"ZSTD"}


def test_an_empty_project_is_a_dataset_without_rows() -> None:
    files, losses = write("parquet", [])
    assert losses == []
    table = pq.read_table(io.BytesIO(files["data/train-00000.parquet"]))
    assert table.schema.equals(schema())
    assert table.num_rows == 0
    assert "| train | 0 |" in files["README.md"].decode()
    _, reader = read("parquet", files)
    (problem,) = reader.problems.values()
    assert str(problem) == "train-00000.parquet holds no article: it has no rows."


def test_the_same_dataset_is_the_same_bytes() -> None:
    assert write("parquet", [full()]) == write("parquet", [full()])
    assert PEOPLE[0] in write("parquet", [full()])[0]["README.md"].decode()
