"""What the form is about: one annotation, or several and what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from annotator.model.annotation import Annotation

if TYPE_CHECKING:
    from annotator.model.attributes import Attribute
    from annotator.model.scheme import Scheme


class Mixed:
    """Stands for a value that several annotations do not share."""

    def __repr__(self) -> str:
        """Say what it is."""
        return "MIXED"


MIXED: Final = Mixed()

Shown = Any
"""A value as JSON knows it; None is none, `MIXED` several."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The selected annotations.

    Attributes:
        annotations: one at least, the active one first.
        attributes: those that all their labels have, in the scheme's order.
        labels: the keys of their labels, each once.
        locked: why nothing can be changed; “” if it can.
        others: the ids of further annotations, which were not read: there are too many.
    """

    annotations: tuple[Annotation, ...]
    attributes: tuple[Attribute, ...]
    labels: tuple[str, ...]
    locked: str = ""
    others: tuple[str, ...] = ()

    @property
    def first(self) -> Annotation:
        """Give the active annotation."""
        return self.annotations[0]

    @property
    def ids(self) -> tuple[str, ...]:
        """Name all annotations."""
        return (*(one.id for one in self.annotations), *self.others)

    @property
    def several(self) -> bool:
        """Tell whether there is more than one."""
        return len(self.annotations) > 1

    def value_of(self, key: str) -> Shown:
        """Give the value of an attribute that all share, None if none has one."""
        return self._shared([one.attributes.get(key) for one in self.annotations])

    @property
    def note(self) -> Shown:
        """Give the note that all share."""
        return self._shared([one.note or None for one in self.annotations])

    @property
    def certainty(self) -> Shown:
        """Give how sure all are."""
        return self._shared([one.certainty for one in self.annotations])

    def _shared(self, values: list[Any]) -> Shown:
        first = values[0]
        # 1 is True to Python, and another value to JSON.
        alike = all(one == first and type(one) is type(first) for one in values[1:])
        return first if alike and not self.others else MIXED


def subject_of(
    annotations: Sequence[Annotation],
    scheme: Scheme,
    locked: str = "",
    more: Mapping[str, str] | None = None,
) -> Subject:
    """Say what a form of these annotations (one at least) is about.

    ``more`` are the labels of further ones by their ids, which were not read.
    """
    more = more or {}
    known = {label.key: label for label in scheme.labels}
    labels = tuple(dict.fromkeys([*(one.label for one in annotations), *more.values()]))
    lists = [known[key].attributes if key in known else () for key in labels]
    # An attribute of one name that asks something else is another one.
    common = tuple(one for one in lists[0] if all(one in other for other in lists[1:]))
    return Subject(tuple(annotations), common, labels, locked, tuple(more))
