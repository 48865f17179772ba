"""The text view as a whole: what it keeps in view, what it tells, what it lets go of."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.text.zone import Zone
from annotator.ui.editor import view as view_module
from annotator.ui.editor.folding import Folds
from annotator.ui.editor.mark_index import MarkIndex
from annotator.ui.editor.selecting import Selection, collapsed
from annotator.ui.editor.styles import Paragraphs, TextLook
from annotator.ui.editor.tooltip import tooltip_of
from annotator.ui.editor.view import ArticleView
from tests.nasty import CANONICAL, long_text
from tests.ui.editor.scenes import NEWS, entity, mark, mark_of, scene_of


@pytest.fixture
def news(view: ArticleView) -> ArticleView:
    view.show_scene(scene_of(NEWS, [mark_of(NEWS, "3.5%"), mark_of(NEWS, "Paragraph 15", 2)]))
    view.grab()
    return view


def _scroll_to(view: ArticleView, words: str) -> None:
    view.scrolling.scroll_to(view.scene.display.text.index(words))
    view.grab()


def _top(view: ArticleView) -> str:
    return view.scene.display.text[view.scrolling.first_visible() :][:12]


def test_it_opens_where_it_was_left(view: ArticleView) -> None:
    top = NEWS.index("Paragraph 9")
    view.show_scene(scene_of(NEWS), caret=top + 20, top=top)
    assert view.scrolling.first_visible() == top
    assert view.scene.selection.caret == top + 20


def test_a_text_that_lies_there_already_is_not_given_to_qt_again(news: ArticleView) -> None:
    changes: list[int] = []
    news.document().contentsChange.connect(lambda *change: changes.append(change[0]))
    news.select_span(10, 40)
    before = news.scene
    start = NEWS.index("Paragraph 3")
    zones = [Zone(start, NEWS.index("Paragraph 4") - 2, "caption")]
    pitch = news.page.style_of(4).pitch
    paragraphs = Paragraphs(before.display, zones)
    folds = Folds(before.display, paragraphs)
    scene = replace(before, paragraphs=paragraphs, folds=folds, selection=collapsed(0))
    scene.selected = None
    news.show_scene(scene, caret=start)
    assert not changes
    assert news.page.style_of(4).pitch < pitch
    assert news.textCursor().position() == start
    assert not news.textCursor().hasSelection()
    # It is set as it is where all of it is new.
    places = [NEWS.index(f"Paragraph {n}") for n in (3, 4, 5)]
    boxes = [news.page.caret_box(place) for place in places]
    news.show_scene(scene_of("Another."))
    assert changes
    news.show_scene(scene_of(NEWS, before.marks.ordered, zones=zones), caret=start)
    assert [news.page.caret_box(place) for place in places] == boxes


def test_an_article_that_was_left_at_its_end_opens_there(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS), caret=len(NEWS), top=len(NEWS))
    assert view.scene.selection.caret == len(NEWS)
    assert view.verticalScrollBar().value() > 0


@pytest.mark.parametrize("width", [500, 700, 1200])
def test_what_stands_at_the_top_stays_when_the_width_changes(news: ArticleView, width: int) -> None:
    _scroll_to(news, "Paragraph 9:")
    news.resize(width, 600)
    assert _top(news) == "Paragraph 9:"


def test_what_stands_at_the_top_stays_when_the_text_grows(news: ArticleView) -> None:
    _scroll_to(news, "Paragraph 9:")
    news.set_text_look(TextLook(24))
    assert _top(news) == "Paragraph 9:"
    assert news.page.style_of(0).font.pixelSize() == 24


def test_what_stands_at_the_top_stays_when_lanes_come(news: ArticleView) -> None:
    _scroll_to(news, "Paragraph 9:")
    before = news.page.style_of(0).pitch
    news.scene.lanes = ["Olena", "Amara", "Jonas"]
    news.refresh(lanes=True)
    assert news.page.style_of(0).pitch > before
    assert _top(news) == "Paragraph 9:"


def test_scrolling_is_even_though_heights_are_guesses(view: ArticleView) -> None:
    text = long_text(120_000)
    view.show_scene(scene_of(text))
    bar = view.verticalScrollBar()
    place, steps = 0, 0
    while bar.value() < bar.maximum():
        # What is in the middle of the view must move up by as much as was scrolled.
        view.grab()
        middle = view.position_at(QPointF(300, 500))
        y = view.caret_box(middle).top()
        before = bar.value()
        bar.setValue(before + 300)
        view.grab()
        moved = y - view.caret_box(middle).top()
        assert moved == 300 or bar.value() == bar.maximum()
        assert middle >= place
        place, steps = middle, steps + 1
    assert steps > 10
    assert view.position_at(QPointF(799, 595)) == len(text)


def test_a_revealed_span_comes_into_view(news: ArticleView) -> None:
    start = NEWS.index("Paragraph 18")
    news.scrolling.reveal(start, start + 12)
    assert news.viewport().rect().contains(news.box_of(start, start + 12))
    stays = news.verticalScrollBar().value()
    news.scrolling.reveal(start, start + 12)
    assert news.verticalScrollBar().value() == stays
    news.scrolling.reveal(0, 3)
    assert news.verticalScrollBar().value() == 0


def test_what_is_folded_is_unfolded_to_be_revealed(view: ArticleView) -> None:
    text = "One line.\n\nRead also: this."
    view.show_scene(scene_of(text, zones=[Zone(11, len(text), "boilerplate")]))
    view.go_to(text.index("also"), text.index("also") + 4)
    assert view.scene.folds.all[0].open
    assert view.scene.selection.caret == text.index("also")


def test_a_caret_out_of_view_stays_there(news: ArticleView) -> None:
    _scroll_to(news, "Paragraph 9:")
    news.set_selection(collapsed(5))
    assert _top(news) == "Paragraph 9:"


def test_all_folds_open_and_close_together(view: ArticleView) -> None:
    text = "Ad one.\n\nThe body.\n\nAd two."
    zones = [Zone(0, 7, "boilerplate"), Zone(20, 27, "boilerplate")]
    view.show_scene(scene_of(text, zones=zones))
    folds = view.scene.folds.all
    height = view.page.documentSize().height()
    view.toggle_fold(0)
    assert [fold.open for fold in folds] == [True, False]
    view.toggle_folds()
    assert [fold.open for fold in folds] == [True, True]
    assert view.page.documentSize().height() > height
    view.toggle_folds()
    assert [fold.open for fold in folds] == [False, False]
    assert view.page.documentSize().height() == height


def test_places_beyond_the_text_are_its_end(news: ArticleView) -> None:
    news.go_to(10**6, 10**6 + 5)
    assert news.scene.selection.caret == len(NEWS)


def test_selecting_an_annotation_leads_to_it(news: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(news.activated, timeout=0) as told:
        news.set_active(entity(2), reveal=True)
    assert told.args == [entity(2)]
    start = NEWS.index("Paragraph 15")
    assert news.scene.selection.caret == start
    assert news.viewport().rect().contains(news.box_of(start, start + 12))
    with qtbot.assertNotEmitted(news.activated):
        news.set_active(entity(2))


def test_an_annotation_that_is_gone_is_not_selected(news: ArticleView, qtbot: QtBot) -> None:
    news.set_active(entity(2))
    news.scene.marks.discard(entity(2))
    with qtbot.waitSignal(news.activated, timeout=0) as told:
        news.refresh()
    assert told.args == [None]


def test_what_was_in_view_is_told(view: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.seen, timeout=4000) as told:
        view.show_scene(scene_of(NEWS))
    assert told.args is not None
    first = told.args[0]
    assert 0 < first < len(NEWS)
    with qtbot.waitSignal(view.seen, timeout=2000) as told:
        for _ in range(2):
            # What comes into view may be higher than was thought.
            view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
            view.grab()
    assert told.args == [len(NEWS)]


def test_what_was_hardly_in_view_is_not_read(view: ArticleView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.seen, wait=600):
        for _ in range(2):
            view.show_scene(scene_of(NEWS), caret=900, top=800)
            view.resize(view.width() - 40, 600)


@pytest.mark.parametrize("move", ["scroll", "caret"])
def test_whoever_moves_reads_at_once(view: ArticleView, move: str, qtbot: QtBot) -> None:
    view.show_scene(scene_of(NEWS))
    with qtbot.waitSignal(view.seen, timeout=1000):
        if move == "scroll":
            view.verticalScrollBar().setValue(40)
        else:
            QTest.keyClick(view, Qt.Key.Key_Right)


def _line(view: ArticleView) -> tuple[float, float]:
    """Give the height of the first line's letters, and the pitch of its paragraph."""
    view.grab()
    return view.caret_box(0).height(), view.page.style_of(0).pitch


