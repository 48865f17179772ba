"""The beginning of a JSON file tells its first object's fields, wherever it was cut off."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.common.heads import CUT, first_object, is_list

_OBJECT: dict[str, Any] = {
    "text": "a “b”\n😀",
    "n": [1, {"x": None}],
    "é": {"k": 2.5},
    "z": True,
}


@given(at=st.integers(0, 200), ascii_only=st.booleans(), in_list=st.booleans())
def test_a_cut_object_has_its_first_fields(at: int, *, ascii_only: bool, in_list: bool) -> None:
    data = json.dumps([_OBJECT] if in_list else _OBJECT, ensure_ascii=ascii_only).encode()
    found = first_object(data[:at])
    keys = list(found)
    assert keys == list(_OBJECT)[: len(keys)]
    assert all(found[key] == _OBJECT[key] for key in keys[:-1])
    if keys:
        assert found[keys[-1]] in (_OBJECT[keys[-1]], CUT)
    if at >= len(data):
        assert found == _OBJECT


@pytest.mark.parametrize(
    "data", [b"", b" ", b"[", b"3", b"[3]", b"{", b'"x"', b"{3: 4}", b"\xff\xfe{", b"[" * 90_000]
)
def test_what_begins_with_no_object_has_no_fields(data: bytes) -> None:
    assert first_object(data) == {}


def test_a_deep_value_is_as_if_cut_off() -> None:
    assert first_object(b'{"a": 1, "b": ' + b"[" * 60_000) == {"a": 1, "b": CUT}


def test_lines_and_lists_are_told_apart() -> None:
    assert is_list(b"\xef\xbb\xbf \n[1]")
    assert not is_list(b'{"a": [1]}')
