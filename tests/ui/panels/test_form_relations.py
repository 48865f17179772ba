"""The rows of relations in the form."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.editor.scene import LabelLook
from annotator.ui.panels.form.link_row import LinkRow
from annotator.ui.panels.form.relations import RelationRow, RelationRows
from tests.ui.in_front import in_front

_FIGURE = LabelLook("Figure", "orange", "dashes")


def _rows(first: int, last: int) -> list[RelationRow]:
    return [
        RelationRow(f"r{n}", "Says", f"{n} crews", f"a{n}", _FIGURE, own=True)
        for n in range(first, last + 1)
    ]


def _shown(qtbot: QtBot, rows: list[RelationRow]) -> RelationRows:
    shown = RelationRows()
    in_front(qtbot, shown, 320, 900)
    shown.show_rows(rows, linkable=True)
    return shown


def _words(shown: RelationRows) -> list[str]:
    return [link.text() for link in shown.stops() if isinstance(link, LinkRow) and link.isVisible()]


def test_the_offer_of_a_first_link_has_a_row_of_its_own(qtbot: QtBot) -> None:
    rows = RelationRows()
    qtbot.addWidget(rows)
    assert rows.show_rows([], linkable=True)
    rows.resize(rows.sizeHint())
    rows.show()
    assert rows.link.isVisible()
    assert rows.sizeHint().height() > rows.link.height() > 0
    assert rows.rect().contains(QRect(rows.link.mapTo(rows, QPoint()), rows.link.size()))
    assert not rows.show_rows([], linkable=True)


def test_very_many_are_unfolded(qtbot: QtBot) -> None:
    shown = _shown(qtbot, _rows(1, 500))
    assert _words(shown) == [f"{n} crews" for n in range(1, 21)]
    assert shown.more.text() == "Show all 500"
    with qtbot.waitSignal(shown.unfolded):
        shown.more.click()
    assert len(_words(shown)) == 500
    assert not shown.more.isVisible()
    focus = QApplication.focusWidget()
    assert isinstance(focus, LinkRow)
    assert focus.text() == "21 crews"
    # It stays so as long as it is the same annotation's.
    shown.show_rows(_rows(2, 500), linkable=True)
    assert len(_words(shown)) == 499
    shown.show_rows(_rows(600, 700), linkable=True)
    assert len(_words(shown)) == 20
    shown.show_rows(_rows(600, 604), linkable=True)
    assert not shown.more.isVisible()


def test_who_removes_by_the_keyboard_goes_on_with_the_next(qtbot: QtBot) -> None:
    rows = _rows(1, 3)
    shown = _shown(qtbot, rows)
    removed: list[str] = []

    def remove(relation: str) -> None:
        removed.append(relation)
        left = [row for row in rows if row.id not in removed]
        shown.show_rows(left, linkable=True)

    shown.unlink_wanted.connect(remove)
    shown.stops()[1].setFocus()
    for _ in range(3):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Delete)
    assert removed == ["r2", "r3", "r1"]
    assert shown.link.hasFocus()
