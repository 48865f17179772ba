"""Walking folders: which of their files are taken in, and what is said of the others."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from annotator.app.export.manifest import is_manifest, not_taken_in, written_with
from annotator.app.reading.names import shown
from annotator.formats.base import Format
from annotator.formats.registry import format_of_folder, formats, head_of, is_read, is_so, signed
from annotator.model.incoming import Skipped
from annotator.problems import UnreadableInputError
from annotator.text.binary import binary_kind

_TELLS_OF_OTHERS = re.compile(
    r"(?i)(?:readme|licen[cs]e|changelog|contributing|(?:.*\.)?export-notes)(?:\.[a-z-]+)?"
    r"\.(?:md|markdown)$"
)
"""Files beside others that tell of them, and are no articles unless they are named themselves."""


class Spread:
    """The files that are meant by some paths.

    Attributes:
        files: in their order; folders that are one dataset are among them.
        left: what lies in folders and is not taken in.
    """

    def __init__(self, paths: Sequence[Path], chosen: Format | None) -> None:
        self._chosen = chosen
        self.left: list[Skipped] = []
        self._silent: set[Path] = set()
        """What belongs to an export of ours and is not missed."""
        self._closed: dict[Path, str] = {}
        """Folders that could not be looked into, and why."""
        found: list[Path] = []
        nothing: list[Path] = []
        for path in paths:
            if not is_so(path.is_dir) or (chosen is not None and chosen.reads_folders):
                found.append(path)
                continue
            inside = self._without_companions(self._inside(path))
            if not inside:
                nothing.append(path)
            found += inside
        if nothing and not found:
            raise UnreadableInputError(self._why_nothing(nothing[0]))
        for path in nothing:
            if path not in self._closed:
                self._leave(path, f"it holds no file that can be imported ({endings()}).")
        # A file and the folder that it lies in: it is meant once.
        # `Path.resolve` would not bear a link that leads to itself.
        self.files = list({os.path.realpath(path): path for path in reversed(found)}.values())
        self.files.reverse()

    def _inside(self, folder: Path) -> list[Path]:
        """List what is read in a folder, in the order of names; hidden ones are not to be seen."""
        if self._chosen is None and format_of_folder(folder) is not None:
            return [folder]
        found: list[Path] = []
        try:
            names = sorted(folder.iterdir())
        except OSError as error:
            self._closed[folder] = f"it cannot be read: {error.strerror}."
            self._leave(folder, self._closed[folder])
            return []
        for one in names:
            if is_so(one.is_file) and is_manifest(one):
                self._heed(one)
        for one in names:
            if one.name.startswith(".") or one in self._silent:
                continue
            if is_so(one.is_dir) and not is_so(one.is_symlink):
                found += self._inside(one)
            elif self._is_file(one) and self._is_meant(one):
                found.append(one)
        # Windows compares paths without case: the order has to be the same everywhere.
        return sorted(found, key=lambda one: one.parts)

    def _heed(self, manifest: Path) -> None:
        """Leave out, without a word, what an export of ours put beside its dataset."""
        written = {name for name in written_with(manifest) if _TELLS_OF_OTHERS.match(name)}
        left = written | not_taken_in(manifest) if self._chosen is None else written
        self._silent |= {manifest, *(manifest.parent / name for name in left)}

    def _is_file(self, path: Path) -> bool:
        """Tell whether there is a file to be read; a link to a folder may lead round for ever."""
        if is_so(path.is_dir):
            self._leave(path, "it leads to another folder. Add that one by itself.")
        elif is_so(path.is_file):
            return True
        else:
            why = "a link that leads nowhere" if is_so(path.is_symlink) else "no file to be read"
            self._leave(path, f"it is {why}.")
        return False

    def _is_meant(self, path: Path) -> bool:
        if self._chosen is not None:
            return any(path.name.lower().endswith(f".{one}") for one in self._chosen.extensions)
        if _TELLS_OF_OTHERS.match(path.name):
            why = "it tells of the files beside it. If it is an article, add it by itself."
            self._leave(path, why)
            return False
        if is_read(path) or signed(head_of(path)) is not None:
            return True
        if _is_beside(path):
            return False
        kind = binary_kind(head_of(path))
        if kind is None:
            self._leave(path, "it is of no kind that can be imported.")
        else:
            self._leave(path, f"it seems to be {kind.name}. {kind.advice}")
        return False

    def _leave(self, path: Path, why: str) -> None:
        self.left.append(Skipped(shown(path.name), why))

    def _why_nothing(self, folder: Path) -> str:
        if folder in self._closed:
            return f"{folder} {self._closed[folder].removeprefix('it ')}"
        return f"{folder} holds no file that can be imported ({endings()})."

    def _without_companions(self, files: list[Path]) -> list[Path]:
        """Leave out what belongs to another file of the same name and is read with it."""
        owned: set[Path] = set()
        for path in files:
            for one in (self._chosen,) if self._chosen else formats():
                if one.companions and path.suffix.lower().lstrip(".") in one.extensions:
                    owned |= {path.with_suffix(f".{ending}") for ending in one.companions}
        return [path for path in files if path not in owned]


def endings() -> str:
    """Name the endings of files that can be read, the usual one of each format."""
    return ", ".join(dict.fromkeys(f".{one.extensions[0]}" for one in formats() if one.read))


def _is_beside(path: Path) -> bool:
    """Tell whether a file may only be read with another one, by its name."""
    name = path.name.lower()
    return any(name.endswith(f".{ending}") for one in formats() for ending in one.companions)
