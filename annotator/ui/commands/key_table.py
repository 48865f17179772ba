"""Which keys do what: the usual ones, those that the user chose instead, and where two collide.

Keys are written as Qt writes them for files: ``Ctrl+Shift+O``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from annotator.ui.i18n import tr

Changed = Mapping[str, tuple[str, ...]]
"""Keys of the actions that have others than usual, by the action's name."""

_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_FUNCTION_KEYS = range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)
_KEPT = frozenset(
    (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter,
     Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
     Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete,
     Qt.Key.Key_Backspace, Qt.Key.Key_Space)
)  # fmt: skip
"""Keys that mean the same everywhere, unless Ctrl or Alt is held."""
_EDITING = frozenset(("Ctrl+A", "Ctrl+X", "Ctrl+V"))
"""What fields do with these is done before any action is asked."""


_MOVING = frozenset(
    (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
     Qt.Key.Key_End, Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
)  # fmt: skip
"""Keys that with Ctrl (and Shift) move, extend or part a selection, or delete a word."""


class Bound(NamedTuple):
    """One action that keys can be given to; ``page`` is the only one on which it works, if any."""

    name: str
    text: str
    group: str
    keys: tuple[str, ...]
    page: str = ""


class KeyTable:
    """Holds which keys each action has.

    Args:
        usual: the actions with their usual keys.
        changed: what the user chose instead; an action that is not there has its usual ones.
    """

    def __init__(self, usual: Iterable[Bound], changed: Changed | None = None) -> None:
        self._usual = {one.name: one for one in usual}
        self.changed: dict[str, tuple[str, ...]] = {}
        known = [(name, keys) for name, keys in (changed or {}).items() if name in self._usual]
        for name, keys in known:
            self._put(name, tuple(dict.fromkeys(key for key in map(tidy, keys) if key)))
        # Whoever wrote the settings by hand may have given a key twice.
        for name, _ in known:
            self.give(name, self.of(name))

    def actions(self) -> list[Bound]:
        """List all actions with the keys they have now."""
        return [one._replace(keys=self.of(name)) for name, one in self._usual.items()]

    def of(self, action: str) -> tuple[str, ...]:
        """Give the keys of an action."""
        return self.changed.get(action, self._usual[action].keys)

    def is_usual(self, action: str) -> bool:
        """Tell whether an action has its usual keys."""
        return action not in self.changed

    def give(self, action: str, keys: Sequence[str]) -> None:
        """Let an action have these keys, and no other action that would collide with it."""
        for key in keys:
            # Two pages may share a key that an action of all pages now takes.
            while (other := self.taken_by(action, key)) is not None:
                left = tuple(one for one in self.of(other.name) if one != key)
                self._put(other.name, left)
        self._put(action, tuple(keys))

    def give_usual(self, action: str) -> None:
        """Let an action have its usual keys again."""
        self.give(action, self._usual[action].keys)

    def taken_by(self, action: str, key: str) -> Bound | None:
        """Find the action that a key would collide with; None if it is free."""
        mine = self._usual[action]
        for name, other in self._usual.items():
            if name != action and key in self.of(name) and _meet(mine, other):
                return other
        return None

    def refused(self, action: str, key: str) -> str:
        """Say why an action cannot have a key; “” if it can."""
        combination = _combination(key)
        if combination is None:
            return tr("That is no key that a program is told of.")
        held = combination.keyboardModifiers() & _MODIFIERS
        moves = held == Qt.KeyboardModifier.ControlModifier and combination.key() in _MOVING
        if key in _EDITING or moves:
            return tr("{key} selects and moves text, in every field.", key=key)
        if combination.key() in _FUNCTION_KEYS or held:
            return ""
        if combination.key() in _KEPT:
            return tr("{key} means the same everywhere. Hold Ctrl or Alt with it.", key=key)
        if self._usual[action].page:
            return ""
        return tr("Alone it is for typing and for the text. Hold Ctrl or Alt with it.")

    def _put(self, action: str, keys: tuple[str, ...]) -> None:
        if keys == self._usual[action].keys:
            self.changed.pop(action, None)
        else:
            self.changed[action] = keys


def tidy(keys: str) -> str:
    """Write keys as Qt does; “” if they are none, or several one after the other."""
    if _combination(keys) is None:
        return ""
    return _sequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def caps(keys: str) -> str:
    """Write keys as caps, with spaces between them: ``Ctrl Shift O``."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("++", "+plus").replace("+", " ").replace("plus", "+")


def _combination(keys: str) -> QKeyCombination | None:
    # Qt's stubs do not know that a sequence has members.
    sequence: Any = _sequence(keys)
    if sequence.count() != 1:
        return None
    first: QKeyCombination = sequence[0]
    return None if first.key() == Qt.Key.Key_unknown else first


def _sequence(keys: str) -> QKeySequence:
    return QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)


def _meet(one: Bound, other: Bound) -> bool:
    """Tell whether there is a page on which both can be asked."""
    return one.page == other.page or not (one.page and other.page)
