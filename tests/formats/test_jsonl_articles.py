"""JSONL of articles that others wrote, under names of their own."""

from __future__ import annotations

import json

from annotator.problems import ColumnsNeededError, UserProblem
from tests.formats.writing import read


def lines(*values: object) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in values)


def test_fields_are_found_by_their_usual_names() -> None:
    data = lines(
        {"id": 7, "headline": "Ferry", "content": "It was\u2028halted.", "tags": ["a"]},
        {
            "headline": None,
            "content": "Rice is dear.",
            "authors": ["Ann Lee", "Ben"],
            "lang": "en",
            "date": "3 Feb 2026",
        },
        {"headline": "Empty", "content": ""},
    )
    found, reader = read("jsonl", {"": data})
    assert [(one.metadata.reference, one.metadata.title, one.text) for one in found] == [
        ("7", "Ferry", "It was\u2028halted."),
        (None, "Rice is dear.", "Rice is dear."),
    ]
    assert found[1].metadata.published == "2026-02-03"
    assert [one.what for one in reader.notes] == [
        "dates of the field “date” (1×) were turned into ISO 8601"
    ]
    assert (found[1].metadata.byline, found[1].metadata.language) == ("Ann Lee, Ben", "en")
    assert [f"{one.where}: {one.reason}" for one in reader.skipped] == [
        "talks.jsonl, line 3: an article: its text is empty",
        "talks.jsonl: the field “tags” (1×): articles have no place for it",
    ]


def test_a_field_can_be_named() -> None:
    data = lines({"text": "teaser", "long": "The ferry was halted."})
    found, _ = read("jsonl", {"": data}, {"text": "long"})
    assert [one.text for one in found] == ["The ferry was halted."]
    found, _ = read("jsonl", {"": data})
    assert [one.text for one in found] == ["teaser"]


def test_without_a_field_of_texts_there_is_a_problem_that_lists_the_fields() -> None:
    _, reader = read("jsonl", {"": lines({"a": None, "b": "x"}, {"a": 1.5})})
    (problem,) = reader.problems.values()
    assert isinstance(problem, ColumnsNeededError)
    assert problem.columns == (("a", "1.5"), ("b", "x"))


def test_what_is_no_object_is_told_with_its_line() -> None:
    _, reader = read("jsonl", {"": lines({"body": "One."}, 7)})
    (problem,) = reader.problems.values()
    assert isinstance(problem, UserProblem)
    assert str(problem) == "talks.jsonl, line 2 is no JSON object."
