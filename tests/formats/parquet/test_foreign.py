"""Parquet of others: a text a row, spans in a struct, tokens with tags; and what is damaged."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from annotator.formats.parquet.tags import spans_of_tags
from annotator.model.incoming import Incoming
from annotator.problems import UserProblem
from tests.formats.parquet.test_parquet import full
from tests.formats.records import article
from tests.formats.writing import read, write

FOREIGN = Path(__file__).parents[2] / "data" / "formats" / "foreign" / "parquet"


def stored(table: pa.Table) -> dict[str, bytes]:
    out = io.BytesIO()
    pq.write_table(table, out)
    return {"": out.getvalue()}


def marks(one: Incoming) -> list[tuple[str, str]]:
    return [(a["label"], one.text[a["start"] : a["end"]]) for a in one.annotations]


def test_a_table_of_texts_is_taken_with_what_its_columns_say() -> None:
    table = pa.table(
        {
            "id": [17, 18],
            "headline": ["Talks go on", "More"],
            "content": ["Talks go on in Kyiv.", " \n"],
            "author": ["Ann Lee", None],
            "date": [date(2026, 11, 23), None],
            "lang": ["en", "en"],
            "score": [0.5, 0.6],
        }
    )
    (one,), reader = read("parquet", stored(table))
    assert one.text == "Talks go on in Kyiv."
    said = one.metadata
    assert (said.title, said.byline, said.published, said.language, said.reference) == (
        "Talks go on", "Ann Lee", "2026-11-23", "en", "17",
    )  # fmt: skip
    assert said.source is not None
    assert (said.source.extractor, said.source.media) == (
        "parquet",
        "application/vnd.apache.parquet",
    )
    assert [tuple(one) for one in reader.skipped] == [
        ("talks.parquet", "columns that are none of ours: “score”"),
        ("talks.parquet, row 2", "an article: its text is empty"),
    ]


def test_spans_in_a_struct_are_annotations() -> None:
    table = pa.table(
        {
            "text": ["Olena said so in Kyiv 😀 today."],
            "entities": [
                [
                    {"start": 0, "end": 5, "label": "PER", "text": "Olena", "score": 0.9},
                    {"start": 17, "end": 21, "label": "LOC", "text": "Kyiv", "score": 0.8},
                    {"start": 1, "end": 2, "label": None, "text": "l", "score": 0.1},
                    {"start": -1, "end": 2, "label": "PER", "text": "l", "score": 0.1},
                    {"start": 1, "end": None, "label": "PER", "text": "l", "score": 0.1},
                ]
            ],
        }
    )
    (one,), reader = read("parquet", stored(table))
    assert marks(one) == [("PER", "Olena"), ("LOC", "Kyiv")]
    assert [one.reason for one in reader.skipped] == [
        "fields that are none of ours: “entities.score”",
        "a span: it has no label",
        "PER -1–2: there is no such span",
        "PER 1–None: there is no such span",
    ]


@pytest.mark.parametrize("unit", ["utf16", "utf8"])
def test_the_unit_of_spans_is_found_by_their_quotes(unit: str) -> None:
    text = "Talks 😀 in Kyiv and Łódź go on."
    at = text.index("Łódź")
    shift = 1 if unit == "utf16" else 3
    end = at + 4 + (0 if unit == "utf16" else 3)
    spans = [{"start": at + shift, "end": end + shift, "label": "LOC", "quote": "Łódź"}]
    (one,), reader = read("parquet", stored(pa.table({"text": [text], "spans": [spans]})))
    assert marks(one) == [("LOC", "Łódź")]
    assert len(reader.notes) == 1
    assert reader.skipped == []


def test_tokens_with_numbered_tags_are_read_by_the_names_in_the_file() -> None:
    import datasets  # noqa: PLC0415 - heavy

    names = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    rows = datasets.Dataset.from_dict(
        {
            "id": ["0"],
            "tokens": [["Olena", "Bilan", "went", "to", "New", "York", "Paris", "."]],
            "ner_tags": [[1, 2, 0, 0, 3, 4, 3, 0]],
        },
        features=datasets.Features(
            {
                "id": datasets.Value("string"),
                "tokens": datasets.List(datasets.Value("string")),
                "ner_tags": datasets.List(datasets.ClassLabel(names=names)),
            }
        ),
    )
    out = io.BytesIO()
    rows.to_parquet(out)
    (one,), reader = read("parquet", {"": out.getvalue()})
    assert one.text == "Olena Bilan went to New York Paris ."
    assert marks(one) == [("PER", "Olena Bilan"), ("LOC", "New York"), ("LOC", "Paris")]
    assert [note.what for note in reader.notes] == [
        "its texts are tokens, which were joined by blanks"
    ]
    assert reader.skipped == []


@pytest.mark.parametrize(("name", "articles"), [("tokens", 2), ("spans", 1)])
def test_sample_files_are_read(name: str, articles: int) -> None:
    data = (FOREIGN / f"{name}.parquet").read_bytes()
    found, reader = read("parquet", {"": data})
    assert reader.problems == {}
    assert reader.skipped == []
    assert len(found) == articles
    assert marks(found[0]) == [("PER", "Ihor Koval"), ("LOC", "Łódź")]
    assert found[0].metadata.language == ("en" if name == "spans" else None)


def test_numbered_tags_without_names_are_passed_over() -> None:
    table = pa.table({"tokens": [["Kyiv", "."]], "ner_tags": [[1, 0]]})
    (one,), reader = read("parquet", stored(table))
    assert list(one.annotations) == []
    assert [one.reason for one in reader.skipped] == ["columns that are none of ours: “ner_tags”"]


def test_tags_that_do_not_fit_their_tokens_are_passed_over() -> None:
    table = pa.table({"tokens": [["Kyiv", "."]], "tags": [["B-LOC"]]})
    (one,), reader = read("parquet", stored(table))
    assert list(one.annotations) == []
    assert [one.reason for one in reader.skipped] == ["its tags: 1 for 2 tokens"]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("B-A I-A O", ["A ab"]),
        ("I-A I-A I-B", ["A ab", "B c"]),
        ("B-A B-A I-A", ["A a", "A bc"]),
        ("U-A L-A O", ["A a", "A b"]),
        ("B-A L-A U-A", ["A ab", "A c"]),
        ("S-A B-A E-A", ["A a", "A bc"]),
        ("I-A O I-A", ["A a", "A c"]),
        ("A A O", ["A ab"]),
        ("_ A-B B-x-y", ["A-B b", "x-y c"]),
        ("O O O", []),
    ],
)
def test_every_way_of_tagging_gives_its_spans(tags: str, found: list[str]) -> None:
    spans = spans_of_tags(["a", "b", "c"], tags.split())
    assert [f"{one['label']} {one['quote'].replace(' ', '')}" for one in spans] == found
    assert all("a b c"[one["start"] : one["end"]] == one["quote"] for one in spans)


def test_empty_tokens_have_no_spans() -> None:
    assert spans_of_tags(["", "b"], ["B-A", "I-A"]) == [
        {"label": "A", "start": 1, "end": 2, "quote": "b"}
    ]


def problem_of(files: dict[str, bytes]) -> str:
    _, reader = read("parquet", files)
    (problem,) = reader.problems.values()
    return str(problem)


def test_a_table_without_a_text_names_its_columns() -> None:
    assert problem_of(stored(pa.table({"a": [1], "text": [[2.0]]}))) == (
        "talks.parquet has no column “text” that holds a text a row; its columns are “a”, “text”. "
        "Rename the one with the text and try again."
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": -1}, "”), start: it has to be 0 or more."),
        ({"end": None}, "”), end: it is missing."),
        ({"certainty": "perhaps"}, "”), certainty: it has to be “sure” or “unsure”."),
        ({"attributes": "["}, "row 1: attributes is not JSON"),
        ({"attributes": "[1]"}, "row 1: attributes are no JSON object."),
        ({"attributes": '{"a": NaN}'}, "row 1: attributes is not JSON"),
    ],
)
def test_a_row_of_ours_that_was_changed_is_refused_with_its_place(
    change: dict[str, Any], said: str
) -> None:
    files, _ = write("parquet", [full()])
    table = pq.read_table(io.BytesIO(files["data/train-00000.parquet"]))
    (row,) = table.to_pylist()
    row["annotations"][0].update(change)
    changed = pa.Table.from_pylist([row], table.schema)
    assert said in problem_of(stored(changed))


def test_a_quote_that_is_not_there_is_told_and_the_rest_taken() -> None:
    files, _ = write("parquet", [full(), article("Second.")])
    table = pq.read_table(io.BytesIO(files["data/train-00000.parquet"]))
    rows = table.to_pylist()
    rows[0]["annotations"][0].update({"start": 400, "end": 500, "fragments": [[400, 500]]})
    found, reader = read("parquet", stored(pa.Table.from_pylist(rows, table.schema)))
    assert len(found) == 2
    assert reader.problems == {}


def test_more_fields_than_ours_are_told() -> None:
    files, _ = write("parquet", [full()])
    table = pq.read_table(io.BytesIO(files["data/train-00000.parquet"]))
    (row,) = table.to_pylist()
    kind = table.schema.field("zones").type.value_type
    wider = pa.list_(pa.struct([*kind, pa.field("mood", pa.string())]))
    row["zones"][0]["mood"] = "glad"
    place = table.schema.get_field_index("zones")
    changed = pa.Table.from_pylist([row], table.schema.set(place, pa.field("zones", wider)))
    _, reader = read("parquet", stored(changed.append_column("more", pa.array([1]))))
    assert [one.reason for one in reader.skipped] == [
        "fields that are none of ours: “zones.mood”",
        "columns that are none of ours: “more”",
    ]


def damaged(data: bytes, rounds: int) -> Sequence[bytes]:
    dice = random.Random(7)
    found = [b"", b"PAR1", b"PAR1PAR1", data[:-1], data[: len(data) // 2], data + b"PAR1"]
    for _ in range(rounds):
        changed = bytearray(data)
        for _ in range(dice.choice((1, 1, 2, 8))):
            # Most of what can go wrong is in the footer.
            low = dice.choice((0, len(changed) - 4_000))
            changed[dice.randrange(max(0, low), len(changed))] = dice.randrange(256)
        found.append(bytes(changed))
    return found


def test_damaged_files_are_refused_or_read_and_nothing_else() -> None:
    files, _ = write("parquet", [full(), article("Second.")])
    outcomes = set()
    for data in damaged(files["data/train-00000.parquet"], 400):
        found, reader = read("parquet", {"": data})
        outcomes.add(bool(found))
        for problem in reader.problems.values():
            assert isinstance(problem, UserProblem)
            assert str(problem).startswith("talks.parquet")
    assert outcomes == {True, False}
