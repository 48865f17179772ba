"""ZIP files from other programs, which may be made to do harm; nothing is unpacked to the disk."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Self

from annotator.problems import UnreadableInputError

MOST_MEMBERS = 100_000
LONGEST_MEMBER = 2_000_000_000
"""Bytes of the largest member."""
_MOST = 20_000_000_000
_SMALL = 10_000_000
"""Bytes to which any member may unpack, however small it is packed."""
_SWELLS = 100
"""How many times its packed size a larger one may have; text and JSON take a tenth."""
_ENCRYPTED = 1
_UNSAFE = re.compile(r"^/|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[\x00-\x1f\x7f]")
_BLOCK = 1 << 20
_FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, OSError,
)  # fmt: skip
"""What `zipfile` raises at damaged files."""


class SafeZip:
    """Reads members of a file that may be anything.

    Raises:
        UnreadableInputError: it is no ZIP file, damaged, or beyond a limit; so may every method.
    """

    def __init__(self, file: BinaryIO | Path, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(file)
        except _FAULTS as error:
            raise self._bad("it is no whole ZIP file") from error
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise self._bad(f"it holds more than {MOST_MEMBERS:,} files")
        if len({one.filename for one in members}) < len(members):
            raise self._bad("it holds a file twice")
        for one in members:
            self._check(one)
        if sum(one.file_size for one in members) > _MOST:
            raise self._bad("it would unpack to too much")

    def names(self) -> list[str]:
        """List the members that are files."""
        return [one.filename for one in self._zip.infolist() if not one.is_dir()]

    def read(self, name: str, limit: int = LONGEST_MEMBER) -> bytes:
        """Read a member whole, up to a limit in bytes that are counted while they are read."""
        with self.open(name) as member:
            blocks: list[bytes] = []
            size = 0
            while block := member.read(_BLOCK):
                size += len(block)
                if size > limit:
                    raise self._bad(f"“{name}” is too long")
                blocks.append(block)
        return b"".join(blocks)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Read a member piece by piece; it gives no more bytes than its directory promised."""
        try:
            with self._zip.open(name) as member:
                yield member
        except KeyError as error:
            raise self._bad(f"“{name}” is missing") from error
        except _FAULTS as error:
            raise self._bad(f"“{name}” cannot be unpacked") from error

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check(self, one: zipfile.ZipInfo) -> None:
        if _UNSAFE.search(one.filename) or stat.S_ISLNK(one.external_attr >> 16):
            raise self._bad("it holds a name that leads elsewhere")
        if one.flag_bits & _ENCRYPTED:
            raise self._bad(f"“{one.filename}” is encrypted")
        if one.file_size > max(_SMALL, _SWELLS * one.compress_size):
            raise self._bad(f"“{one.filename}” would swell to many times its size")
        if one.file_size > LONGEST_MEMBER:
            raise self._bad(f"“{one.filename}” is too long")

    def _bad(self, why: str) -> UnreadableInputError:
        return UnreadableInputError(f"{self._name} cannot be read: {why}.")
