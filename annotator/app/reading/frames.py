"""Frames: the pieces in which a reading process hands over what it has read.

A frame is a kind (one byte), a length (eight bytes, big-endian) and as many bytes. There is no
pickle in it: what it holds is JSON, or the bytes of a file as they were.
"""

from __future__ import annotations

import struct
from typing import IO, NamedTuple

from annotator.problems import UnreadableInputError

READY = b"H"
"""The process has begun; nothing in it."""
FILE = b"F"
"""A file begins: its number in the list."""
RAW = b"R"
"""The bytes that the next article was made from."""
ARTICLE = b"A"
"""An article."""
ODD_ARTICLE = b"a"
"""An article that the quick JSON library cannot hold: with lone surrogates or very long numbers."""
END = b"E"
"""A file has ended: what is to be said of it."""
BUG = b"X"
"""The process ends with an error that nobody expected: where it came from."""

LARGEST = 256_000_000
"""Bytes of the largest frame that is believed."""
_HEAD = struct.Struct(">cQ")


class Frame(NamedTuple):
    """One piece."""

    kind: bytes
    data: bytes


class TooLongError(UnreadableInputError):
    """A frame is longer than any article."""


def put_frame(out: IO[bytes], kind: bytes, data: bytes) -> None:
    """Write a frame."""
    out.write(_HEAD.pack(kind, len(data)))
    out.write(data)


def take_frame(source: IO[bytes]) -> Frame | None:
    """Read the next frame; None at the end, wherever it comes.

    Raises:
        TooLongError: it would be longer than is believed.
    """
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    if length > LARGEST:
        raise TooLongError(f"an article of more than {LARGEST:,} bytes")
    data = source.read(length)
    return Frame(kind, data) if len(data) == length else None
