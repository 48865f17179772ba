"""Keys of actions: what the user gives, what collides, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.ui.actions import ACTIONS, key_table
from annotator.ui.commands.key_table import Bound, KeyTable, caps, tidy

pytestmark = pytest.mark.usefixtures("qapp")

USUAL = (
    Bound("export", "Export", "Project", ("Ctrl+E", "Ctrl+3")),
    Bound("find", "Find", "Edit", ("Ctrl+F",)),
    Bound("next_open", "Next", "Review", ("N",), "review"),
    Bound("good", "Good example", "Review", ("+",), "review"),
    Bound("good_here", "Good example", "Annotation", ("+",), "tag"),
    Bound("silent", "Silent", "View", ()),
)


@pytest.fixture
def table() -> KeyTable:
    return KeyTable(USUAL)


def test_what_nobody_changed_is_usual(table: KeyTable) -> None:
    assert table.of("export") == ("Ctrl+E", "Ctrl+3")
    assert table.changed == {}
    assert [one.name for one in table.actions()] == [one.name for one in USUAL]


def test_a_key_is_taken_from_who_had_it(table: KeyTable) -> None:
    taken = table.taken_by("find", "Ctrl+E")
    assert taken is not None
    assert taken.name == "export"
    table.give("find", ("Ctrl+E",))
    assert table.of("find") == ("Ctrl+E",)
    assert table.of("export") == ("Ctrl+3",)
    assert table.changed == {"find": ("Ctrl+E",), "export": ("Ctrl+3",)}
    table.give_usual("export")
    assert table.of("find") == ()
    table.give_usual("find")
    assert table.changed == {}


def test_pages_that_are_never_seen_together_share_keys(table: KeyTable) -> None:
    assert table.taken_by("good", "+") is None
    assert table.taken_by("good_here", "N") is None
    taken = table.taken_by("find", "N")
    assert taken is not None
    assert taken.name == "next_open"


@pytest.mark.parametrize(
    ("action", "key", "word"),
    [
        ("export", "E", "typing"),
        ("export", "Esc", "everywhere"),
        ("next_open", "Tab", "everywhere"),
        ("export", "Ctrl+V", "field"),
        ("export", "Ctrl+Left", "field"),
        ("export", "Ctrl+Shift+Right", "field"),
        ("export", "Ctrl+Space", "field"),
        ("export", "", "no key"),
        ("export", "Ctrl+K, Ctrl+B", "no key"),
    ],
)
def test_some_keys_are_refused(table: KeyTable, action: str, key: str, word: str) -> None:
    assert word in table.refused(action, key)


@pytest.mark.parametrize(
    ("action", "key"),
    [
        ("export", "F7"),
        ("export", "Alt+E"),
        ("export", "Ctrl+Shift+Del"),
        ("next_open", "J"),
        ("export", "Ctrl+Alt+Left"),
    ],
)
def test_others_are_not(table: KeyTable, action: str, key: str) -> None:
    assert table.refused(action, key) == ""


def test_what_stands_in_the_settings_is_tidied() -> None:
    table = KeyTable(
        USUAL, {"find": ("ctrl+g", "nonsense+", "Ctrl+K, Ctrl+B"), "gone": ("Ctrl+1",)}
    )
    assert table.changed == {"find": ("Ctrl+G",)}
    assert tidy("meta+ctrl+o") == tidy("Ctrl+Meta+O") != ""
    assert caps("Ctrl++") == "Ctrl +"


def test_the_usual_keys_do_not_collide() -> None:
    table = key_table({})
    for one in table.actions():
        for key in one.keys:
            assert tidy(key) == key, one
            other = table.taken_by(one.name, key)
            assert other is None, (one, other)
    assert len(table.actions()) == sum(not spec.hint for spec in ACTIONS)


_KEYS = st.sampled_from(("Ctrl+E", "Ctrl+F", "F7", "Alt+X", "Ctrl+Shift+P"))
_NAMES = st.sampled_from(tuple(one.name for one in USUAL))


@given(st.lists(st.tuples(_NAMES, st.lists(_KEYS, max_size=2, unique=True)), max_size=12))
def test_whatever_is_given_nothing_collides(steps: list[tuple[str, list[str]]]) -> None:
    assert QApplication.instance() is not None
    table = KeyTable(USUAL)
    for action, keys in steps:
        table.give(action, tuple(keys))
        assert table.of(action) == tuple(keys)
        for one in table.actions():
            assert all(table.taken_by(one.name, key) is None for key in one.keys)
    assert KeyTable(USUAL, table.changed).changed == table.changed
