"""An article that runs from the right is printed from the right; the window's side is no matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.app.printout import printout
from annotator.ui.printing.document import document_of, prepare
from annotator.ui.printing.legend import Legend
from annotator.ui.printing.paper import Paper, theme
from annotator.ui.printing.press import Press
from annotator.ui.printing.record import Record
from annotator.ui.printing.text_item import TextItem
from tests.journeys.articles import DAM, FLOOD, project_of

_ARABIC = (("source", "مديرة الدفاع المدني ليلى حداد"), ("figure", "350 أسرة"))
_ENGLISH = (("source", "Ilse Marchetti"), ("figure", "14 cracks"))
_PAPER = Paper()


def _press(qtbot: QtBot, folder: Path, file: Path, tags: tuple[tuple[str, str], ...]) -> Press:
    path = project_of(folder, file, tags=tags)
    with Project.open(path, "Olena") as project:
        article = next(project.articles())
        document = document_of(prepare(printout(project, article.id, ["Olena"])))
    press = Press(document, _PAPER)
    press.start()
    qtbot.waitUntil(lambda: press.is_set)
    return press


def _paint(press: Press, number: int = 0, *, leftwards: bool = False) -> QImage:
    """Paint a page into a window that is read from one side or the other."""
    image = QImage(round(_PAPER.width), round(_PAPER.height), QImage.Format.Format_RGB32)
    image.fill(theme().base)
    painter = QPainter(image)
    if leftwards:
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    press.paint(painter, number)
    painter.end()
    return image


def _inked(image: QImage, band: QRectF) -> tuple[int, int]:
    """Give the first and the last column of a band in which anything is painted."""
    ground = theme().base.rgb()
    box = band.toRect() & image.rect()
    columns = [
        x
        for x in range(box.left(), box.right() + 1)
        if any(image.pixel(x, y) != ground for y in range(box.top(), box.bottom() + 1))
    ]
    return columns[0], columns[-1]


def _band(press: Press, kind: type[object], number: int = 0) -> QRectF:
    """Give where the first line of the first thing of a kind stands on a page."""
    for slot in press.pages[number]:
        item = press.document.items[slot.item]
        if isinstance(item, kind) and slot.first == 0:
            height = item.heights(_PAPER.column)[0]
            return QRectF(0, _PAPER.edge + slot.top, _PAPER.width, height)
    raise AssertionError(f"no {kind.__name__} on page {number + 1}")


def _near(one: float, other: float) -> bool:
    return abs(one - other) < 8


@pytest.mark.parametrize(
    ("file", "tags", "leftwards"), [(FLOOD, _ARABIC, True), (DAM, _ENGLISH, False)]
)
def test_a_page_begins_where_its_article_does(
    qtbot: QtBot,
    tmp_path: Path,
    file: Path,
    tags: tuple[tuple[str, str], ...],
    leftwards: bool,
) -> None:
    press = _press(qtbot, tmp_path, file, tags)
    last = len(press.pages) - 1
    first_page, last_page = _paint(press), _paint(press, last)
    left, right = _PAPER.edge, _PAPER.edge + _PAPER.column
    key = _inked(first_page, _band(press, Legend))
    row = _inked(last_page, _band(press, Record, last))
    if leftwards:
        assert _near(key[1], right), "the first label's line begins the legend"
        assert key[0] > left + _PAPER.column / 3
        assert right - 44 < row[1] < right, "the number of an annotation stands at the right"
        assert _near(row[0], left), "and where it is at the left"
    else:
        assert _near(key[0], left)
        assert key[1] < right - _PAPER.column / 3
        assert left < row[0] < left + 44
        assert _near(row[1], right)
    foot = QRectF(left, _PAPER.height - _PAPER.edge - 24, 110, 24)
    ends = [foot, foot.translated(_PAPER.column - 110, 0)]
    title, count = reversed(ends) if leftwards else ends
    widths = [end - start for start, end in (_inked(first_page, one) for one in (title, count))]
    assert widths[0] > widths[1], "the title stands where one begins to read"


def test_words_of_ours_stand_at_the_right_margin(qtbot: QtBot, tmp_path: Path) -> None:
    press = _press(qtbot, tmp_path, FLOOD, _ARABIC)
    words = [
        (number, slot)
        for number, page in enumerate(press.pages)
        for slot in page
        if isinstance(press.document.items[slot.item], TextItem)
    ]
    pictures = [_paint(press, number) for number in range(len(press.pages))]
    for number, slot in words:
        item = press.document.items[slot.item]
        top = _PAPER.edge + slot.top
        height = item.heights(_PAPER.column)[slot.first]
        # Not the margin beside it, where a paragraph has its number.
        band = QRectF(_PAPER.edge, top + 2, _PAPER.column + 2, height - 12)
        assert _near(_inked(pictures[number], band)[1], _PAPER.edge + _PAPER.column)


def test_the_side_of_the_window_is_no_matter(qtbot: QtBot, tmp_path: Path) -> None:
    press = _press(qtbot, tmp_path, DAM, _ENGLISH)
    for number in range(len(press.pages)):
        assert _paint(press, number) == _paint(press, number, leftwards=True)
