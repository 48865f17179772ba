"""What is selected, and what else a pale fill tells, has an outline where contrast is strong."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.look import current, load_theme, look, paint_picked, smooth_painter
from annotator.ui.look.contrast import contrast
from annotator.ui.widgets.bar_segment import BarSegment
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.progress_bar import ProgressBar

_ENOUGH = 3.0
"""The least contrast of what tells a part from what is around it, WCAG 2.2, 1.4.11."""
_SIZE = (80, 32)
CONTRAST = ("light-contrast", "dark-contrast")
CALM = ("light", "dark")


@pytest.fixture(autouse=True)
def theme_after(qapp: QApplication) -> Iterator[None]:
    """Put the light theme on again."""
    yield
    current().set_mode("light", qapp)


def _dress(qapp: QApplication, name: str) -> None:
    current().set_mode(name, qapp)  # type: ignore[arg-type]


def _picture(part: QWidget | None) -> QImage:
    """Paint a part on the page, or the ground of what is selected."""
    image = QImage(*_SIZE, QImage.Format.Format_ARGB32)
    image.fill(look().base)
    if part is None:
        painter = smooth_painter(image)
        paint_picked(painter, QRectF(image.rect()), 6)
        painter.end()
        return image
    part.setFixedSize(*_SIZE)
    painter = QPainter(image)
    part.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    painter.end()
    return image


def _button() -> QWidget:
    button = IconButton("side", "Panes")
    button.setCheckable(True)
    button.setChecked(True)
    return button


def _bar() -> QWidget:
    bar = ProgressBar("Read")
    bar.set_progress(0, 10)
    return bar


def _edge(image: QImage) -> QColor:
    """Give the colour of the left edge, at half the height."""
    return image.pixelColor(0, image.height() // 2)


PARTS: dict[str, Callable[[], QWidget | None]] = {
    "a selected row": lambda: None,
    "a button that is on": _button,
    "a mild difference": lambda: BarSegment("agreed"),
}


@pytest.mark.parametrize("name", CONTRAST)
@pytest.mark.parametrize("part", PARTS)
def test_it_stands_out_where_contrast_is_strong(
    qapp: QApplication, qtbot: QtBot, part: str, name: str
) -> None:
    _dress(qapp, name)
    made = PARTS[part]()
    if made is not None:
        qtbot.addWidget(made)
    edge = _edge(_picture(made))
    assert contrast(edge, look().base) >= _ENOUGH, edge.name()


@pytest.mark.parametrize("name", CALM)
def test_it_is_calm_elsewhere(qapp: QApplication, name: str) -> None:
    _dress(qapp, name)
    image = _picture(None)
    assert _edge(image) == image.pixelColor(image.rect().center()), "it has no outline"


@pytest.mark.parametrize("name", CONTRAST)
def test_how_long_a_bar_is_shows_before_anything_is_done(
    qapp: QApplication, qtbot: QtBot, name: str
) -> None:
    _dress(qapp, name)
    bar = _bar()
    qtbot.addWidget(bar)
    image = _picture(bar)
    assert contrast(image.pixelColor(40, 0), look().base) >= _ENOUGH


def test_the_theme_says_so() -> None:
    assert [name for name in CONTRAST + CALM if load_theme(name).outlines] == list(CONTRAST)
