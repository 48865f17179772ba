"""Work in the background: a function in a thread, its result back in the window's."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.problems import UserProblem

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_Result = TypeVar("_Result")


class CancelledError(Exception):
    """The user stopped a job."""


class Job(QObject, Generic[_Result]):
    """One piece of background work.

    The work is called with a function to report progress to, which raises `CancelledError` once the
    user has stopped the job. It must not touch anything of the window, nor the window's project: it
    opens what it needs by itself. A bug in it is raised in the window's thread.

    Signals:
        progressed(count): how far the work is.
        succeeded(result): it is done.
        failed(problem): it failed in a way the user can understand (a `UserProblem`).
        cancelled(): it was stopped, and left nothing behind.
        finished(): any of these; comes last.
    """

    progressed = Signal(int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _ended = Signal(object)

    def __init__(
        self, work: Callable[[Callable[[int], None]], _Result], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._stopped = False
        self._ended.connect(self._on_ended)

    def start(self) -> None:
        """Begin."""
        future = _threads().submit(self._work, self._report)
        # Emitted in the work's thread, the signal arrives in the window's.
        future.add_done_callback(self._ended.emit)

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        self._stopped = True

    def _report(self, count: int) -> None:
        if self._stopped:
            raise CancelledError
        self.progressed.emit(count)

    def _on_ended(self, future: Future[_Result]) -> None:
        error = future.exception()
        if error is None:
            self.succeeded.emit(future.result())
        elif isinstance(error, CancelledError):
            self.cancelled.emit()
        elif isinstance(error, UserProblem):
            self.failed.emit(error)
        self.finished.emit()
        if error is not None and not isinstance(error, CancelledError | UserProblem):
            raise error


@cache
def _threads() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not for the first paint

    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="annotator")
