"""Values of attributes in annotations that stand for one another, added up for alpha.

A *thing* is what several people marked and gave the same label: a pair of annotations, or with more
than two people a unit of review. It enters with the values that people gave it; only those count
that fit the scheme, and of quantities only those in one unit of measurement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.attributes import (
    Attribute,
    ChoiceAttribute,
    FlagAttribute,
    NumberAttribute,
    QuantityAttribute,
)
from annotator.model.records import AttributeValue
from annotator.model.scheme import Scheme
from annotator.model.unit import Difference, Unit
from annotator.problems import AttributeProblem

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats

_LARGEST = 1e140
"""Numbers beyond it do not enter: their squares, added up, would be none any more."""
COUNT, VALUES, SQUARES, APART = range(4)
"""What is added up of numbers, see `annotator.agreement.alpha.interval`."""
MATCHES, WHOLE = range(2)
"""What is added up of choices, see `annotator.agreement.alpha.nominal`."""


class Field(NamedTuple):
    """An attribute of a label. ``choices`` is empty for numbers."""

    label: str
    attribute: Attribute
    choices: tuple[AttributeValue, ...]

    @property
    def is_number(self) -> bool:
        """Whether the values are numbers."""
        return not self.choices


def fields_of(scheme: Scheme, labels: Sequence[str]) -> tuple[Field, ...]:
    """Find the attributes of some labels that are numbers, or chosen from few."""
    found: list[Field] = []
    for label in scheme.labels:
        if label.key not in labels:
            continue
        for one in label.attributes:
            match one:
                case NumberAttribute() | QuantityAttribute():
                    found.append(Field(label.key, one, ()))
                case ChoiceAttribute():
                    found.append(Field(label.key, one, tuple(it.key for it in one.choices)))
                case FlagAttribute():
                    found.append(Field(label.key, one, (False, True)))
    return tuple(found)


class ValueSums:
    """Adds values up by article, group and field."""

    def __init__(self, fields: Sequence[Field], groups: int) -> None:
        self._fields = fields
        self._groups = groups
        self._of_label: dict[str, list[int]] = defaultdict(list)
        for number, field in enumerate(fields):
            self._of_label[field.label].append(number)
        self._near: dict[int, float] = {}
        """For each field a value near all others: squares of small numbers are exact."""
        self.lacking: Counter[tuple[int, int]] = Counter()
        """By group and field: things of which only one person gave the value, or none a usable."""
        self._clear()

    def _clear(self) -> None:
        self._numbers: dict[tuple[int, int, int], list[float]] = {}
        self._choices: dict[tuple[int, int, int, int], list[float]] = {}

    def add_pairs(self, article: int, group: int, pairs: Iterable[Difference]) -> None:
        """Take the pairs of two people."""
        for one in pairs:
            left, right = one.left, one.right
            if left is None or right is None or left.label != right.label:
                continue
            if left.attributes or right.attributes:
                self._add(article, group, left.label, (left, right))

    def add_units(self, article: int, group: int, units: Iterable[Unit]) -> None:
        """Take the units of several people; what one person marked twice counts once."""
        for unit in units:
            for label in dict.fromkeys(one.label for one in unit.annotations):
                people = {
                    one.annotator: one for one in reversed(unit.annotations) if one.label == label
                }
                if len(people) > 1:
                    self._add(article, group, label, tuple(people.values()))

    def blocks(self, articles: int) -> dict[str, Floats]:
        """Give what was added up since the last time, by article, group and field."""
        import numpy as np  # noqa: PLC0415 - slow to load

        most = max((len(field.choices) for field in self._fields), default=0)
        shape = (articles, self._groups, len(self._fields))
        numbers, choices = np.zeros((*shape, 4)), np.zeros((*shape, 2, most))
        for at, sums in self._numbers.items():
            numbers[at] = sums
        for (article, group, field, category), two in self._choices.items():
            choices[article, group, field, :, category] = two
        self._clear()
        return {"numbers": numbers, "choices": choices}

    def _add(self, article: int, group: int, label: str, thing: Sequence[Annotation]) -> None:
        for number in self._of_label.get(label, ()):
            field = self._fields[number]
            key = field.attribute.key
            given = [one.attributes[key] for one in thing if key in one.attributes]
            if not given:
                continue
            values = _fitting(field.attribute, given)
            if len(values) < 2:
                self.lacking[group, number] += 1
            elif field.is_number:
                self._add_numbers((article, group, number), values)
            else:
                self._add_choices((article, group, number), values)

    def _add_numbers(self, at: tuple[int, int, int], values: Sequence[float]) -> None:
        near = self._near.setdefault(at[2], values[0])
        moved = [value - near for value in values]
        count, total, squares = len(moved), sum(moved), sum(value * value for value in moved)
        sums = self._numbers.setdefault(at, [0.0] * 4)
        sums[COUNT] += count
        sums[VALUES] += total
        sums[SQUARES] += squares
        apart = sum((one - other) ** 2 for one in values for other in values)
        sums[APART] += apart / (count - 1)

    def _add_choices(self, at: tuple[int, int, int], values: Sequence[AttributeValue]) -> None:
        for value, count in Counter(values).items():
            category = self._fields[at[2]].choices.index(value)
            sums = self._choices.setdefault((*at, category), [0.0] * 2)
            sums[MATCHES] += count * (count - 1) / (len(values) - 1)
            sums[WHOLE] += count


def _fitting(attribute: Attribute, given: Sequence[AttributeValue]) -> list[AttributeValue]:
    """Give the values that fit; of quantities those in the unit that most people used."""
    tidy: list[AttributeValue] = []
    for value in given:
        try:
            tidy.append(
                attribute.parse(value) if isinstance(value, str) else attribute.accept(value)
            )
        except AttributeProblem:
            continue
    match attribute:
        case QuantityAttribute():
            units = Counter(value["unit"] for value in tidy)
            usual = min(units, key=lambda unit: (-units[unit], unit), default=None)
            numbers = [value["value"] for value in tidy if value["unit"] == usual]
        case NumberAttribute():
            numbers = tidy
        case _:
            return tidy
    return [number for number in numbers if abs(number) < _LARGEST]
