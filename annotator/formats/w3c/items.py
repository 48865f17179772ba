"""The annotations of a file one by one, whatever stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from annotator.formats.common.json_depth import ShallowFile
from annotator.formats.common.json_text import json_items, read_json
from annotator.formats.w3c.terms import ARTICLES
from annotator.problems import UnreadableInputError

_OURS = b"urn:x-annotator:"
_HEAD = 4096
_LISTS = ("first.items.item", "items.item", "item")
_KEY = re.compile(rf'"{ARTICLES}"\s{{0,8}}:\s{{0,8}}\['.encode())
_KEY_LINE = f'"{ARTICLES}":['.encode()
_LONGEST_KEY = 64
_MOST = 200_000_000
"""Bytes of a file of another program: it is gathered in memory, for it may jump between texts."""


def is_ours(file: BinaryIO) -> bool:
    """Tell whether a file is one of ours, which goes through its texts one after the other."""
    head = file.read(_HEAD)
    file.seek(0)
    return _OURS in head


def is_as_written(file: BinaryIO) -> bool:
    """Tell whether a file of ours has an annotation a line, as we write it."""
    first, second = file.readline(_HEAD), file.readline(_HEAD)
    file.seek(0)
    return first.startswith(b'{"@context"') and second.endswith(b'"items":[\n')


def written_items(file: BinaryIO, name: str) -> Iterator[tuple[str, Any, bool]]:
    """Walk a file of ours line by line, which takes a fifth of the time of reading it as a whole.

    Gives where each thing stands, what it is, and whether it is an article without annotations.

    Raises:
        UnreadableInputError: a line is no JSON, or the file is cut off.
    """
    are_articles = is_whole = False
    for number, line in enumerate(file, 1):
        if line.startswith(b"{") and number > 2:
            where = f"{name}, line {number}"
            yield where, read_json(line.rstrip(b",\r\n"), where), are_articles
        elif line.startswith(_KEY_LINE):
            are_articles = True
        is_whole = line.startswith(b'"total":') and line.rstrip().endswith(b"}")
    if not is_whole:
        raise UnreadableInputError(f"{name} is cut off: its last line is missing.")


class Bytes:
    """A file that notes, while it is read, where the articles without annotations stand."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._end = b""
        self._read = 0
        self.articles_at: int | None = None

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        block = self._file.read(size)
        window = self._end + block
        for found in _KEY.finditer(window):
            self.articles_at = self._read - len(self._end) + found.start()
        self._end = window[-_LONGEST_KEY:]
        self._read += len(block)
        return block

    def articles(self, name: str) -> Iterator[dict[str, Any]]:
        """Walk the descriptions of articles without annotations.

        Raises:
            UnreadableInputError: they are no JSON.
        """
        if self.articles_at is None:
            return
        self._file.seek(self.articles_at)
        # What stands before them is not read a second time.
        rest: Any = _Opened(self._file)
        for _, about in json_items(rest, name, f"{ARTICLES}.item"):
            if isinstance(about, dict):
                yield about


class _Opened:
    """The end of an object, with the brace that opens one before it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._begun = False

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        if self._begun or size == 0:
            return self._file.read(size)
        self._begun = True
        return b"{"


def items(file: Bytes, source: BinaryIO, name: str, *, ours: bool) -> Iterator[tuple[str, Any]]:
    """Walk the annotations: of a collection, of a page, of a list, or a single one.

    Raises:
        UnreadableInputError: it is no JSON, or too large.
    """
    path = "first.items.item" if ours else _path(source, name)
    if not path:
        yield f"{name}, annotation 1", read_json(source.read(_MOST), name)
        return
    stream: Any = file
    for where, item in json_items(stream, name, path):
        yield where.replace(", item ", ", annotation "), item


def _path(file: BinaryIO, name: str) -> str:
    """Find where the list of annotations is; “” if the document is one annotation."""
    import ijson  # noqa: PLC0415 - as in `json_items`

    size = file.seek(0, 2)
    file.seek(0)
    if size > _MOST:
        raise UnreadableInputError(
            f"{name} is larger than {_MOST // 1_000_000} MB. Split it and take the parts in."
        )
    found = ""
    try:
        for path, event, _ in ijson.parse(ShallowFile(file, name), use_float=True):
            if event == "start_map" and path in _LISTS:
                found = path
                break
    except (ijson.JSONError, UnicodeDecodeError, OverflowError) as error:
        raise UnreadableInputError(f"{name} is not JSON: {error}.") from error
    finally:
        file.seek(0)
    return found
