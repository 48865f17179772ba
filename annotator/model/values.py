"""Values of our own: frozen dataclasses.

What comes from outside is read by pydantic; what the program made itself needs no second look, and
the window opens without pydantic.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def compact(value: DataclassInstance) -> dict[str, Any]:
    """Give the fields of a value that are not at their default, in their order."""
    return {
        field.name: getattr(value, field.name)
        for field in fields(value)
        if getattr(value, field.name) != field.default
    }
