"""The sheet that shows what a number counts: the pairs of annotations, one a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.model.listing import LabelOutline
from annotator.model.unit import Difference
from annotator.ui.dialogs.place_list import Place, PlaceListSheet
from annotator.ui.difference_kinds import step_of
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_mark,
    paint_text,
    sans,
    serif,
)
from annotator.ui.models.difference_list import (
    DifferenceListModel,
    DifferenceRow,
    differing,
    said,
)
from annotator.ui.models.row_list import ROW
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase

_WIDTH = 860
_ROW = 52
_MOST_ROWS = 9
_SQUARE = 22
_TITLE = 180
_LEAST = 40
"""Pixels below which values cannot be read."""


class SpansSheet(PlaceListSheet):
    """Lists pairs; Enter or a click opens one in its article."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        differences: Sequence[Difference],
        titles: Mapping[str, str],
        labels: Sequence[LabelOutline],
    ) -> None:
        self.model = DifferenceListModel(differences, titles)
        articles = len({one.article for one in differences})
        count = tr("{n} pairs in {articles} articles", n=f"{len(differences):,}", articles=articles)
        if articles == 1:
            count = tr("{n} pairs in one article", n=f"{len(differences):,}")
        super().__init__(
            window,
            title,
            self.model,
            _Delegate({label.key: label for label in labels}),
            self._place,
            words=count if differences else tr("Nothing stands behind this number any more."),
            most_rows=_MOST_ROWS,
            refusal=tr("Close"),
            width=_WIDTH,
        )

    def _place(self, row: int) -> Place | None:
        found = self.model.row(row)
        return None if found is None else found.place


class _Delegate(RowDelegateBase):
    """Two lines a row: what each of the two has; the kind before them, the article behind."""

    row_height = _ROW
    raised = flush = True

    def __init__(self, labels: Mapping[str, LabelOutline]) -> None:
        super().__init__()
        self._labels = labels

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a difference."""
        del option
        row: DifferenceRow = index.data(ROW)
        theme = look()
        step = step_of(row.difference.kind)
        place = rect.adjusted(16, 0, -20, 0)
        square = QRectF(place.left(), place.center().y() - _SQUARE / 2, _SQUARE, _SQUARE)
        edge = theme.outline(theme.line2)
        paint_box(painter, square, metrics.RADIUS_CHIP, fill=step.colours.fill, border=edge)
        paint_icon(painter, step.icon, square.adjusted(3, 3, -3, -3), step.colours.text)
        title = QRectF(place.right() - _TITLE, place.top(), _TITLE, place.height())
        paint_text(painter, title, row.title, sans(metrics.TEXT_SMALL), theme.muted, RIGHT)
        middle = QRectF(place)
        middle.setLeft(square.right() + 12)
        middle.setRight(title.left() - 12)
        half = middle.height() / 2 - 3
        both = (row.difference.left, row.difference.right)
        for line, (name, one) in enumerate(zip(row.difference.annotators, both, strict=True)):
            box = QRectF(middle.left(), middle.top() + 3 + line * half, middle.width(), half)
            paint_text(painter, box, name, sans(metrics.TEXT_SMALL), theme.muted)
            box.setLeft(box.left() + 96)
            outline = None if one is None else self._labels.get(one.label)
            if outline is not None:
                colour = label_colours(outline.colour).line
                paint_mark(painter, box.left(), box.center().y() - 8, colour, outline.pattern)
            box.setLeft(box.left() + 12)
            colour = theme.muted if one is None else theme.text
            font = sans(metrics.TEXT_SMALL) if one is None else serif(metrics.TEXT_CONTEXT)
            used = paint_text(painter, box, said(one), font, colour)
            box.setLeft(box.left() + used + 12)
            if box.width() > _LEAST:
                values = differing(one, row.difference.detail)
                paint_text(painter, box, values, sans(metrics.TEXT_SMALL), theme.muted)
