"""Work in the background: a function in a thread, its result back in the window's."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.problems import UserProblem

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_Result = TypeVar("_Result")
_LOOK = 20
"""Milliseconds between two looks at the work."""


class CancelledError(Exception):
    """The user stopped a job."""


class _Run:
    """What the two threads share of a job: plain values, written by one of them each."""

    def __init__(self) -> None:
        self.count = 0
        self.stopped = False

    def report(self, count: int) -> None:
        """Note how far the work is; raise `CancelledError` if it is not wanted any more."""
        if self.stopped:
            raise CancelledError
        self.count = count

    def stop(self) -> None:
        """Ask the work to end."""
        self.stopped = True


class Job(QObject, Generic[_Result]):
    """One piece of background work.

    The work is called with a function to report progress to, which raises `CancelledError` once the
    user has stopped the job. It must not touch anything of the window, nor the window's project: it
    opens what it needs by itself. A bug in it is raised in the window's thread.

    It is started once, and frees itself when it has finished.

    One that only reads (``reads``) has no result any more once it was stopped, even if it had come
    so far. What one that writes has done is done, and told where it is still to be ``heard``.

    The window looks how far the work is, a few times a second. A signal sent by the work's thread
    would be simpler, but it waits for ever if the window deletes the job at that moment: each of
    the two then holds a lock that the other one wants, Python's and Qt's.

    Signals:
        progressed(count): how far the work is.
        succeeded(result): it is done.
        failed(problem): it failed in a way the user can understand (a `UserProblem`).
        cancelled(): it was stopped, and left nothing behind.
        finished(): any of these, or nobody was to hear what it did; comes last.
    """

    progressed = Signal(int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(
        self,
        work: Callable[[Callable[[int], None]], _Result],
        parent: QObject | None = None,
        *,
        reads: bool = False,
        heard: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._reads = reads
        self._heard = heard
        self._run = _Run()
        self._shown = 0
        self._future: Future[_Result] | None = None
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK)
        self._looks.timeout.connect(self._on_look)
        # Nobody waits any more for a job that goes with its window.
        self.destroyed.connect(self._run.stop)

    def start(self) -> None:
        """Begin."""
        self._future = _threads().submit(self._work, self._run.report)
        self._looks.start()

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        self._run.stop()

    def _on_look(self) -> None:
        future, count = self._future, self._run.count
        assert future is not None
        if count != self._shown:
            self._shown = count
            self.progressed.emit(count)
        if not future.done():
            return
        self._looks.stop()
        error = future.exception()
        if isinstance(error, CancelledError) or (self._is_unwanted() and not _is_bug(error)):
            self.cancelled.emit()
        elif error is None:
            if self._heard():
                self.succeeded.emit(future.result())
        elif isinstance(error, UserProblem):
            self.failed.emit(error)
        self.finished.emit()
        self.deleteLater()
        if error is not None and _is_bug(error):
            raise error

    def _is_unwanted(self) -> bool:
        return self._reads and self._run.stopped


def _is_bug(error: BaseException | None) -> bool:
    return error is not None and not isinstance(error, CancelledError | UserProblem)


class Latest(QObject):
    """Runs one job at a time: another one takes its place, and it tells nothing any more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job[Any] | None = None

    @property
    def busy(self) -> bool:
        """Tell whether a job is under way."""
        return self._job is not None

    def start(
        self,
        work: Callable[[Callable[[int], None]], _Result],
        then: Callable[[_Result], object],
        failed: Callable[[UserProblem], object],
        progressed: Callable[[int], object] | None = None,
        broken: Callable[[], object] = lambda: None,
    ) -> None:
        """Start work in the place of what is under way.

        Args:
            work: see `Job`.
            then: is given the result.
            failed: is given what the user can understand.
            progressed: is told how far it is.
            broken: is called if the work has a bug, which is raised after that.
        """
        self.stop()
        job: Job[_Result] = Job(work, self)
        self._job = job

        def last(tell: Callable[[Any], object]) -> Callable[[Any], None]:
            def told(what: Any) -> None:
                if self._job is job:
                    self._job = None
                    tell(what)

            return told

        def on_the_way(count: int) -> None:
            if progressed is not None and self._job is job:
                progressed(count)

        def end() -> None:
            # A bug in it is told by nothing else.
            if self._job is job:
                self._job = None
                broken()

        job.progressed.connect(on_the_way)
        job.succeeded.connect(last(then))
        job.failed.connect(last(failed))
        job.finished.connect(end)
        job.start()

    def stop(self) -> None:
        """Ask what is under way to stop, and wait for it no more."""
        if self._job is not None:
            self._job.stop()
            self._job = None


@cache
def _threads() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not for the first paint

    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="annotator")
