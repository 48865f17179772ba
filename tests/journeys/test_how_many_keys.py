"""How much work tagging is: the spans of the sample's first article, tagged anew, counted.

By mouse it is one drag or double click a span, and one key for each change of label; with both
hands a drag and a key; by keys the way to the span and along its words, and one key more. The
figures stand in ``tests/benchmarks/README.md``.
"""

from __future__ import annotations

from pathlib import Path

from annotator import Project
from annotator.app.sample import sample_project
from annotator.text.words import next_word

from .conftest import Start
from .eye import spans_in

_DIGITS = {"source": "1", "location": "2", "figure": "3"}


def test_by_mouse(start: Start, tmp_path: Path) -> None:
    path, gold = _untagged(tmp_path)
    hand = start(path)
    spans = sorted(gold, key=lambda one: (one[0], one[1]))
    labels = dict.fromkeys(label for label, _, _ in spans)
    for label, begin, end in spans:
        if hand.window.desk.picked != label:
            hand.press(_DIGITS[label])
        if _words(hand.text, begin, end) == 1:
            hand.double_click_word(*_named(hand.text, begin, end))
        else:
            hand.drag_characters(begin, end)
    assert sorted(spans_in(path)) == spans
    assert hand.actions == len(spans) + len(labels)
    assert hand.actions <= 1.5 * len(spans)


def test_by_keys(start: Start, tmp_path: Path) -> None:
    path, gold = _untagged(tmp_path)
    hand = start(path)
    way = words = 0
    for label, begin, end in gold:
        here = hand.actions
        hand.go_to(*_named(hand.text, begin, end))
        way += hand.actions - here
        here = hand.actions
        hand.select(*_named(hand.text, begin, end))
        hand.press(_DIGITS[label])
        words += _words(hand.text, begin, end)
        assert hand.actions - here == _words(hand.text, begin, end) + 1
    assert sorted(spans_in(path)) == sorted(gold)
    # The whole way through the article by words and lines, a few keys a tag.
    assert hand.actions == way + words + len(gold)
    beyond_moving = hand.actions - way - words
    assert beyond_moving <= 2 * len(gold)
    assert way <= 7 * len(gold)


def test_with_both_hands(start: Start, tmp_path: Path) -> None:
    """One hand selects by mouse, the other presses the label, whichever it is."""
    path, gold = _untagged(tmp_path)
    hand = start(path)
    for label, begin, end in gold:
        hand.drag_characters(begin, end)
        hand.press(_DIGITS[label])
    assert sorted(spans_in(path)) == sorted(gold)
    assert hand.actions == 2 * len(gold)


def _untagged(folder: Path) -> tuple[Path, list[tuple[str, int, int]]]:
    """Make a project of the sample's first article alone; give what Amara tagged in it."""
    with Project.open(sample_project(), "Amara", read_only=True) as sample:
        article = next(sample.articles())
        gold = [
            (one.label, one.start, one.end)
            for one in sample.annotations(article.id, annotators=["Amara"])
        ]
    path = folder / "Gold.annot"
    with Project.create(path, annotator="Amara") as project:
        project.import_text(article.text)
    assert len(gold) > 20
    return path, gold


def _words(text: str, begin: int, end: int) -> int:
    """Count the words of a span."""
    count = 0
    while (word := next_word(text, begin)) is not None and word[0] < end:
        count, begin = count + 1, word[1]
    return count


def _named(text: str, begin: int, end: int) -> tuple[str, int]:
    """Give the words of a span, and which of their occurrences it is."""
    words, nth, place = text[begin:end], 0, -1
    while (place := text.index(words, place + 1)) != begin:
        nth += 1
    return words, nth
