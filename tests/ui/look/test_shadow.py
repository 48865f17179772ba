"""The shadow falls softly, to all sides, further down than up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from annotator.ui.look import SHADOW_REACH, Theme, load_theme, paint_shadow


def _shadow(width: int, height: int, theme: Theme) -> QImage:
    image = QImage(width + 200, height + 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_shadow(painter, QRectF(100, 100, width, height), theme)
    painter.end()
    return image


@pytest.mark.parametrize("size", [(150, 44), (264, 264), (640, 492)])
def test_it_fades_away_from_the_box(size: tuple[int, int]) -> None:
    width, height = size
    image = _shadow(width, height, load_theme("light"))
    down = [image.pixelColor(100 + width // 2, 100 + height + y).alpha() for y in range(90)]
    assert down[0] > 5
    assert down == sorted(down, reverse=True)
    assert down[SHADOW_REACH + 12 :] == [0] * len(down[SHADOW_REACH + 12 :])
    left = [image.pixelColor(99 - x, 112 + height // 2).alpha() for x in range(90)]
    right = [image.pixelColor(100 + width + x, 112 + height // 2).alpha() for x in range(90)]
    assert left == right
    assert left == sorted(left, reverse=True)
    up = [image.pixelColor(100 + width // 2, 99 - y).alpha() for y in range(90)]
    assert sum(up) < sum(left) < sum(down)


def test_the_dark_theme_needs_a_stronger_one() -> None:
    light, dark = (_shadow(264, 264, load_theme(name)) for name in ("light", "dark"))
    # A blurred edge is half as strong as the middle, which is at 15 and at 52 percent.
    assert light.pixelColor(99, 244).alphaF() == pytest.approx(0.15 / 2, abs=0.01)
    assert dark.pixelColor(99, 244).alphaF() == pytest.approx(0.52 / 2, abs=0.02)


def test_large_boxes_are_stretched_from_small_ones() -> None:
    small, large = (_shadow(side, side, load_theme("light")) for side in (120, 500))
    corner = small.copy(0, 0, 160, 160)
    assert corner == large.copy(0, 0, 160, 160)
