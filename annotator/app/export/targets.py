"""Where an export goes: a file, a folder, a ZIP file, or nowhere but before somebody's eyes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from annotator.app.export.out_files import Drafts, is_pipe
from annotator.formats.base import Target
from annotator.problems import UserProblem

_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every member, so that the same export is the same file."""
_SPOOL = 8_000_000
"""Bytes of a member that are kept in memory."""
_BLOCK = 1 << 20


class FileTarget:
    """One file, and what stands beside it under its name and another ending.

    Args:
        drafts: what makes files whole before they have names.
        path: the file.
        stem: what the names of those beside it begin with; “” is its name without the ending.
    """

    def __init__(self, drafts: Drafts, path: Path, stem: str = "") -> None:
        self._drafts = drafts
        self._path = path
        self._stem = stem or path.stem

    def main(self) -> AbstractContextManager[BinaryIO]:
        """Write the file."""
        return self._drafts.open(self._path)

    def part(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Write a file beside it.

        Raises:
            UserProblem: the file is a pipe, which has nothing beside it.
        """
        if is_pipe(self._path):
            raise UserProblem(
                f"{self._path} takes one file alone, and {name} belongs to this one. Name a file."
            )
        return self._drafts.open(self._path.with_name(f"{self._stem}.{name}"))


class FolderTarget:
    """A folder; ``prefix`` is a folder within it, with a slash at its end."""

    def __init__(self, drafts: Drafts, folder: Path, prefix: str = "") -> None:
        self._drafts = drafts
        self._folder = folder
        self._prefix = prefix

    def main(self) -> AbstractContextManager[BinaryIO]:
        """Refuse: a folder has members."""
        raise NotImplementedError

    def part(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Write a member."""
        return self._drafts.member(self._folder, self._prefix + name)


class ZipTarget:
    """A ZIP file with the members of a folder; the same members give the same bytes.

    Args:
        archive: the open file.
        prefix: a folder within it, with a slash at its end.
        written: told the name, length and sha256 of each member.
    """

    def __init__(
        self,
        archive: zipfile.ZipFile,
        prefix: str = "",
        written: Callable[[str, int, str], None] = lambda *_: None,
    ) -> None:
        self._archive = archive
        self._prefix = prefix
        self._written = written

    def main(self) -> AbstractContextManager[BinaryIO]:
        """Refuse: a folder has members."""
        raise NotImplementedError

    @contextmanager
    def part(self, name: str) -> Iterator[BinaryIO]:
        """Write a member; several may be open at a time, each goes in when it is closed."""
        info = zipfile.ZipInfo(self._prefix + name, _DATE)
        info.compress_type = zipfile.ZIP_DEFLATED
        with SpooledTemporaryFile(_SPOOL) as spool:
            yield cast("BinaryIO", spool)
            spool.seek(0)
            digest = sha256()
            with self._archive.open(info, "w", force_zip64=True) as member:
                while block := spool.read(_BLOCK):
                    member.write(block)
                    digest.update(block)
            self._written(info.filename, info.file_size, digest.hexdigest())


class _Sink(io.RawIOBase):
    """Counts what is written, as a file that cannot be sought in."""

    def __init__(self) -> None:
        self._size = 0

    def writable(self) -> bool:
        """Say that it may be written to."""
        return True

    def write(self, data: Any) -> int:
        """Forget it."""
        count = memoryview(data).nbytes
        self._size += count
        return count

    def tell(self) -> int:
        """Give how much was written, in bytes."""
        return self._size


class Nowhere:
    """Takes everything and keeps nothing: for what a format cannot hold, before it is written."""

    @contextmanager
    def main(self) -> Iterator[BinaryIO]:
        """Write to nowhere."""
        yield cast("BinaryIO", _Sink())

    def part(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Write to nowhere, too."""
        del name
        return self.main()


class Glimpse:
    """Keeps what the first files hold, in memory: an export of a few articles to be looked at."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        """Content by name; the one file of a format that has one is “”."""

    def main(self) -> AbstractContextManager[BinaryIO]:
        """Write the file."""
        return self.part("")

    @contextmanager
    def part(self, name: str) -> Iterator[BinaryIO]:
        """Write another one."""
        kept = io.BytesIO()
        yield kept
        self.files[name] = kept.getvalue()


class Beside:
    """The one file of a format, lying as a part with another dataset."""

    def __init__(self, target: Target, name: str) -> None:
        self._target = target
        self._name = name

    def main(self) -> AbstractContextManager[BinaryIO]:
        """Write the file."""
        return self._target.part(self._name)

    def part(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Write a file beside it."""
        return self._target.part(name)
