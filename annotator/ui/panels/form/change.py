"""What somebody typed or chose in the form: one operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.model.records import AttributeValue

if TYPE_CHECKING:
    from annotator.model.annotation import Certainty


@dataclass(frozen=True, slots=True)
class Change:
    """New values for annotations (by id); None removes an attribute, and leaves what is besides."""

    ids: tuple[str, ...]
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    note: str | None = None
    certainty: Certainty | None = None


SaveChange = Callable[[Change], bool]
"""Saves a change; tells whether that was possible. What was wrong is said by whoever saves."""
