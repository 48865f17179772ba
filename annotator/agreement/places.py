"""When two places are one: by gazetteer, by distance, by name."""

from __future__ import annotations

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt
from typing import TypeGuard

from annotator.model.records import AttributeValue

SAME_SPOT = 1.0
"""Kilometres within which two points without a gazetteer in common are one place."""

_EARTH = 6371.0088
"""Kilometres: the mean radius by the IUGG (Moritz, “Geodetic Reference System 1980”)."""

_Attributes = Mapping[str, AttributeValue]


def same_place(left: _Attributes, right: _Attributes, within: float) -> bool:
    """Tell whether two places (`annotator.model.attributes.Place`) are one.

    Ids of one gazetteer decide, whatever the other fields say; only a tolerance lets two of its
    entries be one place. Else the distance between two points does: `SAME_SPOT` unless ``within``
    (kilometres) is more. Without points they have the same name, and no different countries. A
    place is never the same as one that contains it: a fire in Chile is not yet one in Chillán.
    """
    first, second = _text(left.get("id")), _text(right.get("id"))
    if first and first == second:
        return True
    apart = _kilometres(left, right)
    if first and second and _gazetteer(first) == _gazetteer(second):
        return apart is not None and within > 0 and apart <= within
    if apart is not None:
        return apart <= max(within, SAME_SPOT)
    name, country = _text(left.get("name")), _text(left.get("country"))
    if not name or name.casefold() != _text(right.get("name")).casefold():
        return False
    return country in ("", _text(right.get("country"))) or not _text(right.get("country"))


def haversine(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Give the kilometres between two points, each latitude and longitude in degrees.

    Sinnott, “Virtues of the Haversine”, Sky and Telescope 68 (1984), p. 159; the Earth is a sphere
    here, which errs by half a per cent at most.
    """
    (north, east), (other_north, other_east) = left, right
    up, across = radians(other_north - north) / 2, radians(other_east - east) / 2
    chord = sin(up) ** 2 + cos(radians(north)) * cos(radians(other_north)) * sin(across) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(chord)))


def _kilometres(left: _Attributes, right: _Attributes) -> float | None:
    first, second = _point(left), _point(right)
    return None if first is None or second is None else haversine(first, second)


def _point(place: _Attributes) -> tuple[float, float] | None:
    north, east = place.get("latitude"), place.get("longitude")
    return (north, east) if is_number(north) and is_number(east) else None


def _gazetteer(identity: str) -> str:
    """Give what stands before the colon of an id like ``geonames:3895088``."""
    name, colon, _ = identity.partition(":")
    return name if colon else ""


def _text(value: AttributeValue) -> str:
    return value.strip() if isinstance(value, str) else ""


def is_number(value: AttributeValue) -> TypeGuard[int | float]:
    """Tell whether a value is a number; for Python, true is one."""
    return isinstance(value, int | float) and not isinstance(value, bool)
