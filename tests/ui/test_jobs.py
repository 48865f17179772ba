"""Work in the background: how it ends, how it is stopped, and what happens if nobody waits."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.problems import UserProblem
from annotator.ui.dialogs.progress import ProgressSheet
from annotator.ui.jobs import CancelledError, Job, Latest

_WAIT = 5_000


class _Gate:
    """Holds a work back until the test lets it go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.free = threading.Event()
        self.ended: list[str] = []
        self.over = threading.Event()

    def work(self, report: Callable[[int], None]) -> str:
        try:
            report(1)
            self.begun.set()
            assert self.free.wait(10)
            report(2)
        except CancelledError:
            self.ended.append("cancelled")
            raise
        else:
            self.ended.append("done")
            return "result"
        finally:
            self.over.set()


@pytest.fixture
def gate() -> Iterator[_Gate]:
    made = _Gate()
    yield made
    made.free.set()


def _told(job: Job[str]) -> list[object]:
    told: list[object] = []
    job.progressed.connect(told.append)
    job.succeeded.connect(told.append)
    job.failed.connect(lambda problem: told.append(str(problem)))
    job.cancelled.connect(lambda: told.append("cancelled"))
    job.finished.connect(lambda: told.append("finished"))
    return told


def _free(thing: QObject) -> None:
    thing.deleteLater()
    QApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete)
    assert not isValid(thing)


def test_a_result_is_told_in_the_windows_thread(qtbot: QtBot) -> None:
    threads: list[int] = []

    def work(_: Callable[[int], None]) -> str:
        threads.append(threading.get_ident())
        return "result"

    job = Job(work)
    told = _told(job)
    job.succeeded.connect(lambda _: threads.append(threading.get_ident()))
    with qtbot.waitSignal(job.finished, timeout=_WAIT):
        job.start()
    assert told == ["result", "finished"]
    assert threads[0] != threads[1] == threading.get_ident()


def test_progress_is_told_while_the_work_goes_on(gate: _Gate, qtbot: QtBot) -> None:
    job = Job(gate.work)
    told = _told(job)
    job.start()
    qtbot.waitUntil(lambda: told == [1], timeout=_WAIT)
    gate.free.set()
    qtbot.waitUntil(lambda: "finished" in told, timeout=_WAIT)
    assert told == [1, 2, "result", "finished"]


def test_what_a_user_can_mend_is_told(qtbot: QtBot) -> None:
    def work(_: Callable[[int], None]) -> str:
        raise UserProblem("The disk is full.")

    job = Job(work)
    told = _told(job)
    with qtbot.waitSignal(job.finished, timeout=_WAIT):
        job.start()
    assert told == ["The disk is full.", "finished"]


def test_a_bug_comes_up_in_the_windows_thread(qtbot: QtBot) -> None:
    def work(_: Callable[[int], None]) -> str:
        raise ZeroDivisionError

    job = Job(work)
    told = _told(job)
    with qtbot.captureExceptions() as caught:
        job.start()
        qtbot.waitUntil(lambda: "finished" in told, timeout=_WAIT)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert told == ["finished"]


def test_a_stopped_job_ends_at_its_next_report(gate: _Gate, qtbot: QtBot) -> None:
    job = Job(gate.work)
    told = _told(job)
    job.start()
    assert gate.begun.wait(5)
    job.stop()
    gate.free.set()
    qtbot.waitUntil(lambda: "finished" in told, timeout=_WAIT)
    assert told[-2:] == ["cancelled", "finished"]
    assert gate.ended == ["cancelled"]


def test_one_may_stop_a_job_that_is_over(qtbot: QtBot) -> None:
    job = Job(lambda _: "result")
    with qtbot.waitSignal(job.finished, timeout=_WAIT):
        job.start()
    job.stop()
    assert not job._looks.isActive()


def test_a_job_goes_with_its_owner(gate: _Gate, qtbot: QtBot) -> None:
    owner = QObject()
    job = Job(gate.work, owner)
    told = _told(job)
    job.start()
    assert gate.begun.wait(5)
    _free(owner)
    assert not isValid(job)
    gate.free.set()
    assert gate.over.wait(5)
    assert gate.ended == ["cancelled"]
    QApplication.processEvents()
    assert "finished" not in told


def test_a_job_that_nobody_keeps_ends_too(gate: _Gate) -> None:
    job = Job(gate.work)
    job.start()
    assert gate.begun.wait(5)
    del job
    gc.collect()
    gate.free.set()
    assert gate.over.wait(5)
    assert gate.ended == ["cancelled"]


def test_a_job_frees_itself_when_it_has_finished(qtbot: QtBot) -> None:
    owner = QObject()
    job = Job(lambda _: "result", owner)
    told = _told(job)
    job.start()
    qtbot.waitUntil(lambda: "finished" in told, timeout=_WAIT)
    qtbot.waitUntil(lambda: not isValid(job), timeout=_WAIT)


def test_of_two_jobs_the_latest_is_told(gate: _Gate, qtbot: QtBot) -> None:
    owner = QObject()
    latest, told, problems = Latest(owner), list[str](), list[UserProblem]()
    counts: list[int] = []
    latest.start(gate.work, told.append, problems.append, counts.append)
    qtbot.waitUntil(lambda: counts == [1], timeout=_WAIT)
    latest.start(lambda _: "another", told.append, problems.append, counts.append)
    assert latest.busy
    gate.free.set()
    assert gate.over.wait(5)
    qtbot.waitUntil(lambda: not latest.busy, timeout=_WAIT)
    assert (told, problems, counts) == (["another"], [], [1])
    assert gate.ended == ["cancelled"]
    qtbot.waitUntil(lambda: not latest.children(), timeout=_WAIT)


