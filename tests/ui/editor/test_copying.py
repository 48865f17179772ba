"""What is copied is what is stored, character for character."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from annotator.ui.editor.selecting import Selection
from annotator.ui.editor.view import ArticleView
from tests.nasty import CANONICAL
from tests.ui.editor.scenes import scene_of


@pytest.mark.parametrize("name", [name for name in CANONICAL if CANONICAL[name]])
def test_characters_are_copied_as_stored(view: ArticleView, name: str) -> None:
    text = CANONICAL[name]
    view.show_scene(scene_of(text))
    view.set_selection(Selection(0, len(text), by_character=True))
    assert view.scene.selected == (0, len(text))
    QGuiApplication.clipboard().clear()
    view.copy()
    assert QGuiApplication.clipboard().text() == text


def test_what_is_copied_is_the_snapped_selection(view: ArticleView) -> None:
    view.show_scene(scene_of("The minister said so."))
    view.set_selection(Selection(6, 14))
    assert view.createMimeDataFromSelection().text() == "minister said"


@pytest.mark.parametrize("text", ["\ufeff", "\ufeffThe end", "\ufeff\ufeffThe", "The\ufeff end"])
def test_a_byte_order_mark_is_copied_wherever_it_stands(view: ArticleView, text: str) -> None:
    view.show_scene(scene_of(text))
    view.set_selection(Selection(0, len(text), by_character=True))
    view.copy()
    held = QGuiApplication.clipboard().mimeData()
    assert bytes(held.data("text/plain").data()) == text.encode()
    assert QGuiApplication.clipboard().text() == text
    assert view.createMimeDataFromSelection().text() == text


def test_nothing_selected_copies_nothing(view: ArticleView) -> None:
    view.show_scene(scene_of("The minister said so."))
    QGuiApplication.clipboard().setText("before")
    view.copy()
    assert QGuiApplication.clipboard().text() == "before"
    assert view.createMimeDataFromSelection().text() == ""


def test_nothing_can_be_pasted(view: ArticleView) -> None:
    view.show_scene(scene_of("The minister said so."))
    data = QMimeData()
    data.setText("nonsense")
    assert not view.canInsertFromMimeData(data)
    QGuiApplication.clipboard().setText("nonsense")
    view.paste()
    view.cut()
    assert view.toPlainText() == "The minister said so."
