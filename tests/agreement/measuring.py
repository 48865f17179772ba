"""Articles made of words, and all coefficients of them: what tests of coefficients begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.agreement.bootstrap import Resampling
from annotator.agreement.reporter import Reporter
from annotator.agreement.sample import Sample, Terms
from annotator.model.agreement import Measure, MeasureName
from annotator.model.annotation import Annotation
from annotator.model.scheme import Scheme
from tests.agreement.making import SCHEME, span

WORD = "word "
"""Every word is a unit: five code points, the last one a space."""

Codes = Mapping[str, Sequence[str | None]]
"""What everybody says of each thing, by name; None is nothing."""


def plain_scheme(labels: Iterable[str]) -> Scheme:
    """Make a scheme of labels without attributes."""
    return Scheme.model_validate({"labels": [{"key": label} for label in labels]})


def coded(codes: Codes, article: str = "a") -> Sample:
    """Make an article with a word for each thing, marked by the label that it was given."""
    length = len(next(iter(codes.values())))
    return Sample(
        article,
        WORD * length,
        {
            name: [
                span(at * len(WORD), at * len(WORD) + len(WORD) - 1, label, by=name)
                for at, label in enumerate(given)
                if label is not None
            ]
            for name, given in codes.items()
        },
    )


def marked(text: str, people: Mapping[str, Sequence[Annotation]], article: str = "a") -> Sample:
    """Make an article from its text and what people marked."""
    return Sample(article, text, people)


class Found:
    """All measures of some articles, by what they are."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self.measures = tuple(measures)

    def __call__(
        self,
        measure: MeasureName,
        label: str | None = None,
        *people: str,
        attribute: str | None = None,
    ) -> Measure:
        """Give a measure; without names that of everybody."""
        found = [
            one
            for one in self.measures
            if (one.measure, one.label, one.attribute) == (measure, label, attribute)
            and (one.annotators == people or not people)
        ]
        return max(found, key=lambda one: len(one.annotators))

    def value(self, measure: MeasureName, label: str | None = None, *people: str) -> float:
        """Give a value that must be there."""
        found = self(measure, label, *people).value
        assert found is not None
        return found


def reporter_of(samples: Sequence[Sample], scheme: Scheme = SCHEME) -> Reporter:
    """Count some articles, of everybody and of all labels."""
    people = tuple(sorted({name for sample in samples for name in sample.marked}))
    reporter = Reporter(Terms(people, tuple(one.key for one in scheme.labels)), scheme)
    for sample in samples:
        reporter.add(sample)
    return reporter


def measured(
    *samples: Sample, scheme: Scheme = SCHEME, resampling: Resampling | None = None
) -> Found:
    """Work out all coefficients of some articles."""
    return Found(reporter_of(samples, scheme).measures(resampling))
