"""The sheet with the copies of an article: which, how alike, the earliest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QWidget

from annotator.app.copies import Copy
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_text, sans
from annotator.ui.models.article_title import shown_title, side_by_side
from annotator.ui.models.row_list import ROW, RowList
from annotator.ui.panels.dates import short_date
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

_WIDTH = 640
_MOST_ROWS = 8
_TITLE_LINE = 22
_ALIKE = 64


class CopiesSheet(Sheet):
    """Shows copies; one can be opened, said to be none, or kept while the others are retired.

    Signals:
        opened(article): open the article of that id.
        apart(article): that article is no copy of the others.
        kept(article, others): retire the others.
        compared(article, other): show where two differ.
    """

    opened = Signal(str)
    apart = Signal(str)
    kept = Signal(str, object)
    compared = Signal(str, str)

    def __init__(self, window: QWidget, copies: Sequence[Copy], here: str, *, lead: bool) -> None:
        self.model = RowList(_said, copies)
        self.list = RowView(tr("Copies"))
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setModel(self.model)
        self.model.setParent(self.list)
        self.list.setFixedHeight(min(len(copies), _MOST_ROWS) * _Delegate.row_height)
        self.no_copy = PushButton(tr("This is no copy"))
        self.keep = PushButton(tr("Keep this, retire the others"))
        self.keep.setEnabled(lead)
        if not lead:
            self.keep.setToolTip(tr("Only a lead retires articles."))
        self.compare = PushButton(tr("Compare with the first"))
        super().__init__(
            window,
            tr("{n} articles are nearly the same", n=len(copies)),
            column_of(
                [
                    Text(
                        tr(
                            "The earliest stands first; the share of words in common is with it. "
                            "Retired articles keep their annotations."
                        ),
                        role="muted",
                        lines=3,
                    ),
                    self.list,
                    self._line(),
                ]
            ),
            answer=tr("Open"),
            refusal=tr("Close"),
            width=_WIDTH,
        )
        row = next((at for at, one in enumerate(copies) if one.id == here), 0)
        self.list.setCurrentIndex(self.model.index(row))
        self.list.activated.connect(lambda _: self.accept())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._weigh())
        self.accepted.connect(lambda: self.opened.emit(self.current().id))
        self.no_copy.clicked.connect(self._on_apart)
        self.keep.clicked.connect(self._on_keep)
        self.compare.clicked.connect(
            lambda: self.compared.emit(self.model.rows[0].id, self.current().id)
        )
        self._weigh()

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet; the list has the focus."""
        super().open(focus or self.list)

    def current(self) -> Copy:
        """Give the copy that is chosen."""
        return self.model.rows[max(0, self.list.currentIndex().row())]

    def _line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE)
        for button in (self.keep, self.no_copy, self.compare):
            row.addWidget(button)
        row.addStretch(1)
        return line

    def _weigh(self) -> None:
        self.compare.setEnabled(self.list.currentIndex().row() > 0)

    def _on_apart(self) -> None:
        article = self.current().id
        self.close()
        self.apart.emit(article)

    def _on_keep(self) -> None:
        article = self.current().id
        others = [one.id for one in self.model.rows if one.id != article and not one.retired]
        self.close()
        self.kept.emit(article, others)


class _Delegate(RowDelegateBase):
    mirrors = True
    raised = flush = True
    row_height = 52

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a title, what is known of it, and how alike it is."""
        side = ReadingSide.of(rect, option.widget)
        copy: Copy = index.data(ROW)
        theme = look()
        place = rect.adjusted(20, 6, -20, -6)
        title = QRectF(place.x(), place.y(), place.width() - _ALIKE, _TITLE_LINE)
        below = QRectF(place.x(), title.bottom(), place.width(), place.bottom() - title.bottom())
        whole = side.place(title.adjusted(0, 0, _ALIKE, 0))
        ink = theme.muted if copy.retired else theme.text
        caption = sans(metrics.TEXT_CAPTION)
        paint_text(painter, side.place(title), shown_title(copy.title), sans(), ink, side.leading)
        paint_text(painter, side.place(below), _meta(copy), caption, theme.muted, side.leading)
        paint_text(painter, whole, _alike(copy), sans(), theme.muted, side.trailing)


def _said(copy: Copy) -> str:
    return f"{shown_title(copy.title)} — {_meta(copy)}"


def _alike(copy: Copy) -> str:
    return tr("{n} %", n=min(99, int(copy.alike * 100)) if copy.alike < 1 else 100)


def _annotations(count: int) -> str:
    if not count:
        return ""
    return tr("1 annotation") if count == 1 else tr("{n} annotations", n=f"{count:,}")


def _meta(copy: Copy) -> str:
    return side_by_side(
        tr("Retired") if copy.retired else "",
        copy.outlet or "",
        short_date(copy.published),
        tr("{n} characters", n=f"{copy.characters:,}"),
        _annotations(copy.annotations),
    )
