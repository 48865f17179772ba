"""Schemes: read from files with every slip named, kept whole, grown by imports."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotator.app.schemes import default_scheme
from annotator.model.attributes import ChoiceAttribute, NumberAttribute
from annotator.model.canonical import dumps, plain, storable
from annotator.model.scheme import Label, RelationType, Scheme, label_key, read_scheme
from annotator.problems import UnknownNameError, UserProblem
from annotator.resources import resource

_EVERY_KIND = [
    {"kind": "choice", "key": "c", "choices": ["a", {"key": "b", "name": "bee"}]},
    {"kind": "flag", "key": "f", "required": True},
    {"kind": "number", "key": "n", "lowest": -0.5, "highest": 90, "whole": False},
    {"kind": "quantity", "key": "q", "units": ["km²", "m"]},
    {"kind": "text", "key": "t", "name": "Words", "description": "What is said."},
    {"kind": "date", "key": "d"},
    {"kind": "place", "key": "p"},
    {"kind": "link", "key": "l", "labels": ["source"]},
]


def scheme() -> Scheme:
    return Scheme.model_validate(
        {
            "name": "Everything",
            "version": 7,
            "labels": [
                {
                    "key": "source",
                    "colour": "#12abEF",
                    "pattern": "dot-pairs",
                    "shortcut": "1",
                    "definition": "Who is cited.",
                    "examples": {"tag": ["[[She]] said"], "leave": ["[[it]] rained"]},
                    "attributes": _EVERY_KIND,
                },
                {"key": "дата", "name": "Дата", "retired": True},
            ],
            "relations": [{"key": "says", "sources": ["source"], "targets": ["source", "дата"]}],
        }
    )


def read(**fields: Any) -> Scheme:
    return read_scheme(json.dumps(fields).encode(), "labels.json")


def test_a_scheme_file_gives_the_same_scheme_again() -> None:
    whole = scheme()
    again = read_scheme(json.dumps(whole.as_json()).encode(), "labels.json")
    assert again == whole
    assert again.as_json() == whole.as_json()


def test_a_project_keeps_a_scheme_whole() -> None:
    whole = scheme()
    assert Scheme.model_validate(plain(json.loads(dumps(storable(whole.as_body()))))) == whole


def test_a_file_leaves_out_what_goes_without_saying() -> None:
    assert Scheme(labels=(Label(key="source"),)).as_json() == {
        "format": "annotator-scheme",
        "version": 1,
        "labels": [{"key": "source", "name": "Source"}],
    }


def test_the_shipped_scheme_asks_what_the_design_says() -> None:
    shipped = read_scheme(resource("schemes", "news.json").read_bytes(), "news.json")
    assert shipped == default_scheme()
    assert [label.key for label in shipped.labels] == ["source", "location", "figure"]
    asked = {label.key: [one.key for one in label.attributes] for label in shipped.labels}
    assert asked == {
        "source": ["kind", "role", "affiliation", "anonymity", "refers_to"],
        "location": [
            "gazetteer_id", "name", "country", "latitude", "longitude", "sense", "relation"
        ],
        "figure": ["value", "low", "high", "unit", "approximation", "of_what"],
    }  # fmt: skip
    for label in shipped.labels:
        assert label.definition
        assert label.examples.tag
        assert label.examples.leave
        assert all("[[" in example and "]]" in example for example in label.examples.tag)
    assert [label.shortcut for label in shipped.labels] == ["1", "2", "3"]
    assert len({label.colour for label in shipped.labels}) == 3
    assert len({label.pattern for label in shipped.labels}) == 3
    kind = shipped.label("source").attribute("kind")
    assert isinstance(kind, ChoiceAttribute)
    assert [choice.key for choice in kind.choices] == [
        "named-person", "unnamed-official", "unnamed-person", "institution", "outlet", "document",
        "pronoun",
    ]  # fmt: skip
    latitude = shipped.label("location").attribute("latitude")
    assert isinstance(latitude, NumberAttribute)
    assert (latitude.lowest, latitude.highest) == (-90, 90)
    assert {one.key: (one.sources, one.targets) for one in shipped.relations} == {
        "says": (("source",), ("figure", "location", "source")),
        "at": (("figure",), ("location",)),
    }


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        (
            {"labels": [{"key": "a"}, {"key": "a"}]},
            "the label “a” stands there twice",
        ),
        (
            {"labels": [{"key": "a", "shortcut": "1"}, {"key": "b", "shortcut": "1"}]},
            "the key “1” stands there twice",
        ),
        (
            {"labels": [{"key": "a", "shortcut": "0"}]},
            "number 1 of labels (“a”), shortcut: it holds characters that it cannot hold",
        ),
        (
            {"labels": [{"key": " a"}]},
            "number 1 of labels (“ a”), key: it holds characters that it cannot hold",
        ),
        (
            {"labels": [{"key": "a", "color": "red"}]},
            "number 1 of labels (“a”), color: there is no such field",
        ),
        (
            {"labels": [{"key": "a", "attributes": [{"kind": "text", "key": "x"}] * 2}]},
            "number 1 of labels (“a”): the attribute “x” stands there twice",
        ),
        (
            {"labels": [{"key": "a", "attributes": [{"kind": "choice", "key": "x"}]}]},
            "number 1 of labels (“a”), number 1 of attributes (“x”), choices: it is missing",
        ),
        (
            {
                "labels": [{"key": "a"}],
                "relations": [{"key": "r", "sources": ["a"], "targets": ["b"]}],
            },
            "the relation r names no such label: b",
        ),
        (
            {
                "labels": [{"key": "a"}],
                "relations": [{"key": "r", "sources": ["a"], "targets": ["a"]}] * 2,
            },
            "the relation “r” stands there twice",
        ),
        ({"format": "other"}, "format: it has to be “annotator-scheme”"),
        ({"version": 0}, "version: it has to be 1 or more"),
    ],
)
def test_a_slip_in_a_file_is_named(fields: dict[str, Any], fault: str) -> None:
    with pytest.raises(UserProblem) as problem:
        read(**fields)
    assert str(problem.value) == f"labels.json is not a scheme: {fault}."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty."),
        (b" \r\n", "it is empty."),
        (b"{", "it is not JSON (line 1, column 2: unexpected end of data)."),
        (
            b'{\n"labels": [NaN]}',
            "it is not JSON (line 2, column 12: unexpected character, expected a JSON value).",
        ),
        (b"{} {}", "it is not JSON (line 1, column 4: unexpected content after document)."),
        ("{}".encode("utf-16"), "it is not text in UTF-8."),
    ],
)
def test_what_is_not_json_is_no_scheme(data: bytes, why: str) -> None:
    with pytest.raises(UserProblem) as problem:
        read_scheme(data, "labels.json")
    assert str(problem.value) == f"labels.json is not a scheme: {why}"


@pytest.mark.parametrize("data", [b"[]", b"3", b"null", b'"x"'])
def test_json_of_another_kind_is_no_scheme(data: bytes) -> None:
    with pytest.raises(UserProblem, match=r"^labels\.json is not a scheme: that is an object"):
        read_scheme(data, "labels.json")


def test_what_is_not_there_is_said_with_what_is() -> None:
    whole = scheme()
    with pytest.raises(UnknownNameError, match="no label “figure”; it has source, дата"):
        whole.label("figure")
    with pytest.raises(UnknownNameError, match="no relation “at”; it has says"):
        whole.relation("at")
    with pytest.raises(UnknownNameError, match="Source has no attribute “x”; it has c, f, n"):
        whole.label("source").attribute("x")
    with pytest.raises(UnknownNameError, match="Дата has no attribute “x”; it has none"):
        whole.label("дата").attribute("x")
    with pytest.raises(UnknownNameError, match="it has none"):
        Scheme().label("x")


def test_new_labels_get_what_is_free() -> None:
    grown = default_scheme().with_labels(["ORG", "source", "event", "ORG"])
    assert [(label.key, label.name) for label in grown.labels[3:]] == [
        ("ORG", "ORG"),
        ("event", "Event"),
    ]
    assert [label.shortcut for label in grown.labels] == ["1", "2", "3", "4", "5"]
    assert len({label.colour for label in grown.labels}) == 5
    assert len({label.pattern for label in grown.labels}) == 5
    assert grown.version == default_scheme().version + 1
    assert grown.with_labels(["ORG"]) is grown


def test_more_labels_than_digits_colours_and_patterns_are_no_matter() -> None:
    grown = Scheme().with_labels(f"label {n}" for n in range(30))
    assert [label.shortcut for label in grown.labels] == [*"123456789", *[""] * 21]
    assert Scheme.model_validate(grown.as_json()) == grown


def test_new_relations_tie_any_labels() -> None:
    grown = default_scheme().with_relations(["says", "denies", "denies"])
    assert grown.relation("denies") == RelationType(
        key="denies",
        sources=("source", "location", "figure"),
        targets=("source", "location", "figure"),
    )
    assert grown.relation("says") == default_scheme().relation("says")
    assert grown.with_relations(["denies"]) is grown
    assert Scheme().with_relations(["denies"]) == Scheme()


@pytest.mark.parametrize(
    "word", ["a", "a b", "B-PER", "Ім’я", "می‌خواهم", "😀", "a\u00a0b", "x" * 64, "\u200d"]
)
def test_a_word_that_can_be_a_label_makes_one(word: str) -> None:
    assert Label(key=label_key(word)).key == word
    assert Scheme().with_labels([word]).labels[0].key == word


@pytest.mark.parametrize("word", ["", " ", " a", "a ", "a\n", "a\tb", "\u00a0a", "x" * 65, "\x00"])
def test_a_word_that_cannot_be_a_label_is_refused(word: str) -> None:
    with pytest.raises(UserProblem, match="cannot be the key of a label"):
        label_key(word)
    with pytest.raises(ValueError, match="key"):
        Label(key=word)
