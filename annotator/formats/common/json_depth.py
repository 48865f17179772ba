"""Keeps JSON that nests without end from its parser, which would take all memory for it.

`ijson` names the way to every value: 100 kB of opening brackets become gigabytes of names.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from annotator.problems import UnreadableInputError

DEEPEST = 1_000
"""How many brackets may be open at a time; an article's record has some six."""
_ESCAPES = re.compile(rb"\\.", re.DOTALL)
_STRINGS = re.compile(rb'"[^"]*"')
_OTHERS = bytes(sorted(set(range(256)) - set(b'"[]{}')))
_BLOCK = 65_536


class ShallowFile:
    """A file of JSON that is read block by block, and refused where it nests too deep."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        self._depth = 0
        self._in_string = False
        self._is_escaped = False
        """Whether what was read ends within a string, and there after a backslash."""

    def read(self, size: int = _BLOCK) -> bytes:
        """Read the next bytes.

        Raises:
            UnreadableInputError: more brackets are open in them than any dataset needs.
        """
        block = self._file.read(size)
        self._look(block)
        return block

    def _look(self, block: bytes) -> None:
        if self._is_escaped and block:
            block, self._is_escaped = block[1:], False
        if b"\\" in block:
            block = _ESCAPES.sub(b"", block)
            self._is_escaped = block.endswith(b"\\")
        signs = block.translate(None, _OTHERS)
        if self._in_string:
            signs = b'"' + signs
        # Two quotes side by side end one string and begin the next, or are an empty one.
        outside = _STRINGS.sub(b"", signs.replace(b'""', b""))
        # What is left of quotes begins a string that goes on in the next block.
        brackets, quote, _ = outside.partition(b'"')
        self._in_string = bool(quote)
        self._count(brackets)

    def _count(self, brackets: bytes) -> None:
        opening = brackets.count(b"[") + brackets.count(b"{")
        if self._depth + opening <= DEEPEST:
            self._depth += 2 * opening - len(brackets)
            return
        for bracket in brackets:
            self._depth += 1 if bracket in b"[{" else -1
            if self._depth > DEEPEST:
                raise UnreadableInputError(
                    f"{self._name} is not JSON that can be read: it nests without end."
                )
