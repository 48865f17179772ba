"""What the page shows of a report: the chosen measure, what is a match, the looks of labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from annotator.model.agreement import AgreementReport, KindCounts, Measure, MeasureName
from annotator.model.listing import LabelOutline
from annotator.ui.difference_kinds import STEPS, KindLook
from annotator.ui.i18n import tr

Match = Literal["edges", "overlap"]
"""Whether edges must be the same, or any overlap is a match."""


class MeasureTitle(NamedTuple):
    """What a measure is called where there is little room, and with a few words more."""

    short: str
    long: str


MEASURES: Mapping[MeasureName, MeasureTitle] = {
    "unitizing_alpha": MeasureTitle("α", "α, unitised"),
    "krippendorff_alpha": MeasureTitle("α", "α, words"),
    "cohen_kappa": MeasureTitle("κ", "κ, words"),
    "f1_exact": MeasureTitle("F1", "F1, same edges"),
    "f1_overlap": MeasureTitle("F1", "F1, any overlap"),
    "semeval_strict": MeasureTitle("F1", "SemEval, strict"),
    "semeval_exact": MeasureTitle("F1", "SemEval, edges"),
    "semeval_partial": MeasureTitle("F1", "SemEval, partial"),
    "semeval_type": MeasureTitle("F1", "SemEval, type"),
}
"""Those that can be chosen for the whole page."""

FEW = 30
"""Pairs below which a number is said to rest on few."""

_PLACES = 4
"""Decimal places of a coefficient in a table."""

MOST_ROWS = 30
"""Rows that a card has, those with the most pairs; the filter of labels leads to others."""


@dataclass(frozen=True)
class Reading:
    """A report as it is shown."""

    report: AgreementReport
    labels: Sequence[LabelOutline]
    measure: MeasureName
    match: Match

    @cached_property
    def _measures(self) -> Mapping[tuple[MeasureName, str | None, frozenset[str]], Measure]:
        """The measures by what they are of: with hundreds of labels there are thousands."""
        return {
            (one.measure, one.label, frozenset(one.annotators)): one
            for one in reversed(self.report.measures)
        }

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {label.key: label.name for label in self.labels}

    def overall(
        self, measure: MeasureName | None = None, label: str | None = None
    ) -> Measure | None:
        """Find a measure over everybody; Cohen's kappa of several is Fleiss'."""
        name = measure or self.measure
        found = self._find(name, label, self.report.annotators)
        if found is None and name == "cohen_kappa":
            found = self._find("fleiss_kappa", label, self.report.annotators)
        return found

    def pair(self, one: str, other: str) -> Measure | None:
        """Find the chosen measure between two people."""
        return self._find(self.measure, None, (one, other))

    def _find(
        self, name: MeasureName, label: str | None, annotators: Sequence[str]
    ) -> Measure | None:
        return self._measures.get((name, label, frozenset(annotators)))

    def steps(self, counts: KindCounts) -> dict[KindLook, int]:
        """Count pairs by step; where any overlap matches, other edges are agreed."""
        found = {step: sum(counts.get(kind, 0) for kind in step.kinds) for step in STEPS}
        if self.match == "overlap":
            agreed, edges = STEPS[0], STEPS[1]
            found[agreed] += found[edges]
            found[edges] = 0
        return found

    def pair_counts(self, one: str, other: str) -> KindCounts:
        """Count the pairs of two people by kind of difference."""
        by_pair = self.report.kinds_by_pair
        return by_pair.get((one, other)) or by_pair.get((other, one)) or {}

    def label_name(self, key: str | None) -> str:
        """Name a label; None is nothing."""
        if key is None:
            return tr("nothing")
        return self._names.get(key, key)

    def pairs(self, key: str | None) -> int:
        """Count the pairs of a label; None is all labels."""
        return sum(self.report.kinds_by_label.get(key, {}).values())


def decimal(value: float | None) -> str:
    """Write a coefficient with two places; one that is undefined as a dash."""
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def interval(measure: Measure | None) -> str:
    """Write the interval of a measure, “” if it has none."""
    if measure is None or measure.low is None or measure.high is None:
        return ""
    return f"{decimal(measure.low)}–{decimal(measure.high)}"


def numbers_of(measure: Measure | None) -> tuple[object, object, object]:
    """Give a coefficient and its interval for a table; what is undefined is empty there."""
    if measure is None:
        return "", "", ""
    one, low, high = (
        "" if it is None else round(it, _PLACES)
        for it in (measure.value, measure.low, measure.high)
    )
    return one, low, high
