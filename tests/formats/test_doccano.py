"""doccano's JSONL: what is written comes back, in each unit; files of its versions are read."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.formats.registry import format_of
from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord
from tests.formats.coming_back import come_back, stored, written
from tests.formats.odd_json import spoiled_lines
from tests.formats.records import annotation, article, articles, relation
from tests.formats.writing import read, write

_DATA = Path(__file__).parent.parent / "data" / "formats"
_FOREIGN = _DATA / "foreign" / "doccano"
_UNITS = ("utf16", "graphemes", "code-points")
_SPAN = {
    "type": "array",
    "prefixItems": [
        {"type": "integer", "minimum": 0},
        {"type": "integer", "minimum": 1},
        {"type": "string", "minLength": 1},
    ],
    "minItems": 3,
    "maxItems": 3,
}
_LABELS = {
    "type": "object",
    "required": ["text", "label"],
    "properties": {"text": {"type": "string"}, "label": {"type": "array", "items": _SPAN}},
}
_ENTITIES = {
    "type": "object",
    "required": ["text", "entities", "relations"],
    "properties": {
        "entities": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "label", "start_offset", "end_offset"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "integer", "minimum": 1},
                    "label": {"type": "string"},
                    "start_offset": {"type": "integer"},
                    "end_offset": {"type": "integer"},
                },
            },
        },
        "relations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "from_id", "to_id", "type"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "integer"},
                    "from_id": {"type": "integer"},
                    "to_id": {"type": "integer"},
                    "type": {"type": "string"},
                },
            },
        },
    },
}


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().split("\n") if line]


def foreign(name: str) -> tuple[list[Incoming], list[str], list[str]]:
    """Read a sample; give its articles, what was passed over, and what was noted."""
    back, reader = read("doccano", {"": (_FOREIGN / name).read_bytes()})
    assert reader.problems == {}
    return back, [one.reason for one in reader.skipped], [one.what for one in reader.notes]


def spans(one: Incoming) -> list[tuple[str, str]]:
    """Give labels and the texts under them."""
    return [(span["label"], one.text[span["start"] : span["end"]]) for span in one.annotations]


def sliced(text: str, start: int, end: int, unit: str) -> str:
    """Cut a text as the program does that counts in a unit."""
    if unit == "utf16":
        return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
    if unit == "graphemes":
        return "".join(regex.findall(r"\X", text)[start:end])
    return text[start:end]


@pytest.mark.parametrize("unit", _UNITS)
@pytest.mark.parametrize("relations", ["no", "yes"])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_all_comes_back_that_no_loss_names(unit: str, relations: str, data: st.DataObject) -> None:
    corpus = data.draw(articles())
    files, losses = write("doccano", corpus, {"offsets": unit, "relations": relations})
    back, reader = read("doccano", files)
    assert (reader.problems, reader.skipped) == ({}, [])
    assert come_back(back, losses) == written(corpus, losses)
    assert ("relation" in {one.reason for one in losses}) == (
        relations == "no" and any(one["relations"] for one in corpus)
    )


@pytest.mark.parametrize("unit", ["utf16", "code-points"])
@settings(max_examples=40, deadline=None)
@given(corpus=articles())
def test_whoever_counts_in_the_unit_finds_the_same_texts(
    unit: str, corpus: list[ArticleRecord]
) -> None:
    files, _ = write("doccano", corpus, {"offsets": unit})
    for line, one in zip(lines(files[""]), corpus, strict=True):
        jsonschema.validate(line, _LABELS)
        found = [
            (label, sliced(line["text"], start, end, unit)) for start, end, label in line["label"]
        ]
        assert found == [
            (made["label"], one["text"][start:end])
            for made in one["annotations"]
            for start, end in made["fragments"]
        ]


def test_clusters_are_counted_as_they_are_seen_and_never_cut() -> None:
    text = "A 👨‍👩‍👧 in Cafe\u0301 Kyiv"
    family = annotation(text, [(4, 5)], 1)
    cafe = annotation(text, [(11, 15)], 2, label="location")
    kyiv = annotation(text, [(17, 21)], 3, label="location")
    files, losses = write(
        "doccano", [article(text, [family, cafe, kyiv])], {"offsets": "graphemes"}
    )
    found = [
        sliced(text, start, end, "graphemes") for start, end, _ in lines(files[""])[0]["label"]
    ]
    assert found == ["👨‍👩‍👧", "Cafe\u0301", "Kyiv"]
    assert [(one.annotation, one.reason, one.detail) for one in losses] == [
        (family["id"], "not-token-aligned", "widened to the whole character"),
        (cafe["id"], "not-token-aligned", "widened to the whole character"),
    ]
    back, _ = read("doccano", files)
    assert [text for _, text in spans(back[0])] == found


def test_fragments_that_grow_together_are_one() -> None:
    text = "Cafe\u0301e\u0301 x"
    one = annotation(text, [(2, 4), (5, 6)])
    files, losses = write("doccano", [article(text, [one])], {"offsets": "graphemes"})
    assert lines(files[""])[0]["label"] == [[2, 5, "source"]]
    back, reader = read("doccano", files)
    assert spans(back[0]) == [("source", "fe\u0301e\u0301")]
    assert reader.skipped == []
    assert {loss.reason for loss in losses} == {"discontinuous", "not-token-aligned"}


def test_relations_have_entities_with_ids_from_one() -> None:
    text = "Olena said 600 km"
    head = annotation(text, [(0, 5)], 1)
    tail = annotation(text, [(11, 14), (15, 17)], 2, label="figure", annotator="Ann Lee")
    corpus = [article(text, [head, tail], [relation(9, tail["id"], head["id"], "at")])]
    files, losses = write("doccano", corpus, {"relations": "yes"})
    line = lines(files[""])[0]
    jsonschema.validate(line, _ENTITIES)
    assert line["entities"] == [
        {"id": 1, "label": "source", "start_offset": 0, "end_offset": 5},
        {"id": 2, "label": "figure", "start_offset": 11, "end_offset": 14},
        {"id": 3, "label": "figure", "start_offset": 15, "end_offset": 17},
    ]
    assert line["relations"] == [{"id": 1, "from_id": 2, "to_id": 1, "type": "at"}]
    assert [one.reason for one in losses] == ["discontinuous"]


def test_what_doccano_changed_is_taken_as_it_is_now() -> None:
    """It gives everything ids of its own, and keeps ``meta``."""
    text = "🌾 Olena said 600 km near Kyiv"
    made = [
        annotation(text, [(2, 7)], 1, note="who?"),
        annotation(text, [(13, 16), (17, 19)], 2, label="figure"),
        annotation(text, [(25, 29)], 3, label="location"),
    ]
    corpus = [article(text, made, [relation(9, made[0]["id"], made[1]["id"])])]
    files, _ = write("doccano", corpus, {"relations": "yes"})
    line = lines(files[""])[0]
    line["id"] = 4711
    for entity in line["entities"]:
        entity["id"] += 900
    for one in line["relations"]:
        one |= {"id": 80, "from_id": one["from_id"] + 900, "to_id": one["to_id"] + 900}
    # One fragment and one span are gone, another span is new.
    del line["entities"][2:4]
    line["entities"].append({"id": 990, "label": "figure", "start_offset": 4, "end_offset": 6})
    back, reader = read("doccano", {"": json.dumps(line).encode()})
    assert spans(back[0]) == [("source", "Olena"), ("figure", "600"), ("figure", "le")]
    found = list(back[0].annotations)
    assert [one.get("id") for one in found] == [made[0]["id"], made[1]["id"], "990"]
    assert found[0]["note"] == "who?"
    assert [(one["type"], one["from"], one["to"]) for one in back[0].relations] == [
        ("says", made[0]["id"], made[1]["id"])
    ]
    assert back[0].metadata.reference == "4711"
    assert [one.reason for one in reader.skipped] == [
        "an annotation that was exported and is not there any more (1×)"
    ]
    assert [one.what for one in reader.notes] == ["figure 14–17: 1 of its 2 fragments are there"]


def test_spans_of_an_export_count_utf16_units() -> None:
    back, skipped, notes = foreign("sequence_labeling.jsonl")
    assert [spans(one) for one in back] == [
        [("source", "Growers"), ("location", "Valparaíso"), ("figure", "40 lorries")],
        [("location", "Izmir"), ("source", "Hanne Lund"), ("location", "Łódź")],
        [],
    ]
    assert [one["text"] for one in back[0].comments] == ["Check the lorries."]
    assert [one.metadata.reference for one in back] == ["101", "102", "103"]
    assert back[0].metadata.outlet == "Harbour Post"
    assert (skipped, notes) == ([], [])


def test_clusters_are_found_to_be_the_unit() -> None:
    back, skipped, notes = foreign("grapheme_clusters.jsonl")
    assert [text for _, text in spans(back[0])] == ["Old Cairo", "Quito", "two port workers"]
    assert notes == ["its offsets count grapheme clusters: 3 of 3 annotations fit so"]
    assert skipped == []


def test_an_id_may_be_nought_and_a_lost_end_is_told() -> None:
    back, skipped, _ = foreign("relations.jsonl")
    assert [one.get("id") for one in back[0].annotations] == ["0", "1"]
    assert [(one["from"], one["type"], one["to"]) for one in back[0].relations] == [
        ("0", "says", "1")
    ]
    assert back[1].relations == []
    assert skipped == ["the relation says 2–9: an end is not there"]


def test_older_versions_named_labels_otherwise() -> None:
    back, skipped, _ = foreign("old_labels.jsonl")
    assert spans(back[0]) == [("PER", "Amina Sadiq"), ("LOC", "Quito")]
    assert back[0].metadata.title == "A talk"
    assert skipped == ["the field “meta.wire” (1×)"]


def test_older_versions_numbered_labels_and_people() -> None:
    back, skipped, _ = foreign("old_annotations.jsonl")
    assert spans(back[0]) == [("12", "Amina Sadiq"), ("13", "Quito")]
    assert [one.get("annotator") for one in back[0].annotations] == ["user 1", "user 2"]
    assert skipped == []


def test_what_belongs_to_the_whole_text_is_no_span_and_told() -> None:
    back, skipped, _ = foreign("intents.jsonl")
    assert [spans(one) for one in back] == [[("LOC", "Quito")], [], []]
    assert skipped == [
        "a text in “cats” that belongs to the whole article and to no span (2×)",
        "a text in “label” that belongs to the whole article and to no span (2×)",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            {"label": [[0, 99, "x"]]},
            "x 0–99: there is no position 99; the text has 11 UTF-16 units",
        ),
        ({"label": [[-5, 3, "x"]]}, "a span in “label”: [-5, 3, 'x'] is none"),
        ({"label": [[True, 3, "x"]]}, "a span in “label”: [True, 3, 'x'] is none"),
        ({"label": [[0.0, 3, "x"]]}, "a span in “label”: [0.0, 3, 'x'] is none"),
        ({"label": [[3, 3, "x"]]}, "a span in “label”: [3, 3, 'x'] is none"),
        ({"label": [[0, 3, None]]}, "a span in “label”: [0, 3, None] is none"),
        ({"label": [], "relations": [{"from_id": 0}]}, "a relation: {'from_id': 0} is none"),
        ({"label": [], "size": 3}, "the field “size” (1×)"),
        ({"label": [], "title": 3}, "the field “title”: it is no text"),
    ],
)
def test_what_does_not_fit_is_told(line: dict[str, Any], told: str) -> None:
    data = json.dumps({"text": "🌾 Kyiv ok.", **line}).encode()
    back, reader = read("doccano", {"": data}, offsets="utf16")
    assert [one.text for one in back] == ["🌾 Kyiv ok."]
    assert [one.reason for one in reader.skipped] == [told]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"[1]\n", "is not doccano's: no line has a “text”."),
        (b'{"label": []}\n', "is not doccano's: no line has a “text”."),
        (b'{"text": ', "line 1 is not JSON"),
        (b"", "no line has a “text”"),
    ],
)
def test_another_file_is_refused(data: bytes, told: str) -> None:
    back, reader = read("doccano", {"": data})
    assert back == []
    assert [told in str(problem) for problem in reader.problems.values()] == [True]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'{"text": "x", "label": []}\n', "doccano"),
        (b'{"text": "x", "label": [[0, 1, "L"]]}\n', "doccano"),
        (b'{"id": 1, "data": "x", "label": [[0, 1, "L"]]}\n', "doccano"),
        (b'{"text": "x", "entities": [{"start_offset": 0}]}\n', "doccano"),
        (b'{"label": [' + b'[0, 1, "L"],' * 9000, "doccano"),
        (b'{"text": "x", "annotations": [{"start": 0, "end": 1, "label": "L"}]}\n', "jsonl"),
        (b'{"text": "x", "annotations": [' + b'{"start": 0, "end": 1},' * 9000, "jsonl"),
        (b'{"text": "x"}\n', "jsonl"),
    ],
)
def test_a_file_is_told_from_others_of_its_ending(tmp_path: Path, data: bytes, found: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    chosen = format_of(path)
    assert chosen is not None
    assert chosen.name == found


def test_a_long_article_of_ours_is_told_too(tmp_path: Path) -> None:
    text = "Talks in Kyiv. " * 140_000
    files, _ = write("doccano", [article(text, [annotation(text, [(9, 13)])])])
    path = tmp_path / "x.jsonl"
    path.write_bytes(files[""])
    chosen = format_of(path)
    assert chosen is not None
    assert chosen.name == "doccano"


_SAMPLES = [
    path.read_bytes() for path in (*sorted(_FOREIGN.iterdir()), _DATA / "doccano/talks.jsonl")
]


@settings(max_examples=60, deadline=None)
@given(random=st.randoms(use_true_random=False), sample=st.sampled_from(_SAMPLES))
def test_a_spoiled_file_gives_articles_or_a_reason(
    filling: Project, random: Random, sample: bytes
) -> None:
    back, reader = read("doccano", {"": spoiled_lines(sample, random)})
    assert back or reader.problems or reader.skipped
    stored(filling, back)
