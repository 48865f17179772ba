"""Values are written down in one way only (RFC 8785), and come back as they were."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.canonical import LARGEST, NotStorableError, dumps, plain, storable
from tests.nasty import texts

_KEYS = st.text(
    st.characters(max_codepoint=0xD7FF, exclude_characters="$"), max_size=6
) | st.sampled_from(["a", "B", "é", "\u0000", "\u007f", "$"[1:], "\ud7ff", "ß", "peach", "péché"])
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | texts(max_size=6)
    | st.text(max_size=8)
)
_WITHOUT_FLOATS = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)
_PLAIN = st.recursive(
    _LEAVES | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


def rfc_8785(value: Any) -> str:
    """Write a value without floats as RFC 8785 says, by the standard library alone.

    Section 3.2.2.2 asks for the very escapes that json.dumps writes; 3.2.3 for keys in the order
    of their UTF-16 units.
    """

    def in_order(item: Any) -> Any:
        if isinstance(item, dict):
            keys = sorted(item, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
            return {key: in_order(item[key]) for key in keys}
        return [in_order(one) for one in item] if isinstance(item, list) else item

    return json.dumps(in_order(value), ensure_ascii=False, separators=(",", ":"))


@given(_WITHOUT_FLOATS)
def test_what_is_stored_is_rfc_8785(value: Any) -> None:
    assert dumps(storable(value)) == rfc_8785(value)


def test_the_published_example_without_its_floats() -> None:
    # RFC 8785, section 3.2.2 and its output in 3.2.3.
    value = {
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"\u002f",
        "literals": [None, True, False],
    }
    assert dumps(storable(value)) == (
        '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_the_published_order_of_keys() -> None:
    # RFC 8785, section 3.2.3, without the two keys that cannot be stored: 😂 and דּ.
    value = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "1": "One",
        "\u0080": "Control\u007f",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    assert list(json.loads(dumps(storable(value)))) == ["\r", "1", "\u0080", "\u00f6", "\u20ac"]


@pytest.mark.parametrize("key", ["\U0001f602", "\ufb33", "\ue000", "a\ud800", "$decimal", "$", 5])
def test_a_key_that_sorts_otherwise_in_utf_16_is_refused(key: Any) -> None:
    with pytest.raises(NotStorableError, match="cannot be the name of a value"):
        storable({"attributes": {key: 1}})


@given(_PLAIN)
def test_plain_values_come_back_as_they_were(value: Any) -> None:
    written = dumps(storable(value))
    back = plain(json.loads(written))
    assert back == value
    assert dumps(storable(back)) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_fractions_come_back_to_the_last_bit(value: float) -> None:
    back = plain(json.loads(dumps(storable(value))))
    assert math.copysign(1, float(back) or 1) == math.copysign(1, value or 1)
    assert float(back) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (600.0, "600"),
        (600.5, '{"$decimal":"600.5"}'),
        (-0.0, "0"),
        (1e16, '{"$decimal":"1e+16"}'),
        (LARGEST, str(LARGEST)),
        ((1, 2), "[1,2]"),
        ({"b": 1, "a": []}, '{"a":[],"b":1}'),
    ],
)
def test_numbers_and_sequences_have_one_form(value: Any, written: str) -> None:
    assert dumps(storable(value)) == written


@pytest.mark.parametrize(
    "value",
    [
        LARGEST + 1,
        -LARGEST - 1,
        math.nan,
        math.inf,
        "\ud800",
        ["a\udfff"],
        {"x": {1}},
        b"bytes",
        object(),
    ],
)
def test_what_would_not_come_back_is_refused(value: Any) -> None:
    with pytest.raises(NotStorableError):
        storable(value)