def test_from_a_remembered_size_back_to_the_usual_one(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    usual = _line(view)
    view.set_text_look(TextLook(24))
    larger = _line(view)
    assert larger[0] > usual[0]
    view.show_scene(scene_of(NEWS))
    assert _line(view) == larger
    view.set_text_look(TextLook(17))
    assert _line(view) == usual


def test_letters_are_set_anew_even_if_only_the_pages_size_was_known(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    usual = _line(view)
    # As a document whose own font is another one than the text's.
    view.text_look = TextLook(24)
    view.resize(view.width() - 1, 600)
    assert _line(view)[0] > usual[0]
    view.set_text_look(TextLook(17))
    assert _line(view) == usual


def test_a_very_long_walk_does_not_hold_all_memory(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_module, "_MOST_LAID_OUT", 30)
    view.show_scene(scene_of(long_text(60_000)))
    text, bar = view.scene.display.text, view.verticalScrollBar()
    view.set_selection(Selection(4, 12))
    for value in range(0, 9_000, 400):
        bar.setValue(value)
        view.grab()
    assert view.page.laid_out > 30
    top = view.scrolling.first_visible()
    view._on_seen()
    assert view.page.laid_out <= 30
    assert view.scrolling.first_visible() == top
    assert view.scene.selected == (4, 12)
    assert view.scene.display.text is text


def test_the_menu_is_asked_for_with_what_lies_there(news: ArticleView, qtbot: QtBot) -> None:
    start = NEWS.index("3.5%")
    place = news.box_of(start, start + 4).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, QPoint(7, 8))
    with qtbot.waitSignal(news.menu_wanted, timeout=0) as told:
        news.contextMenuEvent(event)
    assert told.args is not None
    assert told.args[0] == QPoint(7, 8)
    assert [one.entity for one in told.args[1]] == [entity(1)]


def test_a_tooltip_says_whose_label_it_is(news: ArticleView) -> None:
    start = NEWS.index("3.5%")
    place = news.box_of(start, start + 4).center()
    corner = news.viewport().mapToGlobal(place)
    QApplication.sendEvent(news.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, corner))
    assert "Figure" in QToolTip.text()
    assert "Olena" in QToolTip.text()
    QToolTip.hideText()


