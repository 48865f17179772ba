"""A day, a month or a year."""

from __future__ import annotations

from annotator.problems import AttributeProblem
from annotator.text.day import read_day
from annotator.ui.panels.form.editors.typed import TypedEditor
from annotator.ui.panels.form.subject import Shown


class DateEditor(TypedEditor):
    """Takes ``2026-02-09``, ``9 Feb 2026``, ``Feb 2026`` or ``2026``; shows ISO 8601."""

    def read(self, text: str) -> Shown:
        """Read the date, if it can be one alone."""
        found, why = read_day(text)
        if found is None:
            raise AttributeProblem(why or "write it like 2026-02-09, 2026-02 or 2026")
        return self.attribute.accept(found)

    def written(self, value: Shown) -> str:
        """Give the date as it is kept."""
        return str(value)
