"""The rail: what it says of each paragraph, how it looks, how it leads there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Annotation
from annotator.model.unit import Answer, DifferenceKind, Proposal, ReviewUnit, Unit, UnitState
from annotator.text.zone import Zone
from annotator.ui.difference_kinds import step_of
from annotator.ui.editor.scene import Scene
from annotator.ui.look import Theme
from annotator.ui.models.review_rail import ReviewRailModel, Role
from annotator.ui.panels.review.rail import ROW, ROW_LOW, ReviewRail
from tests.nasty import CANONICAL
from tests.ui.editor.pixels import share
from tests.ui.editor.scenes import scene_of

TEXT = "Headline\n\nBy Ann\n\nFirst one.\n\nSecond one.\n\nThird one.\n\nRead also.\nMore of it."
ZONES = [
    Zone(0, 8, "headline"),
    Zone(10, 16, "byline"),
    Zone(TEXT.index("Read"), len(TEXT), "boilerplate"),
]


def _scene(text: str = TEXT, zones: Sequence[Zone] = ZONES) -> Scene:
    return scene_of(text, zones=zones)


def _unit(
    words: str, kind: DifferenceKind = "edges", state: UnitState = "open", text: str = TEXT
) -> ReviewUnit:
    start = text.index(words)
    end = start + len(words)
    one = Annotation(
        id=f"{words} {kind}",
        article="",
        annotator="Amara",
        label="figure",
        start=start,
        end=end,
        fragments=((start, end),),
        quote=words,
        created="",
        modified="",
    )
    proposal = Proposal("figure", ((start, end),), {}, "")
    answer = Answer(("Amara",), (one,))
    return ReviewUnit(Unit(kind, start, end, (answer,), (), proposal), state)


def _said(model: ReviewRailModel) -> list[str]:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row).data(spoken) for row in range(model.rowCount())]


@pytest.fixture
def model(qapp: QApplication) -> Iterator[ReviewRailModel]:
    made = ReviewRailModel(qapp)
    tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    yield made
    tester.deleteLater()


@pytest.fixture
def rail(qtbot: QtBot) -> ReviewRail:
    made = ReviewRail()
    qtbot.addWidget(made)
    made.resize(72, 500)
    made.show()
    return made


# What it says


def test_each_paragraph_says_what_is_open(model: ReviewRailModel) -> None:
    units = [
        _unit("First", "missed"),
        _unit("one", "value"),
        _unit("Second", "same", "settled"),
        _unit("Third", "label", "unsure"),
    ]
    model.show_units(_scene(), units)
    assert _said(model) == [
        "Headline, nothing marked",
        "Paragraph 1, 2 open, value differs",
        "Paragraph 2, all settled",
        "Paragraph 3, 1 unsure",
    ]
    shown = [model.index(row).data() for row in range(4)]
    assert shown == ["Head", "¶1", "¶2", "¶3"]


def test_what_has_no_number_has_a_row_only_if_something_is_there(model: ReviewRailModel) -> None:
    model.show_units(_scene(), [_unit("By Ann"), _unit("More of it", "label")])
    assert _said(model)[1] == "Byline, 1 open, edges differ"
    assert _said(model)[-1] == "Boilerplate, 1 open, label differs"
    model.show_units(_scene(), [])
    assert len(_said(model)) == 4


def test_the_worst_open_kind_counts_and_agreed_ones_only_by_themselves(
    model: ReviewRailModel,
) -> None:
    agreed = [_unit("First", "same"), _unit("one", "same")]
    model.show_units(_scene(), agreed)
    assert _said(model)[1] == "Paragraph 1, 2 open, agreed"
    model.show_units(_scene(), [*agreed, _unit("First one", "edges"), _unit("st", "missed")])
    assert _said(model)[1] == "Paragraph 1, 2 open, missed by someone"
    model.show_units(_scene(), [*agreed, _unit("First one", "label", "settled")])
    assert _said(model)[1] == "Paragraph 1, 2 open, agreed"
    model.show_units(_scene(), [_unit("First one", "same", "changed")])
    assert _said(model)[1] == "Paragraph 1, 1 open, agreed"


def test_a_settled_unit_changes_one_row(model: ReviewRailModel, qtbot: QtBot) -> None:
    scene, units = _scene(), [_unit("First"), _unit("Third")]
    model.show_units(scene, units)
    changed: list[tuple[int, int]] = []
    resets: list[int] = []
    model.dataChanged.connect(lambda a, b, _: changed.append((a.row(), b.row())))
    model.modelReset.connect(lambda: resets.append(1))
    model.show_units(scene, [units[0], _unit("Third", "edges", "settled")])
    assert changed == [(3, 3)]
    model.show_units(scene, [units[0], _unit("Third", "edges", "settled")])
    assert len(changed) == 1
    assert resets == []
    model.show_units(_scene("Another."), [])
    assert resets == [1]
    assert model.rowCount() == 1
    del qtbot


@pytest.mark.parametrize("name", sorted(CANONICAL))
def test_any_text_has_a_rail(model: ReviewRailModel, name: str) -> None:
    text = f"Before {CANONICAL[name]}\n\nand after."
    model.show_units(_scene(text, ()), [_unit("and after.", text=text)])
    assert _said(model)[-1].endswith("1 open, edges differ")


def test_a_text_without_words_has_none(model: ReviewRailModel) -> None:
    for text in ("", "\n", ""):
        model.show_units(_scene(text, ()), [])
        model.show_units(_scene(text, ()), [])
    assert model.rowCount() == 0


# What it looks like


def _bar(rail: ReviewRail, row: int) -> tuple[QImage, QRect]:
    image = rail.grab().toImage()
    top = 12 + row * rail.delegate.row_height
    return image, QRect(12, top + 6, 6, rail.delegate.row_height - 16)


def test_bars_have_the_colour_of_the_worst_and_are_hollow_when_settled(
    theme: Theme, rail: ReviewRail
) -> None:
    kinds: tuple[DifferenceKind, ...] = ("edges", "value", "label")
    units = [
        _unit(words, kind) for words, kind in zip(("First", "Second", "Third"), kinds, strict=True)
    ]
    rail.show_units(_scene(), units)
    for row, kind in enumerate(kinds, 1):
        image, bar = _bar(rail, row)
        assert share(image, bar.adjusted(1, 2, -1, -2), step_of(kind).colours.fill) > 0.95
    image, bar = _bar(rail, 0)
    assert share(image, bar.adjusted(2, 3, -2, -3), theme.win) > 0.95
    assert share(image, bar, theme.line2) > 0.2


def test_unsure_is_hatched(theme: Theme, rail: ReviewRail) -> None:
    rail.show_units(_scene(), [_unit("First", "label", "unsure")])
    image, bar = _bar(rail, 1)
    inner = bar.adjusted(1, 3, -1, -3)
    assert share(image, inner, theme.win) < 0.8
    assert share(image, inner, step_of("label").colours.fill) == 0


def test_the_row_of_the_current_unit_is_lit_and_in_view(theme: Theme, rail: ReviewRail) -> None:
    del theme
    rail.show_units(_scene(), [_unit("First"), _unit("Third")])
    rail.set_current("Third edges")
    assert rail.view.currentIndex().row() == 3
    image = rail.grab().toImage()
    ground = image.pixelColor(QPoint(60, 12 + 3 * ROW + 10))
    assert ground != image.pixelColor(QPoint(60, 12 + 2 * ROW + 10))
    rail.set_current(None)
    assert not rail.view.currentIndex().isValid()


def test_paragraphs_of_a_long_article_are_counted_in_the_next_turn(
    rail: ReviewRail, qtbot: QtBot
) -> None:
    text = "\n\n".join(f"Paragraph {number}." for number in range(600))
    rail.show_units(_scene(text, ()), [_unit("Paragraph 2.", text=text)])
    assert rail.model.rowCount() == 0
    qtbot.waitUntil(lambda: rail.model.rowCount() == 600)


def test_many_rows_are_low_and_then_scrolled(rail: ReviewRail) -> None:
    text = "\n\n".join(f"Paragraph {n} is here." for n in range(16))
    scene = _scene(text, ())
    rail.show_units(scene, [_unit("Paragraph 15", text=text)])
    assert rail.delegate.row_height == ROW_LOW
    assert rail.view.verticalScrollBar().maximum() == 0
    rail.resize(72, 12 + 16 * ROW)
    assert rail.delegate.row_height == ROW
    rail.resize(72, 200)
    rail.set_current("Paragraph 15 edges")
    place = rail.view.visualRect(rail.model.index(15))
    assert rail.view.verticalScrollBar().maximum() > 0
    assert rail.view.viewport().rect().contains(place)


def test_a_long_article_is_counted_in_the_next_turn(rail: ReviewRail, qtbot: QtBot) -> None:
    text = "\n\n".join(f"Here {n}." for n in range(600))
    units = [_unit(f"Here {n}.", text=text) for n in range(600)]
    rail.show_units(_scene(text, ()), units)
    rail.set_current("Here 599. edges")
    assert rail.model.rowCount() == 0
    qtbot.waitUntil(lambda: rail.model.rowCount() == 600)
    assert rail.view.currentIndex().row() == 599


# Where it leads


def test_a_click_leads_to_the_first_open_one(rail: ReviewRail) -> None:
    keys: list[str] = []
    places: list[int] = []
    rail.unit_wanted.connect(keys.append)
    rail.place_wanted.connect(places.append)
    units = [
        _unit("First", "same", "settled"),
        _unit("one", "value"),
        _unit("Second", "same", "settled"),
    ]
    rail.show_units(_scene(), units)
    rail.grab()
    for row in (1, 2, 3):
        place = rail.view.visualRect(rail.model.index(row)).center()
        QTest.mouseClick(rail.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert keys == ["one value", "Second same"]
    assert places == [TEXT.index("Third")]


def test_arrows_walk_and_enter_jumps(rail: ReviewRail, qtbot: QtBot) -> None:
    keys: list[str] = []
    rail.unit_wanted.connect(keys.append)
    rail.show_units(_scene(), [_unit("First"), _unit("Second")])
    rail.set_current("First edges")
    rail.activateWindow()
    qtbot.waitUntil(rail.isActiveWindow)
    rail.setFocus(Qt.FocusReason.TabFocusReason)
    before = rail.grab().toImage()
    QTest.keyClick(rail.view, Qt.Key.Key_Down)
    assert keys == []
    assert rail.grab().toImage() != before
    QTest.keyClick(rail.view, Qt.Key.Key_Return)
    assert keys == ["Second edges"]
    assert rail.view.accessibleName() == "Paragraphs"
    assert rail.model.index(2).data(Role.ROW).first == "Second edges"
