"""A format whose files say what harm their reader does; known in a process that reads as well.

Run as a program it is a reading process that knows this format.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from annotator.formats import registry
from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.taking import Given, taken
from annotator.model.incoming import Incoming, IncomingAnnotation, Skipped
from annotator.problems import ColumnsNeededError, UnreadableInputError


def _read(request: ReadRequest) -> Iterator[Incoming]:
    """Do what each line says; “say …” gives an article."""
    for number, line in enumerate(request.path.read_text(encoding="utf-8").splitlines(), 1):
        word, _, rest = line.partition(" ")
        where = f"{request.name}, line {number}"
        if word == "skip":
            request.skipped.append(Skipped(where, rest))
        elif word in _OUTSIDE:
            try:
                _OUTSIDE[word]()
            except PermissionError as error:
                request.skipped.append(Skipped(where, str(error)))
        elif word in _HARM:
            _HARM[word](rest)
        else:
            yield from _SAID[word](request, where, rest)


def _say(request: ReadRequest, where: str, text: str) -> Iterator[Incoming]:
    """Give an article whose first word is a source."""
    quote, _, _ = text.partition(" ")
    yield from _mark(request, where, f"0 {len(quote)} {quote}|{text}")


def _mark(request: ReadRequest, where: str, words: str) -> Iterator[Incoming]:
    """Give an article: ``0 4 Anna|Anna came.``."""
    marked, _, text = words.partition("|")
    start, end, quote = marked.split(" ", 2)
    one: IncomingAnnotation = {
        "label": "source", "start": int(start), "end": int(end), "quote": quote
    }  # fmt: skip
    yield from taken(request, Given(text=text, where=where, extractor="hostile", annotations=[one]))


def _swell(request: ReadRequest, where: str, length: str) -> Iterator[Incoming]:
    while True:
        yield from taken(request, Given(text="x" * int(length), where=where, extractor="hostile"))


_SAID: dict[str, Callable[[ReadRequest, str, str], Iterator[Incoming]]] = {
    "say": _say,
    "mark": _mark,
    "swell": _swell,
}


def _loop(_: str) -> None:
    while True:
        pass


def _eat(_: str) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(10_000_000))


def _crash(_: str) -> None:
    ctypes.string_at(0)


def _print(_: str) -> None:
    print("A\0\0\0" * 1_000)  # noqa: T201 - as a library might
    os.write(1, b"A" * 100)
    os.write(2, b"E" * 1_000_000)


def _fail(what: str) -> None:
    raise KeyError(what)


def _refuse(why: str) -> None:
    raise UnreadableInputError(why)


def _ask(_: str) -> None:
    raise ColumnsNeededError("Which column?", [("a", "first"), ("b", "")])


_HARM: dict[str, Callable[[str], None]] = {
    "loop": _loop,
    "sleep": lambda seconds: time.sleep(float(seconds)),
    "eat": _eat,
    "die": lambda _: os.kill(os.getpid(), signal.SIGSEGV),
    "crash": _crash,
    "print": _print,
    "bug": _fail,
    "wrong": _refuse,
    "columns": _ask,
}

_OUTSIDE: dict[str, Callable[[], object]] = {
    "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
    "program": lambda: subprocess.run(["true"], check=False),
}


HOSTILE = Format(
    name="hostile",
    title="Hostile",
    extensions=("hostile",),
    read=_read,
    units=("code-points",),
)


def know() -> None:
    """Make the format known in this process, for good."""
    known = (*registry.formats(), HOSTILE)
    registry.formats = lambda: known  # type: ignore[assignment]


if __name__ == "__main__":
    know()
    from annotator.app.reading.worker import main

    main()
    sys.exit("never reached")
