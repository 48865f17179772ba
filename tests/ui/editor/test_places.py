"""Code points to pixels and back: a click lands where the character is painted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from annotator.text.offsets import GraphemeMap
from annotator.ui.editor.geometry import RIGHT_TO_LEFT
from annotator.ui.editor.selecting import collapsed
from annotator.ui.editor.view import ArticleView
from tests.nasty import CANONICAL, huge_paragraph, texts
from tests.ui.editor.scenes import NEWS, mark, scene_of

_SEEN = [name for name in CANONICAL if CANONICAL[name].strip("\u200b \t\n\u00a0\u3000")]
_LEFT_TO_RIGHT = (
    "flag", "family", "skin tone", "astral", "decomposed", "no-break space", "Hangul", "Thai",
    "Chinese", "Ukrainian", "numbers", "quotes", "tabs",
)  # fmt: skip
_SCREENS = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def _stops(text: str) -> list[int]:
    graphemes = GraphemeMap(text)
    return sorted({graphemes.ceil(place) for place in range(len(text) + 1)})


def _in_blank(view: ArticleView, position: int) -> bool:
    scene = view.scene
    return scene.paragraphs.roles[scene.display.block_at(position)] == "blank"


def _one_way(text: str) -> bool:
    """Tell whether a text runs one way: where it turns, one pixel is the place of two carets."""
    return not RIGHT_TO_LEFT.search(text)


def _caret_comes_back(view: ArticleView) -> None:
    """Check that where the caret is painted, a click puts it on the same pixel."""
    text = view.scene.display.text
    for position in _stops(text):
        if _in_blank(view, position):
            continue
        box = view.caret_box(position)
        again = view.caret_box(view.position_at(box.center()))
        assert again.top() == box.top(), (position, text[position : position + 4])
        assert abs(again.left() - box.left()) < 1, (position, text[position : position + 4])


@pytest.mark.parametrize("name", [name for name in _SEEN if _one_way(CANONICAL[name])])
def test_a_click_on_the_caret_leaves_it_there(view: ArticleView, name: str) -> None:
    view.show_scene(scene_of(CANONICAL[name]))
    _caret_comes_back(view)


@pytest.mark.parametrize("text", ["قال الوزير غادروا", "הודיע כי הגיע"])
def test_it_does_from_right_to_left_too(view: ArticleView, text: str) -> None:
    view.show_scene(scene_of(text))
    _caret_comes_back(view)


@given(text=texts(max_size=25).filter(_one_way))
@_SCREENS
def test_a_click_on_the_caret_leaves_it_there_in_any_text(view: ArticleView, text: str) -> None:
    view.show_scene(scene_of(text))
    _caret_comes_back(view)


@pytest.mark.parametrize("name", _LEFT_TO_RIGHT)
def test_a_click_lands_on_the_very_character(view: ArticleView, name: str) -> None:
    text = CANONICAL[name]
    view.show_scene(scene_of(text))
    stops = _stops(text)
    for start, end in pairwise(stops):
        box = view.box_of(start, end)
        if text[start] == "\n" or box.width() < 4:
            continue
        middle = box.center().y()
        assert view.position_at(QPointF(box.left() + box.width() * 0.25, middle)) == start
        assert view.position_at(QPointF(box.left() + box.width() * 0.75, middle)) == end


@pytest.mark.parametrize("name", _SEEN)
def test_a_mark_is_hit_where_its_character_is_painted(view: ArticleView, name: str) -> None:
    text = CANONICAL[name]
    spans = list(pairwise(_stops(text)))
    marks = [mark(number, *span) for number, span in enumerate(spans)]
    view.show_scene(scene_of(text, marks))
    view.grab()
    for one, (start, end) in zip(marks, spans, strict=True):
        for _, piece in view.page.pieces_of(start, end):
            if piece.right - piece.left < 2:
                continue
            top = view.page.text_top_of(view.scene.display.block_at(start))
            place = QPointF(
                view.page.column_left + (piece.left + piece.right) / 2,
                top + (piece.top + piece.bottom) / 2,
            )
            assert one in view.marks_at(place), (start, text[start:end])


def test_the_parts_of_a_span_are_its_characters_side_by_side(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    start = NEWS.index("minister")
    whole = view.page.box_of(start, start + 8)
    parts = [view.page.box_of(place, place + 1) for place in range(start, start + 8)]
    assert whole.left() == parts[0].left()
    assert whole.right() == parts[-1].right()
    for one, other in pairwise(parts):
        assert abs(one.right() - other.left()) < 0.1


def test_a_span_over_lines_has_a_piece_on_each(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    start, end = NEWS.index("minister"), NEWS.index("12,345")
    pieces = [piece for _, piece in view.page.pieces_of(start, end)]
    assert [piece.line for piece in pieces] == [0, 1]
    assert [(piece.opens, piece.closes) for piece in pieces] == [(True, False), (False, True)]
    assert pieces[0].bottom < pieces[1].top
    assert all(piece.right <= view.page.column_width + 1 for piece in pieces)


def test_a_span_over_paragraphs_has_pieces_in_each(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    start, end = NEWS.index("Paragraph 2"), NEWS.index("Paragraph 4")
    blocks = {block for block, _ in view.page.pieces_of(start, end)}
    assert blocks == {2, 4}


def test_part_of_a_mixed_line_lies_where_its_glyphs_do(view: ArticleView) -> None:
    text = "abc مرحبا def"
    view.show_scene(scene_of(text))
    view.page.ensure(0)
    (latin,) = view.page.pieces_in(0, 0, 3)
    (whole,) = view.page.pieces_in(0, 4, 9)
    (first,) = view.page.pieces_in(0, 4, 6)
    (last,) = view.page.pieces_in(0, 7, 9)
    # Right to left: what is read first stands further right.
    assert latin.right <= last.left < last.right <= first.left + 1
    assert (round(last.left), round(first.right)) == (round(whole.left), round(whole.right))
    over_the_edge = view.page.pieces_in(0, 2, 6)
    assert len(over_the_edge) == 2


def test_an_arabic_paragraph_begins_at_the_right(view: ArticleView) -> None:
    view.show_scene(scene_of(CANONICAL["Arabic"] + "\n\nEnglish."))
    edge = view.page.column_left + view.page.column_width
    assert abs(view.caret_box(0).left() - edge) < 2
    assert view.caret_box(len(CANONICAL["Arabic"]) + 2).left() == view.page.column_left


def test_left_of_a_line_is_its_beginning_and_right_of_it_its_end(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    middle = view.caret_box(NEWS.index("minister")).center().y()
    assert view.position_at(QPointF(0, middle)) == 0
    end = view.position_at(QPointF(799, middle))
    assert view.caret_box(end).center().y() == middle


def test_above_and_below_the_text_are_its_ends(view: ArticleView) -> None:
    text = "One line.\n\nThe last line."
    view.show_scene(scene_of(text))
    assert view.position_at(QPointF(0, -500)) == 0
    assert view.position_at(QPointF(799, 590)) == len(text)


def test_an_empty_article_has_one_place(view: ArticleView) -> None:
    view.show_scene(scene_of(""))
    assert view.position_at(QPointF(300, 300)) == 0
    assert view.box_of(0, 0).isEmpty()
    assert view.grab().toImage().width() == 800


def test_a_huge_paragraph_is_laid_out_a_screen_at_a_time(view: ArticleView) -> None:
    text = huge_paragraph(300_000)
    view.show_scene(scene_of(text))
    view.grab()
    assert view.page.laid_out <= 3
    view.go_to(200_000, 200_000)
    view.grab()
    box = view.caret_box(200_000)
    assert 0 <= box.top() < view.viewport().height()
    assert view.position_at(box.center()) == 200_000
    assert view.page.laid_out <= 6


def test_a_long_word_wraps_anywhere(view: ArticleView) -> None:
    text = "北" * 3_000
    view.show_scene(scene_of(text))
    pieces = [piece for _, piece in view.page.pieces_of(0, len(text))]
    assert len(pieces) > 40
    assert all(piece.right <= view.page.column_width + 1 for piece in pieces)


def test_an_article_begins_at_its_line_though_what_is_above_was_guessed(qtbot: QtBot) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    # So narrow that every height is guessed too low.
    view.resize(320, 464)
    view.show()
    for number in (9, 13, 4):
        top = NEWS.index(f"Paragraph {number}:")
        view.show_scene(scene_of(NEWS), top=top)
        view.grab()
        assert view.scrolling.first_visible() == top
        # Qt has the paragraph of the caret laid out, which is far above.
        view.setFocus()
        view.textCursor()
        view.cursorRect()
        view.grab()
        assert view.scrolling.first_visible() == top


@pytest.mark.parametrize("width", [320, 420, 560])
def test_what_is_gone_to_is_in_view_though_the_way_was_guessed(qtbot: QtBot, width: int) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(width, 464)
    view.show()
    text = "\n\n".join([NEWS] * 5)
    places = [text.index("12,345", number * len(text) // 9) for number in (3, 8, 1, 5, 7, 2)]
    for start in places:
        view.show_scene(scene_of(text))
        view.go_to(start, start + 6)
        view.grab()
        box = view.box_of(start, start + 6)
        assert view.viewport().rect().contains(box)


@pytest.mark.parametrize("width", [320, 420, 560])
def test_a_caret_put_far_above_moves_nothing(qtbot: QtBot, width: int) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(width, 464)
    view.show()
    text = "\n\n".join([NEWS] * 5)
    top = text.index("Paragraph 9:", len(text) // 2)
    view.show_scene(scene_of(text), top=top)
    view.grab()
    before = view.box_of(top, top + 9)
    for place in (text.index("Paragraph 4:"), text.index("Paragraph 12:"), 5):
        view.set_selection(collapsed(place))
        view.grab()
        assert view.box_of(top, top + 9) == before
        assert view.scrolling.first_visible() == top


def test_the_box_of_a_whole_article_is_known_from_its_ends(view: ArticleView) -> None:
    text = "\n\n".join([NEWS] * 30)
    view.show_scene(scene_of(text))
    view.grab()
    box = view.page.box_of(0, len(text))
    assert box.top() <= view.page.box_of(0, 10).top()
    last = view.page.box_of(len(text) - 10, len(text))
    assert box.bottom() == pytest.approx(last.bottom(), rel=0.01)
    assert box.left() == view.page.column_left
    laid = sum(view.page.is_laid_out(block) for block in range(view.document().blockCount()))
    assert laid < view.document().blockCount() / 2
