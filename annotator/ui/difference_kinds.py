"""Kinds of difference as the window shows them: five steps from mild to hard, each with a glyph.

An attribute and a value that differ are one step: to the eye they are the same trouble.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from annotator.model.unit import DifferenceKind
from annotator.ui.i18n import tr
from annotator.ui.look import look
from annotator.ui.look.theme import KindColours


class KindLook(NamedTuple):
    """How a step is shown.

    Attributes:
        key: its name in the theme.
        icon: its glyph.
        title: what it is called as a head (``Edges differ``).
        kinds: the kinds of difference that it stands for.
    """

    key: str
    icon: str
    title: str
    kinds: tuple[DifferenceKind, ...]

    @property
    def colours(self) -> KindColours:
        """Its fill and the text on it, in the look in force."""
        return look().kinds[self.key]


STEPS: Final = (
    KindLook("agreed", "tick", "Agreed", ("same",)),
    KindLook("edges", "edges", "Edges differ", ("edges",)),
    KindLook("missed", "missed", "Missed", ("missed",)),
    KindLook("value", "differs", "Value differs", ("value", "attribute")),
    KindLook("label", "label", "Label differs", ("label",)),
)
"""From mild to hard."""

_STEP_OF: Final = {kind: step for step in STEPS for kind in step.kinds}


def step_of(kind: DifferenceKind) -> KindLook:
    """Give the step of a kind of difference."""
    return _STEP_OF[kind]


def title_of(kind: DifferenceKind) -> str:
    """Name a kind of difference as the head of a card or a pill."""
    if kind == "attribute":
        return tr("Attribute differs")
    return tr("Missed by someone") if kind == "missed" else tr(_STEP_OF[kind].title)
