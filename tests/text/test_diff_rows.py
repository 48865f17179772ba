"""Two versions as rows: each side says its whole text, what went and came stands in its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from annotator.text.diff_rows import NEW, OLD, DiffRows, Row, diff_rows
from annotator.text.diffing import diff
from tests.nasty import CANONICAL, long_text, texts


def _rows(old: str, new: str) -> DiffRows:
    return diff_rows(diff(old, new), old, new)


def _said(row: Row, old: str, new: str) -> list[tuple[str, str]]:
    return [
        (part.kind, (old if part.kind in OLD else new)[part.start : part.end]) for part in row.parts
    ]


def _letters(text: str) -> list[str]:
    return sorted(one for one in text if not one.isspace())


@given(texts(max_size=60), texts(max_size=60))
@example(CANONICAL["line separators"], "\n\n")
@example("a\n\nb", "a b")
@example("one two\nthree four", "one two three four")
def test_each_side_has_all_its_words(old: str, new: str) -> None:
    rows = _rows(old, new)
    for text, left_out in ((old, NEW), (new, OLD)):
        sides = [one for row in rows for one in row.side(left_out)]
        said = "".join((old if part.kind in OLD else new)[part.start : part.end] for part in sides)
        assert _letters(said) == _letters(text)
    assert list(rows[:]) == [rows[at] for at in range(len(rows))]
    assert rows[::-1] == [rows[-at] for at in range(1, len(rows) + 1)]
    with pytest.raises(IndexError):
        rows[-len(rows) - 1]
    assert [sum(part.end - part.start for part in row.parts) for row in rows] == list(rows.sizes)


@given(texts(max_size=60), texts(max_size=60))
def test_changes_are_numbered_in_the_order_of_rows(old: str, new: str) -> None:
    rows = _rows(old, new)
    begun = 0
    for number, row in enumerate(rows):
        assert bool(row.changes()) == (number in rows.changed)
        for change in row.changes():
            if change > begun:
                assert change == begun + 1
                assert rows.firsts[change - 1] == number
                begun = change
    assert len(rows.firsts) == begun


def test_words_that_changed_stand_in_their_paragraph() -> None:
    old, new = "Head\n\nIt was 48 cm.\n\nLast.", "Head\n\nIt was 52 cm.\n\nLast."
    assert [_said(row, old, new) for row in _rows(old, new)] == [
        [("same", "Head")],
        [("same", "It was "), ("removed", "48"), ("added", "52"), ("same", " cm.")],
        [("same", "Last.")],
    ]


def test_paragraphs_that_went_came_and_took_the_place_of_others() -> None:
    old = "Head\n\nThis went away whole\n\nSame line here\n\nAlpha beta gamma\n\nEnd"
    new = "Head\n\nSame line here\n\nDelta epsilon zeta\n\nAnd one more\n\nEnd"
    rows = _rows(old, new)
    assert [_said(row, old, new) for row in rows] == [
        [("same", "Head")],
        [("removed", "This went away whole")],
        [("same", "Same line here")],
        [("removed", "Alpha beta gamma"), ("added", "Delta epsilon zeta")],
        [("added", "And one more")],
        [("same", "End")],
    ]
    assert [row.is_parted for row in rows] == [False, False, False, True, False, False]


def test_a_paragraph_that_moved_stands_alone_and_shows_what_changed_in_it() -> None:
    moved = "The interior ministry denied on Friday that any of the money was missing."
    others = [f"Paragraph number {n} stays where it stood before." for n in range(4)]
    old = "\n\n".join([moved, *others])
    new = "\n\n".join([*others, moved.replace("Friday", "Sunday")])
    said = [_said(row, old, new) for row in _rows(old, new)]
    assert [kind for kind, _ in said[0]] == ["away", "removed", "away"]
    assert [kind for kind, _ in said[-1]] == ["here", "added", "here"]
    assert said[-1][1] == ("added", "Sunday")


def test_a_paragraph_that_was_split_or_joined_is_no_loss() -> None:
    whole, split = "One sentence here. Another one there.", "One sentence here.\nAnother one there."
    assert [_said(row, whole, split) for row in _rows(whole, split)] == [
        [
            ("same", "One sentence here."), ("removed", " "), ("added", "\n"),
            ("same", "Another one there."),
        ],
    ]  # fmt: skip
    assert [kind for kind, _ in _said(_rows(split, whole)[0], split, whole)] == [
        "same", "removed", "added", "same"
    ]  # fmt: skip
    assert len(_rows(split, whole)[0].changes()) == 0


def test_long_paragraphs_go_on_in_other_rows_and_no_word_is_cut() -> None:
    old = long_text(60_000).replace("\n", " ")
    new = old.replace("Tuesday", "Monday", 40) + "漢" * 9_000 + "e\u0301" * 5_000
    rows = _rows(old, new)
    assert max(rows.sizes) < 5_000
    for row in rows:
        for kind, words in _said(row, old, new):
            assert kind != "same" or not words.startswith("\u0301")
            assert not words.startswith("\u0301")


def test_equal_texts_have_no_change() -> None:
    rows = _rows("A\n\nB\n", "A\n\n\nB")
    assert len(rows) == 2
    assert not rows.changed
