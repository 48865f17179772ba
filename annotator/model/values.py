"""Values of our own: frozen dataclasses.

What comes from outside is read by pydantic; what the program made itself needs no second look, and
the window opens without pydantic.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def compact(value: DataclassInstance) -> dict[str, Any]:
    """Give the fields of a value that are not at their default, in their order."""
    known = ((name, getattr(value, name), default) for name, default in _defaults(type(value)))
    return {name: held for name, held, default in known if held != default}


@cache
def _defaults(kind: type[DataclassInstance]) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))
