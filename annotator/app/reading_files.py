"""Reading files and folders into incoming articles, before and while they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from annotator.app.reading.folders import Spread, endings
from annotator.app.reading.names import shown
from annotator.formats.base import ForeignTables, Format, ReadRequest
from annotator.formats.common.fitting import Fitting, MisfitError
from annotator.formats.common.offsets import OFFSET_UNITS, UNIT_WORDS
from annotator.formats.registry import (
    format_named,
    format_of,
)
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.problems import UnreadableInputError, UserProblem

__all__ = [
    "AUTO",
    "OFFSET_UNITS",
    "UNIT_WORDS",
    "FileRead",
    "FileReader",
    "SpoiledFileError",
    "TablesOpener",
]

TablesOpener = Callable[[Path], AbstractContextManager[ForeignTables]]
"""Opens a database of another program."""

AUTO = "auto"
"""Let a file say itself what it is, and in what it counts."""
_MERGED = (".annotz", ".annot")
"""Endings of what is merged and not imported."""


class SpoiledFileError(Exception):
    """A file turned out unreadable after some of its articles were handed on."""


@dataclass(slots=True)
class FileRead:
    """What was found in a file.

    Attributes:
        name: its name.
        format: the title of its format.
        articles, annotations: how many it gave.
        unit: in what its offsets count, if it has any.
    """

    name: str
    format: str
    articles: int = 0
    annotations: int = 0
    unit: str | None = None

    def take(self, article: Incoming) -> int:
        """Count an article; give the number of its annotations."""
        self.articles += 1
        annotations = article.annotations
        number = len(annotations) if isinstance(annotations, Sized) else 0
        self.annotations += number
        return number


class FileReader:
    """Reads files one by one; each is taken whole or not at all, and the others go on.

    Args:
        paths: files, and folders of which every file of a known kind is taken.
        format_name: a format's name, or ``auto`` to go by each file's name and content.
        encoding: the encoding of texts, if the user named one.
        offsets: the unit of offsets in the files, or ``auto`` to find each file's.
        options: the format's options.
        tables: opens databases of other programs.
        spread: whether folders are walked; if not, the paths are read as they are.

    Raises:
        UserProblem: there is no such format, option or unit, or a folder has nothing for us.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        format_name: str = AUTO,
        encoding: str | None = None,
        offsets: str = AUTO,
        options: Mapping[str, str] | None = None,
        tables: TablesOpener | None = None,
        spread: bool = True,
    ) -> None:
        if offsets != AUTO and offsets not in OFFSET_UNITS:
            raise UserProblem(f"Offsets count {', '.join(OFFSET_UNITS)}, not “{offsets}”.")
        self._format = None if format_name == AUTO else format_named(format_name)
        if self._format is not None and self._format.read is None:
            raise UserProblem(f"{self._format.title} can be written, but not read.")
        if options and self._format is None:
            raise UserProblem("Options belong to a format: name it with --format.")
        self._options = options or {}
        if self._format is not None:
            self._format.require()
            self._options = self._format.settle_options(self._options)
        self._formats: dict[Path, Format] = {}
        self._encoding = encoding
        self._unit = None if offsets == AUTO else offsets
        self._tables = tables
        meant = Spread(paths, self._format) if spread else None
        self.files = list(paths) if meant is None else meant.files
        self.left = () if meant is None else tuple(meant.left)
        """What lies in folders and is of no kind that is taken in."""
        self.problems: dict[Path, UserProblem] = {}
        """Why files could not be read."""
        self.skipped: list[Skipped] = []
        """What was passed over in the files that could."""
        self.notes: list[Note] = []
        """What was taken in otherwise than it came."""
        self.read: dict[Path, FileRead] = {}
        """What was found in each file, as far as it was read."""
        self.begins: Callable[[int, Path], None] = lambda _number, _path: None
        """Hears which file is read next, and its number from 1."""
        self.found: dict[Path, Fitting] = {}
        """How the unit was found of files that do not count as their format says."""

    def articles(self) -> Iterator[Incoming]:
        """Read all files that are not known to be unreadable.

        Raises:
            SpoiledFileError: call this again and forget what it gave.
        """
        self.skipped.clear()
        self.notes.clear()
        self.read.clear()
        for number, path in enumerate(self.files, 1):
            if path not in self.problems:
                self.begins(number, path)
                yield from self.articles_of(path)

    def articles_of(self, path: Path) -> Iterator[Incoming]:
        """Read one file; why it could not be read is in `problems` then.

        Raises:
            SpoiledFileError: that turned out after some of its articles were given.
        """
        begun = False
        said = len(self.skipped), len(self.notes)
        try:
            for article in self._read(path):
                begun = True
                yield article
        except UserProblem as problem:
            # Nothing of it is taken: that says all.
            del self.skipped[said[0] :], self.notes[said[1] :]
            self.problems[path] = problem
            if begun:
                raise SpoiledFileError from problem
        except MisfitError as misfit:
            del self.skipped[said[0] :], self.notes[said[1] :]
            try:
                self._look_over(path)
            except UserProblem as problem:
                self.problems[path] = problem
            if begun:
                raise SpoiledFileError from misfit
            if path not in self.problems:
                yield from self.articles_of(path)

    def close(self) -> None:
        """End what this reader began."""

    def format_of(self, path: Path) -> Format:
        """Give the format in which a file is read.

        Raises:
            UnreadableInputError: none reads it.
        """
        if self._format is not None:
            return self._format
        if path not in self._formats:
            self._formats[path] = _format_of(path)
        return self._formats[path]

    def _read(self, path: Path) -> Iterator[Incoming]:
        chosen = self.format_of(path)
        unit, fitting = self._unit, None
        if unit is None and chosen.units:
            known = self.found.get(path)
            if known is None:
                fitting = Fitting(chosen.units)
            else:
                unit = known.best()
                self.notes.append(Note(shown(path.name), _found(known, unit)))
        counted = self.count(path, chosen)
        for article in self._articles(path, chosen, unit, fitting):
            if counted.take(article) and chosen.units:
                counted.unit = unit or chosen.units[0]
            yield article

    def count(self, path: Path, chosen: Format) -> FileRead:
        """Begin to count what a file gives."""
        self.read[path] = counted = FileRead(shown(path.name), chosen.title)
        return counted

    def _look_over(self, path: Path) -> None:
        """Read a file to find the unit in which it counts."""
        chosen = self.format_of(path)
        fitting = Fitting(chosen.units, looking=True)
        said = len(self.skipped), len(self.notes)
        for _ in self._articles(path, chosen, None, fitting):
            pass  # what has no text, and so nothing to find a unit by
        del self.skipped[said[0] :], self.notes[said[1] :]
        self.found[path] = fitting

    def _articles(
        self, path: Path, chosen: Format, unit: str | None, fitting: Fitting | None
    ) -> Iterator[Incoming]:
        assert chosen.read is not None
        chosen.require()
        request = ReadRequest(
            path=path,
            name=shown(path.name),
            encoding=self._encoding,
            unit=unit,
            options=self._options or chosen.settle_options({}),
            skipped=self.skipped,
            notes=self.notes,
            fitting=fitting,
            tables=self._tables,
        )
        try:
            yield from chosen.read(request)
        except OSError as error:
            raise UnreadableInputError(f"{path} cannot be read: {error.strerror}.") from error


def format_name_of(path: Path) -> str:
    """Give the name of the format in which a file is read if nobody names one.

    Raises:
        UnreadableInputError: none reads it.
    """
    return _format_of(path).name


def _found(fitting: Fitting, unit: str) -> str:
    """Say in which unit a file counts, and how that was found."""
    fits, total = fitting.fits.get(unit, 0), fitting.total
    return f"its offsets count {UNIT_WORDS[unit]}: {fits:,} of {total:,} annotations fit so"


def _format_of(path: Path) -> Format:
    found = format_of(path)
    if found is not None:
        return found
    if path.suffix.lower() in _MERGED:
        what = "a bundle" if path.suffix.lower() == _MERGED[0] else "a project"
        raise UnreadableInputError(
            f"{path.name} is {what}: it is not imported but merged. In the window choose Merge, or "
            "say “annotator merge” with your project and this file."
        )
    raise UnreadableInputError(
        f"{path.name} is of no kind that can be imported ({endings()}). Name its format if it has "
        "another ending."
    )
