"""What a screen reader is told of the annotations at the caret."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.editor.filtering import MarkFilter
from annotator.ui.editor.selecting import collapsed
from annotator.ui.editor.speaking import Speaker
from annotator.ui.editor.view import ArticleView
from tests.nasty import CANONICAL
from tests.ui.editor.scenes import entity, mark, mark_of, scene_of
from tests.ui.heard import listen

TEXT = "The minister said that 12,345 people left Kyiv 🇺🇦. Nobody asked why."


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is announced."""
    return listen(monkeypatch)


@pytest.fixture
def speaker(view: ArticleView) -> Speaker:
    made = Speaker(view)
    outer = mark_of(TEXT, "12,345 people left Kyiv", 1, "source")
    inner = mark_of(TEXT, "12,345 people", 2)
    theirs = mark_of(TEXT, "minister", 3, "source", "Amara")
    view.show_scene(scene_of(TEXT, [outer, inner, theirs], lanes=["Olena", "Amara"]))
    made.follow()
    return made


def _described(view: ArticleView) -> str:
    known = QAccessible.queryAccessibleInterface(view)
    assert known is not None
    return known.text(QAccessible.Text.Description)


def _put(view: ArticleView, speaker: Speaker, words: str) -> None:
    view.set_selection(collapsed(TEXT.index(words)))
    speaker.follow()


def test_it_says_what_begins_and_what_ends(
    view: ArticleView, speaker: Speaker, said: list[str]
) -> None:
    _put(view, speaker, "12,345")
    assert said == ["Source, begins. Figure, begins"]
    assert _described(view) == (
        "The caret is in Source: 12,345 people left Kyiv; Figure: 12,345 people"
    )
    _put(view, speaker, "people")
    assert len(said) == 1
    _put(view, speaker, "left")
    assert said[1:] == ["Figure, ends"]
    assert _described(view) == "The caret is in Source: 12,345 people left Kyiv"
    _put(view, speaker, "Nobody")
    assert said[2:] == ["Source, ends"]
    assert _described(view) == ""
    _put(view, speaker, "people left")
    assert said[3:] == ["in Source. in Figure"]


def test_it_says_whose_an_annotation_is(
    view: ArticleView, speaker: Speaker, said: list[str]
) -> None:
    _put(view, speaker, "minister")
    assert said == ["Source by Amara, begins"]


def test_it_says_what_is_selected(view: ArticleView, speaker: Speaker, said: list[str]) -> None:
    view.set_active(entity(2), reveal=True)
    speaker.follow()
    assert said == ["Figure selected: 12,345 people"]
    # It is said once.
    speaker.follow()
    assert len(said) == 1


def test_it_says_what_becomes_of_what_is_selected(
    view: ArticleView, speaker: Speaker, said: list[str]
) -> None:
    """Another label, other edges, and that it is gone."""
    view.set_active(entity(2), reveal=True)
    speaker.follow()
    said.clear()
    for changed in (
        mark_of(TEXT, "12,345 people", 2, "location"),
        mark_of(TEXT, "12,345 people left", 2, "location"),
    ):
        view.scene.marks.put(changed)
        speaker.follow()
    assert said == ["Location selected: 12,345 people", "Location selected: 12,345 people left"]
    said.clear()
    view.scene.marks.discard(entity(2))
    speaker.follow()
    assert said == ["Location removed: 12,345 people left"]


def test_what_is_not_painted_is_not_said(
    view: ArticleView, speaker: Speaker, said: list[str]
) -> None:
    view.scene.filter = MarkFilter(hidden=frozenset({"source"}))
    _put(view, speaker, "12,345")
    assert said == ["Figure, begins"]


def test_fragments_begin_and_end_each(view: ArticleView, said: list[str]) -> None:
    speaker = Speaker(view)
    start = TEXT.index("12,345")
    last = TEXT.index("Kyiv")
    pieces = ((start, start + 6), (last, last + 4))
    view.show_scene(scene_of(TEXT, [mark(1, start, last + 4, fragments=pieces, flawed=True)]))
    speaker.follow()
    for words in ("12,345", "people", "Kyiv"):
        _put(view, speaker, words)
    what = "Figure, needs a look"
    assert said == [f"{what}, begins", f"{what}, ends", f"{what}, begins"]
    assert _described(view) == f"The caret is in {what}: 12,345 … Kyiv"


def test_keys_are_enough_and_another_article_is_not_mixed_up(
    view: ArticleView, speaker: Speaker, said: list[str], qtbot: QtBot
) -> None:
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Right)
        qtbot.wait(1)
    assert said[0] == "Source by Amara, begins"
    said.clear()
    view.show_scene(scene_of("Another text."))
    qtbot.wait(1)
    assert said == []
    assert _described(view) == ""


@pytest.mark.parametrize("name", CANONICAL)
def test_any_text_can_be_walked(view: ArticleView, name: str, said: list[str]) -> None:
    text = CANONICAL[name]
    speaker = Speaker(view)
    view.show_scene(scene_of(text, [mark(1, 0, len(text))] if text else []))
    for position in range(len(text) + 1):
        view.set_selection(collapsed(position))
        speaker.follow()
    assert len(said) <= 2
