"""The steps of a project as rows: heads of days, read as they are seen, new ones above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from annotator.model.changes import Operation
from annotator.model.timeline import About, Listed
from annotator.ui.models.history_list import DayRow, HistoryListModel, Role, StepRow, rows_of


class _Book:
    """Gives steps, and counts how many were asked for."""

    def __init__(self, *undone: int) -> None:
        self.read: list[int] = []
        self._undone = undone

    def __call__(self, numbers: Sequence[int]) -> list[tuple[Operation, About]]:
        self.read += numbers
        return [(self._step(n), About(f"“words of {n}”", "A dam holds")) for n in numbers]

    def _step(self, n: int) -> Operation:
        state: Literal["done", "undone"] = "undone" if n in self._undone else "done"
        moment = "2026-02-09T10:42:00.000Z"
        return Operation(n, f"Step {n}", "do", state, moment, "Olena", 1, None)


def _listed(first: int, last: int, day: int = 20260209) -> list[Listed]:
    return [Listed(n, day) for n in range(last, first - 1, -1)]


def test_rows_say_who_what_and_when(qapp: QApplication) -> None:
    del qapp
    model = HistoryListModel(_Book(2))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_rows(rows_of([*_listed(3, 4, 20260210), *_listed(1, 2)]), [])
    words = [str(model.index(row).data()).split(",")[0] for row in range(model.rowCount())]
    assert words[1:3] == ["Step 4", "Step 3"]
    assert isinstance(model.index(0).data(Role.ROW), DayRow)
    assert not model.index(0).flags() & Qt.ItemFlag.ItemIsSelectable
    assert str(model.index(4).data()).endswith("taken back")
    said = str(model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("Step 4 “words of 4”, A dam holds, Olena, ")
    assert (model.count(), model.newest, model.row_of(1), model.row_of(9)) == (4, 4, 5, -1)


def test_what_was_gone_back_over_is_gone(qapp: QApplication) -> None:
    del qapp
    model = HistoryListModel(_Book())
    model.set_rows(rows_of(_listed(1, 5)), [(2, 5)])
    rows = [model.row_at(row) for row in range(model.rowCount())]
    gone = {row.step.id for row in rows if isinstance(row, StepRow) and row.gone}
    assert gone == {3, 4}


def test_only_what_is_seen_is_read(qapp: QApplication) -> None:
    del qapp
    book = _Book()
    model = HistoryListModel(book)
    model.set_rows(rows_of(_listed(1, 100_000)), [])
    assert book.read == []
    model.index(50_000).data()
    assert len(book.read) < 200
    before = len(book.read)
    model.index(50_001).data()
    assert len(book.read) == before


def _day_after(days: int) -> int:
    day = date(2026, 2, 1) + timedelta(days)
    return int(day.strftime("%Y%m%d"))


@given(days=st.lists(st.integers(0, 3), max_size=12), cut=st.integers(0, 12))
def test_new_steps_come_above(qapp: QApplication, days: list[int], cut: int) -> None:
    listed = [Listed(n, _day_after(sum(days[:n]))) for n in range(len(days), 0, -1)]
    old, new = listed[max(0, len(listed) - cut) :], listed[: max(0, len(listed) - cut)]
    parent = QObject(qapp)
    model = HistoryListModel(_Book(), parent)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, parent)
    model.set_rows(rows_of(old), [])
    model.add(new, [])
    assert model._rows == rows_of(listed)
    assert model.count() == len(listed)
    parent.deleteLater()
