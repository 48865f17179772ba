"""The sheet that lists the annotations which a count of the honesty sheet is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.model.annotation import Annotation
from annotator.model.listing import LabelOutline
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
    serif,
)
from annotator.ui.models.row_list import ROW, RowList
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase

_WIDTH = 760
_MOST_ROWS = 10
_TITLE = 220


class ConcernedSheet(PlaceListSheet):
    """Lists annotations; Enter or a click opens one in its article."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        found: Sequence[tuple[Annotation, str]],
        labels: Sequence[LabelOutline],
    ) -> None:
        self._found = found
        super().__init__(
            window,
            title,
            RowList(_said, found),
            _Delegate({label.key: label for label in labels}),
            self._place,
            most_rows=_MOST_ROWS,
            refusal=tr("Back"),
            width=_WIDTH,
        )

    def _place(self, row: int) -> Place | None:
        if not 0 <= row < len(self._found):
            return None
        one = self._found[row][0]
        return one.article, one.start, one.end


def _said(row: tuple[Annotation, str]) -> str:
    one, title = row
    return f"{one.label}: {one.quote}, {title}, {one.annotator}"


class _Delegate(RowDelegateBase):
    raised = flush = True
    row_height = metrics.TALL_ROW

    def __init__(self, labels: dict[str, LabelOutline]) -> None:
        super().__init__()
        self._labels = labels

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint the label's mark, the quote, whose it is and the article's title."""
        del option
        one, title = index.data(ROW)
        theme = look()
        place = rect.adjusted(20, 0, -20, 0)
        outline = self._labels.get(one.label)
        if outline is not None:
            colour = label_colours(outline.colour).line
            paint_mark(painter, place.left(), place.center().y() - 8, colour, outline.pattern)
        right = QRectF(place.right() - _TITLE, place.top(), _TITLE, place.height())
        paint_text(painter, right, title, sans(metrics.TEXT_SMALL), theme.muted, RIGHT)
        place = place.adjusted(16, 0, -_TITLE - 16, 0)
        quote = " ".join(one.quote.split())
        used = paint_text(painter, place, quote, serif(metrics.TEXT_CONTEXT), theme.text)
        place.setLeft(place.left() + used + 12)
        if place.width() > 40:
            paint_text(painter, place, one.annotator, sans(metrics.TEXT_SMALL), theme.muted)
