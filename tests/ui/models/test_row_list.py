"""Things of one kind as rows: what a delegate and a screen reader are given of them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from annotator.ui.models.row_list import ROW, KeyedRowList, RowList


class Thing(NamedTuple):
    """A thing with a key and a name."""

    key: str
    name: str


_TWO = (Thing("a", "Kyiv"), Thing("b", "🇺🇦 Ostrava"))


def _name(thing: Thing) -> str:
    return thing.name


def test_a_row_is_the_thing_itself_and_says_itself(qtbot: QtBot) -> None:
    model = RowList(_name, _TWO)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    index = model.index(1)
    assert index.data(ROW) == _TWO[1]
    assert index.data() == "🇺🇦 Ostrava"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "🇺🇦 Ostrava"
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None
    assert [model.row(number) for number in (-1, 0, 2)] == [None, _TWO[0], None]
    model.show_rows(())
    assert model.rowCount() == 0
    assert index.data(ROW) is None


def test_what_changes_of_things_with_keys_leaves_the_selection(qtbot: QtBot) -> None:
    model = KeyedRowList(_name, _TWO)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    select = QItemSelectionModel.SelectionFlag.Select
    view.selectionModel().select(model.index(1), select)
    with qtbot.waitSignal(model.dataChanged):
        model.show_rows((_TWO[0], Thing("b", "Brno")))
    assert [one.data() for one in view.selectedIndexes()] == ["Brno"]
    model.show_rows((Thing("b", "Brno"), _TWO[0]))
    assert not view.selectedIndexes()
    assert (model.row_of("a"), model.row_of("z")) == (1, -1)
    assert (model.key_at(0), model.key_at(-1), model.key_at(2)) == ("b", "", "")
