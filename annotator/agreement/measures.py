"""All coefficients from the sums over articles: for every group of people, every label, at once.

One more coefficient: a function of its own file, a line in `_COEFFICIENTS`, its name in
`annotator.model.agreement.MeasureName`, and a test with published figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from annotator.agreement import alpha, kappa, unitizing
from annotator.agreement.sample import Terms
from annotator.agreement.spans_f1 import PairCounts, f1, semeval
from annotator.agreement.value_sums import Field
from annotator.model.agreement import MeasureName

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats

Sums = Mapping[str, "Floats"]
"""What `annotator.agreement.sums.Table.sums` gives: the first dimension is the resample."""


class Entry(NamedTuple):
    """Which value it is: of which measure, of which label or attribute, between whom."""

    measure: MeasureName
    label: str | None
    group: int
    field: int | None = None


_Values = tuple["Floats", "Floats"]
"""A coefficient, and how many units entered: by resample, group and label, all labels last."""

_Coefficient = Callable[[Sums, Terms], _Values]


def evaluate(sums: Sums, terms: Terms, fields: tuple[Field, ...]) -> tuple[Floats, Floats]:
    """Work everything out.

    Returns:
        values and how many units entered, by resample and entry, in the order of `entries`. NaN
        is undefined.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    values, entered = [], []
    for coefficient in _COEFFICIENTS.values():
        found, units = coefficient(sums, terms)
        values.append(found.reshape(len(found), -1))
        entered.append(units.reshape(len(units), -1))
    if fields:
        found, units = _value_alpha(sums, fields)
        values.append(found.reshape(len(found), -1))
        entered.append(units.reshape(len(units), -1))
    return np.concatenate(values, axis=1), np.concatenate(entered, axis=1)


def entries(terms: Terms, fields: tuple[Field, ...]) -> Iterator[Entry]:
    """Name what `evaluate` gives, in its order."""
    groups = len(terms.groups)
    for measure in _COEFFICIENTS:
        for group in _groups_of(measure, terms):
            for label in (*terms.labels, None):
                yield Entry(measure, label, group)
    for group in range(groups):
        for number, field in enumerate(fields):
            yield Entry("value_alpha", field.label, group, number)


def _groups_of(measure: MeasureName, terms: Terms) -> range:
    groups = len(terms.groups)
    if measure == "cohen_kappa":
        return range(len(terms.pairs))
    return range(groups - 1, groups) if measure == "fleiss_kappa" else range(groups)


def _of_spans(value: Callable[[PairCounts], Floats]) -> _Coefficient:
    def coefficient(sums: Sums, _terms: Terms) -> _Values:
        pairs = sums["pairs"]
        counts = PairCounts(*(pairs[:, :, what] for what in range(6)))
        return value(counts), counts.compared

    return coefficient


def _cohen(sums: Sums, terms: Terms) -> _Values:
    pairs = slice(len(terms.pairs))
    whole, match = sums["words: whole"][:, pairs], sums["words: match"][:, pairs]
    left = sums["words: left"]
    words = left.sum(axis=-1)
    together = kappa.cohen(match / 2, left, whole - left)
    own, of_label = sums["words by label: left"], sums["words by label: whole"][:, pairs]
    same = sums["words by label: match"][:, pairs] / 2
    others = of_label - own
    # Two categories: the label, and everything else.
    rest = words[..., None]
    alone = kappa.cohen(
        _two(same, rest - of_label + same), _two(own, rest - own), _two(others, rest - others)
    )
    return _joined(alone, together, words)


def _fleiss(sums: Sums, _terms: Terms) -> _Values:
    shares, same = sums["words: shares"], sums["words: same"]
    words = shares.sum(axis=-1)
    together = kappa.fleiss(same, shares)
    of_label, own = sums["words by label: shares"], sums["words by label: same"]
    rest = words[..., None] - of_label
    # Where not all put a word in the label, just as many did not put it in the rest.
    alone = kappa.fleiss(_two(own, rest - (of_label - own)), _two(of_label, rest))
    return _joined(alone[:, None], together[:, None], words[:, None])


def _krippendorff(sums: Sums, _terms: Terms) -> _Values:
    whole, match = sums["words: whole"], sums["words: match"]
    together = alpha.nominal(match, whole)
    number = whole.sum(axis=-1)[..., None]
    of_label, own = sums["words by label: whole"], sums["words by label: match"]
    rest = number - of_label
    alone = alpha.nominal(_two(own, rest - (of_label - own)), _two(of_label, rest))
    pairs = sums["words: left"].sum(axis=-1)
    every = sums["words: shares"].sum(axis=-1)[:, None]
    return _joined(alone, together, _by_group(pairs, every, whole))


def _unitizing(sums: Sums, _terms: Terms) -> _Values:
    import numpy as np  # noqa: PLC0415 - slow to load

    whole, match = sums["text: whole"], sums["text: match"]
    together = unitizing.unitizing(match, whole, sums["text: selves"])
    length = whole.sum(axis=-1)[..., None]
    of_label, own = sums["text by label: whole"], sums["text by label: match"]
    rest = length - of_label
    alone = unitizing.unitizing(
        _two(own, rest - (of_label - own)),
        _two(of_label, rest),
        _two(sums["text by label: selves"], rest),
    )
    values = np.concatenate([alone, together[..., None]], axis=-1)
    return values, sums["units"]


def _value_alpha(sums: Sums, fields: tuple[Field, ...]) -> tuple[Floats, Floats]:
    """Give alpha of values by resample, group and field, and how many values entered."""
    import numpy as np  # noqa: PLC0415 - slow to load

    numbers, choices = sums["numbers"], sums["choices"]
    matches, whole = choices[..., 0, :], choices[..., 1, :]
    number = np.array([field.is_number for field in fields], bool)
    values = np.where(
        number, alpha.interval(*np.moveaxis(numbers, -1, 0)), alpha.nominal(matches, whole)
    )
    return values, np.where(number, numbers[..., 0], whole.sum(axis=-1))


def _two(label: Floats, rest: Floats) -> Floats:
    import numpy as np  # noqa: PLC0415 - slow to load

    return np.stack([label, rest], axis=-1)


def _joined(alone: Floats, together: Floats, words: Floats) -> _Values:
    """Put the values of labels and of all of them side by side; as many words enter for each."""
    import numpy as np  # noqa: PLC0415 - slow to load

    values = np.concatenate([alone, together[..., None]], axis=-1)
    return values, np.broadcast_to(words[..., None], values.shape)


def _by_group(pairs: Floats, every: Floats, like: Floats) -> Floats:
    import numpy as np  # noqa: PLC0415 - slow to load

    return pairs if pairs.shape[1] == like.shape[1] else np.concatenate([pairs, every], axis=1)


_COEFFICIENTS: Mapping[MeasureName, _Coefficient] = {
    "unitizing_alpha": _unitizing,
    "krippendorff_alpha": _krippendorff,
    "fleiss_kappa": _fleiss,
    "cohen_kappa": _cohen,
    "f1_exact": _of_spans(lambda it: f1(it.both, it.left, it.right)),
    "f1_overlap": _of_spans(lambda it: f1(it.label, it.left, it.right)),
    "semeval_strict": _of_spans(lambda it: semeval(it, "strict").f1),
    "semeval_exact": _of_spans(lambda it: semeval(it, "exact").f1),
    "semeval_partial": _of_spans(lambda it: semeval(it, "partial").f1),
    "semeval_type": _of_spans(lambda it: semeval(it, "type").f1),
}
