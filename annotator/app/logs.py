"""The log: what went wrong, never what stands in an article."""

from __future__ import annotations

import contextlib
import logging
from logging.handlers import RotatingFileHandler
from types import TracebackType

from annotator.app.paths import log_folder

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_SIZE = 500_000
_FILES = 3


def start_log() -> None:
    """Write warnings and errors to rotating files; a folder that cannot be written is no matter."""
    with contextlib.suppress(OSError):
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handler = _Log(
            folder / "annotator.log",
            maxBytes=_SIZE,
            backupCount=_FILES,
            encoding="utf-8",
            delay=True,
        )
        handler.setFormatter(_Harmless("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logger = logging.getLogger("annotator")
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)


class _Log(RotatingFileHandler):
    """Keeps silent when it cannot be written, which is noticed only then."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Let the record go."""
        del record


class _Harmless(logging.Formatter):
    """Writes of an exception what a report says of it: its message may quote an article."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record, whoever has written it out before."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: _Raised) -> str:
        """Write an exception without what it quotes."""
        from annotator.app.bug_report import error_text  # noqa: PLC0415 - not without a bug

        return error_text(ei[1]).rstrip() if ei[1] is not None else ""
