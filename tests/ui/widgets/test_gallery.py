"""The gallery shows every part, in both themes, without a warning."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.look import Theme, load_theme, look, set_mode
from annotator.ui.widgets.avatar import Avatar
from annotator.ui.widgets.card import Card
from annotator.ui.widgets.chip import Chip
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.focus_ring import FocusRing
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.key_hints import KeyHints
from annotator.ui.widgets.label_button import LabelButton
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar
from annotator.ui.widgets.pill import Pill
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.popover_backdrop import PopoverBackdrop
from annotator.ui.widgets.progress_bar import ProgressBar
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.search_field import SearchField
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox
from tests.ui.gallery import SIZE, Gallery
from tests.ui.widgets.gallery_parts import menu_of

PARTS = (
    Avatar, Card, Chip, EmptyState, Field, FocusRing, IconButton, KeyHints, LabelButton, Menu,
    MessageBar, OverlayScrollBar, Pill, Popover, PopoverBackdrop, ProgressBar, PushButton, RowView,
    SearchField, Segmented, Text, TickBox,
)  # fmt: skip


def test_it_shows_every_part(theme: Theme, qtbot: QtBot) -> None:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.show()
    gallery.open_floating()
    menu = menu_of(gallery)
    qtbot.waitUntil(lambda: bool(gallery.findChildren(FocusRing)))
    shown = {type(widget) for widget in (gallery, menu, *gallery.findChildren(QWidget))}
    missing = [part for part in PARTS if not any(issubclass(kind, part) for kind in shown)]
    assert missing == []
    picture = gallery.grab().toImage()
    assert picture.pixelColor(2, 2).name() == theme.base.name()


def test_everything_a_person_acts_on_has_a_name(qtbot: QtBot) -> None:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    nameless = [
        widget
        for widget in gallery.findChildren(QWidget)
        if widget.focusPolicy() and widget.focusProxy() is None and not _named(widget)
    ]
    assert nameless == []


def _named(widget: QWidget) -> bool:
    return bool(widget.accessibleName() or getattr(widget, "text", lambda: "")())


def test_it_can_be_kept_as_a_picture(tmp_path: Path) -> None:
    kept = tmp_path / "gallery.png"
    command = [sys.executable, "-m", "tests.ui.gallery", "--dark", "--save", str(kept)]
    subprocess.run(command, check=True, capture_output=True)
    picture = QImage(str(kept))
    assert (picture.width(), picture.height()) == SIZE
    assert picture.pixelColor(2, 2).name() == load_theme("dark").base.name()


def test_every_part_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.show()
    pictures = {}
    for mode in ("light", "dark"):
        set_mode(mode, qapp)
        QApplication.sendPostedEvents()
        pictures[mode] = {
            widget: widget.grab().toImage()
            for widget in gallery.findChildren(QWidget)
            if widget.isVisible() and not isinstance(widget, OverlayScrollBar)
        }
    same = [
        widget
        for widget, picture in pictures["light"].items()
        if widget in pictures["dark"] and picture == pictures["dark"][widget]
    ]
    assert len(pictures["light"]) > 100
    assert same == []
    assert look().name == "dark"
