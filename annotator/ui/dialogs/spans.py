"""The sheet that shows what a number counts: the pairs of annotations, one a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.model.listing import LabelOutline
from annotator.model.unit import Difference
from annotator.ui.dialogs.sheet import Sheet, column_of
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
    scaled,
    serif,
)
from annotator.ui.models.difference_list import (
    DifferenceListModel,
    DifferenceRow,
    Role,
    differing,
    said,
)
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

_WIDTH = 860
_ROW = 52
_MOST_ROWS = 9
_SQUARE = 22
_TITLE = 180
_LEAST = 40
"""Pixels below which values cannot be read."""


class SpansSheet(Sheet):
    """Lists pairs; Enter or a click opens one in its article.

    Signals:
        place_wanted(article, start, end): show that place, in code points.
    """

    place_wanted = Signal(str, int, int)

    def __init__(
        self,
        window: QWidget,
        title: str,
        differences: Sequence[Difference],
        titles: Mapping[str, str],
        labels: Sequence[LabelOutline],
    ) -> None:
        self.model = DifferenceListModel(differences, titles)
        self.list = RowView(title)
        self.list.setItemDelegate(_Delegate({label.key: label for label in labels}, self.list))
        self.list.setModel(self.model)
        self.model.setParent(self.list)
        rows = max(1, min(_MOST_ROWS, len(differences)))
        room = max(2, (window.height() - 260) // scaled(_ROW))
        self.list.setFixedHeight(min(rows, room) * scaled(_ROW))
        articles = len({one.article for one in differences})
        count = tr("{n} pairs in {articles} articles", n=f"{len(differences):,}", articles=articles)
        if articles == 1:
            count = tr("{n} pairs in one article", n=f"{len(differences):,}")
        self._words = count if differences else tr("Nothing stands behind this number any more.")
        body = column_of([Text(self._words, px=metrics.TEXT_SMALL, role="muted"), self.list])
        super().__init__(window, title, body, answer=tr("Open"), refusal=tr("Close"), width=_WIDTH)
        self.answer.setEnabled(bool(differences))
        self.list.activated.connect(lambda _: self.accept())
        self.list.clicked.connect(lambda _: self.accept())
        self.accepted.connect(self._on_accepted)
        if differences:
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _on_accepted(self) -> None:
        row = self.model.row(self.list.currentIndex().row())
        if row is not None:
            self.place_wanted.emit(*row.place)


class _Delegate(RowDelegateBase):
    """Two lines a row: what each of the two has; the kind before them, the article behind."""

    row_height = _ROW
    raised = True

    def __init__(self, labels: Mapping[str, LabelOutline], parent: QWidget) -> None:
        super().__init__(parent)
        self._labels = labels

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a difference."""
        del option
        row: DifferenceRow = index.data(Role.ROW)
        theme = look()
        step = step_of(row.difference.kind)
        place = rect.adjusted(16, 0, -16, 0)
        square = QRectF(place.left(), place.center().y() - _SQUARE / 2, _SQUARE, _SQUARE)
        paint_box(painter, square, metrics.RADIUS_CHIP, fill=step.colours.fill)
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
