"""A place: its name, and where it lies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from annotator.problems import AttributeProblem
from annotator.text.numerals import ascii_digits
from annotator.ui.i18n import tr
from annotator.ui.panels.form.editor import Save
from annotator.ui.panels.form.editors.typed import TypedEditor
from annotator.ui.panels.form.subject import MIXED, Shown
from annotator.ui.widgets.field import Field

if TYPE_CHECKING:
    from annotator.model.attributes import PlaceAttribute

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_POINT = re.compile(rf"(?P<a>{_NUMBER})°?\s*(?P<ns>[NS]?)[\s,;]+(?P<b>{_NUMBER})°?\s*(?P<ew>[EW]?)")


class PlaceNameEditor(TypedEditor):
    """Takes the name of a place; where it lies is kept, its id in a gazetteer is not."""

    def __init__(self, attribute: PlaceAttribute, save: Save) -> None:
        super().__init__(attribute, save, Field(attribute.name, tr("Add"), quiet=True))

    def read(self, text: str) -> Shown:
        """Give the place another name."""
        place = _fields(self._value)
        if place.get("name") != text:
            place.pop("id", None)
        return self.attribute.accept({**place, "name": text})

    def written(self, value: Shown) -> str:
        """Give the name."""
        return str(_fields(value).get("name", ""))


class PlacePointEditor(TypedEditor):
    """Takes latitude and longitude in degrees, north and east: ``-36.424, -71.958``."""

    def __init__(self, attribute: PlaceAttribute, save: Save) -> None:
        name = tr("{place}: latitude, longitude", place=attribute.name)
        super().__init__(attribute, save, Field(name, tr("Latitude, longitude"), quiet=True))

    def read(self, text: str) -> Shown:
        """Read the point; without one the name stays."""
        found = _POINT.fullmatch(ascii_digits(text).upper())
        if found is None:
            raise AttributeProblem(tr("write degrees like −36.424, −71.958"))
        latitude, longitude = float(found["a"]), float(found["b"])
        for letter, down in ((found["ns"], "S"), (found["ew"], "W")):
            if letter == down and down == "S":
                latitude = -abs(latitude)
            elif letter == down:
                longitude = -abs(longitude)
        place = _fields(self._value)
        return self.attribute.accept({**place, "latitude": latitude, "longitude": longitude})

    def emptied(self) -> Shown:
        """Keep the name when the point is taken away."""
        place = _fields(self._value)
        place.pop("latitude", None)
        place.pop("longitude", None)
        return place if place.get("name") else None

    def written(self, value: Shown) -> str:
        """Write the point with a true minus sign."""
        place = _fields(value)
        if "latitude" not in place or "longitude" not in place:
            return ""
        pair = f"{place['latitude']:.6g}, {place['longitude']:.7g}"
        return pair.replace("-", "−")

    def _hint(self, text: str) -> None:
        mixed = text == tr("mixed")
        super()._hint(text if mixed or not text else tr("Latitude, longitude"))


def _fields(value: Shown) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) and value is not MIXED else {}
