"""Caps, hints, chips, rings, bars, words: what is only looked at."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QFont, QHelpEvent, QImage, QPainter
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.ui import look as look_module
from annotator.ui.look import Theme, Wrapped, look, metrics, sans, text_width
from annotator.ui.widgets import card as card_module
from annotator.ui.widgets import text as text_module
from annotator.ui.widgets.avatar import paint_avatar
from annotator.ui.widgets.card import Card
from annotator.ui.widgets.chip import Chip, chip_width, paint_chip
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.heat_cell import HeatCell
from annotator.ui.widgets.key_cap import KeyCap, key_cap_width, keys_width, paint_keys
from annotator.ui.widgets.key_hints import KeyHints
from annotator.ui.widgets.progress_bar import ProgressBar
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.status_ring import Status, paint_status_ring
from annotator.ui.widgets.text import Text

from .conftest import Window, has_colour

HINTS = [("Enter", "form"), ("[ ]", "edges"), (".", "tag all"), ("Ctrl Z", "undo")]


def _painted(paint: Callable[[QPainter], object]) -> QImage:
    image = QImage(120, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return image


def _extent(image: QImage) -> QRect:
    """Return the smallest rectangle around all that is painted."""
    points = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha()
    ]
    xs, ys = zip(*points, strict=True)
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def test_a_cap_is_at_least_a_square() -> None:
    assert key_cap_width(".") == 18
    assert key_cap_width("Ctrl") > 24
    assert keys_width("Ctrl K") == key_cap_width("Ctrl") + 4 + key_cap_width("K")
    assert keys_width("") == 0
    cap = KeyCap("Ctrl Z")
    assert cap.accessibleName() == "Ctrl Z"
    assert cap.sizeHint().height() == 18
    cap.resize(cap.sizeHint())
    assert has_colour(cap.grab().toImage(), look().win)


def test_caps_end_where_they_should() -> None:
    begins: list[float] = []
    image = _painted(lambda painter: begins.append(paint_keys(painter, 110, 10, "Ctrl K")))
    extent = _extent(image)
    assert extent.right() == 109
    assert extent.left() == begins[0]
    assert (extent.top(), extent.height()) == (10, 18)


def test_hints_that_do_not_fit_are_left_out_from_the_left() -> None:
    row = KeyHints(HINTS)
    row.resize(row.sizeHint())
    assert row.shown() == HINTS
    row.resize(row.sizeHint().width() - 1, 28)
    assert row.shown() == HINTS[1:]
    row.resize(10, 28)
    assert row.shown() == []
    assert row.accessibleName() == "Enter: form, [ ]: edges, .: tag all, Ctrl Z: undo"


def test_hints_set_to_the_left_lose_the_last() -> None:
    row = KeyHints(HINTS, align=Qt.AlignmentFlag.AlignLeft)
    row.resize(row.sizeHint().width() - 1, 28)
    assert row.shown() == HINTS[:-1]


def test_hints_stand_at_their_side() -> None:
    right, left = KeyHints(HINTS[:1]), KeyHints(HINTS[:1], align=Qt.AlignmentFlag.AlignLeft)
    for row in (right, left):
        row.resize(300, 28)
    cap = QRect(0, 0, 40, 28)
    ground = look().win.name()
    assert right.grab(cap).toImage().pixelColor(20, 14).name() == ground
    assert left.grab(cap).toImage().pixelColor(3, 14).name() == look().base.name()
    right.set_hints([("Esc", "close")])
    assert right.accessibleName() == "Esc: close"


def test_a_chip_carries_its_label(theme: Theme) -> None:
    colours = theme.label("orange")
    image = _painted(lambda painter: paint_chip(painter, 4, 4, "Figure", colours))
    assert has_colour(image, colours.chip)
    assert has_colour(image, colours.chip_text)
    assert _extent(image).height() == 20
    chip = Chip("Figure", "orange")
    assert chip.sizeHint().width() == round(chip_width("Figure") + 0.5)
    chip.set_label("Location", "green")
    assert chip.accessibleName() == "Location"
    chip.resize(chip.sizeHint())
    assert has_colour(chip.grab().toImage(), theme.label("green").chip)


@pytest.mark.parametrize("status", ["none", "part", "done", "look"])
def test_a_ring_stays_in_its_square(status: Status) -> None:
    extent = _extent(_painted(lambda painter: paint_status_ring(painter, 10, 10, status, 0.4)))
    assert QRect(10, 10, 14, 14).contains(extent)
    assert extent.width() == extent.height() >= 12


def test_rings_tell_states_apart() -> None:
    def ring(status: Status, share: float = 0) -> QImage:
        return _painted(lambda painter: paint_status_ring(painter, 10, 10, status, share))

    states = [
        ring("none"), ring("part", 0), ring("part", 0.2), ring("part", 0.62), ring("done"),
        ring("look"),
    ]  # fmt: skip
    for one, other in itertools.combinations(states, 2):
        assert one != other


def test_a_ring_fills_clockwise_from_the_top() -> None:
    image = _painted(lambda painter: paint_status_ring(painter, 10, 10, "part", 0.25))
    assert image.pixelColor(18, 15).name() == look().accent.name()
    assert image.pixelColor(15, 15).alpha() < 60
    assert image.pixelColor(18, 18).alpha() < 60


def test_an_avatar_is_a_circle() -> None:
    image = _painted(
        lambda painter: paint_avatar(painter, QRectF(0, 0, 28, 28), "AM", look().accent)
    )
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(3, 14).name() == look().accent.name()


@pytest.mark.parametrize(("done", "filled"), [(0, 0), (10, 30), (20, 60), (40, 120)])
def test_progress_is_as_long_as_it_says(done: int, filled: int) -> None:
    bar = ProgressBar("Articles done")
    bar.set_progress(done, 40)
    bar.resize(120, 4)
    picture = bar.grab().toImage()
    ok = look().ok.rgb()
    assert sum(picture.pixel(x, 1) == ok for x in range(120)) == pytest.approx(filled, abs=2)
    known = QAccessible.queryAccessibleInterface(bar)
    assert known.role() == QAccessible.Role.ProgressBar
    assert known.text(QAccessible.Text.Name) == "Articles done"


def test_progress_of_nothing_is_empty() -> None:
    bar = ProgressBar("Articles done")
    bar.set_progress(0, 0)
    assert (bar.minimum(), bar.maximum(), bar.value()) == (0, 1, 0)
    bar.resize(bar.sizeHint())
    assert not has_colour(bar.grab().toImage(), look().ok)


def test_words_take_the_lines_they_may() -> None:
    long = "Click an annotation, or press Tab for the next one."
    one, three = Text(long, px=12), Text(long, px=12, lines=3)
    assert one.heightForWidth(100) == 16
    assert three.heightForWidth(100) == 48
    assert three.heightForWidth(2000) == 16
    assert three.hasHeightForWidth()
    assert one.sizeHint().width() == round(text_width(long, sans(12)) + 1)
    assert QAccessible.queryAccessibleInterface(one).role() == QAccessible.Role.StaticText


def test_words_are_in_their_role(theme: Theme) -> None:
    words = Text("██", px=20)
    words.resize(words.sizeHint())
    for role in ("text", "danger"):
        words.set_role(role)
        assert has_colour(words.grab().toImage(), theme.colour(role))


def test_shortened_words_are_whole_in_the_tooltip(window: Window) -> None:
    words = Text("Click an annotation, or press Tab for the next one.")
    window.add(words)
    place = words.rect().center()

    def ask() -> str:
        QToolTip.hideText()
        QApplication.sendEvent(
            words, QHelpEvent(QHelpEvent.Type.ToolTip, place, words.mapToGlobal(place))
        )
        return QToolTip.text()

    assert ask() == ""
    words.setMaximumWidth(60)
    window.settle()
    assert ask() == words.text()
    QToolTip.hideText()


def test_an_empty_state_says_why_and_what_to_do(window: Window) -> None:
    empty = EmptyState("No article has “hay”", "Clear the filter.", icon="search", action="Clear")
    window.add(empty)
    assert empty.accessibleName() == "No article has “hay”"
    assert empty.accessibleDescription() == "Clear the filter."
    acted = QSignalSpy(empty.acted)
    QTest.mouseClick(empty.findChildren(PushButton)[0], Qt.MouseButton.LeftButton)
    assert acted.count() == 1
    words = empty.findChildren(Text)
    assert [word.text() for word in words] == ["No article has “hay”", "Clear the filter."]
    empty.set_words("Nothing yet")
    assert not words[1].isVisible()


def test_an_empty_state_shows_the_lines_of_labels(theme: Theme, window: Window) -> None:
    empty = EmptyState("Nothing selected", labels=[("purple", "solid"), ("orange", "solid")])
    window.add(empty)
    picture = empty.grab().toImage()
    assert has_colour(picture, theme.label("purple").line)
    assert has_colour(picture, theme.label("orange").line)


def test_a_cell_of_a_matrix_needs_what_its_words_do(qtbot: QtBot) -> None:
    cell = HeatCell()
    qtbot.addWidget(cell)
    cell.show_value("46", "", 0.5, "46 paragraphs")
    narrow = cell.minimumSizeHint().width()
    cell.show_value("46", "one hundred and thirteen pairs", 0.5, "46, 113 pairs")
    assert narrow < cell.sizeHint().width() < cell.minimumSizeHint().width()


def test_words_are_broken_anew_only_if_they_the_width_or_the_font_are_others(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: list[tuple[str, float]] = []
    wrapped = look_module.wrapped

    def noted(words: str, font: QFont, width: float, lines: int) -> Wrapped:
        broken.append((words, width))
        return wrapped(words, font, width, lines)

    monkeypatch.setattr(text_module, "wrapped", noted)
    words = Text("A sentence that does not fit on one line of so few pixels.", lines=3)
    qtbot.addWidget(words)
    high = words.heightForWidth(120)
    assert words.heightForWidth(120) == high
    assert len(broken) == 1
    assert words.heightForWidth(2_000) < high
    words.setText("Short.")
    assert words.heightForWidth(120) < high
    assert [width for _, width in broken] == [120, 2_000, 120]
    usual = sans(metrics.TEXT_BODY)
    monkeypatch.setattr(words, "_font", lambda: QFont(usual.family(), 80))
    words.heightForWidth(120)
    assert len(broken) == 4


@pytest.mark.parametrize("width", [300, 440])
def test_a_narrow_card_says_what_it_begins(
    window: Window, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    said: dict[str, QRectF] = {}

    def note(_painter: QPainter, rect: QRectF, text: str, font: QFont, *_rest: object) -> float:
        assert text_width(text, font) <= rect.width() + 1
        said[text] = rect
        return 0

    caps: list[object] = []
    monkeypatch.setattr(card_module, "paint_text", note)
    monkeypatch.setattr(card_module, "paint_keys", lambda *given: caps.append(given))
    title, sentence = "Start from your articles", "Texts, web pages, Word, PDF, mail, or a folder"
    card = Card("folder", title, sentence, "Ctrl 2")
    card.resize(width, 80)
    window.add(card)
    card.setFixedWidth(width)
    window.settle()
    said.clear()
    caps.clear()
    card.grab()
    lines = [text for text in said if text != title]
    assert " ".join(lines) == sentence
    assert len(lines) == (1 if width == 440 else 2)
    assert bool(caps) == (width == 440)
    whole = QRectF(card.rect()).adjusted(0, 8, 0, -8)
    assert all(whole.contains(rect) for rect in said.values())
    rects = sorted(said.values(), key=QRectF.top)
    assert all(one.bottom() <= other.top() for one, other in itertools.pairwise(rects))
