"""Every icon is drawn by one hand and shows something in the colour it is given."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.resources import resource
from annotator.ui.look import icon, icon_pixmap, paint_icon
from annotator.ui.verbs.charts import drawing_of, picture_of

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))
COLOUR = QColor("#C4320A")
# Ticks stand on a filled ground, where a thin line would drown.
BOLD = {"tick"}


def _ink(image: QImage) -> int:
    """Count the pixels that are painted at all."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y).alpha() > 0 for x, y in points)


def _like(one: QColor, other: QColor) -> bool:
    """Compare two colours, whatever their alpha, up to its rounding error."""
    return all(
        abs(a - b) <= 2
        for a, b in (
            (one.red(), other.red()),
            (one.green(), other.green()),
            (one.blue(), other.blue()),
        )
    )


def test_there_are_icons() -> None:
    assert len(NAMES) > 50


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_as_the_others_are(name: str) -> None:
    path = resource("icons", f"{name}.svg")
    drawing = path.read_text("utf-8")
    renderer = QSvgRenderer(str(path))
    assert renderer.isValid()
    assert renderer.viewBoxF() == QRectF(0, 0, 16, 16)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing))
    assert colours <= {"none", "currentColor"}
    widths = set(re.findall(r'stroke-width="([^"]+)"', drawing))
    assert widths == ({"1.5", "2"} if name in BOLD else {"1.5"})


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_paints_itself_within_its_square(name: str) -> None:
    image = icon_pixmap(name, COLOUR, 16, 4).toImage()
    assert image.width() == image.height() == 64
    ink = _ink(image)
    assert 64 < ink < 64 * 64 * 0.5
    edges = [image.pixelColor(x, y).alpha() for x in range(64) for y in (0, 63)]
    edges += [image.pixelColor(x, y).alpha() for y in range(64) for x in (0, 63)]
    assert max(edges) == 0


@pytest.mark.parametrize("dpr", [1, 1.25, 1.5, 2, 3])
@pytest.mark.parametrize("size", [14, 16, 20])
def test_an_icon_has_a_pixel_for_each_of_the_device(size: int, dpr: float) -> None:
    pixmap = icon_pixmap("search", COLOUR, size, dpr)
    assert pixmap.width() == round(size * dpr)
    assert pixmap.devicePixelRatio() == dpr


def test_an_icon_has_the_colour_asked_for() -> None:
    middle = icon_pixmap("minus", COLOUR, 16, 4).toImage().pixelColor(32, 32)
    assert _like(middle, COLOUR)
    assert middle.alpha() == 255
    pale = QColor(COLOUR)
    pale.setAlpha(128)
    middle = icon_pixmap("minus", pale, 16, 4).toImage().pixelColor(32, 32)
    assert middle.alpha() == pytest.approx(128, abs=2)


def test_an_icon_is_drawn_once() -> None:
    first = icon_pixmap("search", COLOUR, 16, 2)
    assert icon_pixmap("search", QColor(COLOUR), 16, 2) is first
    assert icon_pixmap("search", QColor("#000000"), 16, 2) is not first


def test_an_icon_is_painted_where_it_should_be() -> None:
    canvas = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    paint_icon(painter, "minus", QRectF(20, 20, 16, 16), COLOUR)
    painter.end()
    assert _like(canvas.pixelColor(28, 28), COLOUR)
    assert _ink(canvas.copy(0, 0, 20, 40)) == 0


class _Part(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, "quote", QRectF(0, 0, 16, 16), COLOUR)
        painter.end()


def test_an_icon_of_a_saved_picture_is_as_sharp_as_the_picture(qtbot: QtBot) -> None:
    part = _Part()
    qtbot.addWidget(part)
    part.resize(16, 16)
    saved = QImage.fromData(picture_of(part))
    assert saved.width() == 32
    pairs = [(saved.pixel(x, y), saved.pixel(x + 1, y)) for x in range(0, 32, 2) for y in range(32)]
    assert any(one != other for one, other in pairs), "each of its pixels stands twice"


def test_an_icon_of_a_drawing_is_made_of_lines(qtbot: QtBot) -> None:
    part = _Part()
    qtbot.addWidget(part)
    part.resize(16, 16)
    drawing = drawing_of(part)
    assert b"<image" not in drawing
    assert b"<path" in drawing or b"<polyline" in drawing


def test_a_missing_icon_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError):
        icon_pixmap("unicorn", COLOUR)


def test_an_icon_can_be_wrapped_for_qt() -> None:
    sizes = {size.width() for size in icon("search", COLOUR).availableSizes()}
    assert sizes == {16, 32, 48}
    assert icon("search", COLOUR).pixmap(16, 16).toImage().pixelColor(7, 3).alpha() > 0
