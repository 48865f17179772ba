"""Keys that lead by line and page: Up, Down, Home, End, Page Up, Page Down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.text.zone import Zone
from annotator.ui.editor.selecting import collapsed
from annotator.ui.editor.view import ArticleView
from tests.nasty import CANONICAL
from tests.ui.editor.scenes import NEWS, scene_of

_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_KEYS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_Right,
)  # fmt: skip


def _at(view: ArticleView, position: int) -> None:
    view.set_selection(collapsed(position))


def _press(view: ArticleView, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> int:
    QTest.keyClick(view, key, held)
    return view.scene.selection.caret


def _line(view: ArticleView, position: int) -> float:
    """Give the height of the line of a code point, from the top of the document."""
    return view.page.caret_box(position).top()


@pytest.fixture
def news(view: ArticleView) -> ArticleView:
    view.show_scene(scene_of(NEWS))
    return view


def test_down_leads_to_the_line_below(news: ArticleView) -> None:
    start = NEWS.index("minister", 400)
    _at(news, start)
    caret = _press(news, Qt.Key.Key_Down)
    style = news.page.style_of(news.scene.display.block_at(start))
    assert _line(news, caret) - _line(news, start) == style.pitch


def test_up_leads_back_to_where_down_came_from(news: ArticleView) -> None:
    start = NEWS.index("minister", 400)
    _at(news, start)
    _press(news, Qt.Key.Key_Down)
    assert _press(news, Qt.Key.Key_Up) == start


def test_down_from_the_end_of_a_paragraph_leads_to_the_next(news: ArticleView) -> None:
    end = NEWS.index("\n", 900)
    _at(news, end)
    caret = _press(news, Qt.Key.Key_Down)
    following = news.scene.display.block_at(end) + 2
    assert news.scene.display.block_at(caret) == following


def test_up_from_the_end_of_the_text_leads_one_line_up(news: ArticleView) -> None:
    assert _press(news, Qt.Key.Key_End, _CTRL) == len(NEWS)
    caret = _press(news, Qt.Key.Key_Up)
    assert _line(news, len(NEWS)) - _line(news, caret) == news.page.style_of(0).pitch


def test_up_and_down_keep_the_column_over_a_short_line(view: ArticleView) -> None:
    long = "The minister said on Tuesday that growth in Kyiv goes on."
    view.show_scene(scene_of(f"{long}\n\nShort.\n\n{long}"))
    start = long.index("growth")
    _at(view, start)
    _press(view, Qt.Key.Key_Down)
    assert _press(view, Qt.Key.Key_Down) == len(long) + len("\n\nShort.\n\n") + start


def test_on_the_last_line_down_stays(news: ArticleView) -> None:
    _at(news, NEWS.rindex("nightfall"))
    assert _press(news, Qt.Key.Key_Down) == NEWS.rindex("nightfall")


def test_home_and_end_stay_on_their_line(news: ArticleView) -> None:
    start = NEWS.index("minister", 400)
    _at(news, start)
    end = _press(news, Qt.Key.Key_End)
    assert end > start
    assert _line(news, end) == _line(news, start)
    assert _press(news, Qt.Key.Key_End) == end
    home = _press(news, Qt.Key.Key_Home)
    assert home < start
    assert _line(news, home) == _line(news, start)
    assert _press(news, Qt.Key.Key_Home) == home


def test_control_home_and_end_lead_to_the_ends_of_the_text(news: ArticleView) -> None:
    assert _press(news, Qt.Key.Key_End, _CTRL) == len(NEWS)
    bar = news.verticalScrollBar()
    assert bar.value() > 0
    assert _press(news, Qt.Key.Key_Home, _CTRL) == 0
    assert bar.value() == 0


def test_page_down_goes_on_by_a_page_and_page_up_back(news: ArticleView) -> None:
    _at(news, NEWS.index("minister"))
    bar, page = news.verticalScrollBar(), news.viewport().height()
    down = _press(news, Qt.Key.Key_PageDown)
    assert down > NEWS.index("minister")
    assert page - 72 <= bar.value() <= page - 48
    assert 0 <= news.caret_box(down).top() < page
    assert _press(news, Qt.Key.Key_PageUp) < down
    assert bar.value() == 0


def test_pages_lead_through_the_whole_text(news: ArticleView) -> None:
    carets = [_press(news, Qt.Key.Key_PageDown) for _ in range(20)]
    assert carets == sorted(carets)
    assert carets[-1] == len(NEWS)
    carets = [_press(news, Qt.Key.Key_PageUp) for _ in range(20)]
    assert carets == sorted(carets, reverse=True)
    assert carets[-1] == 0


def test_lines_of_a_fold_are_passed_over(view: ArticleView) -> None:
    text = "One line.\nRead also: this\nand that\nAnother line."
    zone = Zone(text.index("Read"), text.index("\nAnother"), "boilerplate")
    view.show_scene(scene_of(text, zones=[zone]))
    assert _press(view, Qt.Key.Key_Down) == text.index("Another")
    assert _press(view, Qt.Key.Key_Up) == 0


@pytest.mark.parametrize("name", CANONICAL)
def test_no_key_leads_out_of_a_text(view: ArticleView, name: str) -> None:
    text = CANONICAL[name]
    view.show_scene(scene_of(text))
    for position in {0, len(text) // 2, len(text)}:
        for key in _KEYS:
            _at(view, position)
            assert 0 <= _press(view, key) <= len(text)
