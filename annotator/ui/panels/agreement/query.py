"""What a number of the agreement page counts: which differences to show when it is opened."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from annotator.model.unit import Difference, DifferenceKind


class SpanQuery(NamedTuple):
    """Which pairs of annotations are meant; what is empty or None does not limit.

    Attributes:
        title: what they are, in words.
        kinds: of these kinds of difference.
        annotators: between these; a single one means all pairs with them.
        label: of this label. A pair of two labels counts once: under the first person's, unless
            only the second one's is chosen.
        labels: exactly these two; None in it is “nothing”.
        ordered: the first of them is the first person's.
        outlet: in articles of this outlet; “” is unknown.
    """

    title: str
    kinds: tuple[DifferenceKind, ...] = ()
    annotators: tuple[str, ...] = ()
    label: str | None = None
    labels: tuple[str | None, str | None] | None = None
    outlet: str | None = None
    ordered: bool = False

    def fits(self, difference: Difference, outlet: str, chosen: Collection[str] = ()) -> bool:
        """Tell whether a difference in an article of an outlet is one of those meant.

        ``chosen`` are the labels that the page is about; none means all.
        """
        left, right = (
            None if one is None else one.label for one in (difference.left, difference.right)
        )
        counted = left if left is not None and (not chosen or left in chosen) else right
        return (
            (not self.kinds or difference.kind in self.kinds)
            and set(self.annotators) <= set(difference.annotators)
            and self.label in (None, counted)
            and (self.labels is None or self._fit((left, right)))
            and self.outlet in (None, outlet)
        )

    def _fit(self, found: tuple[str | None, str | None]) -> bool:
        return found == self.labels or (not self.ordered and found[::-1] == self.labels)
