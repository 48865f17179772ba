"""Line patterns join without seams, differ from each other, and sit on whole pixels."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.model.scheme import PATTERNS as SCHEME_PATTERNS
from annotator.ui.look import PATTERNS, lane_tile, metrics, paint_lane, paint_mark

COLOUR = QColor("#7B3FA0")
RATIOS = (1, 1.25, 1.5, 2)
TILED = [pattern for pattern in PATTERNS if pattern != "solid"]


def _canvas(width: int, height: int, dpr: float = 1) -> QImage:
    image = QImage(
        round(width * dpr), round(height * dpr), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(dpr)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _lane(pattern: str, dpr: float = 1, x: float = 0, y: float = 4) -> QImage:
    image = _canvas(160, 12, dpr)
    painter = QPainter(image)
    paint_lane(painter, QRectF(x, y, 150, metrics.LANE), COLOUR, pattern)
    painter.end()
    return image


def _column(image: QImage, x: int) -> list[int]:
    return [image.pixelColor(x, y).alpha() for y in range(image.height())]


@pytest.mark.parametrize("dpr", RATIOS)
@pytest.mark.parametrize("pattern", TILED)
def test_a_lane_repeats_without_a_seam(pattern: str, dpr: float) -> None:
    tile = lane_tile(pattern, COLOUR, metrics.LANE, dpr)
    image = _lane(pattern, dpr)
    period = tile.width()
    columns = [_column(image, x) for x in range(round(140 * dpr))]
    assert any(any(column) for column in columns)
    for here, there in zip(columns, columns[period:], strict=False):
        assert here == there


@pytest.mark.parametrize(("pattern", "period"), [("dots", 4), ("dashes", 6), ("long-dashes", 14)])
@pytest.mark.parametrize("dpr", RATIOS)
def test_a_period_has_the_length_of_the_design(pattern: str, period: int, dpr: float) -> None:
    assert abs(lane_tile(pattern, COLOUR, metrics.LANE, dpr).width() - period * dpr) <= 0.5


@pytest.mark.parametrize("pattern", TILED)
def test_a_lane_begins_with_a_stroke(pattern: str) -> None:
    image = _lane(pattern, 2, x=3)
    assert not any(_column(image, 5))
    assert any(_column(image, 7))


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("y", [4.0, 4.2, 4.4])
def test_all_lanes_of_a_page_look_alike(pattern: str, y: float) -> None:
    assert _lane(pattern, y=y) == _lane(pattern, y=4)


def test_patterns_differ() -> None:
    lanes = {pattern: _lane(pattern, 2) for pattern in PATTERNS}
    for one, other in itertools.combinations(PATTERNS, 2):
        assert lanes[one] != lanes[other], (one, other)


def test_the_scheme_has_patterns_that_can_be_painted() -> None:
    assert set(SCHEME_PATTERNS) <= set(PATTERNS)
    assert PATTERNS[:3] == ("solid", "dots", "dashes")


def test_an_unknown_pattern_is_solid() -> None:
    assert _lane("zigzag") == _lane("solid")


def test_the_colour_is_the_one_asked_for() -> None:
    assert _lane("solid").pixelColor(20, 5).name() == COLOUR.name()
    assert _lane("dashes", 2).pixelColor(4, 10).name() == COLOUR.name()


def test_a_tile_is_drawn_once() -> None:
    assert lane_tile("dots", COLOUR) is lane_tile("dots", QColor(COLOUR))


def _mark(pattern: str, height: int = 16, *, hollow: bool = False) -> QImage:
    image = _canvas(8, 40, 2)
    painter = QPainter(image)
    paint_mark(painter, 2, 2, COLOUR, pattern, height, hollow=hollow)
    painter.end()
    return image


@pytest.mark.parametrize("height", [16, 20, 28])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_mark_stands_in_the_middle_of_its_height(pattern: str, height: int) -> None:
    image = _mark(pattern, height)
    rows = [y for y in range(80) if any(image.pixelColor(x, y).alpha() > 20 for x in range(16))]
    assert rows[0] >= 4
    assert rows[-1] < 4 + 2 * height
    above, below = rows[0] - 4, 4 + 2 * height - 1 - rows[-1]
    assert abs(above - below) <= 1
    assert rows[-1] - rows[0] > height
    columns = [x for x in range(16) if any(_column(image, x))]
    assert (columns[0], columns[-1]) == (4, 11)


def test_marks_differ() -> None:
    marks = {pattern: _mark(pattern) for pattern in SCHEME_PATTERNS}
    for one, other in itertools.combinations(marks, 2):
        assert marks[one] != marks[other], (one, other)


def test_a_hollow_mark_has_nothing_inside() -> None:
    image = _mark("dashes", hollow=True)
    assert image.pixelColor(8, 20).alpha() == 0
    assert image.pixelColor(4, 20).alpha() > 100
    assert image == _mark("solid", hollow=True)
