"""A list of two columns: what is chosen is seen, and both parts are said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.look import look, metrics
from annotator.ui.widgets.pair_rows import PairRows

from .conftest import Window


def test_the_chosen_row_is_seen(window: Window) -> None:
    rows = PairRows("Encodings", [("windows-1252", "São Paulo"), ("koi8-r", "SЦo Paulo")], muted=0)
    window.add(rows)
    assert rows.chosen() == ""
    rows.setCurrentIndex(rows.model().index(0, 0))
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.chosen() == "koi8-r"
    assert rows.model().index(1, 0).data() == "koi8-r, SЦo Paulo"
    assert rows.height() == 2 * metrics.CONTROL
    picture = rows.grab().toImage()
    ratio = picture.devicePixelRatio()

    def ground(row: int) -> str:
        # Left of the words.
        y = (row + 0.5) * metrics.CONTROL * ratio
        return picture.pixelColor(round(5 * ratio), round(y)).name()

    assert ground(0) != ground(1)
    assert ground(0) in (look().base.name(), look().win.name(), look().raised.name())


def test_many_rows_scroll(window: Window) -> None:
    rows = PairRows("People", [(f"Person {n}", "") for n in range(20)])
    window.add(rows)
    assert rows.height() == 8 * metrics.CONTROL
    assert rows.model().index(0, 0).data() == "Person 0"
