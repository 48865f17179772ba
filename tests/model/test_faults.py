"""What is wrong with a value is said in plain words, with the way to it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from annotator.model.faults import first_fault


class _Word(TypedDict):
    kind: Literal["word"]
    name: Annotated[str, Field(min_length=1, max_length=1_000)]


class _Amount(TypedDict):
    kind: Literal["amount"]
    value: Annotated[float, Field(ge=-90, lt=2**53)]
    parts: list[Annotated[int, Field(gt=0)]]


class _Page(TypedDict):
    words: list[Annotated[_Word | _Amount, Field(discriminator="kind")]]
    of: dict[str, bool]
    either: int | list[str]


_page: TypeAdapter[_Page] = TypeAdapter(_Page)
_GOOD: dict[str, Any] = {"words": [], "of": {}, "either": 1}
_AMOUNT = {"kind": "amount", "value": 1, "parts": []}


def _fault(given: object) -> str:
    with pytest.raises(ValidationError) as raised:
        _page.validate_python(given)
    return first_fault(raised.value, given)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"words": 5}, "words: it is no list"),
        ({"words": [{"kind": "word"}]}, "number 1 of words, name: it is missing"),
        ({"words": [{"kind": "word", "name": ""}]}, "number 1 of words, name: it is empty"),
        (
            {"words": [_AMOUNT, {"kind": "word", "name": 5}]},
            "number 2 of words, name: it is no text",
        ),
        (
            {"words": [{"kind": "word", "name": "x" * 1_001}]},
            "number 1 of words (“" + "x" * 40 + "…”), name: it has more characters than 1,000",
        ),
        (
            {"words": [{"kind": "colour", "name": "the seventh"}]},
            "number 1 of words (“the seventh”): “kind” has to be one of “word”, “amount”",
        ),
        ({"words": [{"name": "a"}]}, "number 1 of words (“a”): “kind” is missing"),
        (
            {"words": [_AMOUNT | {"value": -90.5}]},
            "number 1 of words, value: it has to be -90 or more",
        ),
        (
            {"words": [_AMOUNT | {"value": 1e300}]},
            "number 1 of words, value: it has to be less than 9,007,199,254,740,992",
        ),
        ({"words": [_AMOUNT | {"value": "x"}]}, "number 1 of words, value: it is no number"),
        (
            {"words": [_AMOUNT | {"parts": [1, 0]}]},
            "number 1 of words, number 2 of parts: it has to be more than 0",
        ),
        ({"of": {"Ann": "perhaps"}}, "of, Ann: it is neither true nor false"),
        ({"either": "x"}, "either: it is no whole number"),
    ],
)
def test_it_is_told_where_and_what(changed: dict[str, Any], said: str) -> None:
    assert _fault(_GOOD | changed) == said


def test_the_whole_may_be_wrong() -> None:
    assert _fault([]) == "it is no object in braces"


def test_entries_are_counted_where_nothing_tells_their_names() -> None:
    with pytest.raises(ValidationError) as raised:
        _page.validate_python(_GOOD | {"words": [{"kind": "word", "name": 5}]})
    assert first_fault(raised.value) == "number 1 of words, word, name: it is no text"
