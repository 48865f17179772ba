"""Reading files and folders into incoming articles, before and while they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.formats.base import Format, ReadRequest, by_extension
from annotator.formats.offsets import OFFSET_UNITS
from annotator.formats.registry import FORMATS, format_named
from annotator.model.incoming import Incoming, Skipped
from annotator.problems import UnreadableInputError, UserProblem

__all__ = ["OFFSET_UNITS", "FileReader", "SpoiledFileError"]

_MERGED = (".annotz", ".annot")
"""Endings of what is merged and not imported."""


class SpoiledFileError(Exception):
    """A file turned out unreadable after some of its articles were handed on."""


class FileReader:
    """Reads files one by one; each is taken whole or not at all, and the others go on.

    Args:
        paths: files, and folders of which every file of a known kind is taken.
        format_name: a format's name, or ``auto`` to go by each file's name.
        encoding: the encoding of texts, if the user named one.
        offsets: the unit of offsets in the files.

    Raises:
        UserProblem: there is no such format or unit, or a folder has nothing for us.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        format_name: str = "auto",
        encoding: str | None = None,
        offsets: str = OFFSET_UNITS[0],
    ) -> None:
        if offsets not in OFFSET_UNITS:
            raise UserProblem(f"Offsets count {', '.join(OFFSET_UNITS)}, not “{offsets}”.")
        self._format = None if format_name == "auto" else format_named(format_name)
        if self._format is not None and self._format.read is None:
            raise UserProblem(f"{self._format.title} can be written, but not read.")
        self._encoding = encoding
        self._offsets = offsets
        # A file and the folder that it lies in: it is meant once.
        self.files = list({path.resolve(): path for path in reversed([*_spread(paths)])}.values())
        self.files.reverse()
        self.problems: dict[Path, UserProblem] = {}
        """Why files could not be read."""
        self.skipped: list[Skipped] = []
        """What was passed over in the files that could."""

    def articles(self) -> Iterator[Incoming]:
        """Read all files that are not known to be unreadable.

        Raises:
            SpoiledFileError: call this again and forget what it gave.
        """
        self.skipped.clear()
        for path in self.files:
            if path not in self.problems:
                yield from self._articles_of(path)

    def _articles_of(self, path: Path) -> Iterator[Incoming]:
        begun = False
        try:
            for article in self._read(path):
                begun = True
                yield article
        except UserProblem as problem:
            self.problems[path] = problem
            if begun:
                raise SpoiledFileError from problem

    def _read(self, path: Path) -> Iterator[Incoming]:
        chosen = self._format or _format_of(path)
        assert chosen.read is not None
        try:
            with path.open("rb") as file:
                yield from chosen.read(
                    ReadRequest(file, shown(path.name), self._encoding, self._offsets, self.skipped)
                )
        except OSError as error:
            raise UnreadableInputError(f"{path} cannot be read: {error.strerror}.") from error


def shown(name: str) -> str:
    """Give a file's name as text that can be kept: a disk may hold names that are no text."""
    return name.encode(errors="replace").decode()


def _spread(paths: Sequence[Path]) -> Iterator[Path]:
    """Walk files, and of folders all of a known kind; hidden ones are not meant to be seen."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = [
            one
            for one in sorted(path.rglob("*"))
            if by_extension(one, FORMATS)
            and one.is_file()
            and not any(part.startswith(".") for part in one.relative_to(path).parts)
        ]
        if not inside:
            endings = ", ".join(f".{one.extensions[0]}" for one in FORMATS if one.read)
            raise UnreadableInputError(f"{path} holds no file that can be imported ({endings}).")
        yield from inside


def _format_of(path: Path) -> Format:
    found = by_extension(path, FORMATS)
    if found is not None:
        return found
    if path.suffix.lower() in _MERGED:
        what = "a bundle" if path.suffix.lower() == _MERGED[0] else "a project"
        raise UnreadableInputError(
            f"{path.name} is {what}: it is not imported but merged. In the window choose Merge, or "
            "say “annotator merge” with your project and this file."
        )
    readable = ", ".join(f".{one.extensions[0]}" for one in FORMATS if one.read)
    raise UnreadableInputError(
        f"{path.name} is of no kind that can be imported ({readable}). Name its format if it has "
        "another ending."
    )