def test_the_latest_may_begin_the_next(qtbot: QtBot) -> None:
    owner = QObject()
    latest, told = Latest(owner), list[str]()

    def again(result: str) -> None:
        told.append(result)
        latest.start(lambda _: "next", told.append, lambda problem: told.append(str(problem)))
        assert latest.busy

    latest.start(lambda _: "first", again, lambda problem: told.append(str(problem)))
    qtbot.waitUntil(lambda: told == ["first", "next"], timeout=_WAIT)
    assert not latest.busy


def test_what_stops_the_latest_is_told_once(gate: _Gate, qtbot: QtBot) -> None:
    def refuse(_: Callable[[int], None]) -> str:
        raise UserProblem("The disk is full.")

    owner = QObject()
    latest, told, problems = Latest(owner), list[str](), list[str]()
    latest.start(refuse, told.append, lambda problem: problems.append(str(problem)))
    qtbot.waitUntil(lambda: not latest.busy, timeout=_WAIT)
    latest.start(gate.work, told.append, lambda problem: problems.append(str(problem)))
    latest.stop()
    assert not latest.busy
    gate.free.set()
    qtbot.waitUntil(lambda: not latest.children(), timeout=_WAIT)
    assert (told, problems) == ([], ["The disk is full."])


def test_after_a_bug_the_latest_is_idle(qtbot: QtBot) -> None:
    def break_down(_: Callable[[int], None]) -> str:
        raise ZeroDivisionError

    owner = QObject()
    latest, told = Latest(owner), list[object]()
    with qtbot.captureExceptions() as caught:
        latest.start(break_down, told.append, told.append)
        qtbot.waitUntil(lambda: bool(caught), timeout=_WAIT)
    assert not latest.busy
    assert told == []


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def test_a_quick_job_shows_no_sheet(window: QWidget, qtbot: QtBot) -> None:
    job = Job(lambda _: "result", window)
    sheet = ProgressSheet(window, job, "Adding", "{n} added")
    with qtbot.waitSignal(job.finished, timeout=_WAIT):
        sheet.run()
    assert sheet._sheet is None
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_a_slow_job_shows_how_far_it_is(window: QWidget, gate: _Gate, qtbot: QtBot) -> None:
    job = Job(gate.work, window)
    sheet = ProgressSheet(window, job, "Adding", "{n} added", total=2)
    sheet.run()
    qtbot.waitUntil(lambda: sheet._sheet is not None, timeout=_WAIT)
    popover = sheet._sheet.popover  # type: ignore[union-attr]
    assert popover.isVisible()
    assert sheet._count.text() == "1 added"
    gate.free.set()
    with qtbot.waitSignal(job.finished, timeout=_WAIT):
        pass
    qtbot.waitUntil(lambda: not isValid(sheet) and not isValid(popover))


def test_a_slow_job_says_what_it_is_at(window: QWidget, gate: _Gate, qtbot: QtBot) -> None:
    at = ["a.pdf (1 of 2)"]
    job = Job(gate.work, window)
    sheet = ProgressSheet(window, job, "Adding", "{n} added", doing=lambda: at[0])
    sheet.run()
    qtbot.waitUntil(lambda: sheet._sheet is not None, timeout=_WAIT)
    assert sheet._now.text() == "a.pdf (1 of 2)"
    at[0] = "b.pdf (2 of 2)"
    qtbot.waitUntil(lambda: sheet._now.text() == "b.pdf (2 of 2)", timeout=_WAIT)
    gate.free.set()
    with qtbot.waitSignal(job.finished, timeout=_WAIT):
        pass
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_the_sheets_button_stops_the_job(window: QWidget, gate: _Gate, qtbot: QtBot) -> None:
    job = Job(gate.work, window)
    told = _told(job)
    sheet = ProgressSheet(window, job, "Adding", "{n} added")
    sheet.run()
    qtbot.waitUntil(lambda: sheet._sheet is not None, timeout=_WAIT)
    assert sheet._sheet is not None
    popover = sheet._sheet.popover
    sheet._sheet.refuse.click()
    qtbot.waitUntil(lambda: not isValid(popover))
    # One more report may have been under way: there is nowhere to show it any more.
    job.progressed.emit(7)
    gate.free.set()
    qtbot.waitUntil(lambda: "finished" in told, timeout=_WAIT)
    assert "cancelled" in told
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_a_window_that_closes_takes_its_jobs_along(gate: _Gate, qtbot: QtBot) -> None:
    window = QWidget()
    window.show()
    job = Job(gate.work, window)
    sheet = ProgressSheet(window, job, "Adding", "{n} added")
    sheet.run()
    qtbot.waitUntil(lambda: sheet._sheet is not None, timeout=_WAIT)
    window.close()
    _free(window)
    assert not isValid(job)
    assert not isValid(sheet)
    gate.free.set()
    assert gate.over.wait(5)
    assert gate.ended == ["cancelled"]
    QApplication.processEvents()


@pytest.mark.parametrize("ending", ["result", "problem"])
def test_what_only_read_tells_nothing_once_it_was_stopped(qtbot: QtBot, ending: str) -> None:
    free = threading.Event()

    def work(_report: Callable[[int], None]) -> str:
        # It is past its last report: nothing tells it that it was stopped.
        assert free.wait(10)
        if ending == "problem":
            raise UserProblem("The file is gone.")
        return ending

    owner = QObject()
    jobs = [Job(work, owner, reads=reads) for reads in (True, False)]
    told = [_told(job) for job in jobs]
    for job in jobs:
        job.start()
        job.stop()
    free.set()
    qtbot.waitUntil(lambda: all("finished" in one for one in told), timeout=_WAIT)
    assert told[0] == ["cancelled", "finished"]
    assert told[1] == ["The file is gone." if ending == "problem" else "result", "finished"]
