"""A number, within the bounds of its attribute."""

from __future__ import annotations

from annotator.problems import AttributeProblem
from annotator.text.numerals import read_number, written
from annotator.ui.panels.form.editors.typed import TypedEditor
from annotator.ui.panels.form.subject import Shown


class NumberEditor(TypedEditor):
    """Takes a number that can be read in one way; shows it with its thousands parted."""

    def read(self, text: str) -> Shown:
        """Read the number; where two readings are possible, the bounds may decide."""
        reading = read_number(text)
        fitting = [one for one in reading.either if self._fits(one)]
        if len(fitting) == 1:
            return self.attribute.accept(fitting[0])
        if reading.value is None:
            raise AttributeProblem(reading.why or "not a number")
        return self.attribute.accept(reading.value)

    def written(self, value: Shown) -> str:
        """Write the number as it can be read again."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return written(value)

    def _fits(self, number: float) -> bool:
        try:
            self.attribute.accept(number)
        except AttributeProblem:
            return False
        return True
