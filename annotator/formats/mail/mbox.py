"""A box of letters (mbox), read letter by letter whatever its size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from annotator.formats.base import Format, ReadRequest
from annotator.formats.mail.attachments import skip
from annotator.formats.mail.letters import letters_of
from annotator.model.incoming import Incoming
from annotator.problems import UnreadableInputError

_BEGINS = re.compile(rb"From \S.*\d{4}\s*$")
"""The line above a letter: who sent it, and when (RFC 4155)."""
_FIRST = re.compile(rb"\AFrom \S[^\r\n]*\d{4}[ \t]*\r?\n[A-Za-z][A-Za-z0-9-]*:")
_QUOTED = re.compile(rb"(?m)^>(>*From )")
_LARGEST = 100_000_000
"""Bytes of one letter."""


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        number = 0
        for data in _letters(file):
            number += 1
            where = f"{request.name}, letter {number:,}"
            if len(data) > _LARGEST:
                most = _LARGEST // 1_000_000
                skip(request, where, f"it is larger than {most} MB")
                continue
            yield from letters_of(_QUOTED.sub(rb"\1", data), where, request)
    if not number:
        raise UnreadableInputError(
            f"{request.name} is no box of letters (mbox): it does not begin with “From …”."
        )


def _letters(file: BinaryIO) -> Iterator[bytes]:
    """Part a box into its letters; of one that is too large only as much as shows it."""
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    while line := file.readline(1 << 20):
        if blank and _BEGINS.match(line):
            if begun:
                yield b"".join(lines)
            lines, size, begun = [], 0, True
        elif begun and size <= _LARGEST:
            lines.append(line)
            size += len(line)
        blank = not line.strip()
    if begun:
        yield b"".join(lines)


def _signs(head: bytes) -> bool:
    return bool(_FIRST.match(head))


FORMAT = Format(
    name="mbox", title="Box of letters (mbox)", extensions=("mbox", "mbx"), read=_read, signs=_signs
)