def test_nothing_of_a_tooltip_is_taken_for_markup() -> None:
    scene = scene_of(NEWS)
    told = tooltip_of([mark(1, 0, 5, "unheard", "<b>Mallory</b>")], scene)
    assert "&lt;b&gt;Mallory" in told
    assert "?" in told
    assert told.count("<br>") == 0


def test_qt_cannot_change_the_text(news: ArticleView) -> None:
    QTest.keyClicks(news, "nonsense")
    assert news.toPlainText() == NEWS
    assert not news.document().isUndoAvailable()


def test_a_new_article_forgets_the_one_before(news: ArticleView) -> None:
    news.set_selection(Selection(4, 12))
    news.verticalScrollBar().setValue(400)
    news.show_scene(scene_of(CANONICAL["flag"]))
    assert news.verticalScrollBar().value() == 0
    assert news.scene.selected is None
    assert news.active is None
    assert news.textCursor().position() == 0


def test_marks_that_are_read_late_are_painted(view: ArticleView) -> None:
    late = mark_of(NEWS, "minister")
    scene = scene_of(NEWS)
    scene.marks = MarkIndex(scene.display.starts, [], lambda: [late])
    view.show_scene(scene)
    bare = view.grab().toImage()
    assert scene.marks.complete()
    view.refresh(lanes=True)
    assert view.grab().toImage() != bare


def test_the_view_is_freed(qtbot: QtBot) -> None:
    made = ArticleView()
    made.show_scene(scene_of(NEWS))
    made.grab()
    gone = weakref.ref(made)
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    del made
    gc.collect()
    assert gone() is None


def test_a_caret_beyond_a_pair_of_units_stands_right(view: ArticleView) -> None:
    text = CANONICAL["flag"]
    view.show_scene(scene_of(text))
    for words in ("Talks", "went", "sent"):
        view.set_selection(collapsed(text.index(words)))
        before = text[: text.index(words)]
        assert view.textCursor().position() == len(before.encode("utf-16-le")) // 2
