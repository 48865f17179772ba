"""A number with its unit, in one line."""

from __future__ import annotations

import re

from annotator.problems import AttributeProblem
from annotator.text.numerals import read_number, written
from annotator.ui.panels.form.editors.typed import TypedEditor
from annotator.ui.panels.form.subject import Shown

_UNIT = re.compile(r"(?P<number>.*[\d\u00bc-\u00be\u2150-\u215e])\s*(?P<unit>[^\d\s].*)", re.DOTALL)


class QuantityEditor(TypedEditor):
    """Takes ``12.5 km``, ``3 million people`` or ``40%``."""

    def read(self, text: str) -> Shown:
        """Read number and unit: the longest beginning that is a number is the number."""
        words = text.split(" ")
        for count in range(len(words), 0, -1):
            reading = read_number(" ".join(words[:count]))
            if reading.value is not None:
                unit = " ".join(words[count:])
                return self.attribute.accept({"value": reading.value, "unit": unit})
        joined = _UNIT.fullmatch(text)
        reading = read_number(joined["number"]) if joined else read_number(words[0])
        if joined is None or reading.value is None:
            raise AttributeProblem(reading.why or "write a number and a unit: 12.5 km")
        return self.attribute.accept({"value": reading.value, "unit": joined["unit"]})

    def written(self, value: Shown) -> str:
        """Write number and unit."""
        match value:
            case {"value": int() | float() as number, "unit": unit}:
                return f"{written(number)} {unit}"
        return str(value)
