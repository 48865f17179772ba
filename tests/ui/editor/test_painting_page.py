"""The page around the annotations: selection, caret, numbers, what was found, boilerplate."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect

from annotator.text.zone import Zone
from annotator.ui.editor.selecting import Selection, collapsed
from annotator.ui.editor.view import ArticleView
from annotator.ui.look import Theme, look
from annotator.ui.look.contrast import over
from tests.nasty import CANONICAL, RAW
from tests.ui.editor.pixels import box_of, picture, share
from tests.ui.editor.scenes import mark, scene_of

TEXT = "The headline\n\nThe minister said that 12,345 people left Kyiv.\n\nRead also: nothing new."
ZONES = [
    Zone(0, 12, "headline"),
    Zone(14, TEXT.index("\n\nRead"), "body"),
    Zone(TEXT.index("Read"), len(TEXT), "boilerplate"),
]


@pytest.fixture
def article(theme: Theme, view: ArticleView) -> ArticleView:
    view.show_scene(scene_of(TEXT, zones=ZONES))
    return view


def _inner(box: QRect) -> QRect:
    return box.adjusted(2, 4, -2, -4)


def test_the_page_is_the_themes(article: ArticleView) -> None:
    image = picture(article)
    assert share(image, QRect(700, 400, 20, 20), look().base) == 1
    words = box_of(article, "minister")
    assert share(image, words, look().text) > 0.02


def test_a_selection_is_filled_and_framed(article: ArticleView) -> None:
    start = TEXT.index("minister")
    article.set_selection(Selection(start, start + 8))
    image, box = picture(article), box_of(article, "minister")
    assert share(image, _inner(box), look().selection) > 0.4
    assert share(image, QRect(box.left() - 3, box.top() + 6, 3, 10), look().accent) > 0.3
    assert share(image, _inner(box_of(article, "said")), look().selection) == 0


def test_what_is_shown_selected_is_what_would_be_tagged(article: ArticleView) -> None:
    start = TEXT.index("minister")
    # Half of two words: both are taken whole.
    article.set_selection(Selection(start + 3, start + 11))
    image = picture(article)
    for words in ("minister", "said"):
        assert share(image, _inner(box_of(article, words)), look().selection) > 0.4


def _caret(view: ArticleView) -> QRect:
    """Give where the caret is painted before the word “minister”."""
    box = view.caret_box(TEXT.index("minister"))
    return QRect(round(box.left()) - 1, round(box.top()) + 3, 2, 14)


def test_the_caret_is_two_pixels_of_the_accent(article: ArticleView) -> None:
    article.set_selection(collapsed(TEXT.index("minister")))
    line = _caret(article)
    assert share(picture(article), line, look().accent) == 1
    article.set_selection(collapsed(TEXT.index("Kyiv")))
    assert share(picture(article), line, look().accent) == 0


def test_without_the_focus_there_is_no_caret(article: ArticleView) -> None:
    article.set_selection(collapsed(TEXT.index("minister")))
    line = _caret(article)
    article.clearFocus()
    assert share(picture(article), line, look().accent) == 0


def test_moved_by_keys_the_caret_shows_its_word(article: ArticleView) -> None:
    start = TEXT.index("minister")
    article.set_selection(collapsed(start))
    box = box_of(article, "minister")
    right = QRect(box.right() + 1, box.top() + 6, 2, 10)
    assert share(picture(article), right, look().base) == 1
    article.set_selection(collapsed(start), by_keys=True)
    assert share(picture(article), right, look().base) < 0.7


def test_paragraphs_have_numbers_and_other_parts_their_names(article: ArticleView) -> None:
    image = picture(article)
    left = round(article.page.column_left)
    for words, longer in (("The minister", False), ("The headline", True)):
        top = box_of(article, words).top()
        assert share(image, QRect(left - 64, top, 42, 24), look().base) < 1
        # A number is shorter than a name.
        before = share(image, QRect(left - 48, top, 12, 24), look().base)
        assert (before < 1) is longer


def test_from_right_to_left_the_number_stands_at_the_right(theme: Theme, view: ArticleView) -> None:
    view.show_scene(scene_of(CANONICAL["Arabic"]))
    image, page = picture(view), view.page
    left, right = round(page.column_left), round(page.column_left + page.column_width)
    top = round(page.text_top_of(0))
    assert share(image, QRect(left - 64, top, 42, 24), look().base) == 1
    assert share(image, QRect(right + 22, top, 30, 24), look().base) < 1


@pytest.mark.parametrize(("role", "more"), [("deck", 8), ("body", 8), ("byline", 0)])
def test_large_text_stands_off_its_headline(view: ArticleView, role: str, more: int) -> None:
    text = "The headline\n\nWhat follows it.\n\nThe body.\n\nMore."
    zones = [Zone(0, 12, "headline"), Zone(14, 30, role)]  # type: ignore[arg-type]
    view.show_scene(scene_of(text, zones=zones))
    guessed = view.page.documentSize().height()
    view.grab()
    head, first, second, third = (view.page.text_top_of(number) for number in (0, 2, 4, 6))
    assert first - head == view.page.style_of(0).pitch + view.page.style_of(0).after + more
    assert second - first == view.page.style_of(2).pitch + view.page.style_of(2).after
    assert third - second == view.page.style_of(4).pitch + view.page.style_of(4).after
    assert view.page.documentSize().height() == guessed


def test_hits_are_tinted_and_the_present_one_more(article: ArticleView) -> None:
    said, left = TEXT.index("said"), TEXT.index("left")
    article.scene.found = [(said, said + 4), (left, left + 4)]
    article.scene.found_at = 1
    article.viewport().update()
    image, theme = picture(article), look()
    assert share(image, _inner(box_of(article, "said")), over(theme.warn, theme.base, 70)) > 0.4
    assert share(image, _inner(box_of(article, "left")), over(theme.warn, theme.base, 150)) > 0.4
    assert share(image, _inner(box_of(article, "Kyiv")), theme.base) > 0.4


def _fold_row(view: ArticleView) -> QRect:
    fold = view.scene.folds.all[0]
    return QRect(round(view.page.column_left), round(view.page.top_of(fold.first)), 600, 30)


def test_boilerplate_is_folded_into_a_grey_row(article: ArticleView) -> None:
    image, row = picture(article), _fold_row(article)
    assert share(image, row, look().zone) > 0.7
    under = QRect(row.left(), row.bottom() + 20, 600, 40)
    assert share(image, under, look().base) == 1


def test_unfolded_its_words_are_muted_on_grey(article: ArticleView) -> None:
    article.toggle_folds()
    image, box = picture(article), box_of(article, "Read also")
    assert share(image, box, look().zone) > 0.4
    assert share(image, box, look().muted) > 0.02
    assert share(image, box, look().text) == 0
    article.toggle_folds()
    assert share(picture(article), _fold_row(article), look().zone) > 0.7


def test_a_fold_counts_the_annotations_inside(article: ArticleView) -> None:
    before = picture(article).copy(_fold_row(article))
    start = TEXT.index("nothing")
    article.scene.marks.put(mark(1, start, start + 7))
    article.refresh()
    assert picture(article).copy(_fold_row(article)) != before


@pytest.mark.parametrize("name", [*CANONICAL, *RAW])
def test_any_text_is_painted(view: ArticleView, name: str) -> None:
    text = {**CANONICAL, **RAW}[name]
    marks = [mark(n, start, min(start + 3, len(text))) for n, start in enumerate(range(len(text)))]
    view.show_scene(scene_of(text, marks))
    view.set_selection(Selection(0, len(text)))
    view.set_active(marks[0].entity if marks else None)
    view.toggle_folds()
    image = picture(view)
    seen = any(not c.isspace() and c not in "\u200b\u200d\u200e\u2060\ufeff" for c in text)
    assert not seen or share(image, QRect(60, 20, 700, 60), look().base) < 1
