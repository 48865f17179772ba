"""The editors of all kinds of attribute: what they read, and that they show it again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.attributes import attribute_adapter
from annotator.problems import AttributeProblem
from annotator.ui.panels.form.editor import Editor
from annotator.ui.panels.form.editors.choice_box import ChoiceBoxEditor
from annotator.ui.panels.form.editors.choice_tray import ChoiceTrayEditor
from annotator.ui.panels.form.editors.flag import FlagEditor
from annotator.ui.panels.form.editors.making import Surroundings, editors_of
from annotator.ui.panels.form.editors.typed import TypedEditor
from annotator.ui.panels.form.subject import MIXED
from tests.nasty import raw_texts

_KINDS: dict[str, dict[str, Any]] = {
    "number": {"whole": True, "lowest": 0},
    "quantity": {},
    "text": {},
    "date": {},
    "place": {},
    "choice": {"choices": [f"value {n}" for n in range(9)]},
    "link": {},
}
_AROUND = Surroundings(lambda _: (), lambda _: None, lambda _: None)


class Saved:
    """Keeps what an editor saves, or refuses it."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.refuses = False

    def __call__(self, _key: str, value: Any) -> bool:
        if not self.refuses:
            self.values.append(value)
        return not self.refuses


def _made(kind: str, qtbot: QtBot, saved: Saved, **more: Any) -> list[Editor]:
    fields = {"kind": kind, "key": "it", "name": "It", **_KINDS.get(kind, {}), **more}
    made = editors_of(attribute_adapter.validate_python(fields), saved, _AROUND)
    for editor in made:
        qtbot.addWidget(editor)
        editor.show_value(None)
    return made


def _typed(editor: Editor, words: str) -> str:
    """Type words and leave; give what is wrong with them."""
    assert isinstance(editor, TypedEditor)
    editor.take(words)
    editor.flush()
    return editor.field.edit.accessibleDescription()


@pytest.mark.parametrize(
    ("kind", "words", "value", "written"),
    [
        ("number", "1,200", 1200, "1,200"),
        ("number", "2 million", 2000000, "2,000,000"),
        ("quantity", "12.5 km", {"value": 12.5, "unit": "km"}, "12.5 km"),
        ("quantity", "3 million people", {"value": 3000000, "unit": "people"}, "3,000,000 people"),
        ("quantity", "40%", {"value": 40, "unit": "%"}, "40 %"),
        ("quantity", "1 200 km", {"value": 1200, "unit": "km"}, "1,200 km"),
        ("date", "9 Feb 2026", "2026-02-09", "2026-02-09"),
        ("date", "2026", "2026", "2026"),
        ("text", "a\u00a0b 🇺🇦\nc", "a\u00a0b 🇺🇦\nc", "a\u00a0b 🇺🇦\nc"),
        ("choice", "VALUE 3", "value 3", "value 3"),
        ("place", "Chillán", {"name": "Chillán"}, "Chillán"),
    ],
)
def test_what_is_typed_is_saved_and_shown(
    kind: str, words: str, value: Any, written: str, qtbot: QtBot
) -> None:
    saved = Saved()
    editor = _made(kind, qtbot, saved)[0]
    assert _typed(editor, words) == ""
    assert saved.values == [value]
    assert isinstance(editor, TypedEditor)
    assert editor.field.text() == written
    assert editor.flush()
    assert _typed(editor, "") == ""
    assert saved.values == [value, None]


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("number", "1.5", "not a whole number"),
        ("number", "-1", "below 0"),
        ("number", "many", "Not a number"),
        ("quantity", "12.5", "The unit is missing"),
        ("quantity", "km", "12.5 km"),
        ("date", "3/4/2026", "name the month"),
        ("date", "soon", "2026-02-09"),
        ("text", "x" * 2001, "2000 characters"),
        ("choice", "nothing", "Not one of the list"),
        ("link", "words", "No annotation"),
    ],
)
def test_what_cannot_be_is_said_and_kept(kind: str, words: str, said: str, qtbot: QtBot) -> None:
    saved = Saved()
    editor = _made(kind, qtbot, saved)[0]
    assert said in _typed(editor, words)
    assert saved.values == []
    assert editor.unsaved() == words
    assert not editor.give_up()
    assert editor.unsaved() == ""
    assert editor.give_up()


