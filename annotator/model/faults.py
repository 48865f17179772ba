"""What is wrong with a value that somebody wrote, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError

_WORDS = {
    "missing": "it is missing",
    "extra_forbidden": "there is no such field",
    "string_pattern_mismatch": "it holds characters that it cannot hold",
    "string_type": "it is no text",
    "string_sub_type": "it is no text",
    "int_type": "it is no whole number",
    "int_parsing": "it is no whole number",
    "int_from_float": "it is no whole number",
    "int_parsing_size": "it is too large a number",
    "float_type": "it is no number",
    "float_parsing": "it is no number",
    "finite_number": "it is no number",
    "bool_type": "it is neither true nor false",
    "bool_parsing": "it is neither true nor false",
    "list_type": "it is no list",
    "tuple_type": "it is no list",
    "dict_type": "it is no object in braces",
    "model_type": "it is no object in braces",
    "model_attributes_type": "it is no object in braces",
    "dataclass_type": "it is no object in braces",
    "literal_error": "it has to be {expected}",
    "greater_than": "it has to be more than {gt:,.16g}",
    "greater_than_equal": "it has to be {ge:,.16g} or more",
    "less_than": "it has to be less than {lt:,.16g}",
    "less_than_equal": "it has to be {le:,.16g} or less",
    "string_too_short": "it has fewer characters than {min_length:,}",
    "string_too_long": "it has more characters than {max_length:,}",
    "too_short": "it has fewer entries than {min_length:,}",
    "too_long": "it has more entries than {max_length:,}",
    "union_tag_invalid": "{discriminator} has to be one of {expected_tags}",
    "union_tag_not_found": "{discriminator} is missing",
    "value_error": "{error}",
}
"""By the kind of fault, as pydantic calls it; what is not here is said in its words."""

_QUOTED = re.compile(r"'([^']*)'")
_NAMES = ("name", "key", "id")
"""Fields by which people know an entry of a list."""
_LONGEST_NAME = 40


def first_fault(error: ValidationError, given: object = None) -> str:
    """Say where the first thing is that is wrong, and what it is.

    Args:
        error: what was raised.
        given: what was looked at; with it, entries of lists are told by their names.
    """
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ", ".join(_steps(fault["loc"], given, missing=fault["type"] == "missing"))
    what = _what(fault["type"], fault.get("ctx", {}), fault["msg"])
    return f"{where}: {what}" if where else what


def _what(kind: str, about: dict[str, Any], message: str) -> str:
    """Say what is wrong."""
    if about.get("min_length") == 1:
        return "it is empty"
    if kind not in _WORDS:
        return message[:1].lower() + message[1:]
    return _QUOTED.sub("“\\1”", _WORDS[kind].format_map(about))


def _steps(path: tuple[int | str, ...], given: object, *, missing: bool) -> Iterator[str]:
    """Say on which way one comes to it, entries of lists counted from one.

    On its way pydantic also names which of several kinds of value it tried. What was given shows
    that these are no fields.
    """
    value, field = given, ""
    for number, step in enumerate(path):
        last = number == len(path) - 1
        if isinstance(step, int):
            value = value[step] if isinstance(value, list | tuple) and step < len(value) else None
            entry = f"number {step + 1:,} of {field}" if field else f"number {step + 1:,}"
            field = ""
            yield f"{entry} (“{name}”)" if (name := _name(value)) else entry
            continue
        if field:
            yield field
        field = ""
        if _is_kind(value, step, last=last, missing=missing):
            continue
        value, field = value.get(step) if isinstance(value, dict) else None, step
    if field:
        yield field


def _is_kind(value: object, step: str, *, last: bool, missing: bool) -> bool:
    """Tell whether a step of the way names a kind of value, not a field."""
    if isinstance(value, dict):
        return step not in value and not (last and missing)
    return value is not None


def _name(entry: object) -> str:
    """Give what people call an entry, if it says so."""
    if not isinstance(entry, dict):
        return ""
    names = (entry.get(field) for field in _NAMES)
    name = next((one for one in names if isinstance(one, str) and one.strip()), "")
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
