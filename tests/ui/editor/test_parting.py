"""Where very long paragraphs are parted, and that nobody sees it but as a line that ends early."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.editor.display import DisplayText
from annotator.ui.editor.selecting import Selection
from annotator.ui.editor.view import ArticleView

from .scenes import mark, scene_of

_CHINESE = "北京市政府表示，增长了。"
_FAMILY = "👨‍👩‍👧‍👦"


def _parts(text: str) -> list[str]:
    display = DisplayText(text)
    return [text[slice(*display.block_range(block))] for block in range(len(display.starts))]


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        (_CHINESE, "北"),
        ("「はい」と言った。", "「"),
        ("北京，", "北"),
        ("function(a,b){return;}", None),
        ("a/b+c=", None),
        ("مرحبا،", "م"),
    ],
)
def test_a_part_without_blanks_ends_where_a_line_may(words: str, opening: str | None) -> None:
    text = words * (20_000 // len(words))
    parts = _parts(text)
    assert "".join(parts) == text
    assert len(parts) > 5
    for before, part in pairwise(parts):
        assert before[-1] in "。，」、،,;})/+="
        assert opening is None or part.startswith(opening)


@pytest.mark.parametrize("kana", ["ッ", "ー", "ょ"])
def test_no_part_begins_with_what_no_line_begins_with(kana: str) -> None:
    parts = _parts(f"東京{kana}" * 5_000)
    assert len(parts) > 3
    assert not any(part.startswith(kana) for part in parts)


@pytest.mark.parametrize(
    "character", [_FAMILY, "🇺🇦", "👍🏽", "e\u0301\u0323", "각", "क्ष", "3️⃣", "\u1112\u1161\u11ab"]
)
@pytest.mark.parametrize("before", ["", "a", "aa", "aaa"])
def test_no_character_is_parted(character: str, before: str) -> None:
    text = before + character * (13_000 // len(character))
    parts = _parts(text)
    assert "".join(parts) == text
    assert len(parts) > 2
    assert parts[0].startswith(before + character)
    assert all(part.startswith(character) for part in parts[1:])


def test_a_blank_that_carries_an_accent_is_no_place_to_part_at() -> None:
    assert all(not part.startswith("\u0301") for part in _parts(("a" * 50 + " \u0301") * 400))


def test_a_blank_is_parted_at_rather_than_a_sign() -> None:
    display = DisplayText("北，" * 800 + " " + "北，" * 3_000)
    assert display.shown[1_600] == "\n"
    assert display.starts[1] == 1_601


def test_a_character_of_thousands_of_code_points_is_parted_after_all() -> None:
    parts = _parts("a" + "\u0301" * 20_000)
    assert max(map(len, parts)) <= 4_000


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    return view


def _place(view: ArticleView, position: int) -> tuple[float, float]:
    box = view.page.caret_box(position)
    return box.x(), box.center().y()


def test_keys_walk_over_a_line_end_that_was_put_in_without_a_step_more(view: ArticleView) -> None:
    text = _FAMILY * 2_000
    view.show_scene(scene_of(text))
    start = view.scene.display.starts[1]
    view.set_selection(Selection(start - 7, start - 7))
    alt = Qt.KeyboardModifier.AltModifier
    carets = [view.scene.selection.caret]
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Right, alt)
        carets.append(view.scene.selection.caret)
    assert carets == [start - 7, start, start + 7]
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Left, alt)
    assert view.scene.selection.caret == start - 7


def test_lines_follow_each_other_over_a_line_end_that_was_put_in(view: ArticleView) -> None:
    view.show_scene(scene_of(_CHINESE * 600))
    page, start = view.page, view.scene.display.starts[1]
    before, here = _place(view, start - 1), _place(view, start)
    assert here[0] == page.column_left
    assert here[1] - before[1] == page.style_of(0).pitch


def test_what_is_selected_over_a_line_end_that_was_put_in_is_copied_as_it_is_stored(
    view: ArticleView,
) -> None:
    text = _CHINESE * 600
    view.show_scene(scene_of(text))
    start = view.scene.display.starts[1]
    view.select_span(start - 30, start + 30)
    assert view.createMimeDataFromSelection().text() == text[start - 30 : start + 30]
    # Screen readers are told the same, but for the line end itself.
    assert view.textCursor().selectedText().replace("\u2029", "") == text[start - 30 : start + 30]


def test_an_annotation_over_a_line_end_that_was_put_in_lies_on_all_its_words(
    view: ArticleView,
) -> None:
    text = _CHINESE * 600
    display = DisplayText(text)
    start = display.starts[1]
    over = mark(1, start - 2, start + 3)
    till, since = mark(2, start - 4, start), mark(3, start, start + 4)
    view.show_scene(scene_of(text, [over, till, since]))
    view.go_to(start, start)
    page = view.page
    assert {found.mark.entity for found in page.placed_in(0)} == {over.entity, till.entity}
    assert {found.mark.entity for found in page.placed_in(1)} == {over.entity, since.entity}
    widths = [
        sum(piece.right - piece.left for _, piece in page.pieces_of(one.start, one.end))
        for one in (over, till, since)
    ]
    assert widths[0] * 4 == pytest.approx(widths[1] * 5, abs=8)
    assert widths[1] == pytest.approx(widths[2], abs=4)
    for position in (start - 2, start + 1):
        box = view.box_of(position, position + 1)
        assert over in view.marks_at(QPointF(box.center()))
        assert view.position_at(QPointF(box.left() + 1, box.center().y())) == position


def test_a_part_runs_as_its_paragraph_begins(view: ArticleView) -> None:
    arabic = "قال " + "word " * 3_000
    view.show_scene(scene_of(arabic))
    for block in range(len(view.scene.display.starts)):
        view.page.ensure(block)
        assert view.page.is_leftwards(block)
    start = view.scene.display.starts[2]
    view.set_selection(Selection(start, start))
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.scene.selection.caret == start + len("word ")


def test_the_box_of_a_long_span_does_not_lay_all_of_it_out(view: ArticleView) -> None:
    text = _CHINESE * 20_000
    view.show_scene(scene_of(text))
    view.select_span(10, len(text) - 10)
    assert view.page.laid_out <= 5
    box = view.page.box_of(10, len(text) - 10)
    page = view.page
    assert box.top() == page.caret_box(10).top()
    assert box.bottom() > page.top_of(len(view.scene.display.starts) - 1)
    assert view.verticalScrollBar().value() == 0


def test_the_box_of_a_span_in_one_long_paragraph_is_around_all_of_it(view: ArticleView) -> None:
    text = "A short one.\n" + "word " * 790 + "\nAnother."
    view.show_scene(scene_of(text))
    start, end = 20, 3_900
    pieces = [piece for _, piece in view.page.pieces_of(start, end)]
    box = view.page.box_of(start, end)
    assert box.height() == pieces[-1].bottom - pieces[0].top
    assert box.left() == view.page.column_left + min(piece.left for piece in pieces)
