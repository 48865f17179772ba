"""The sheet that lists the annotations which a change of the scheme touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.model.scheme import Label
from annotator.ui.dialogs.place_list import Place, PlaceListSheet
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    label_colours,
    look,
    metrics,
    paint_mark,
    paint_text,
    sans,
)
from annotator.ui.models.row_list import ROW, RowList
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase, paint_quote

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.annotation import Annotation

MOST_TOUCHED = 2_000
"""Annotations that the list shows; more cannot be walked through by hand."""
_MOST_ROWS = 12
_WIDTH = 760
_TITLE = 220


class TouchedRow(NamedTuple):
    """An annotation that is touched. Positions are code points."""

    article: str
    title: str
    start: int
    end: int
    quote: str
    annotator: str
    label: str


def touched_rows(project: Project, found: Iterable[Annotation]) -> list[TouchedRow]:
    """Make rows of annotations, up to as many as a list shows."""
    titles: dict[str, str] = {}
    rows = []
    for one in islice(found, MOST_TOUCHED):
        if one.article not in titles:
            titles[one.article] = project.article(one.article).title or ""
        quote = " ".join(one.quote.split())
        rows.append(
            TouchedRow(
                one.article,
                titles[one.article],
                one.start,
                one.end,
                quote,
                one.annotator,
                one.label,
            )
        )
    return rows


class TouchedSheet(PlaceListSheet):
    """Lists annotations; Enter or a click shows one in its article."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        rows: Sequence[TouchedRow],
        labels: Sequence[Label],
        *,
        total: int,
    ) -> None:
        self.model = RowList(_said, rows)
        words = tr("{n} annotations", n=f"{total:,}")
        if len(rows) < total:
            words = tr("The first {n} of {all} annotations", n=len(rows), all=f"{total:,}")
        super().__init__(
            window,
            title,
            self.model,
            _Delegate({one.key: one for one in labels}),
            self._place,
            words=words,
            most_rows=_MOST_ROWS,
            refusal=tr("Close"),
            width=_WIDTH,
        )

    def _place(self, row: int) -> Place | None:
        found = self.model.row(row)
        return None if found is None else (found.article, found.start, found.end)


def _said(row: TouchedRow) -> str:
    return f"{row.quote}, {row.title}, {row.annotator}"


class _Delegate(RowDelegateBase):
    """Mark, quote, whose it is, article."""

    row_height = metrics.CONTROL
    raised = flush = True

    def __init__(self, labels: Mapping[str, Label]) -> None:
        super().__init__()
        self._labels = labels

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint an annotation."""
        row: TouchedRow = index.data(ROW)
        theme = look()
        place = rect.adjusted(16, 0, -20, 0)
        label = self._labels.get(row.label)
        if label is not None:
            colour = label_colours(label.colour).line
            paint_mark(painter, place.left(), place.center().y() - 8, colour, label.pattern)
        small = sans(metrics.TEXT_SMALL)
        title = QRectF(place.right() - _TITLE, place.top(), _TITLE, place.height())
        paint_text(painter, title, row.title, small, theme.muted, RIGHT)
        quote = QRectF(place.left() + 14, place.top(), place.width() - _TITLE - 28, place.height())
        paint_quote(painter, quote, row.quote, f"({row.annotator})")
        del option
