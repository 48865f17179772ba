"""Tooltips say words as they are."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.widgets.avatar import Avatar
from annotator.ui.widgets.quote import Quote
from annotator.ui.widgets.tooltip import set_tooltip
from tests.nasty import CANONICAL


@pytest.mark.parametrize("words", ["<b>5 km</b> & more", "a < b", "<img src='x'>", "Tags: <i>"])
def test_tags_are_no_markup(words: str, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tooltip(widget, words)
    document = QTextDocument()
    document.setHtml(widget.toolTip())
    assert document.toPlainText() == words


@pytest.mark.parametrize("name", [name for name in CANONICAL if "<" not in CANONICAL[name]])
def test_words_without_tags_stay_as_they_are(name: str, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tooltip(widget, CANONICAL[name])
    assert widget.toolTip() == CANONICAL[name]


def test_parts_that_show_names_and_quotes_use_it(qtbot: QtBot) -> None:
    avatar = Avatar("AM", "<b>Amara</b>")
    qtbot.addWidget(avatar)
    assert avatar.toolTip().startswith("<qt>&lt;b")
    quote = Quote(lines=2)
    qtbot.addWidget(quote)
    quote.set_text("<b>5 km</b>")
    assert "<b>" not in quote.toolTip()
