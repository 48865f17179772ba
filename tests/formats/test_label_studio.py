"""Label Studio's JSON: tasks come back, the configuration fits them, older exports are read."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotator import Project
from annotator.formats.registry import format_of
from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord
from annotator.model.scheme import Scheme
from tests.formats.coming_back import come_back, stored, written
from tests.formats.odd_json import spoiled_document
from tests.formats.records import PEOPLE, SCHEME, annotation, article, articles, relation
from tests.formats.writing import read, write

_DATA = Path(__file__).parent.parent / "data" / "formats"
_FOREIGN = _DATA / "foreign" / "label-studio"
_REGION = {
    "type": "object",
    "required": ["id", "from_name", "to_name", "type", "value"],
    "properties": {
        "id": {"type": "string"},
        "to_name": {"const": "text"},
        "type": {"enum": ["labels", "choices", "number", "textarea"]},
        "value": {
            "type": "object",
            "required": ["start", "end", "text"],
            "properties": {
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
                "labels": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                "choices": {"type": "array", "items": {"type": "string"}},
                "number": {"type": "number"},
            },
        },
    },
}
_RELATION = {
    "type": "object",
    "required": ["type", "from_id", "to_id", "direction", "labels"],
    "properties": {
        "type": {"const": "relation"},
        "direction": {"enum": ["left", "right", "bi"]},
        "labels": {"type": "array", "items": {"type": "string"}},
    },
}
_TASKS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["data", "annotations"],
        "properties": {
            "data": {
                "type": "object",
                "required": ["text"],
                "additionalProperties": {"type": "string"},
            },
            "annotations": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["result"],
                    "properties": {
                        "completed_by": False,
                        "result": {"type": "array", "items": {"oneOf": [_RELATION, _REGION]}},
                    },
                },
            },
        },
    },
}


def tasks(files: dict[str, bytes]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files[""])
    return found


def from_tasks(*value: Any) -> tuple[list[Incoming], list[str], list[str]]:
    """Read tasks; give the articles, what was passed over, and what was noted."""
    back, reader = read("label-studio", {"": json.dumps(value).encode()})
    assert reader.problems == {}
    return back, [one.reason for one in reader.skipped], [one.what for one in reader.notes]


def foreign(name: str) -> tuple[list[Incoming], list[str], list[str]]:
    return from_tasks(*json.loads((_FOREIGN / name).read_bytes()))


def task(text: str, *results: dict[str, Any], **made: Any) -> dict[str, Any]:
    return {"data": {"text": text}, "annotations": [{"result": list(results), **made}]}


def region(start: Any, end: Any, *labels: str, **fields: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": list(labels)}
    made = {"from_name": "label", "to_name": "text", "type": "labels", "value": value}
    return made | fields


def spans(one: Incoming) -> list[tuple[str | None, str, str]]:
    """Give whose each span is, its label, and the text under it."""
    return [
        (span.get("annotator"), span["label"], one.text[span["start"] : span["end"]])
        for span in one.annotations
    ]


@settings(max_examples=60, deadline=None)
@given(corpus=articles())
def test_all_comes_back_that_no_loss_names(corpus: list[ArticleRecord]) -> None:
    files, losses = write("label-studio", corpus)
    back, reader = read("label-studio", {"": files[""]})
    assert (reader.problems, reader.skipped, reader.notes) == ({}, [], [])
    assert come_back(back, losses) == written(corpus, losses)


@settings(max_examples=60, deadline=None)
@given(corpus=articles())
def test_regions_are_as_label_studio_documents_them_and_hold_their_texts(
    corpus: list[ArticleRecord],
) -> None:
    files, _ = write("label-studio", corpus)
    found = tasks(files)
    jsonschema.validate(found, _TASKS)
    names = _controls(files["config.xml"])
    for made, one in zip(found, corpus, strict=True):
        places: list[tuple[str, str, str]] = []
        ids: set[str] = set()
        for by in made["annotations"]:
            regions: set[str] = set()
            for result in by["result"]:
                if result["type"] == "relation":
                    assert {result["from_id"], result["to_id"]} <= regions
                    continue
                assert result["type"] in names[result["from_name"]]
                if result["type"] == "labels":
                    value = result["value"]
                    text = made["data"]["text"][value["start"] : value["end"]]
                    assert value["text"] == text
                    places.append((by["annotator"], value["labels"][0], text))
                    assert set(value["labels"]) <= names["label"]["labels"]
                    assert result["id"] not in ids
                    ids.add(result["id"])
                regions.add(result["id"])
        assert sorted(places) == sorted(
            (tagged["annotator"], tagged["label"], one["text"][start:end])
            for tagged in one["annotations"]
            for start, end in tagged["fragments"]
        )


def _controls(config: bytes) -> dict[str, dict[str, set[str]]]:
    """Read a configuration as Label Studio does: results' types, and values, by control's name."""
    found: dict[str, dict[str, set[str]]] = {}
    for element in etree.fromstring(config).iter():
        name = element.get("name")
        if name is not None and element.get("toName") is not None:
            kind = str(element.tag).lower()
            values = {child.get("alias") or child.get("value") for child in element}
            assert name not in found
            found[name] = {kind: {value for value in values if value is not None}}
    return found


def test_the_configuration_has_every_label_with_its_colour_and_every_link() -> None:
    odd = Scheme.model_validate(
        {
            "labels": [
                {"key": "a “label”, дата", "colour": "#aabbcc", "definition": 'x < y & "z"\nend'},
                {"key": "$3", "shortcut": "3"},
                {
                    "key": "figure",
                    "colour": "orange",
                    "attributes": [
                        {"kind": "number", "key": "value"},
                        {"kind": "choice", "key": "kind", "choices": ["a", "b"]},
                        {"kind": "flag", "key": "text"},
                        {"kind": "text", "key": "odd key"},
                    ],
                },
                {
                    "key": "source",
                    "attributes": [
                        {"kind": "text", "key": "value"},
                        {"kind": "choice", "key": "kind", "choices": ["b", "c"]},
                    ],
                },
            ],
            "relations": [{"key": "says", "sources": ["source"], "targets": ["figure"]}],
        }
    )
    files, _ = write("label-studio", [], scheme=odd)
    assert files[""] == b"[]\n"
    root = etree.fromstring(files["config.xml"])
    assert [(one.get("value"), one.get("alias"), one.get("background")) for one in root[0]] == [
        ("a “label”, дата", None, "#AABBCC"),
        ("“$3”", "$3", "#5C6D7C"),
        ("figure", None, "#D55E00"),
        ("source", None, "#5C6D7C"),
    ]
    assert root[0][0].get("hint") == 'x < y & "z"\nend'
    assert root[0][1].get("hotkey") == "3"
    assert [one.get("value") for one in root.iter("Relation")] == ["says"]
    # “value” would be a number here and a text there.
    assert _controls(files["config.xml"]) == {
        "label": {"labels": {"a “label”, дата", "$3", "figure", "source"}},
        "kind": {"choices": {"a", "b", "c"}},
    }
    (kind,) = root.iter("Choices")
    assert kind.get("whenLabelValue") == "figure,source"


def test_a_value_stands_under_its_control_or_in_meta_and_comes_back() -> None:
    text = "600 km²"
    values = {"value": 600, "words": "a\nb", "flag": True, "else": {"x": [1]}}
    corpus = [article(text, [annotation(text, [(0, 7)], 1, label="figure", attributes=values)])]
    files, losses = write("label-studio", corpus)
    first, *others = tasks(files)[0]["annotations"][0]["result"]
    assert first["meta"]["attributes"] == {"flag": True, "else": {"x": [1]}}
    assert [(one["id"], one["from_name"], one["type"]) for one in others] == [
        (first["id"], "value", "number"),
        (first["id"], "words", "textarea"),
    ]
    back, _ = read("label-studio", {"": files[""]})
    assert next(iter(back[0].annotations)).get("attributes") == values
    assert losses == []


def test_names_are_left_out_of_completed_by_unless_asked_for() -> None:
    """Label Studio refuses a file that names somebody it does not know."""
    text = "Olena said"
    corpus = [article(text, [annotation(text, [(0, 5)])])]
    plain, _ = write("label-studio", corpus)
    assert tasks(plain)[0]["annotations"][0].keys() == {"annotator", "result"}
    mailed, _ = write("label-studio", corpus, {"completed_by": "email"})
    assert tasks(mailed)[0]["annotations"][0]["completed_by"] == {"email": PEOPLE[0]}
    # What Label Studio has taken in has lost our field, and not what a region keeps.
    made = tasks(plain)
    del made[0]["annotations"][0]["annotator"]
    made[0]["annotations"][0]["completed_by"] = 1
    back, _, _ = from_tasks(*made)
    assert spans(back[0]) == [(PEOPLE[0], "source", "Olena")]


def test_a_link_from_one_person_s_span_to_another_s_is_lost_and_told() -> None:
    text = "Olena said 600 km"
    made = [annotation(text, [(0, 5)], 1), annotation(text, [(11, 17)], 2, annotator="Ann Lee")]
    corpus = [article(text, made, [relation(3, made[0]["id"], made[1]["id"])])]
    _, losses = write("label-studio", corpus)
    assert [(one.annotation, one.reason, one.detail) for one in losses] == [
        (made[0]["id"], "relation", f"says {made[1]['id']}")
    ]


def test_a_project_gets_everything_back(project: Project, tmp_path: Path) -> None:
    project.import_files([_DATA / "talks.jsonl"])
    out, again = tmp_path / "talks.json", tmp_path / "again.jsonl"
    project.export(out, format="label-studio")
    with Project.create(tmp_path / "again.annot", annotator="Olena") as other:
        report = other.import_files([out])
        assert (report.skipped, report.notes) == ((), ())
        other.export(again, format="jsonl")
        assert other.check() == []
    assert again.read_bytes() == (_DATA / "talks.jsonl").read_bytes()


def test_an_export_gives_people_values_notes_and_links() -> None:
    back, skipped, notes = foreign("export.json")
    assert spans(back[0]) == [
        ("Amina Sadiq", "source", "Two port workers"),
        ("Amina Sadiq", "figure", "one.\nTwo"),
        ("Amina Sadiq", "location", "Kribi"),
        ("user 7", "location", "Izmir"),
        ("user 7", "port", "Izmir"),
    ]
    source, _, kribi, *_ = back[0].annotations
    assert source.get("note") == "sure?"
    assert source.get("created") == "2023-02-01T10:20:30.123Z"
    assert kribi.get("attributes") == {
        "sense": "place", "latitude": 2.9, "remark": "a port\nin Cameroon",
    }  # fmt: skip
    # One to the right, one to the left without a label.
    assert [(one["from"], one["type"], one["to"]) for one in back[0].relations] == [
        (source.get("id"), "from", kribi.get("id")),
        (source.get("id"), "related", kribi.get("id")),
    ]
    assert (back[0].metadata.title, back[0].metadata.reference) == ("Port", "5")
    assert spans(back[1]) == []
    assert skipped == [
        "a “choices” of a whole article (1×)",
        "an annotation of a task that was skipped (1×)",
        "the field “data.wire” (1×)",
    ]
    assert notes == []


def test_old_exports_counted_utf16_units_and_had_completions() -> None:
    back, skipped, notes = foreign("utf16_completions.json")
    assert spans(back[0]) == [(None, "PER", "Hanne Lund"), (None, "LOC", "Łódź")]
    assert next(iter(back[0].annotations)).get("created") == "2020-09-13T12:26:40.000Z"
    assert skipped == []
    assert notes == ["its offsets count UTF-16 units: 2 of 2 annotations fit so"]


def test_predictions_are_a_suggester_s() -> None:
    back, skipped, _ = foreign("predictions.json")
    assert spans(back[0]) == [("ner-3", "source", "Growers")]
    assert back[0].kinds == {"ner-3": "suggester"}
    assert skipped == ["the score of a prediction (1×)"]


def test_regions_of_a_page_are_found_by_their_text_or_told() -> None:
    back, skipped, _ = foreign("hypertext.json")
    assert back[0].text == (
        "Growers in Valparaíso left.\nGrowers & lorries went to Quito\non Tuesday."
    )
    assert [text for _, _, text in spans(back[0])] == ["in Valparaíso", "Quito\non Tuesday"]
    assert skipped == [
        "the span “Growers”: it is there 2 times, and its place is one in a page",
        "the span “Nowhere”: it is not there, and its place is one in a page",
    ]


def test_the_short_export_is_read() -> None:
    back, skipped, _ = foreign("min.json")
    assert spans(back[0]) == [("user 1", "PER", "Amina Sadiq"), ("user 1", "LOC", "Quito")]
    assert skipped == ["the field “data.sentiment” (1×)"]


def test_spans_in_a_dialogue_are_told() -> None:
    back, skipped, _ = foreign("dialogue.json")
    assert [spans(one) for one in back] == [[]]
    assert skipped == ["a span in a dialogue (1×)", "the field “data.dialogue” (1×)"]


def test_the_text_is_where_the_regions_say() -> None:
    """A tag's name need not be the field's."""
    made = region(0, 5, "x", to_name="shown")
    made["value"]["text"] = "Izmir"
    one = {
        "data": {"address": "s3://a/very/long/address/of/a/file.txt", "body": "Izmir rents"},
        "annotations": [{"result": [made]}],
    }
    back, skipped, _ = from_tasks(one)
    assert spans(back[0]) == [(None, "x", "Izmir")]
    assert skipped == ["the field “data.address” (1×)"]


def test_two_texts_of_a_task_are_two_articles() -> None:
    one = {
        "id": 3,
        "data": {"a": "Izmir", "b": "Quito rents"},
        "annotations": [
            {"result": [region(0, 5, "x", to_name="b"), region(0, 5, "y", to_name="a")]}
        ],
    }
    back, skipped, _ = from_tasks(one)
    assert [(article.text, spans(article)) for article in back] == [
        ("Quito rents", [(None, "x", "Quito")]),
        ("Izmir", [(None, "y", "Izmir")]),
    ]
    assert skipped == []


@pytest.mark.parametrize(
    ("made", "named"),
    [
        ({"completed_by": 3}, "user 3"),
        ({"completed_by": {"id": 3}}, "user 3"),
        ({"completed_by": {"email": "a@example.org", "first_name": ""}}, "a@example.org"),
        ({"completed_by": {"first_name": "Ann", "last_name": "Lee", "email": "x"}}, "Ann Lee"),
        ({"completed_by": "ann"}, "ann"),
        ({"completed_by": None}, None),
        ({"annotator": "Olena", "completed_by": 3}, "Olena"),
        ({}, None),
    ],
)
def test_who_annotated_is_kept_apart(made: dict[str, Any], named: str | None) -> None:
    back, skipped, _ = from_tasks(task("Izmir", region(0, 5, "x"), **made))
    assert spans(back[0]) == [(named, "x", "Izmir")]
    assert skipped == []


def test_copies_of_an_annotation_have_ids_of_their_own(project: Project) -> None:
    one = task("Izmir rents", region(0, 5, "x", id="r"), completed_by=1)
    one["annotations"] *= 2
    back, _, _ = from_tasks(one)
    assert [span.get("id") for span in back[0].annotations] == ["r", "r-2"]
    imported = stored(project, back)
    assert (imported.annotations, imported.skipped) == (2, [])


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (region(-1, 3, "x"), "a span: it begins at -1 and ends at 3"),
        (region(True, 3, "x"), "a span: it begins at True and ends at 3"),
        (region(0, 3.0, "x"), "a span: it begins at 0 and ends at 3.0"),
        (region("0", "3", "x"), "a span: it begins at 0 and ends at 3"),
        (region(0, 3), "the span 0–3: it has no label"),
        (region(0, 3, "x", meta={"origin": 3}), "what is known of x 0–3: origin: "),
        ({"type": "rating", "value": {"rating": 3}}, "a “rating” of a whole article (1×)"),
        ({"type": "brush", "value": {"rle": []}}, "a “brush” of a whole article (1×)"),
    ],
)
def test_what_does_not_fit_is_told(result: dict[str, Any], told: str) -> None:
    back, skipped, _ = from_tasks(task("Izmir", result))
    assert [one.text for one in back] == ["Izmir"]
    assert skipped[0].startswith(told)


def test_a_link_to_nothing_is_told() -> None:
    lost = {"type": "relation", "from_id": "r", "to_id": "gone", "direction": "right"}
    back, skipped, _ = from_tasks(task("Izmir", region(0, 5, "x", id="r"), lost))
    assert back[0].relations == []
    assert skipped == ["the relation r–gone: an end of it is no span here"]


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[1, 2]",
        b'[{"id": 1}]',
        b'[{"data": {"image": 3}}]',
        b"[",
        b"",
        b'[{"data"',
        b"\xff",
    ],
)
def test_another_file_is_refused(data: bytes) -> None:
    back, reader = read("label-studio", {"": data})
    assert back == []
    assert len(reader.problems) == 1


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ([{"id": 1, "data": {"text": "x"}}], True),
        ([{"id": 1, "annotations": [], "data": {"text": "x" * 70_000}}], True),
        ([{"id": 1, "annotations": [{"result": ["x" * 70_000]}], "data": {}}], True),
        ([{"text": "x", "label": [{"start": 0, "end": 1, "text": "x", "labels": ["L"]}]}], True),
        ([{"text": "x", "ents": [{"start": 0, "end": 1, "label": "L"}]}], False),
        ({"annotations": [], "data": {}}, False),
        ([], False),
    ],
)
def test_a_file_is_told_from_others_of_its_ending(
    tmp_path: Path, value: Any, *, found: bool
) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value))
    chosen = format_of(path)
    assert (chosen is not None and chosen.name == "label-studio") is found


_SAMPLES = [
    path.read_bytes()
    for path in (*sorted(_FOREIGN.iterdir()), _DATA / "label-studio" / "talks.json")
]


@settings(max_examples=60, deadline=None)
@given(random=st.randoms(use_true_random=False), sample=st.sampled_from(_SAMPLES))
def test_a_spoiled_file_gives_articles_or_a_reason(
    filling: Project, random: Random, sample: bytes
) -> None:
    back, reader = read("label-studio", {"": spoiled_document(sample, random)})
    assert back or reader.problems or reader.skipped
    stored(filling, back)


def test_the_scheme_of_the_records_has_controls() -> None:
    """Or the round trip would not try them."""
    files, _ = write("label-studio", [], scheme=SCHEME)
    assert _controls(files["config.xml"]).keys() == {"label", "value", "words"}
