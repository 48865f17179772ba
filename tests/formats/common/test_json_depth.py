"""JSON that nests without end is refused before it takes memory, and nothing else is."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.common import json_depth
from annotator.formats.common.json_depth import ShallowFile
from annotator.formats.common.json_text import json_items
from annotator.problems import UnreadableInputError

_TEXTS = st.text(st.sampled_from('[]{}"\\a/😀'), max_size=12)
_VALUES = st.recursive(
    _TEXTS | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(_TEXTS, inner)
)


def depth(value: Any) -> int:
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 0


@settings(max_examples=200)
@given(value=_VALUES, size=st.integers(1, 9), deepest=st.integers(0, 6))
def test_brackets_in_strings_do_not_count_wherever_blocks_end(
    value: Any, size: int, deepest: int
) -> None:
    data = json.dumps(value, ensure_ascii=False).encode()
    file = ShallowFile(io.BytesIO(data), "a.json")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_depth, "DEEPEST", deepest)
        try:
            while file.read(size):
                pass
        except UnreadableInputError:
            assert depth(value) > deepest
        else:
            assert depth(value) <= deepest


@pytest.mark.parametrize("data", [b"[" * 300_000, b'{"a":' * 300_000, b'["' + b'",["' * 300_000])
def test_nesting_without_end_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInputError) as problem:
        list(json_items(io.BytesIO(data), "a.json"))
    assert str(problem.value) == "a.json is not JSON that can be read: it nests without end."


def test_many_items_are_no_nesting() -> None:
    data = json.dumps([{"text": "[" * 2_000, "n": [[1]]}] * 2_000).encode()
    assert len(list(json_items(io.BytesIO(data), "a.json"))) == 2_000
