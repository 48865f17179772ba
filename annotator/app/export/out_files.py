"""Files that are written for the user: they appear under their names whole, or not at all."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self, cast

from annotator.app.export.hashing import HashedFile
from annotator.problems import UserProblem
from annotator.store.connection import looks_like_project
from annotator.store.drafts import draft_of, drop_draft


class Written(NamedTuple):
    """A file that was written: what it will be called, its length in bytes, its sha256 as hex."""

    path: Path
    size: int
    sha256: str


class Drafts:
    """Files and folders that get their names together, once all are written and on the disk."""

    def __init__(self) -> None:
        self._files: dict[Path, Path] = {}
        self._folders: dict[Path, Path] = {}
        self._made: set[Path] = set()
        """Folders within ours that are there already."""
        self.written: list[Written] = []
        """What was written whole so far, without pipes."""

    @contextmanager
    def open(self, path: Path) -> Iterator[BinaryIO]:
        """Write a file that is not there yet under its name; a pipe is written at once."""
        with in_words(path):
            if is_pipe(path):
                with path.open("wb") as pipe:
                    yield pipe
                return
            path = path.resolve()
            if not path.name:
                raise UserProblem(f"{path} is no name of a file. Name one to write to.")
            draft = self._files[path] = draft_of(path)
            with self._hashed(draft, path) as file:
                yield file
                _sync(file)

    def folder(self, path: Path) -> Path:
        """Make a folder that is not there yet under its name, and give where it is meanwhile."""
        path = path.resolve()
        if not path.name:
            raise UserProblem(f"{path} is no name of a folder. Name one to write to.")
        with in_words(path):
            draft = self._folders[path] = draft_of(path)
            draft.mkdir()
        return draft

    @contextmanager
    def member(self, folder: Path, name: str) -> Iterator[BinaryIO]:
        """Write a file in a folder of ours; its parents are made."""
        path = folder / name
        final = next(one for one, draft in self._folders.items() if draft == folder)
        with in_words(path):
            if path.parent not in self._made:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(path.parent)
            with self._hashed(path, final / name) as file:
                yield file

    @contextmanager
    def _hashed(self, draft: Path, final: Path) -> Iterator[BinaryIO]:
        raw = HashedFile(draft)
        with io.BufferedWriter(raw) as file:
            yield cast("BinaryIO", file)
            file.flush()
            size = os.fstat(raw.fileno()).st_size
        self.written.append(Written(final, size, raw.sha256()))

    def keep(self) -> None:
        """Give all their names; a folder takes the place of one that is there."""
        if self._folders:
            _sync_all()
        for path, draft in self._files.items():
            with in_words(path):
                draft.replace(path)
        for path, draft in self._folders.items():
            with in_words(path):
                if path.exists():
                    _replace(path, draft)
                else:
                    draft.rename(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for draft in self._files.values():
            drop_draft(draft)
        for draft in self._folders.values():
            shutil.rmtree(draft, ignore_errors=True)


def is_pipe(path: Path) -> bool:
    """Tell whether a path is something that is written to and has no other name, as a pipe."""
    return path.exists() and not path.is_file() and not path.is_dir()


def is_project(path: Path) -> bool:
    """Tell whether there is a project file at a path."""
    try:
        return path.is_file() and looks_like_project(path)
    except OSError:
        return False


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Let it leave a block in plain words that a file cannot be written."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UserProblem(f"{path} cannot be written: {error.strerror}.") from error


def _replace(path: Path, draft: Path) -> None:
    """Put a folder in the place of another, which comes back if that fails."""
    former = draft_of(path)
    path.rename(former)
    try:
        draft.rename(path)
    except OSError:
        if path.exists():  # somebody else's, who came meanwhile
            shutil.rmtree(former, ignore_errors=True)
        else:
            former.rename(path)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _sync_all() -> None:
    """Have the system write what it holds back: ten thousand files one by one take seconds."""
    if hasattr(os, "sync"):
        os.sync()


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
