"""What runs in the process that reads: files in, frames out, and an end when nobody listens.

The list of files comes as one frame on stdin, which stays open: when it closes, whoever wanted the
files is gone.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NoReturn

from annotator.app.reading.carrying import (
    article_frame,
    as_bytes,
    fitting_as_json,
    fitting_of,
    from_bytes,
    problem_as_json,
)
from annotator.app.reading.frames import BUG, END, FILE, RAW, READY, put_frame, take_frame
from annotator.app.reading.limits import Limits, hold, refuse_outside, size_of
from annotator.app.reading_files import FileReader, SpoiledFileError
from annotator.store.foreign_tables import foreign_tables

OUT_OF_MEMORY = 71
"""Exit status of a process that got no more memory."""
_OFTEN = 0.05
"""Seconds after which what was read is handed over."""
_COLLECTED = (50_000, 20, 20)
"""How rarely Python looks for garbage: trees of documents are large, and none while they grow. With
its usual numbers it takes as long as the reading."""


def main() -> NoReturn:
    """Read the files that stdin names; never returns."""
    source = sys.stdin.buffer
    # Libraries that print must not spoil the frames.
    out = os.fdopen(os.dup(1), "wb", buffering=1 << 18)
    os.dup2(2, 1)
    job = take_frame(source)
    if job is None:
        os._exit(0)
    threading.Thread(target=_end_with, args=(source,), daemon=True).start()
    sys.excepthook = partial(_tell_bug, out)
    gc.set_threshold(*_COLLECTED)
    try:
        put_frame(out, READY, b"")
        out.flush()
        _silence()
        _work(from_bytes(job.data), out)
        out.flush()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(0)
    os._exit(0)


def _end_with(source: BinaryIO) -> NoReturn:
    """End when nobody wants anything any more."""
    source.read(1)
    os._exit(0)


def _tell_bug(
    out: BinaryIO, kind: type[BaseException], _: BaseException, trace: TracebackType | None
) -> NoReturn:
    """Tell where an error came from, and end; its words may be words of the file: no log's."""
    places = "".join(traceback.format_tb(trace))
    put_frame(out, BUG, as_bytes(f"{places}{kind.__name__}"))
    out.flush()
    os._exit(1)


def _silence() -> None:
    """Let nothing that a library prints be kept: it could fill a disk."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _work(job: dict[str, Any], out: BinaryIO) -> None:
    limits = Limits(**job["limits"])
    paths = [Path(one) for one in job["files"]]
    reader = FileReader(
        paths,
        format_name=job["format"],
        encoding=job["encoding"],
        offsets=job["offsets"],
        options=job["options"],
        tables=foreign_tables,
        spread=False,
    )
    for number, found in job["units"]:
        reader.found[paths[number]] = fitting_of(found)
    refuse_outside()
    for number, path in enumerate(paths):
        hold(limits, size_of(path))
        put_frame(out, FILE, as_bytes(number))
        out.flush()  # what was read of others is out of danger
        if not _read(reader, path, out):
            return


def _read(reader: FileReader, path: Path, out: BinaryIO) -> bool:
    """Hand over a file; tell whether what comes after it is still wanted."""
    reader.skipped.clear()
    reader.notes.clear()
    spoiled = False
    said = 0.0
    try:
        for article in reader.articles_of(path):
            if article.raw is not None:
                put_frame(out, RAW, article.raw)
            put_frame(out, *article_frame(article))
            if (now := time.monotonic()) - said > _OFTEN:
                out.flush()
                said = now
    except SpoiledFileError:
        spoiled = True
    problem, fitting = reader.problems.get(path), reader.found.get(path)
    told = {
        "spoiled": spoiled,
        "problem": None if problem is None else problem_as_json(problem),
        "skipped": reader.skipped,
        "notes": reader.notes,
        "unit": reader.read[path].unit if path in reader.read else None,
        "fitting": None if fitting is None else fitting_as_json(fitting),
    }
    put_frame(out, END, as_bytes(told))
    return not spoiled


if __name__ == "__main__":
    main()
