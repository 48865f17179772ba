"""The preferences in the real window: what is chosen is seen, kept, and there again next time."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from PySide6.QtWidgets import QLineEdit

from annotator.app import settings as settings_module
from annotator.ui.dialogs.export.sheet import ExportSheet
from annotator.ui.look import current, fonts, look
from annotator.ui.widgets.key_cap import in_force, show_instead
from annotator.ui.widgets.tick_box import TickBox

from .articles import project_of
from .conftest import Start
from .hand import Hand


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    fonts.set_article_family("")
    current().set_strong_lines(strong=False)
    show_instead({})


def _look_for(hand: Hand, words: str) -> None:
    hand.find(QLineEdit, "Search the preferences").setFocus()
    hand.press("Ctrl+A")
    hand.type(words)


def _settings(home: Path) -> dict[str, object]:
    found: dict[str, object] = orjson.loads((home / "settings.json").read_bytes())
    return found


def test_somebody_makes_the_window_their_own(start: Start, tmp_path: Path, home: Path) -> None:
    project = project_of(tmp_path)
    hand = start(project)
    view = hand.window.tagging.view
    usual = view.page.column_width

    # All by keys: search, step a number, tick a box, press the keys of an action.
    hand.press("Ctrl+,")
    _look_for(hand, "letters")
    hand.find(QLineEdit, "Size of the letters").setFocus()
    hand.press("Up", "Up")
    assert view.text_look.size == 19
    assert view.page.column_width > usual
    _look_for(hand, "everything")
    hand.find(QLineEdit, "Size of everything").setFocus()
    hand.press("Up")
    _look_for(hand, "stronger")
    hand.find(TickBox, "Stronger lines").setFocus()
    line = look().line
    hand.press("Space")
    assert look().line != line
    _look_for(hand, "export")
    hand.find(QLineEdit, "Actions and their keys").setFocus()
    hand.press("Return")
    hand.press("Ctrl+Shift+Y")
    hand.press("Return")
    hand.press("Esc")
    hand.press("Esc", "Esc")
    assert hand.window.verbs.preferring.sheet is None
    assert in_force("Ctrl E") == "Ctrl Shift Y"
    kept = _settings(home)
    assert (kept["text_size"], kept["scale"], kept["strong_lines"]) == (19, 110, True)
    assert kept["keys"] == {"export": ["Ctrl+Shift+Y", "Ctrl+3"]}

    # The new keys do it, the old ones nothing.
    hand.press("Ctrl+E")
    assert not hand.window.frame.findChildren(ExportSheet)
    hand.press("Ctrl+Shift+Y")
    assert hand.window.frame.findChildren(ExportSheet)
    hand.press("Esc")
    hand.window.frame.close()

    again = start(project)
    assert again.window.tagging.view.text_look.size == 19
    assert look().line == look().line_strong
    again.press("Ctrl+K")
    again.type("export")
    assert again.window.verbs.actions["export"].shortcut().toString() == "Ctrl+Shift+Y"


def test_settings_that_cannot_be_read_or_written(
    start: Start, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.json").write_text("{", encoding="utf-8")
    hand = start(project_of(tmp_path))
    assert "settings.unreadable.json" in hand.window.messages.text()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(settings_module, "write_whole", full)
    hand.press("Ctrl+,")
    sheet = hand.window.verbs.preferring.sheet
    assert sheet is not None
    assert not sheet.unsaved.isVisible()
    _look_for(hand, "stronger")
    hand.find(TickBox, "Stronger lines").setFocus()
    hand.press("Space")
    assert current().strong_lines
    assert "No space left" in sheet.unsaved.text()
    assert sheet.unsaved.isVisible()
    monkeypatch.undo()
    hand.press("Space")
    assert not sheet.unsaved.isVisible()
    hand.press("Escape")
