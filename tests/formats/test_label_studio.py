"""Label Studio's JSON as we write it: tasks come back, the configuration fits them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import given, settings
from lxml import etree

from annotator.model.records import ArticleRecord
from annotator.model.scheme import Scheme
from tests.formats.coming_back import come_back, written
from tests.formats.from_json import from_tasks, spans
from tests.formats.records import PEOPLE, SCHEME, annotation, article, articles
from tests.formats.writing import read, write

_DATA = Path(__file__).parent.parent / "data" / "formats"
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


def test_the_scheme_of_the_records_has_controls() -> None:
    """Or the round trip would not try them."""
    files, _ = write("label-studio", [], scheme=SCHEME)
    assert _controls(files["config.xml"]).keys() == {"label", "value", "words"}
