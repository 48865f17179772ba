"""The sheet of the spans behind a number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.annotation import Annotation
from annotator.model.unit import Difference
from annotator.ui.dialogs import spans as module
from annotator.ui.dialogs.spans import SpansSheet
from annotator.ui.models.difference_list import DifferenceListModel, differing
from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar

_ARTICLE = "a" * 64


def _annotation(who: str, start: int, quote: str) -> Annotation:
    end = start + len(quote)
    return Annotation(
        id="01900000-0000-7000-8000-000000000001", article=_ARTICLE, annotator=who, label="source",
        start=start, end=end, fragments=((start, end),), quote=quote, created="", modified="",
    )  # fmt: skip


def _differences() -> list[Difference]:
    return [
        Difference(
            _ARTICLE, "edges", _annotation("Amara", 10, "the\nministry 🇺🇦"),
            _annotation("Mei", 14, "ministry 🇺🇦"), ("Amara", "Mei"),
        ),
        Difference(_ARTICLE, "missed", None, _annotation("Mei", 40, "الوزارة"), ("Amara", "Mei")),
    ]  # fmt: skip


def test_rows_say_who_has_what(qtbot: QtBot) -> None:
    model = DifferenceListModel(_differences(), {_ARTICLE: "Water returns"})
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    assert [model.index(row).data() for row in range(model.rowCount())] == [
        "Edges differ: Amara “the ministry 🇺🇦”, Mei “ministry 🇺🇦”, in Water returns",
        "Missed by someone: Amara “nothing”, Mei “الوزارة”, in Water returns",
    ]


def test_enter_opens_the_row_one_is_on(behind: QWidget, project: Project) -> None:
    sheet = SpansSheet(behind, "Where they differ", _differences(), {}, project.labels)
    places: list[tuple[str, int, int]] = []
    sheet.place_wanted.connect(lambda *place: places.append(place))
    sheet.open(sheet.list)
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert places == [(_ARTICLE, 40, 40 + len("الوزارة"))]


def test_the_place_of_other_edges_is_all_of_both(behind: QWidget, project: Project) -> None:
    sheet = SpansSheet(behind, "Where they differ", _differences(), {}, project.labels)
    row = sheet.model.row(0)
    assert row is not None
    assert row.place == (_ARTICLE, 10, 10 + len("the\nministry 🇺🇦"))
    sheet.close()


def test_nothing_behind_a_number_is_said(behind: QWidget, project: Project) -> None:
    sheet = SpansSheet(behind, "Where they differ", [], {}, project.labels)
    sheet.open(sheet.refuse)
    assert not sheet.answer.isEnabled()
    sheet.close()


def test_values_that_differ_stand_behind_the_words() -> None:
    one = replace(
        _annotation("Mei", 0, "600 km²"),
        attributes={"value": 600, "of_what": "burned\nland", "size": {"value": 6, "unit": "km²"}},
    )
    assert (
        differing(one, ("of_what", "low", "size")) == "of what: burned land · low: – · size: 6 km²"
    )
    assert differing(None, ("value",)) == ""


def test_no_words_lie_below_the_scroll_bar(
    behind: QWidget, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[float] = []

    def note(painter: QPainter, rect: QRectF, text: str, *_rest: object) -> float:
        if text:
            ends.append(painter.worldTransform().mapRect(rect).right())
        return 0

    many = [one._replace(article=f"{n:064x}") for n in range(30) for one in _differences()]
    titles = {one.article: "Water returns to the valley" for one in many}
    sheet = SpansSheet(behind, "Where they differ", many, titles, project.labels)
    sheet.open(sheet.list)
    (bar,) = (one for one in sheet.list.findChildren(OverlayScrollBar) if one.isVisible())
    monkeypatch.setattr(module, "paint_text", note)
    sheet.list.viewport().grab()
    assert ends
    assert max(ends) <= bar.x() - 2
