"""Counting pairs of annotations by kind, label, people and outlet, as the report shows them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from annotator.model.unit import Difference, DifferenceKind


class Counts:
    """Counts pairs that have one of the chosen labels; each counts once wherever it is shown.

    A pair with two labels counts under the first person's, unless only the other one's is chosen.
    """

    def __init__(self, labels: Collection[str], *, two_people: bool) -> None:
        self._labels = labels
        self._two_people = two_people
        self.by_label: defaultdict[str | None, Counter[DifferenceKind]] = defaultdict(Counter)
        self.by_pair: defaultdict[tuple[str, str], Counter[DifferenceKind]] = defaultdict(Counter)
        self.by_outlet: defaultdict[str, Counter[DifferenceKind]] = defaultdict(Counter)
        self.confusion: Counter[tuple[str | None, str | None]] = Counter()

    def add(self, differences: Iterable[Difference], outlet: str) -> None:
        """Count the pairs of an article."""
        for one in differences:
            left = None if one.left is None else one.left.label
            right = None if one.right is None else one.right.label
            label = left if left in self._labels else right
            if label not in self._labels:
                continue
            self.by_label[label][one.kind] += 1
            self.by_label[None][one.kind] += 1
            self.by_pair[one.annotators][one.kind] += 1
            self.by_outlet[outlet][one.kind] += 1
            if not self._two_people and (left is None or (right is not None and right < left)):
                left, right = right, left
            self.confusion[left, right] += 1
