"""Names on the agreement page: people's own, or others while a reviewer wants to know no names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from annotator.model.agreement import AgreementReport
from annotator.model.unit import Difference
from annotator.ui.panels.agreement.query import SpanQuery

_Value = TypeVar("_Value")


class Disguise:
    """Shows a name for each person; without names to show, everybody bears their own.

    Args:
        shown: the names that are shown, by people's own, in the order in which people are to stand.
    """

    def __init__(self, shown: Mapping[str, str] | None = None) -> None:
        self._shown = dict(shown or {})
        self._place = {name: at for at, name in enumerate(self._shown)}
        self._real = {name: real for real, name in self._shown.items()}

    def name(self, person: str) -> str:
        """Give the name that is shown for a person."""
        return self._shown.get(person, person)

    def report(self, report: AgreementReport) -> AgreementReport:
        """Give a report with the names that are shown, and people in the order of these."""
        if not self._shown:
            return report
        people = self.in_order(report.annotators)
        annotators = tuple(map(self.name, people))
        swapped = len(people) == 2 and people != list(report.annotators)
        return report._replace(
            annotators=annotators,
            measures=tuple(
                one._replace(annotators=tuple(map(self.name, one.annotators)))
                for one in report.measures
            ),
            kinds_by_pair={
                (self.name(one), self.name(other)): counts
                for (one, other), counts in report.kinds_by_pair.items()
            },
            counts=self._by_name(report.counts),
            confusion={
                (pair[::-1] if swapped else pair): count for pair, count in report.confusion.items()
            },
        )

    def query(self, query: SpanQuery, people: tuple[str, ...]) -> SpanQuery:
        """Give what a number stands for with people's own names.

        ``people`` are those compared, in the report's own order: with two of them the order of
        labels means something.
        """
        if not self._shown:
            return query
        labels = query.labels
        if query.ordered and labels is not None and self.in_order(people) != list(people):
            labels = labels[::-1]
        names = tuple(self._real.get(name, name) for name in query.annotators)
        return query._replace(annotators=names, labels=labels)

    def difference(self, difference: Difference) -> Difference:
        """Give a difference with the names that are shown."""
        left, right = difference.annotators
        return difference._replace(annotators=(self.name(left), self.name(right)))

    def in_order(self, people: Sequence[str]) -> list[str]:
        """Give people in the order in which they are shown."""
        return sorted(people, key=lambda person: self._place.get(person, len(self._place)))

    def _by_name(self, values: Mapping[str, _Value]) -> dict[str, _Value]:
        return {self.name(person): value for person, value in values.items()}
