"""Long lists of JSON: as any reader reads them, in pieces of any size, and refused when broken."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.common import json_list
from annotator.formats.common.json_list import list_items
from annotator.problems import UnreadableInputError

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def items(data: bytes) -> list[Any]:
    return [value for _, value in list_items(io.BytesIO(data), "x.json")]


@settings(max_examples=60)
@given(
    values=st.lists(_VALUES, max_size=6),
    indent=st.sampled_from([None, 1]),
    block=st.sampled_from([1, 2, 7, 1 << 20]),
    ascii_only=st.booleans(),
)
def test_the_items_are_those_of_any_reader(
    values: list[Any], indent: int | None, block: int, *, ascii_only: bool
) -> None:
    data = json.dumps(values, indent=indent, ensure_ascii=ascii_only)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_list, "_BLOCK", block)
        assert items(data.encode()) == json.loads(data)
        assert items(b"\xef\xbb\xbf \n" + data.encode() + b"\n ") == json.loads(data)


@pytest.mark.parametrize("block", [1, 2, 3])
def test_a_number_goes_on_behind_what_was_read(block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_list, "_BLOCK", block)
        assert items(b"[1.5,12.25e-3, -0.5E+2,1e5 ,10]") == [1.5, 12.25e-3, -50.0, 1e5, 10]


def test_items_have_places() -> None:
    found = list(list_items(io.BytesIO(b'[3, {"a": 1}]'), "x.json"))
    assert found == [("x.json, item 1", 3), ("x.json, item 2", {"a": 1})]


@pytest.mark.parametrize("data", [b"", b" ", b"{}", b"3", b'{"a": [1]}'])
def test_what_is_no_list_has_no_items(data: bytes) -> None:
    assert items(data) == []


def test_a_lone_surrogate_is_let_through() -> None:
    assert items(rb'["\ud83d", "\ud83d\ude00"]') == ["\ud83d", "😀"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"[", "Expecting value"),
        (b"[1", "a comma or the list's end is missing, after item 1"),
        (b"[1 2]", "a comma or the list's end is missing, after item 1"),
        (b"[1,]", "Expecting value"),
        (b"[1] 2", "something stands behind the list's end, after item 1"),
        (b'["a', "Unterminated string"),
        (b'[{"a": tru', "Expecting value"),
        (b"[NaN]", "NaN is no number of JSON's"),
        (b"[" + b"9" * 5000 + b"]", "Exceeds the limit"),
        (b"[\xff]", "it is no UTF-8"),
        (b"[" * 200_000, "recursion"),
        (b'[{"a":' * 200_000, "recursion"),
    ],
)
def test_a_broken_list_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableInputError, match=told) as problem:
        items(data)
    assert str(problem.value).startswith("x.json is not JSON: ")


def test_a_broken_item_is_not_looked_for_to_the_end_of_the_file() -> None:
    class Endless(io.RawIOBase):
        """A file without end; it counts what was read of it."""

        taken = 0

        def read(self, size: int = -1) -> bytes:
            self.taken += size
            return (b'[{"a": wrong, ' + b'"b": 1, ' * size)[:size]

    file = Endless()
    with pytest.raises(UnreadableInputError):
        list(list_items(file, "x.json"))  # type: ignore[arg-type]
    assert file.taken <= 2 << 20
