"""What stands beside the paragraphs, and what a click there asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.text.zone import Zone
from annotator.ui.editor.margin import in_margin, margin_box, margin_words
from annotator.ui.editor.margin_hand import MarginHand
from annotator.ui.editor.styles import PANE, TAGGING, USUAL_TEXT, Setting, Sheet
from annotator.ui.editor.view import ArticleView
from annotator.ui.look import metrics, sans, text_width

from .scenes import scene_of

HEAD = "Talks in Odesa 🇺🇦"
BODY = "The minister said that 12,345 people left."
ARABIC = "قال الوزير إن المحادثات مستمرة."
CAPTION = "A tram in Odesa."
TEXT = f"{HEAD}\n\n{BODY}\n\n{ARABIC}\n\n{CAPTION}"


def _zone(words: str, role: str) -> Zone:
    start = TEXT.index(words)
    return Zone(start, start + len(words), role)  # type: ignore[arg-type]


@pytest.fixture
def asked(view: ArticleView) -> list[int]:
    """Show the text with a hand in its margin; give what it asks for."""
    zones = (_zone(HEAD, "headline"), _zone(BODY, "body"), _zone(CAPTION, "caption"))
    view.show_scene(scene_of(TEXT, zones=zones))
    view.grab()
    places: list[int] = []
    MarginHand(view).wanted.connect(lambda at, _: places.append(at))
    return places


def _beside(view: ArticleView, words: str) -> QPoint:
    block = view.scene.display.block_at(TEXT.index(words))
    centre = margin_box(view.page, block).center()
    return QPoint(round(centre.x()), round(centre.y() - view.verticalScrollBar().value()))


def test_numbers_or_names_stand_there(view: ArticleView, asked: list[int]) -> None:
    words = [margin_words(view.page, block) for block in range(view.document().blockCount())]
    assert [one for one in words if one] == ["head", "1", "2", "cap."]
    left = view.page.column_left
    for found, is_left in ((BODY, True), (ARABIC, False)):
        block = view.scene.display.block_at(TEXT.index(found))
        assert (margin_box(view.page, block).center().x() < left) is is_left
    assert asked == []


@pytest.mark.parametrize("words", [HEAD, BODY, ARABIC, CAPTION])
def test_a_click_there_asks(view: ArticleView, asked: list[int], words: str) -> None:
    view.set_active(None)
    before = view.scene.selection
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_beside(view, words))
    assert asked == [TEXT.index(words)]
    assert view.scene.selection == before


def test_a_press_that_leaves_it_asks_nothing(view: ArticleView, asked: list[int]) -> None:
    port, place = view.viewport(), _beside(view, BODY)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=place + QPoint(200, 0))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=place)
    assert view.cancel_mouse()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=place)
    assert asked == []


def test_beside_nothing_a_click_is_the_texts(view: ArticleView, asked: list[int]) -> None:
    below = _beside(view, BODY) + QPoint(0, 34)
    assert in_margin(view.page, view.on_page(QPointF(below))) is None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=below)
    held = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, _beside(view, CAPTION))
    assert asked == []
    assert view.scene.selected is not None


def test_the_other_button_asks_too(view: ArticleView, asked: list[int]) -> None:
    elsewhere: list[object] = []
    view.menu_wanted.connect(lambda *_: elsewhere.append(True))
    for place in (_beside(view, CAPTION), _beside(view, BODY) + QPoint(200, 0)):
        port = view.viewport()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, port.mapToGlobal(place))
        QApplication.sendEvent(port, event)
    assert asked == [TEXT.index(CAPTION)]
    assert len(elsewhere) == 1


def test_the_mouse_shows_and_tells_it(view: ArticleView, asked: list[int]) -> None:
    port = view.viewport()
    for place, shape in (
        (_beside(view, HEAD), Qt.CursorShape.PointingHandCursor),
        (_beside(view, HEAD) + QPoint(200, 0), Qt.CursorShape.IBeamCursor),
    ):
        none, held = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        at = QPointF(place)
        move = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), none, none, held)
        QApplication.sendEvent(port, move)
        assert port.cursor().shape() == shape
    place = _beside(view, HEAD)
    QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, place, port.mapToGlobal(place)))
    assert QToolTip.text() == "Headline. Click to say what this paragraph is (Z)."
    QToolTip.hideText()
    assert asked == []


@pytest.mark.parametrize("width", [300, 720])
@pytest.mark.parametrize("sheet", [TAGGING, PANE])
def test_in_a_narrow_view_no_name_is_cut(view: ArticleView, width: int, sheet: Sheet) -> None:
    zones = (_zone(HEAD, "headline"), _zone(BODY, "body"), _zone(CAPTION, "caption"))
    view.show_scene(scene_of(TEXT, zones=zones))
    view.page.fit(Setting.for_width(width, USUAL_TEXT, 1, sheet), width)
    edges = set()
    for words in (HEAD, BODY, CAPTION):
        block = view.scene.display.block_at(TEXT.index(words))
        view.page.ensure(block)
        box = margin_box(view.page, block)
        edges.add(box.right())
        needed = text_width(margin_words(view.page, block), sans(metrics.TEXT_CAPTION))
        assert box.right() - needed >= metrics.SPACE_INSIDE
    assert len(edges) == 1
    assert view.page.column_left - edges.pop() >= metrics.SPACE
    # What runs from the right has them at its right.
    block = view.scene.display.block_at(TEXT.index(ARABIC))
    view.page.ensure(block)
    for beside in ("888", "head"):
        needed = text_width(beside, sans(metrics.TEXT_CAPTION))
        assert margin_box(view.page, block).left() + needed < width
