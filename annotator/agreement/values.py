"""When two values of an attribute say the same, by the attribute's kind in the scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from annotator.agreement.places import is_number, same_place
from annotator.model.annotation import Annotation
from annotator.model.attributes import (
    Attribute,
    DateAttribute,
    LinkAttribute,
    NumberAttribute,
    PlaceAttribute,
    QuantityAttribute,
)
from annotator.model.records import AttributeValue
from annotator.model.scheme import Label, Scheme
from annotator.problems import AttributeProblem

Sort = Literal["attribute", "value"]
"""A ``value`` is a number, a date or a place; every other attribute is an ``attribute``."""

Linked = Callable[[str, str], bool]
"""Tells whether two ids name annotations of the same thing."""

_GROUND = ("gazetteer_id", "name", "country", "latitude", "longitude")
"""Attributes that together say which place it is, in labels that have a gazetteer's id or a point
as attributes of their own, as the default scheme has."""

Field = tuple[str, ...]
"""The key of an attribute, or of several that say one thing together."""

_Attributes = Mapping[str, AttributeValue]


class Values:
    """Compares attributes by a scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self._labels = {label.key: _LabelValues(label) for label in scheme.labels}

    def differing(self, left: Annotation, right: Annotation, linked: Linked) -> dict[str, Sort]:
        """Give the attributes in which two annotations of one label differ, sorted by key.

        What one of them has not (or has as an empty text) differs from what the other has. What the
        scheme does not know is compared as it stands.
        """
        if not left.attributes and not right.attributes:
            return {}
        known = self._labels.get(left.label) or _NOTHING_KNOWN
        return known.differing(given(left.attributes), given(right.attributes), linked)

    def fields(self, label: str, keys: Iterable[str]) -> list[Field]:
        """Put attributes together that only say something together, in the order of the scheme."""
        known = self._labels.get(label) or _NOTHING_KNOWN
        return known.fields(set(keys))

    def same(
        self, label: str, field: Field, left: _Attributes, right: _Attributes, linked: Linked
    ) -> bool:
        """Tell whether two annotations of one label say the same in a field."""
        known = self._labels.get(label) or _NOTHING_KNOWN
        first, second = ({key: one[key] for key in field if key in one} for one in (left, right))
        return not known.differing(first, second, linked)

    def title(self, label: str, field: Field) -> str:
        """Give what people read for a field."""
        known = self._labels.get(label) or _NOTHING_KNOWN
        return known.titles.get(field[0], field[0]) if len(field) == 1 else "place"


class _LabelValues:
    """The attributes of one label."""

    def __init__(self, label: Label | None) -> None:
        attributes = label.attributes if label else ()
        self._known = {one.key: one for one in attributes}
        self.titles = {one.key: one.name for one in attributes}
        kinds = {one.key: one.kind for one in attributes}
        grounded = "gazetteer_id" in kinds or (
            kinds.get("latitude") == kinds.get("longitude") == "number"
        )
        self._ground = frozenset(_GROUND) & kinds.keys() if grounded else frozenset()

    def fields(self, keys: set[str]) -> list[Field]:
        ground = tuple(key for key in _GROUND if key in keys & self._ground)
        single = [key for key in self._known if key in keys and key not in ground]
        strange = sorted(keys - self._known.keys())
        return [*([ground] if ground else []), *((key,) for key in (*single, *strange))]

    def differing(self, left: _Attributes, right: _Attributes, linked: Linked) -> dict[str, Sort]:
        keys = left.keys() | right.keys()
        ground = keys & self._ground
        if ground and same_place(_ground(left), _ground(right), 0.0):
            keys -= ground
        found: dict[str, Sort] = {}
        for key in sorted(keys):
            attribute = self._known.get(key)
            if (
                key not in left
                or key not in right
                or not same_value(attribute, left[key], right[key], linked)
            ):
                found[key] = "value" if key in ground else sort_of(attribute)
        return found


_NOTHING_KNOWN = _LabelValues(None)


def given(attributes: _Attributes) -> dict[str, AttributeValue]:
    """Leave out what is empty: somebody went through the field and said nothing."""
    return {key: value for key, value in attributes.items() if says(attributes, key)}


def says(attributes: _Attributes, key: str) -> bool:
    """Tell whether an attribute is there and not empty."""
    match attributes.get(key):
        case None:
            return False
        case str() as text:
            return bool(text.strip())
        case value:
            return bool(value != {})


def sort_of(attribute: Attribute | None) -> Sort:
    """Tell which sort of difference two values of an attribute make."""
    match attribute:
        case NumberAttribute() | QuantityAttribute() | DateAttribute() | PlaceAttribute():
            return "value"
    return "attribute"


def same_value(
    attribute: Attribute | None, left: AttributeValue, right: AttributeValue, linked: Linked
) -> bool:
    """Tell whether two values say the same, by the kind of the attribute.

    Numbers and quantities may differ by the attribute's tolerance, and quantities have the same
    unit; places are compared by `same_place`, links by what they point at, everything else in its
    tidy form. A date is the same only if it is as exact.
    """
    if _equal(left, right):
        return True
    left, right = _tidy(attribute, left), _tidy(attribute, right)
    return _equal(left, right) or _same_by_kind(attribute, left, right, linked)


def _same_by_kind(
    attribute: Attribute | None, left: AttributeValue, right: AttributeValue, linked: Linked
) -> bool:
    match attribute, left, right:
        case NumberAttribute(tolerance=tolerance), _, _:
            return near(left, right, tolerance)
        case QuantityAttribute(tolerance=tolerance), dict(), dict():
            same_unit = left.get("unit") == right.get("unit")
            return same_unit and near(left.get("value"), right.get("value"), tolerance)
        case PlaceAttribute(within_km=within), dict(), dict():
            return same_place(left, right, within)
        case LinkAttribute(), str(), str():
            return linked(left, right)
    return attribute is None and near(left, right, 0.0)


def _equal(left: AttributeValue, right: AttributeValue) -> bool:
    """Tell whether values are equal; for Python, true is 1."""
    return type(left) is type(right) and bool(left == right)


def near(left: AttributeValue, right: AttributeValue, tolerance: float) -> bool:
    """Tell whether two numbers differ by no more than a share of the larger one."""
    if not is_number(left) or not is_number(right):
        return False
    return bool(abs(left - right) <= tolerance * max(abs(left), abs(right)))


def _ground(attributes: _Attributes) -> dict[str, AttributeValue]:
    place = {key: attributes[key] for key in _GROUND if key in attributes}
    if "gazetteer_id" in place:
        place["id"] = place.pop("gazetteer_id")
    return place


def _tidy(attribute: Attribute | None, value: AttributeValue) -> AttributeValue:
    """Give a value in its tidy form, or as it is if it does not fit."""
    if attribute is None:
        return value.strip() if isinstance(value, str) else value
    try:
        return attribute.parse(value) if isinstance(value, str) else attribute.accept(value)
    except AttributeProblem:
        return value
