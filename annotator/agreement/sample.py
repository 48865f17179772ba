"""What coefficients are made from: an article as several annotators marked it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from annotator.model.annotation import Annotation


class Sample(NamedTuple):
    """An article in which two or more people took part.

    Attributes:
        article: its id.
        text: its text.
        marked: the annotations of everybody who took part, by name; maybe none of somebody.
        outlet: where it appeared; “” is unknown.
    """

    article: str
    text: str
    marked: Mapping[str, Sequence[Annotation]]
    outlet: str = ""


class Terms(NamedTuple):
    """Among whom and on what agreement is measured.

    Attributes:
        people: names, in the order in which they are shown.
        labels: keys of the labels; what has another label counts as not marked.
    """

    people: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Give every two people by their places in the list."""
        count = len(self.people)
        return tuple((i, j) for i in range(count) for j in range(i + 1, count))

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Give those between whom agreement is measured: every two, and at last all."""
        twos = tuple((self.people[i], self.people[j]) for i, j in self.pairs)
        return twos if len(self.people) == 2 else (*twos, self.people)


def moment_of(sample: Sample) -> str:
    """Give when an article was marked, as ISO 8601: half of its annotations were made before.

    “” if there are none. A correction that comes months later moves nothing.
    """
    made = sorted(one.created for marked in sample.marked.values() for one in marked)
    return made[len(made) // 2] if made else ""


def week_of(moment: str) -> str:
    """Give the Monday of a moment's week as YYYY-MM-DD; “” of no moment."""
    if not moment:
        return ""
    day = date.fromisoformat(moment[:10])
    return (day - timedelta(days=day.weekday())).isoformat()
