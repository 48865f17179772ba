"""Things of a document that are needed later, by their ids: kept in a file, not in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from tempfile import SpooledTemporaryFile
from typing import Any, Self

import orjson

_SPOOL = 8_000_000
"""Bytes that are kept in memory."""


class Shelf(AbstractContextManager["Shelf"]):
    """Puts JSON values away under keys, several under one; knows which were never asked for."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_SPOOL)  # noqa: SIM115 - `__exit__` closes it
        self._last: dict[str, int] = {}
        self._asked: set[str] = set()

    def put(self, key: str, value: Any) -> None:
        """Put a value away."""
        before = self._last.get(key, -1)
        self._last[key] = self._file.seek(0, 2)
        self._file.write(orjson.dumps([before, value], option=orjson.OPT_APPEND_NEWLINE))

    def has(self, key: str) -> bool:
        """Tell whether there is a value under a key."""
        return key in self._last

    def take(self, key: str) -> list[Any]:
        """Give the values under a key, in the order in which they were put there."""
        found: list[Any] = []
        at = self._last.get(key, -1)
        if at >= 0:
            self._asked.add(key)
        while at >= 0:
            self._file.seek(at)
            at, value = orjson.loads(self._file.readline())
            found.append(value)
        return found[::-1]

    def left(self) -> Iterator[Any]:
        """Walk what nobody asked for, in the order of the keys."""
        for key in [one for one in self._last if one not in self._asked]:
            yield from self.take(key)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
