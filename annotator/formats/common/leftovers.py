"""What a reader passes over many times, and tells once a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from annotator.formats.base import ReadRequest
from annotator.model.incoming import Skipped

_SHOWN = 60


class Leftovers:
    """Counts what a reader has no place for, to say it once a file."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, what: str, count: int = 1) -> None:
        """Count something, by the words in which it is told."""
        self._counts[what] += count

    def fields(self, unknown: Iterable[str], place: str = "") -> None:
        """Count fields that are none of the format's."""
        for key in unknown:
            self._counts[f"the field “{place}{key}”"] += 1

    def tell(self, request: ReadRequest) -> None:
        """Note all of it as passed over."""
        for what, count in sorted(self._counts.items()):
            request.skipped.append(Skipped(request.name, f"{what} ({count:,}×)"))


def shown(value: Any) -> str:
    """Give the beginning of a value for a message, whatever it is."""
    try:
        text = str(value)
    except (ValueError, RecursionError):
        return "…"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
