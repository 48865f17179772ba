"""A ZIP file that can be trusted: names and dates are fixed, every limit is checked on reading.

The same members give the same bytes, whoever writes them and whenever. What comes by mail may be
cut off, or made to do harm: members that overlap or are there twice, names that climb out of a
folder, a few kilobytes that swell to gigabytes. Nothing is ever unpacked to the disk.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import IO, BinaryIO

from annotator.sync.problems import BrokenBundleError, NotABundleError

MIMETYPE = "application/vnd.annotator.bundle+zip"
_MIMETYPE_NAME = "mimetype"
_DATE = (1980, 1, 1, 0, 0, 0)
_NAMES = re.compile(
    r"mimetype|manifest\.json|signature\.json|revisions\.jsonl|(?:texts/[0-9a-f]{64}\.txt)"
    r"|(?:raw/[0-9a-f]{64})"
)
_ENCRYPTED = 1
_HEADER = 30
"""Bytes of a member's own header, without its name."""
_LONGEST_LINE = 64_000_000
_BLOCK = 1 << 20
"""Bytes that are unpacked at a time."""
_SWELLS = 200
"""How many times its size a bundle may unpack to; text and JSON take a tenth."""
_SMALL = 100_000_000
"""Bytes to which any bundle may unpack."""
_FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, OSError,
)  # fmt: skip
"""What `zipfile` raises at damaged files."""


class ArchiveWriter:
    """Writes members one after the other; `digests` and `sizes` say what was written."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.digests: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        info = zipfile.ZipInfo(_MIMETYPE_NAME, _DATE)
        self._zip.writestr(info, MIMETYPE, zipfile.ZIP_STORED)

    def add(self, name: str, blocks: Iterable[bytes]) -> None:
        """Write a member from its pieces; its length need not be known."""
        assert _NAMES.fullmatch(name), name
        info = zipfile.ZipInfo(name, _DATE)
        info.compress_type = zipfile.ZIP_DEFLATED
        digest, size = sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as member:
            for block in blocks:
                digest.update(block)
                size += len(block)
                member.write(block)
        self.digests[name], self.sizes[name] = digest.hexdigest(), size

    def close(self) -> None:
        """Write the directory of the members."""
        self._zip.close()

    def abandon(self) -> None:
        """Give up a file that could not be finished; it is thrown away."""
        with suppress(OSError, ValueError):
            self._zip.close()


class ArchiveReader:
    """Reads members of a file that may be anything.

    Raises:
        NotABundleError: it is no archive of ours.
        BrokenBundleError: it is, but damaged or beyond a limit; every method may raise this.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._file = path.open("rb")
        try:
            self._zip = self._checked(path)
            self._names = frozenset(self._zip.namelist())
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._zip.close()
        self._file.close()

    def names(self) -> list[str]:
        """List the members, without the mark of what kind of file this is."""
        return [name for name in self._zip.namelist() if name != _MIMETYPE_NAME]

    def size(self, name: str) -> int:
        """Give the length of a member as the archive states it, in bytes."""
        return self._zip.getinfo(name).file_size

    def read(self, name: str, limit: int) -> bytes:
        """Read a member that must not be longer than ``limit`` bytes."""
        if name not in self._names:
            raise self.broken(f"“{name}” is missing")
        if self.size(name) > limit:
            raise self.broken(f"“{name}” is too long")
        with self._open(name) as member, self._in_words():
            return member.read(limit + 1)

    def lines(self, name: str, expect: Callable[[str, int], None]) -> Iterator[bytes]:
        """Walk the lines of a member without their ends.

        Args:
            name: the member.
            expect: called at the end with the hex sha256 and the length of what was read; what it
                raises goes on to the caller.
        """
        digest, size, rest = sha256(), 0, b""
        with self._open(name) as member:
            while True:
                with self._in_words():
                    block = member.read(_BLOCK)
                if not block:
                    break
                digest.update(block)
                size += len(block)
                *whole, rest = (rest + block).split(b"\n")
                yield from whole
                if len(rest) > _LONGEST_LINE:
                    raise self.broken(f"“{name}” has a line without an end")
        if rest:
            yield rest
        expect(digest.hexdigest(), size)

    def broken(self, why: str) -> BrokenBundleError:
        """Give the problem of a damaged archive."""
        return BrokenBundleError(self._name, why)

    def _checked(self, path: Path) -> zipfile.ZipFile:
        if not zipfile.is_zipfile(self._file):
            if self._begins_well():
                raise self.broken("its end is missing")
            raise NotABundleError(self._name)
        with self._in_words():
            found = zipfile.ZipFile(self._file)
        members = found.infolist()
        if not members or members[0].filename != _MIMETYPE_NAME:
            raise NotABundleError(self._name)
        with self._in_words():
            if members[0].file_size != len(MIMETYPE) or found.read(members[0]) != MIMETYPE.encode():
                raise NotABundleError(self._name)
        self._check_members(members)
        size = path.stat().st_size
        if sum(one.file_size for one in members) > max(_SMALL, _SWELLS * size):
            raise self.broken("it would swell to many times its size")
        return found

    def _begins_well(self) -> bool:
        """Tell whether the file begins as our archives do; most that are damaged came in half."""
        self._file.seek(0)
        name = _MIMETYPE_NAME + MIMETYPE
        return self._file.read(_HEADER + len(name))[_HEADER:] == name.encode()

    def _check_members(self, members: list[zipfile.ZipInfo]) -> None:
        names = [one.filename for one in members]
        if len(set(names)) < len(names):
            raise self.broken("it holds a member twice")
        for one in members:
            if not _NAMES.fullmatch(one.filename):
                raise self.broken("it holds a member that does not belong there")
            if one.flag_bits & _ENCRYPTED:
                raise self.broken(f"“{one.filename}” is encrypted")
            if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self.broken(f"“{one.filename}” is packed in an unknown way")
        spans = sorted(
            (one.header_offset, one.header_offset + _HEADER + one.compress_size) for one in members
        )
        if any(end > start for (_, end), (start, _) in pairwise(spans)):
            raise self.broken("its members overlap")

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        if name not in self._names:
            raise self.broken(f"“{name}” is missing")
        with self._in_words():
            member = self._zip.open(name)
        with member:
            yield member

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except _FAULTS as error:
            raise self.broken("it cannot be unpacked") from error
