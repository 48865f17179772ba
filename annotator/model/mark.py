"""Annotations as they are painted. Light on purpose: the window loads this early."""

from __future__ import annotations

from typing import NamedTuple

from annotator.model.identity import entity_text

Fragment = tuple[int, int]
"""A stretch of text: start and end in code points, end exclusive."""


class Mark(NamedTuple):
    """What is painted of an annotation: a tuple, because an article may have 100,000 of them.

    Marks sort by place. ``fragments`` is None for the usual one fragment from start to end.
    """

    start: int
    end: int
    label: str
    annotator: str
    entity: bytes
    fragments: tuple[Fragment, ...] | None = None
    flawed: bool = False
    """A required attribute is missing, or a value does not fit the scheme."""
    unsure: bool = False
    """Its annotator was not sure."""

    @property
    def id(self) -> str:
        """Give the annotation's id as text."""
        return entity_text(self.entity)

    @property
    def pieces(self) -> tuple[Fragment, ...]:
        """Give the fragments, one at least."""
        return self.fragments or ((self.start, self.end),)
