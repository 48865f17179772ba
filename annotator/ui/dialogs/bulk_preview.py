"""What a step on many lines will do, before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from annotator.model.listing import LabelOutline
from annotator.model.search import ArticleHead, Line
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.models.line_list import LineListModel
from annotator.ui.panels.concordance.line_columns import LineColumns
from annotator.ui.panels.concordance.line_delegate import LineDelegate
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

_WIDTH = 760
_MOST_ROWS = 8
_ABOVE_AND_BELOW = 320
"""Pixels of the window that are not for rows."""


class BulkPreview(Sheet):
    """Says how many annotations come, change or go, and lists the lines.

    Args:
        window: what it covers.
        title: what is about to be done.
        sentences: what becomes of which lines.
        lines: those that something is done to.
        heads: their articles, by number.
        labels: the scheme's labels, by key.
        me: who works.
        answer: the words of the button that does it; it is disabled if there are no lines.
    """

    def __init__(
        self,
        window: QWidget,
        title: str,
        sentences: Sequence[str],
        lines: Sequence[Line],
        heads: Mapping[int, ArticleHead],
        labels: Mapping[str, LabelOutline],
        me: str,
        *,
        answer: str,
    ) -> None:
        self.list = RowView(tr("Lines"))
        model = LineListModel(self.list)
        model.add(lines, heads)
        columns = LineColumns(self.list, labels=False)
        delegate = LineDelegate(columns, self.list, ticks=False)
        delegate.labels, delegate.me = labels, me
        delegate.raised = delegate.flush = True
        self.list.setModel(model)
        self.list.setItemDelegate(delegate)
        height = metrics.TALL_ROW
        room = max(2, (window.height() - _ABOVE_AND_BELOW) // height)
        self.list.setFixedHeight(max(1, min(len(lines), _MOST_ROWS, room)) * height)
        parts: list[QWidget] = [Text(one, role="muted", lines=2) for one in sentences]
        if lines:
            parts.append(self.list)
        parts.append(
            Text(tr("One undo takes all of it back."), px=metrics.TEXT_SMALL, role="muted")
        )
        super().__init__(
            window, title, column_of(parts), answer=answer, refusal=tr("Cancel"), width=_WIDTH
        )
        self.answer.setEnabled(bool(lines))
        if lines:
            self.list.setCurrentIndex(model.index(0))
