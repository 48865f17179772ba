"""Parts that are closed leave nothing behind."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.ui.widgets.card import Card
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.label_button import LabelButton
from annotator.ui.widgets.letters_button import LettersButton
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.widgets.pill import Pill
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.search_field import SearchField
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.tick_box import TickBox

from .conftest import Window

_PARTS: dict[str, Callable[[], QWidget]] = {
    "card": lambda: Card("book", "Title", "A sentence.", "Ctrl 1"),
    "field": lambda: Field("Value", "Add"),
    "icon button": lambda: IconButton("x", "Close"),
    "label button": lambda: LabelButton("Figure", "orange", "3"),
    "letters button": lambda: LettersButton("Aa", "Look"),
    "message bar": MessageBar,
    "pill": lambda: Pill("Amara", 0),
    "push button": lambda: PushButton("Tag"),
    "rows": lambda: RowView("Rows"),
    "search field": lambda: SearchField("Search", "Search"),
    "segmented": lambda: Segmented(["One", "Two"], "Choice"),
    "tick box": lambda: TickBox("Whole words"),
}


def _delete(widget: QWidget) -> None:
    widget.deleteLater()
    QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)
    assert not isValid(widget)


@pytest.mark.parametrize("name", _PARTS)
def test_a_part_is_freed(name: str, window: Window) -> None:
    part = _PARTS[name]()
    window.add(part)
    part.setFocus(Qt.FocusReason.TabFocusReason)
    window.picture()
    gone = weakref.ref(part)
    _delete(part)
    del part
    window.settle()
    gc.collect()
    assert gone() is None
    assert not window.picture().isNull()


def test_a_popover_takes_its_backdrop_along(window: Window) -> None:
    before = len(window.findChildren(QWidget))
    popover = Popover(PushButton("Inside"), window, "Popover", scrim=True)
    popover.open_at(QRect(10, 10, 5, 5))
    gone = weakref.ref(popover)
    popover.hide()
    _delete(popover)
    del popover
    window.settle()
    gc.collect()
    assert gone() is None
    assert len(window.findChildren(QWidget)) == before


def test_a_menu_is_freed_when_it_closes(window: Window) -> None:
    menu = Menu("Menu", window)
    menu.add_row("Tag", icon="tag").triggered.connect(lambda: None)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.open_below(window)
    gone = weakref.ref(menu)
    menu.close()
    window.settle()
    assert not isValid(menu)
    del menu
    gc.collect()
    assert gone() is None