def test_what_cannot_be_saved_stays(qtbot: QtBot) -> None:
    saved = Saved()
    (editor,) = _made("text", qtbot, saved)
    saved.refuses = True
    assert _typed(editor, "words") == "Not saved."
    assert editor.unsaved() == "words"
    saved.refuses = False
    assert editor.flush()
    assert saved.values == ["words"]


def test_a_place_has_a_name_and_a_point(qtbot: QtBot) -> None:
    saved = Saved()
    name, point = _made("place", qtbot, saved)
    known = {"id": "geonames:1", "name": "Chillán", "latitude": -36.6, "longitude": -72.1}
    for editor in (name, point):
        editor.show_value(known)
    assert isinstance(point, TypedEditor)
    assert point.field.text() == "−36.6, −72.1"
    # Another name is another place of the gazetteer, at the same point.
    _typed(name, "San Carlos")
    assert saved.values.pop() == {"name": "San Carlos", "latitude": -36.6, "longitude": -72.1}
    _typed(point, "36.424 S, 71.958 W")
    assert saved.values.pop() == {**known, "latitude": -36.424, "longitude": -71.958}
    assert "below" in _typed(point, "91, 0") or "less" in _typed(point, "91, 0")
    assert "degrees" in _typed(point, "here")
    _typed(point, "")
    assert saved.values.pop() == {"id": "geonames:1", "name": "Chillán"}


def test_a_flag_is_ticked_unticked_and_not_said(qtbot: QtBot) -> None:
    saved = Saved()
    (editor,) = _made("flag", qtbot, saved)
    assert isinstance(editor, FlagEditor)
    for _ in range(2):
        editor.box.click()
    QTest.keyClick(editor.box, Qt.Key.Key_Delete)
    assert saved.values == [True, False, None]
    editor.show_value(MIXED)
    assert editor.box.checkState() == Qt.CheckState.PartiallyChecked
    assert editor.box.accessibleDescription() == "mixed"
    editor.box.click()
    assert saved.values[-1] is True
    editor.show_value(1)
    assert editor.box.accessibleDescription() == "1"


def test_few_short_choices_are_all_in_view(qtbot: QtBot) -> None:
    saved = Saved()
    (few,) = _made("choice", qtbot, saved, choices=["place", "government"])
    assert isinstance(few, ChoiceTrayEditor)
    (many,) = _made("choice", qtbot, saved)
    assert isinstance(many, ChoiceBoxEditor)
    (long,) = _made("choice", qtbot, saved, choices=["quite a long value", "and another long one"])
    assert isinstance(long, ChoiceBoxEditor)
    few.show_value("something old")
    assert few.tray.accessibleDescription() == "something old"
    assert few.flush()
    assert saved.values == []
    few.show_value(MIXED)
    QTest.keyClick(few.tray, Qt.Key.Key_Delete)
    few.flush()
    assert saved.values == [None]
    QTest.mouseClick(few.tray, Qt.MouseButton.LeftButton, pos=QPoint(20, 14))
    assert saved.values == [None, "place"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(raw_texts(), st.sampled_from(sorted(_KINDS)))
def test_any_words_are_saved_as_they_are_or_refused(qtbot: QtBot, words: str, kind: str) -> None:
    saved = Saved()
    editor = _made(kind, qtbot, saved)[0]
    assert isinstance(editor, TypedEditor)
    editor.take(words)
    done = editor.flush()
    if saved.values and saved.values[-1] is not None:
        value = saved.values[-1]
        assert editor.attribute.accept(value) == value
        # What is shown is read as the same again.
        assert editor.read(editor.field.text().strip()) == value
    assert done or editor.field.edit.accessibleDescription()
    editor.deleteLater()


def test_problems_name_no_field(qtbot: QtBot) -> None:
    (editor,) = _made("number", qtbot, Saved())
    assert isinstance(editor, TypedEditor)
    # Some problems are sentences and others are not: below a field all of them end alike.
    assert editor._reason(AttributeProblem("It: what it is.")) == "What it is"
