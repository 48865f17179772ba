"""The formats there are, for who shows them to be chosen from."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.base import Format, Option
from annotator.formats.registry import formats, load_in_parts

__all__ = ["Format", "Option", "formats_in_parts", "formats_there_are"]


def formats_there_are() -> tuple[Format, ...]:
    """List the formats."""
    return formats()


def formats_in_parts() -> Iterator[None]:
    """Load the formats in parts, for who has keys to answer in between."""
    return load_in_parts()
