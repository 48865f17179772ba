"""What a number of the agreement page counts: which differences to show when it is opened."""

from __future__ import annotations

from typing import NamedTuple

from annotator.model.unit import Difference, DifferenceKind


class SpanQuery(NamedTuple):
    """Which pairs of annotations are meant; what is empty or None does not limit.

    Attributes:
        title: what they are, in words.
        kinds: of these kinds of difference.
        annotators: between these; a single one means all pairs with them.
        label: at least one of the two bears it.
        labels: exactly these two, in any order; None in it is “nothing”.
        outlet: in articles of this outlet; “” is unknown.
    """

    title: str
    kinds: tuple[DifferenceKind, ...] = ()
    annotators: tuple[str, ...] = ()
    label: str | None = None
    labels: tuple[str | None, str | None] | None = None
    outlet: str | None = None

    def fits(self, difference: Difference, outlet: str) -> bool:
        """Tell whether a difference in an article of an outlet is one of those meant."""
        found = tuple(
            None if one is None else one.label for one in (difference.left, difference.right)
        )
        return (
            (not self.kinds or difference.kind in self.kinds)
            and set(self.annotators) <= set(difference.annotators)
            and (self.label is None or self.label in found)
            and (self.labels is None or sorted(map(str, found)) == sorted(map(str, self.labels)))
            and self.outlet in (None, outlet)
        )
