"""Texts at hand: files in a folder, found by the hashes of their texts."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from annotator.formats.common.json_text import read_json
from annotator.problems import UserProblem
from annotator.text.canonical import canonical
from annotator.text.intake import take_html, take_text

_PLAIN = (".txt", ".text")
_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_LARGEST = 100_000_000
"""Bytes of a file that is one text."""
_MOST_FILES = 200_000


class _Where(NamedTuple):
    """Where a text is: in a file, and at which byte of it."""

    path: Path
    at: int


class Texts:
    """Knows the texts below a place; they are looked through when one is first asked for."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._found: dict[str, _Where] | None = None

    def text(self, identity: str) -> str | None:
        """Give the text of a hash, None if it is not there."""
        if self._found is None:
            self._found = {sha256(text.encode()).hexdigest(): at for text, at in self._all()}
        where = self._found.get(identity)
        if where is None:
            return None
        return next((text for text, at in _in_file(where.path, where.at) if at == where), None)

    def _all(self) -> Iterator[tuple[str, _Where]]:
        place = self._place
        if place.is_file():
            yield from _in_file(place)
            return
        for number, path in enumerate(sorted(place.rglob("*"))):
            if number >= _MOST_FILES:
                return
            hidden = any(part.startswith(".") for part in path.relative_to(place).parts)
            if not hidden and not path.is_symlink() and path.is_file():
                yield from _in_file(path)


def _in_file(path: Path, at: int = 0) -> Iterator[tuple[str, _Where]]:
    """Walk the texts of a file, from a byte of it on; what is none is passed over."""
    ending = path.suffix.lower()
    try:
        if ending in _LINES and not path.name.endswith(".standoff.jsonl"):
            yield from _in_lines(path, at)
        elif ending in (*_PLAIN, *_PAGES) and path.stat().st_size <= _LARGEST:
            data = path.read_bytes()
            intake = take_text(data) if ending in _PLAIN else take_html(data)
            yield intake.text, _Where(path, 0)
    except (UserProblem, OSError):
        return


def _in_lines(path: Path, at: int) -> Iterator[tuple[str, _Where]]:
    with path.open("rb") as file:
        file.seek(at)
        for line in file:
            where = _Where(path, at)
            at += len(line)
            article = read_json(line.strip(), path.name) if line.strip() else None
            if isinstance(article, dict) and isinstance(text := article.get("text"), str):
                yield canonical(text).text, where
