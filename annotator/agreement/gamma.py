"""Gamma: agreement on where spans are and what they are called, by aligning all of them at once.

Mathet, Widlöcher and Métivier, “The Unified and Holistic Method Gamma (γ) for Inter-Annotator
Agreement Measure and Alignment”, Computational Linguistics 41 (2015). The work is done by the
package pygamma-agreement (Titeux and Riad, JOSS 6, 2021), which is an extra: it brings solvers of
300 MB along, and takes a second for an article.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from math import isnan
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from annotator.agreement.bootstrap import Interval, Resampling, intervals
from annotator.agreement.ratios import ratio
from annotator.agreement.sample import Sample, Terms
from annotator.model.agreement import Measure

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats

_WANTED = "needs the extra “gamma”: pip install 'annotator-desktop[gamma]'"
_SAMPLES = 30
"""Random annotations of an article from which chance is told, as the paper proposes."""

Units = Mapping[str, Sequence[tuple[int, int, str]]]
"""By annotator: start, end and label of each span. One in pieces counts from end to end."""


class Disorder(NamedTuple):
    """The cost of the best alignment of an article's spans, and what it would be by chance."""

    observed: float
    expected: float


class _Wanted(NamedTuple):
    """Between whom, and of which label (None: all)."""

    group: tuple[str, ...]
    label: str | None


def gamma(observed: Floats, expected: Floats) -> Floats:
    """Give γ = 1 − observed / expected; NaN where chance makes no disorder.

    Over several articles both are added up: a longer article weighs more.
    """
    return 1 - ratio(observed, expected)


def is_available() -> bool:
    """Tell whether the package is there."""
    return find_spec("pygamma_agreement") is not None


def disorder(units: Units, seed: int) -> Disorder:
    """Align the spans of an article.

    pygamma-agreement divides both costs by the mean number of spans of a person; here that is
    undone, so that the costs of articles can be added up.
    """
    import numpy as np  # noqa: PLC0415 - slow to load
    from pyannote.core import Segment  # noqa: PLC0415 - an extra
    from pygamma_agreement import (  # noqa: PLC0415 - an extra
        CombinedCategoricalDissimilarity,
        Continuum,
    )

    if not any(units.values()):
        return Disorder(0.0, 0.0)
    continuum = Continuum()
    for name, spans in units.items():
        continuum.add_annotator(name)
        for start, end, label in spans:
            continuum.add(name, Segment(start, end), label)
    before = np.random.get_state()  # the package draws from the common generator
    np.random.seed(seed)
    try:
        with _silence():
            found = continuum.compute_gamma(CombinedCategoricalDissimilarity(), n_samples=_SAMPLES)
    finally:
        np.random.set_state(before)
    spans_each = continuum.avg_num_annotations_per_annotator
    return Disorder(found.observed_disorder * spans_each, found.expected_disorder * spans_each)


def gamma_measures(samples: Sequence[Sample], terms: Terms, how: Resampling) -> list[Measure]:
    """Give gamma of all people, for all labels and for each, and of every two for all labels."""
    labels = (None, *terms.labels)
    wanted = [_Wanted(terms.groups[-1], label) for label in labels]
    wanted += [_Wanted(group, None) for group in terms.groups[:-1]]
    if not is_available():
        return [_measure(one, None, 0, _WANTED) for one in wanted]
    if not samples:
        return [_measure(one, None, 0, "no article") for one in wanted]
    import numpy as np  # noqa: PLC0415 - slow to load

    costs, entered = np.zeros((len(samples), len(wanted), 2)), [0] * len(wanted)
    for row, sample in enumerate(samples):
        seed = crc32(sample.article.encode()) ^ how.seed
        for number, one in enumerate(wanted):
            units = _units(sample, one, terms.labels)
            if len(units) > 1:
                costs[row, number] = disorder(units, seed)
                entered[number] += sum(map(len, units.values()))
        how.progress(row + 1)

    def evaluated(weights: Floats) -> Floats:
        sums = np.einsum("ra,awc->rwc", weights, costs)
        return gamma(sums[..., 0], sums[..., 1])

    values = evaluated(np.ones((1, len(samples))))[0].tolist()
    later = how._replace(progress=lambda count: how.progress(len(samples) + count))
    spreads = intervals([sample.article for sample in samples], evaluated, later)
    return [
        _measure(one, None, count, "no variation" if count else "nothing marked")
        if isnan(value)
        else _measure(one, value, count, None, spread)
        for one, value, count, spread in zip(wanted, values, entered, spreads, strict=True)
    ]


def _units(sample: Sample, wanted: _Wanted, labels: Sequence[str]) -> Units:
    return {
        name: [
            (one.start, one.end, one.label)
            for one in sample.marked[name]
            if one.label == wanted.label or (wanted.label is None and one.label in labels)
        ]
        for name in wanted.group
        if name in sample.marked
    }


def _measure(
    wanted: _Wanted,
    value: float | None,
    count: int,
    why: str | None,
    spread: Interval = (None, None),
) -> Measure:
    low, high = spread
    return Measure("gamma", wanted.label, wanted.group, value, count, low, high, why)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the package from telling the log, again and again, which solver it takes."""
    root, silent = logging.getLogger(), logging.NullHandler()
    root.addHandler(silent)
    root.addFilter(_is_no_news)
    try:
        yield
    finally:
        root.removeFilter(_is_no_news)
        root.removeHandler(silent)


def _is_no_news(record: logging.LogRecord) -> bool:
    return "solver not installed" not in record.getMessage()
