"""The log: what went wrong, never what stands in an article."""

from __future__ import annotations

import contextlib
import logging
from logging.handlers import RotatingFileHandler

from annotator.app.paths import log_folder

_SIZE = 500_000
_FILES = 3


def start_log() -> None:
    """Write warnings and errors to rotating files; a folder that cannot be written is no matter."""
    with contextlib.suppress(OSError):
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "annotator.log",
            maxBytes=_SIZE,
            backupCount=_FILES,
            encoding="utf-8",
            delay=True,
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logger = logging.getLogger("annotator")
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
