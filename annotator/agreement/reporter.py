"""Takes articles in one by one, and works out what is to be said of their agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from itertools import combinations
from math import isnan
from typing import TYPE_CHECKING

from annotator.agreement.bootstrap import Interval, Resampling, intervals
from annotator.agreement.counting import Counts
from annotator.agreement.differences import differences
from annotator.agreement.measures import Entry, entries, evaluate
from annotator.agreement.sample import Sample, Terms, moment_of, week_of
from annotator.agreement.sums import Table
from annotator.agreement.tally import LEFT, PAIRED, RIGHT, Tally
from annotator.agreement.value_sums import Field
from annotator.model.agreement import Measure, MeasureName, TrendPoint
from annotator.model.scheme import Scheme
from annotator.model.unit import Difference

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats

MAIN: MeasureName = "unitizing_alpha"
"""The coefficient that stands first, and whose trend is shown."""


class Reporter:
    """Everything that is counted of some articles; ask when all of them have been added."""

    def __init__(self, terms: Terms, scheme: Scheme) -> None:
        self._terms = terms
        self._scheme = scheme
        self._tally = Tally(terms, scheme)
        self._entries = tuple(entries(terms, self._tally.fields))
        self._weeks: list[str] = []
        self.counts = Counts(terms.labels, two_people=len(terms.people) == 2)
        self.articles: list[str] = []
        self.made = Counter(dict.fromkeys(terms.people, 0))
        """Annotations of the chosen labels by who made them."""
        self.other_labels = 0
        """Annotations of labels that were not chosen."""

    def add(self, sample: Sample) -> None:
        """Take an article."""
        found: list[Difference] = []
        for names in combinations(filter(sample.marked.__contains__, self._terms.people), 2):
            left, right = (sample.marked[name] for name in names)
            found += differences(sample.article, left, right, names, self._scheme)
        self._tally.add(sample, found)
        self.counts.add(found, sample.outlet)
        self.articles.append(sample.article)
        self._weeks.append(week_of(moment_of(sample)))
        for name, marked in sample.marked.items():
            count = sum(one.label in self._terms.labels for one in marked)
            self.made[name] += count
            self.other_labels += len(marked) - count

    @property
    def fields(self) -> tuple[Field, ...]:
        """The attributes whose values are compared."""
        return self._tally.fields

    @property
    def compared(self) -> int:
        """The number of pairs, and of annotations that the other person has not."""
        return sum(self.counts.by_label[None].values())

    @cached_property
    def _table(self) -> Table:
        return self._tally.table()

    @cached_property
    def _sums(self) -> Mapping[str, Floats]:
        import numpy as np  # noqa: PLC0415 - slow to load

        return self._table.sums(np.ones((1, len(self.articles))))

    @property
    def wordless(self) -> int:
        """The number of annotations in which there is no word."""
        return self._tally.wordless if self.articles and self._table else 0

    def pairs_apart(self) -> int:
        """Count every two people who share no article, though others do."""
        pairs = len(self._terms.pairs)
        if not self.articles:
            return 0
        return pairs - int(self._sums["articles"][0, :pairs].astype(bool).sum())

    def measures(self, resampling: Resampling | None = None) -> list[Measure]:
        """Work out all coefficients: by name, then by group of people, then by label."""
        if not self.articles:
            why = "no article" if len(self._terms.people) > 1 else "only one annotator"
            return [self._measure(entry, None, 0, why=why) for entry in self._entries]
        how = resampling or Resampling()
        values, entered = evaluate(self._sums, self._terms, self.fields)

        def evaluated(weights: Floats) -> Floats:
            return evaluate(self._table.sums(weights), self._terms, self.fields)[0]

        spreads = intervals(self.articles, evaluated, how)
        made: list[Measure] = []
        for entry, value, count, spread in zip(
            self._entries, values[0].tolist(), entered[0].tolist(), spreads, strict=True
        ):
            if isnan(value):
                made.append(self._measure(entry, None, count, why=self._why_undefined(entry)))
                continue
            mind = self._to_mind(entry, no_interval=how.resamples > 0 and spread[0] is None)
            made.append(self._measure(entry, value, count, spread, mind))
        return made

    def trend(self) -> tuple[TrendPoint, ...]:
        """Give the main coefficient of all labels by the week in which articles were marked."""
        weeks = sorted(set(self._weeks) - {""})
        if not weeks:
            return ()
        import numpy as np  # noqa: PLC0415 - slow to load

        of_week = [[float(week == one) for one in self._weeks] for week in weeks]
        sums = self._table.sums(np.array(of_week))
        values, _ = evaluate(sums, self._terms, self.fields)
        everybody = len(self._terms.groups) - 1
        pairs = sums["pairs"][:, everybody, :, -1]
        compared = pairs[:, LEFT] + pairs[:, RIGHT] - pairs[:, PAIRED]
        main = values[:, self._entries.index(Entry(MAIN, None, everybody))]
        return tuple(
            TrendPoint(week, None if isnan(value) else value, round(count))
            for week, value, count in zip(weeks, main.tolist(), compared.tolist(), strict=True)
        )

    def _measure(
        self,
        entry: Entry,
        value: float | None,
        entered: float,
        interval: Interval = (None, None),
        why: str | None = None,
    ) -> Measure:
        low, high = interval
        return Measure(
            entry.measure,
            entry.label,
            self._terms.groups[entry.group],
            value,
            round(entered),
            low,
            high,
            why,
            None if entry.field is None else self.fields[entry.field].attribute.key,
        )

    def _why_undefined(self, entry: Entry) -> str:
        sums, group = self._sums, entry.group
        if not sums["articles"][0, group]:
            return "no article"
        if entry.field is not None:
            numbers, choices = (
                sums[name][0, group, entry.field] for name in ("numbers", "choices")
            )
            if numbers.any() or choices.any():
                return "no variation: all values are the same"
            return self._lacking(entry) or "no values"
        label = -1 if entry.label is None else self._terms.labels.index(entry.label)
        if not sums["units"][0, group, label]:
            return "nothing marked"
        if not sums["words: whole"][0, group].any():
            return "no words"
        return "no variation: all is marked the same"

    def _to_mind(self, entry: Entry, *, no_interval: bool) -> str | None:
        said = [] if entry.field is None else [self._lacking(entry)]
        if no_interval:
            one = len(self.articles) == 1
            said.append(f"no interval: {'only one article' if one else 'too often undefined'}")
        return "; ".join(filter(None, said)) or None

    def _lacking(self, entry: Entry) -> str:
        assert entry.field is not None
        count = self._tally.values.lacking[entry.group, entry.field]
        if not count:
            return ""
        return (
            f"{count:,} {'match has' if count == 1 else 'matches have'} the value on one side only"
        )
