"""Formats say what they can do, and take the options that they have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.base import Option
from annotator.formats.csv import FORMAT as CSV
from annotator.formats.registry import format_named, format_of, formats
from annotator.problems import UnknownNameError, UserProblem

_REASONS = {
    "discontinuous", "overlapping", "identical", "not-token-aligned", "label-charset", "relation",
    "attribute", "note", "empty", "other",
}  # fmt: skip


def test_every_format_says_what_the_contract_asks() -> None:
    assert {one.name for one in formats()} >= {"jsonl", "csv"}
    assert len({one.name for one in formats()}) == len(formats())
    for one in formats():
        told = one.as_json()
        assert list(told) == [
            "name", "title", "reads", "writes", "extension", "cannot_hold", "options", "available",
            "needs",
        ]  # fmt: skip
        assert told["reads"] or told["writes"]
        assert told["available"] is True
        assert (told["needs"] is None) == (one.needs is None)
        assert set(told["cannot_hold"]) <= _REASONS
        assert told["title"]


def test_a_format_is_found_by_its_name() -> None:
    assert format_named("csv") is CSV
    with pytest.raises(UnknownNameError) as problem:
        format_named("xls")
    assert str(problem.value).startswith("There is no format “xls”. There are jsonl, ")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.jsonl", "jsonl"),
        ("a.NDJSON", "jsonl"),
        ("a.txt", "text"),
        ("a.b.htm", "html"),
        ("a.csv", "csv"),
        ("a.docx", "docx"),
        ("a.MD", "markdown"),
        ("a.epub", None),
        ("a", None),
        (".txt", None),
    ],
)
def test_a_file_is_read_by_its_ending(name: str, found: str | None) -> None:
    chosen = format_of(Path(name))
    assert (chosen.name if chosen else None) == found


def test_options_have_defaults_and_limits() -> None:
    chosen = replace(
        CSV,
        options={
            "offsets": Option("code-points", "Unit.", ("code-points", "utf16")),
            "name": Option("", "Anything."),
        },
    )
    assert chosen.settle_options({}) == {"offsets": "code-points", "name": ""}
    assert chosen.settle_options({"offsets": "utf16", "name": "x"}) == {
        "offsets": "utf16",
        "name": "x",
    }
    with pytest.raises(UserProblem) as problem:
        chosen.settle_options({"offsets": "utf8"})
    assert str(problem.value) == "The option offsets is one of code-points, utf16, not “utf8”."
    with pytest.raises(UserProblem) as problem:
        chosen.settle_options({"size": "1"})
    assert str(problem.value) == "CSV has no option “size”; it has offsets, name."
    with pytest.raises(UserProblem, match="it has none"):
        replace(CSV, options={}).settle_options({"size": "1"})
    assert chosen.as_json()["options"]["offsets"] == {
        "default": "code-points",
        "values": ["code-points", "utf16"],
        "description": "Unit.",
    }
