"""Agreement between annotators as numbers, each with what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from annotator.model.unit import DifferenceKind

MeasureName = Literal[
    "f1_exact",
    "f1_overlap",
    "semeval_strict",
    "semeval_exact",
    "semeval_partial",
    "semeval_type",
    "cohen_kappa",
    "fleiss_kappa",
    "krippendorff_alpha",
    "unitizing_alpha",
    "value_alpha",
    "gamma",
]


class Measure(NamedTuple):
    """One coefficient.

    Attributes:
        measure: which one.
        label: of which label; None for all.
        annotators: between whom.
        value: None if it is undefined; then ``why`` says why.
        n: how many units entered: spans compared, tokens or values, by the measure.
        low: lower end of the 95 % interval, if it was asked for.
        high: upper end.
        why: why there is no value, or what to mind about it.
        attribute: for `value_alpha`, of which attribute.
    """

    measure: MeasureName
    label: str | None
    annotators: tuple[str, ...]
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    why: str | None = None
    attribute: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Give the measure's JSON; the attribute only stands there when there is one."""
        record = self._asdict()
        if self.attribute is None:
            del record["attribute"]
        return record


KindCounts = Mapping[DifferenceKind, int]


class LeftOut(NamedTuple):
    """What did not enter, and why: ``2 articles``, ``only one annotator``."""

    what: str
    number: int
    why: str

    @property
    def words(self) -> str:
        """Say it: ``2 articles (only one annotator)``."""
        first, space, rest = self.what.partition(" of ")
        what = first.removesuffix("s") + space + rest if self.number == 1 else self.what
        return f"{self.number:,} {what} ({self.why})"


class TrendPoint(NamedTuple):
    """Agreement over the annotations of one week; ``week`` is its Monday, as YYYY-MM-DD."""

    week: str
    value: float | None
    n: int


class AgreementReport(NamedTuple):
    """Everything that the agreement page and the command show.

    Attributes:
        articles: ids of the articles that entered: those with two annotators or more.
        annotators: who was compared.
        measures: overall, per label and per pair.
        kinds_by_label: pairs of annotations by kind of difference; None is all labels.
        kinds_by_pair: the same by pair of annotators.
        kinds_by_outlet: the same by outlet; “” is unknown.
        confusion: pairs by their two labels, sorted; None is “nothing”. With exactly two
            annotators the first label is the first annotator's, otherwise order has no meaning.
        counts: annotations by annotator, in the articles that entered.
        trend: the main measure by week.
        left_out: what did not enter.
        methods: a paragraph for a methods section.
    """

    articles: tuple[str, ...]
    annotators: tuple[str, ...]
    measures: tuple[Measure, ...]
    kinds_by_label: Mapping[str | None, KindCounts]
    kinds_by_pair: Mapping[tuple[str, str], KindCounts]
    kinds_by_outlet: Mapping[str, KindCounts]
    confusion: Mapping[tuple[str | None, str | None], int]
    counts: Mapping[str, int]
    trend: tuple[TrendPoint, ...]
    left_out: tuple[LeftOut, ...]
    methods: str

    def as_json(self) -> dict[str, Any]:
        """Give the JSON that ``agreement --json`` prints."""
        return {
            "articles": list(self.articles),
            "annotators": list(self.annotators),
            "measures": [measure.as_json() for measure in self.measures],
        }
