"""The reader that an import uses: files of other programs are read by a process of their own."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from annotator.app.reading.carrying import (
    article_of,
    fitting_as_json,
    fitting_of,
    from_bytes,
    problem_of,
)
from annotator.app.reading.frames import ARTICLE, BUG, END, FILE, ODD_ARTICLE, RAW
from annotator.app.reading.limits import Limits, size_of
from annotator.app.reading.names import shown
from annotator.app.reading.process import EndedError, ReadingProcess
from annotator.app.reading_files import AUTO, FileReader, SpoiledFileError
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.problems import UnreadableInputError, UserProblem

_log = logging.getLogger(__name__)

_OURS = ("jsonl", "text")
"""Formats that are read here: our own, and texts, in which there is nothing to take apart."""


class GuardedReader(FileReader):
    """Reads files as `FileReader` does, and is not harmed by any of them. Close it.

    A file whose reader crashes, hangs, or takes more than it may is one of `problems`, and the
    others go on. One process reads all of an import's files, in their order, while this one writes
    what came; it is started anew only after it had to be ended.

    Args:
        alive: called several times a second while nothing comes; what it raises ends the reading.
        limits: what the reading of a file may take.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        format_name: str = AUTO,
        encoding: str | None = None,
        offsets: str = AUTO,
        options: Mapping[str, str] | None = None,
        alive: Callable[[], None] = lambda: None,
        limits: Limits | None = None,
    ) -> None:
        super().__init__(
            paths, format_name=format_name, encoding=encoding, offsets=offsets, options=options
        )
        self._limits = limits = limits or Limits()
        self._job = {
            "format": format_name,
            "encoding": encoding,
            "offsets": offsets,
            "options": dict(options or {}),
            "limits": {key: getattr(limits, key) for key in Limits.__slots__},
        }
        self._alive = alive
        self._foreign = {path: None for path in self.files if self._is_foreign(path)}
        self._process: ReadingProcess | None = None
        self._sent: list[Path] = []
        """The files that the process reads, in their order."""

    def articles(self) -> Iterator[Incoming]:
        """Read all files that are not known to be unreadable; see `FileReader.articles`."""
        self.close()
        yield from super().articles()

    def articles_of(self, path: Path) -> Iterator[Incoming]:
        """Read one file; see `FileReader.articles_of`."""
        if path in self._foreign:
            return self._from_process(path)
        return super().articles_of(path)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def _is_foreign(self, path: Path) -> bool:
        try:
            return self.format_of(path).name not in _OURS
        except UserProblem:  # said when it is read
            return False

    def _from_process(self, path: Path) -> Iterator[Incoming]:
        begun = False
        try:
            for article in self._heard(path):
                begun = True
                yield article
        except EndedError as why:
            self.close()
            self.problems[path] = UnreadableInputError(
                f"{shown(path.name)} cannot be read: {why}. Nothing of it was taken."
            )
            if begun:
                raise SpoiledFileError from why

    def _heard(self, path: Path) -> Iterator[Incoming]:
        """Give the articles of the next file as the process tells them.

        Raises:
            SpoiledFileError: the file turned out unreadable after some of them.
            EndedError: the process is not there any more.
        """
        process = self._process or self._start(path)
        size = size_of(path)
        silence, room = self._limits.silence_of(size), self._limits.output_of(size)
        counted = self.count(path, self.format_of(path))
        raw: bytes | None = None
        while True:
            frame = process.next(silence, self._alive)
            kind, data = frame
            room -= len(data)
            if room < 0:
                raise EndedError("more comes out of it than a file of its size may hold")
            if kind in (ARTICLE, ODD_ARTICLE):
                article = article_of(frame, raw)
                raw = None
                counted.take(article)
                yield article
            elif kind == RAW:
                raw = data
            elif kind == END:
                self._end(path, data)
                return
            elif kind == BUG:
                _log.error("The reader of a file failed.\n%s", from_bytes(data))
                raise EndedError(
                    "it is damaged, or its reader has a fault, which the program's log describes"
                )
            else:
                assert kind == FILE, kind
                assert self._sent[from_bytes(data)] == path

    def _end(self, path: Path, data: bytes) -> None:
        """Take note of what is said at a file's end."""
        told = from_bytes(data)
        self.skipped += [Skipped(*one) for one in told["skipped"]]
        self.notes += [Note(*one) for one in told["notes"]]
        self.read[path].unit = told["unit"]
        if told["fitting"] is not None:
            self.found[path] = fitting_of(told["fitting"])
        if told["problem"] is not None:
            self.problems[path] = problem_of(told["problem"])
        if told["spoiled"]:
            self.close()
            raise SpoiledFileError

    def _start(self, first: Path) -> ReadingProcess:
        """Start a process that reads a file and those behind it."""
        foreign = list(self._foreign)
        behind = foreign[foreign.index(first) :]
        self._sent = [path for path in behind if path not in self.problems]
        self._process = process = ReadingProcess(
            self._job
            | {
                "files": [os.fspath(path) for path in self._sent],
                "units": [
                    (number, fitting_as_json(self.found[path]))
                    for number, path in enumerate(self._sent)
                    if path in self.found
                ],
            }
        )
        process.begin(self._alive)
        return process
