"""JSON from other programs: lines, or items of a list that may be larger than memory.

Strict where leniency would corrupt: NaN is refused, and so is nesting without end. Lone surrogates,
which other programs do write, are let through for `taken` to replace and count.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn, TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError

from annotator.formats.common.json_depth import ShallowFile
from annotator.formats.common.xml_characters import FOREIGN
from annotator.model.faults import first_fault
from annotator.problems import UnreadableInputError

_BOM = b"\xef\xbb\xbf"
_DEEPEST = 40
"""Levels of JSON values within each other."""
_Checked = TypeVar("_Checked")


def read_json(data: bytes, where: str) -> Any:
    """Read a JSON document.

    Raises:
        UnreadableInputError: it is none; the text says where it stops being one.
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        pass
    # The quick reader refuses lone surrogates; the slow one does not.
    try:
        return json.loads(data.decode("utf-8"), parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise UnreadableInputError(f"{where} is not JSON: {error}.") from error


def json_lines(file: BinaryIO, name: str) -> Iterator[tuple[str, Any]]:
    """Walk the values of a JSONL file, each with its place for messages.

    Lines end with LF and nothing else: U+2028 and its like stay inside. Empty ones are passed over.

    Raises:
        UnreadableInputError: a line is no JSON.
    """
    for number, line in enumerate(file, 1):
        if stripped := (line.removeprefix(_BOM) if number == 1 else line).strip():
            where = f"{name}, line {number}"
            yield where, read_json(stripped, where)


def json_items(file: BinaryIO, name: str, path: str = "item") -> Iterator[tuple[str, Any]]:
    """Walk the items of a list in a JSON document one by one, each with its place for messages.

    Args:
        file: the document.
        name: what to call it.
        path: where the list is, as `ijson` says it: ``item`` is the document itself,
            ``items.item`` the list under the key ``items``.

    Raises:
        UnreadableInputError: it is no JSON, or nests without end.
    """
    import ijson  # noqa: PLC0415 - only where a format is one document

    shallow = ShallowFile(file, name)
    try:
        for number, item in enumerate(ijson.items(shallow, path, use_float=True), 1):
            yield f"{name}, item {number}", item
    except (ijson.JSONError, UnicodeDecodeError, OverflowError) as error:
        raise UnreadableInputError(f"{name} is not JSON: {error}.") from error


def checked(adapter: TypeAdapter[_Checked], value: Any, where: str) -> _Checked:
    """Check a value against the types that a format promises.

    Raises:
        UnreadableInputError: it is something else; the text names the field.
    """
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise UnreadableInputError(f"{where}: {first_fault(error, value)}.") from error


def json_text(value: Any) -> str:
    """Write a value as JSON without characters that XML cannot hold."""
    text = orjson.dumps(value).decode()
    return FOREIGN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def json_object(given: Any) -> dict[str, Any] | None:
    """Read a text that is a JSON object, as our files have them; None if it is anything else."""
    try:
        value = orjson.loads(given) if isinstance(given, str) else None
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) and is_shallow(value) else None


def is_shallow(value: Any) -> bool:
    """Tell whether a JSON value is nested no deeper than anybody nests one.

    A file that does so wants to exhaust whoever reads it.
    """
    level = [value]
    for _ in range(_DEEPEST):
        inner = (one.values() if isinstance(one, dict) else one for one in level)
        level = [one for some in inner for one in some if isinstance(one, dict | list)]
        if not level:
            return True
    return False


def refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and its like, which the standard library reads as numbers."""
    raise ValueError(f"{name} is no number of JSON's")
