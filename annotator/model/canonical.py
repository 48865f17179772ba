"""The one way to write a value down, so that equal values have equal digests (RFC 8785).

orjson writes RFC 8785 for what we let in: no floats (RFC 8785 prints them as JavaScript does,
orjson does not), integers up to 2^53, keys that sort alike by code point and by UTF-16 unit, no
lone surrogates. A number with a fraction is kept as ``{"$decimal": "600.5"}``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import orjson

from annotator.problems import UserProblem

_DECIMAL = "$decimal"
_WRITE = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader gives back as it is."""

# From here on UTF-16 order and code point order of keys part ways.
_FIRST_ODD_KEY = "\ud800"


class NotStorableError(UserProblem):
    """A value cannot be kept exactly: too large a number, an odd key, a type JSON does not have."""


def dumps(value: Any) -> str:
    """Write a storable value as canonical JSON."""
    return orjson.dumps(value, option=_WRITE).decode()


def storable(value: Any) -> Any:
    """Turn a plain value (JSON types, floats among them) into one that `dumps` can write.

    Raises:
        NotStorableError: the value cannot come back exactly as it is.
    """
    match value:
        case str():
            return _whole(value)
        case None | bool():
            return value
        case int():
            if abs(value) > LARGEST:
                raise NotStorableError(f"The number {value} is too large to be kept exactly.")
            return value
        case float():
            return _decimal(value)
        case Mapping():
            return {_key(key): storable(item) for key, item in value.items()}
        case list() | tuple():
            return [storable(item) for item in value]
    raise NotStorableError(f"A value of the type {type(value).__name__} cannot be kept.")


_PARTED = (dict, list)
"""What has parts; everything else is plain already, and most of a large scheme is."""


def plain(value: Any) -> Any:
    """Turn what `storable` made back into plain JSON types."""
    if type(value) is dict:
        if len(value) == 1 and _DECIMAL in value:
            return float(value[_DECIMAL])
        return {key: plain(item) if type(item) in _PARTED else item for key, item in value.items()}
    if type(value) is list:
        return [plain(item) if type(item) in _PARTED else item for item in value]
    return value


def _whole(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotStorableError("A text holds half a character (a lone surrogate).") from error
    return text


def _decimal(value: float) -> Any:
    if not math.isfinite(value):
        raise NotStorableError(f"“{value}” is not a number that can be kept.")
    if value.is_integer() and abs(value) <= LARGEST:
        return int(value)
    return {_DECIMAL: repr(value)}


def _key(key: object) -> str:
    if (
        not isinstance(key, str)
        or key.startswith("$")
        or (not key.isascii() and max(key) >= _FIRST_ODD_KEY)
    ):
        raise NotStorableError(f"“{key}” cannot be the name of a value.")
    return key
