"""Files that are written for the user: they appear under their names whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self

from annotator.problems import UserProblem
from annotator.store.connection import looks_like_project
from annotator.store.drafts import draft_of, drop_draft


class Drafts:
    """Files that get their names together, once all are written and safe on the disk."""

    def __init__(self) -> None:
        self._drafts: dict[Path, Path] = {}

    @contextmanager
    def open(self, path: Path) -> Iterator[BinaryIO]:
        """Write a file that is not there yet under its name; a pipe is written at once."""
        with in_words(path):
            if path.exists() and not path.is_file() and not path.is_dir():
                with path.open("wb") as pipe:
                    yield pipe
                return
            path = path.resolve()
            draft = self._drafts[path] = draft_of(path)
            with draft.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())

    def keep(self) -> None:
        """Give all files their names."""
        for path, draft in self._drafts.items():
            with in_words(path):
                draft.replace(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for draft in self._drafts.values():
            drop_draft(draft)


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
