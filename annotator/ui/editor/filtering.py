"""Which annotations are painted: by label, by whose they are, by their state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.model.mark import Mark

Whose = Literal["", "mine", "others"]
State = Literal["flawed", "unsure", "discuss"]
"""Flawed is what needs a look: a required value is missing, or its label is unknown."""


@dataclass(frozen=True, slots=True)
class MarkFilter:
    """What annotations must be to be painted.

    Attributes:
        hidden: keys of the labels that are not shown.
        whose: only one's own, only others', or everybody's (“”).
        states: only those in one of these states; none of them is no condition.
        discussed: the annotations that are to be discussed, as far as that is asked for.
    """

    hidden: frozenset[str] = frozenset()
    whose: Whose = ""
    states: frozenset[State] = frozenset()
    discussed: frozenset[bytes] = frozenset()

    @property
    def is_on(self) -> bool:
        """Whether it can hide anything."""
        return bool(self.hidden or self.whose or self.states)

    def lets(self, mark: Mark, annotator: str) -> bool:
        """Tell whether an annotation is shown to who works."""
        if mark.label in self.hidden:
            return False
        if self.whose and (mark.annotator == annotator) != (self.whose == "mine"):
            return False
        return not self.states or any(is_in(mark, state, self.discussed) for state in self.states)


def is_in(mark: Mark, state: State, discussed: frozenset[bytes] = frozenset()) -> bool:
    """Tell whether an annotation is in a state; ``discussed`` are those to be discussed."""
    if state == "discuss":
        return mark.entity in discussed
    return mark.flawed if state == "flawed" else mark.unsure


SHOWS_ALL = MarkFilter()
"""Hides nothing."""
