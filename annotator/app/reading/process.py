"""The other end of a reading process: starts it, hears it, and ends it when it is too much."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import annotator
from annotator.app.reading.carrying import as_bytes
from annotator.app.reading.frames import READY, Frame, TooLongError, put_frame, take_frame
from annotator.app.reading.worker import OUT_OF_MEMORY
from annotator.problems import UserProblem

WORD = "--reading-process"
"""The word with which a packed program starts itself as a reading process."""
_HELD = 4_000_000
"""Bytes of frames that wait for whoever takes them, before no more are read."""
_LOOK = 0.1
"""Seconds between two looks whether the articles are still wanted."""
_STARTS = 60.0
"""Seconds in which a process has to begin."""
_TIME_UP = -24
"""Exit status of a process that used up its time: SIGXCPU."""
_KILLED = -9


class EndedError(Exception):
    """The process has ended before its work was done; the words say why, about a file."""


class ReadingProcess:
    """A process that reads files; see `worker`. Used from one thread.

    Raises:
        UserProblem: it could not be started.
    """

    def __init__(self, job: dict[str, Any]) -> None:
        try:
            self._scratch = tempfile.TemporaryDirectory(
                prefix="annotator-", ignore_cleanup_errors=True
            )
            self._first_words = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        except OSError as error:
            raise _not_started(error) from error
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._first_words,
                bufsize=1 << 18,
                env=_environment(self._scratch.name),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            self._tidy_up()
            raise _not_started(error) from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin: IO[bytes] = self._process.stdin
        self._inbox = _Inbox(self._process.stdout)
        try:
            put_frame(self._stdin, b"J", as_bytes(job))
            self._stdin.flush()
        except OSError:  # it has ended; why is found below
            pass

    def begin(self, alive: Callable[[], None]) -> None:
        """Wait until the process has begun.

        Raises:
            RuntimeError: it did not, which is a bug of ours; with what it said.
        """
        frame = self._inbox.next(_STARTS, alive)
        if frame is None or frame.kind != READY:
            self._process.wait(timeout=_LOOK if frame is not None else None)
            self._first_words.seek(0)
            said = self._first_words.read().decode(errors="replace")
            self.end()
            raise RuntimeError(f"the reading process did not begin: {said}")

    def next(self, silence: float, alive: Callable[[], None]) -> Frame:
        """Wait for the next frame.

        Args:
            silence: seconds after which a process that says nothing is ended.
            alive: called several times a second; what it raises ends the waiting.

        Raises:
            EndedError: there is none; the process has died, or is ended now.
        """
        try:
            frame = self._inbox.next(silence, alive)
        except TimeoutError:
            raise EndedError(f"nothing came out of it for {_time(silence)}") from None
        except TooLongError as error:
            raise EndedError(f"it holds {error}") from None
        if frame is None:
            raise EndedError(self._why())
        return frame

    def end(self) -> None:
        """End the process; that is no crime, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._inbox.close()
        self._stdin.close()
        self._tidy_up()

    def _why(self) -> str:
        """Say why the process has ended by itself."""
        try:
            status = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return "its reader stopped half way"
        if status == OUT_OF_MEMORY:
            return "it needs more memory than a file of its size may take"
        if status == _TIME_UP:
            return "reading it took longer than a file of its size may take"
        if status == _KILLED:
            return "its reader was ended from outside; perhaps the machine is short of memory"
        return "its reader crashed on it"

    def _tidy_up(self) -> None:
        self._first_words.close()
        self._scratch.cleanup()


class _Inbox:
    """Frames that a thread reads, so that whoever waits for them can look up now and then."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._frames: deque[Frame] = deque()
        self._held = 0
        self._error: TooLongError | None = None
        self._ended = self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, daemon=True, name="annotator-frames")
        self._thread.start()

    def next(self, patience: float, alive: Callable[[], None]) -> Frame | None:
        """Give the next frame; None if there are no more.

        Raises:
            TimeoutError: none came for so many seconds.
            TooLongError: it would be too long.
        """
        until = time.monotonic() + patience
        while True:
            with self._changed:
                if not self._frames and not self._ended:
                    self._changed.wait(_LOOK)
                if self._frames:
                    frame = self._frames.popleft()
                    self._held -= len(frame.data)
                    self._changed.notify_all()
                    return frame
                if self._ended:
                    if self._error is not None:
                        raise self._error
                    return None
            alive()
            if time.monotonic() > until:
                raise TimeoutError

    def close(self) -> None:
        """Stop reading; the process has ended."""
        with self._changed:
            self._closed = True
            self._frames.clear()
            self._held = 0
            self._changed.notify_all()
        self._thread.join()
        self._source.close()

    def _run(self) -> None:
        try:
            while (frame := take_frame(self._source)) is not None:
                with self._changed:
                    self._frames.append(frame)
                    self._held += len(frame.data)
                    self._changed.notify_all()
                    while self._held > _HELD and not self._closed:
                        self._changed.wait()
                    if self._closed:
                        break
        except TooLongError as error:
            self._error = error
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()


def _not_started(error: OSError) -> UserProblem:
    return UserProblem(
        "Files of other programs are read by a process of its own, and that could not be "
        f"started: {error.strerror}. Close other programs and try again."
    )


def _command() -> list[str]:
    """Give the words that start a reading process with this very program."""
    if getattr(sys, "frozen", False):  # packed: there is no interpreter to ask
        return [sys.executable, WORD]
    root = str(Path(annotator.__file__).parent.parent)
    # Not the folder in which somebody keeps their files (-P): a json.py may lie there.
    start = (
        f"import sys; sys.path += [one for one in [{root!r}] if one not in sys.path]; "
        "from annotator.app.reading.worker import main; main()"
    )
    utf8 = ["-X", "utf8"] if sys.flags.utf8_mode else []
    return [sys.executable, "-P", *utf8, "-c", start]


def _environment(scratch: str) -> dict[str, str]:
    """Give the process a place of its own for what it has to put down, which goes with it."""
    return os.environ | {"TMPDIR": scratch, "TEMP": scratch, "TMP": scratch}


def _time(seconds: float) -> str:
    return "a second" if round(seconds) <= 1 else f"{round(seconds):,} seconds"
