"""What the beginning of a JSON file tells: the first object's fields, as far as they are there."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_BOM = b"\xef\xbb\xbf"
_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class _Cut:
    """Stands for a value that the end of what was read has cut off."""


CUT: Final = _Cut()


def first_object(head: bytes) -> dict[str, Any]:
    """Give the fields of the first object in a file, of JSON lines as of a list of objects.

    A field whose value is cut off is there, with `CUT`; what comes behind it is not known. Without
    an object there are none.
    """
    text = head.removeprefix(_BOM).decode("utf-8", "ignore")
    at = _skip(text, 0)
    if text[at : at + 1] == "[":
        at = _skip(text, at + 1)
    if text[at : at + 1] != "{":
        return {}
    found: dict[str, Any] = {}
    at = _skip(text, at + 1)
    try:
        while text[at : at + 1] == '"':
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, at)
            if text[at : at + 1] != ":":
                break
            found[key] = CUT
            found[key], at = _DECODER.raw_decode(text, _skip(text, at + 1))
            at = _skip(text, at)
            if text[at : at + 1] != ",":
                break
            at = _skip(text, at + 1)
    except (ValueError, RecursionError):
        pass
    return found


def is_list(head: bytes) -> bool:
    """Tell whether a file's first sign is that of a JSON list."""
    return head.removeprefix(_BOM).lstrip(b" \t\r\n").startswith(b"[")


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    assert found is not None
    return found.end()
