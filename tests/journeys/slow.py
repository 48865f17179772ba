"""A file that is still being written: an import of it goes on until it is closed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path


class Slow:
    """A pipe of articles in our own JSONL: whoever reads it waits for more."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = -1
        self._count = 0
        os.mkfifo(path)

    def open(self, wait: Callable[[Callable[[], object]], None]) -> None:
        """Wait until somebody reads."""
        wait(self._opened)
        os.set_blocking(self._file, True)

    def write(self, articles: int) -> None:
        """Hand on some articles."""
        for _ in range(articles):
            self._count += 1
            line = json.dumps({"text": f"Slow report {self._count}.", "title": f"{self._count}"})
            os.write(self._file, line.encode() + b"\n")

    def end(self) -> None:
        """Be at the end."""
        os.close(self._file)

    def _opened(self) -> bool:
        try:
            self._file = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            return False
        return True
