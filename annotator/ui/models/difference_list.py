"""Differences between people as rows: what each of the two has, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject

from annotator.model.annotation import Annotation
from annotator.model.records import AttributeValue
from annotator.model.unit import Difference
from annotator.ui.difference_kinds import title_of
from annotator.ui.i18n import tr
from annotator.ui.models.row_list import RowList


class DifferenceRow(NamedTuple):
    """A difference, and the title of its article."""

    difference: Difference
    title: str

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it is: article, start and end in code points."""
        both = [one for one in (self.difference.left, self.difference.right) if one is not None]
        start, end = min(one.start for one in both), max(one.end for one in both)
        return self.difference.article, start, end

    def words(self) -> str:
        """Say the whole row, for screen readers."""
        left, right = self.difference.annotators
        return tr(
            "{kind}: {left} “{one}”, {right} “{other}”, in {title}",
            kind=title_of(self.difference.kind) if self.difference.kind != "same" else tr("Agreed"),
            left=left,
            one=said(self.difference.left),
            right=right,
            other=said(self.difference.right),
            title=self.title,
        )


def said(annotation: Annotation | None) -> str:
    """Give what somebody marked in one line; nothing as such."""
    return tr("nothing") if annotation is None else " ".join(annotation.quote.split())


def differing(annotation: Annotation | None, keys: Sequence[str]) -> str:
    """Give what somebody filled into the fields in which two differ, in one line."""
    if annotation is None:
        return ""
    values = annotation.attributes
    return " · ".join(f"{key.replace('_', ' ')}: {_short(values.get(key))}" for key in keys)


def _short(value: AttributeValue) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    return " ".join(str(value).split())


class DifferenceListModel(RowList[DifferenceRow]):
    """Holds the differences that a number counts; they do not change while they are shown."""

    def __init__(
        self,
        differences: Sequence[Difference],
        titles: Mapping[str, str],
        parent: QObject | None = None,
    ) -> None:
        rows = [DifferenceRow(one, titles.get(one.article, "")) for one in differences]
        super().__init__(DifferenceRow.words, rows, parent)
