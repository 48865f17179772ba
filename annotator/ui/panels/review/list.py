"""The units of the article below the card: by kind, open, settled or all."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.desk import Desk
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_icon,
    paint_mark,
    paint_text,
    sans,
    serif,
    tint,
)
from annotator.ui.models.review_list import (
    GroupRow,
    ReviewListModel,
    Role,
    ShownUnit,
    TakeRow,
    UnitRow,
    count_of,
)
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.units import listed
from annotator.ui.soon import Soon
from annotator.ui.widgets.key_cap import paint_keys
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.number_button import paint_dots
from annotator.ui.widgets.progress_bar import paint_progress
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.segmented import Segment, Segmented
from annotator.ui.widgets.text import Text

_ROW = 28
_HEAD = 44
_GLYPH_AT = 24
_WORDS_AT = 48
_BAR_WIDTH = 72
_COUNT_WIDTH = 72
_NARROW = 340
"""Width below which a group has no bar."""
_SHOWN = ("open", "settled", "all")


class ReviewList(QWidget):
    """Shows the units and makes one current; with Ctrl and Shift several are chosen.

    Signals:
        chosen(): one was chosen.
        take_wanted(): take all on which everybody agrees.
        several_changed(number): so many are chosen to be decided about at once; 0 for one.
    """

    chosen = Signal()
    take_wanted = Signal()
    several_changed = Signal(int)

    def __init__(self, desk: Desk, review: ReviewDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.model = ReviewListModel(desk, review, self)
        self.view = UnitView(tr("Differences"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(ReviewDelegate(desk, self.model, self.view))
        self.title = Text(px=metrics.TEXT_TITLE, weight=STRONG)
        self.filter = Segmented(
            [Segment(tr("Open")), Segment(tr("Settled")), Segment(tr("All"))],
            tr("Which differences"),
        )
        self.filter.picked.connect(self._on_filter)
        head = QHBoxLayout()
        set_margins(head, metrics.SPACE_INSIDE, 0, 0, 0, within=self)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.filter)
        top = QWidget()
        top.setFixedHeight(_HEAD)
        top.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.view, 1)
        self.view.clicked.connect(self._on_clicked)
        self.view.activated.connect(self._on_clicked)
        self.view.folded.connect(self._on_folded)
        # Ctrl and Shift choose several, to be decided about at once.
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        told = Soon(self._tell, self)
        self.view.selectionModel().selectionChanged.connect(lambda *_: told.start())
        self._soon = Soon(self._follow, self)
        review.reviewed.connect(self._soon.start)
        review.current_changed.connect(lambda _: self._soon.start())
        desk.labels_changed.connect(self.model.refresh)
        self._follow()

    def _follow(self) -> None:
        count = len(listed(self._review.review))
        self._tell()
        self.filter.set_number(2, f"{count:,}" if count else "")
        row = self.model.row_of(self._review.current_key)
        index = self.model.index(row) if row >= 0 else QModelIndex()
        here = self.model.row_at(self.view.currentIndex().row())
        if self.view.hasFocus() and not isinstance(here, UnitRow) and not index.isValid():
            # Whoever walks the heads by keyboard goes on from there.
            return
        flags = QItemSelectionModel.SelectionFlag
        kept = index.isValid() and len(self.several()) > 1
        self.view.selectionModel().setCurrentIndex(
            index, flags.NoUpdate if kept else flags.ClearAndSelect
        )
        if index.isValid():
            self.view.scrollTo(index)

    def several(self) -> list[str]:
        """List the keys of the chosen units, if they are several and the current one is of them."""
        rows = (
            self.model.row_at(one.row()) for one in self.view.selectionModel().selectedIndexes()
        )
        keys = [row.one.unit.key for row in rows if isinstance(row, UnitRow)]
        return keys if len(keys) > 1 and self._review.current_key in keys else []

    def let_go(self) -> None:
        """Choose the current one alone."""
        self.view.selectionModel().clearSelection()
        self._follow()

    def _tell(self) -> None:
        """Say how many are open, or how many are chosen."""
        several = len(self.several())
        number = f"{several or self._review.number_open():,}"
        self.title.setText(tr("{n} chosen", n=number) if several else tr("{n} open", n=number))
        self.several_changed.emit(several)

    def _on_filter(self, number: int) -> None:
        self.model.show_only(_SHOWN[number])  # type: ignore[arg-type]
        self._follow()

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        match row:
            case GroupRow():
                self.model.toggle(index.row())
            case TakeRow():
                self.take_wanted.emit()
            case UnitRow() if not self.view.selectionModel().isSelected(index):
                pass  # Ctrl has taken it out of those chosen
            case UnitRow():
                self._review.select(row.one.unit.key)
                self.chosen.emit()

    def _on_folded(self, unfold: bool) -> None:
        number = self.view.currentIndex().row()
        row = self.model.row_at(number)
        if isinstance(row, GroupRow) and row.unfolded != unfold:
            self.model.toggle(number)
            self.view.setCurrentIndex(self.model.index(number))


class UnitView(RowView):
    """The rows; the arrows sideways fold and unfold.

    Signals:
        folded(unfold): fold, or unfold, the group of the current row.
    """

    folded = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and unfold by the arrow keys."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.folded.emit(event.key() == Qt.Key.Key_Right)
            return
        super().keyPressEvent(event)


class ReviewDelegate(RowDelegateBase):
    """Paints the head of a group, a unit, and the row that takes all agreed."""

    row_height = _ROW
    inset = 0

    def __init__(self, desk: Desk, model: ReviewListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model

    def selected_fill(self, index: Index) -> QColor:
        """Take the label's colour."""
        row = index.data(Role.ROW)
        if not isinstance(row, ShownUnit):
            return super().selected_fill(index)
        style = self._desk.scene.look_of(row.one.unit.proposal.label)
        return tint(label_colours(style.colour).line, 44)

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one row."""
        row = index.data(Role.ROW)
        inner = rect.adjusted(metrics.SPACE_INSIDE, 0, -metrics.SPACE_EDGE, 0)
        if isinstance(row, GroupRow):
            self._paint_group(painter, inner, row)
        elif isinstance(row, TakeRow):
            self._paint_take(painter, inner, row)
        elif isinstance(row, ShownUnit):
            selected = self.row_state(option, index).selected
            self._paint_unit(painter, inner, row, selected=selected)

    def _paint_group(self, painter: QPainter, inner: QRectF, row: GroupRow) -> None:
        theme = look()
        side = metrics.ICON
        top = inner.center().y() - side / 2
        arrow = QRectF(inner.x() - 2, top, side, side)
        paint_icon(painter, "down" if row.unfolded else "right", arrow, theme.muted)
        glyph = QRectF(inner.x() + _GLYPH_AT - 2, top, side, side)
        paint_icon(painter, row.step.icon, glyph, theme.text)
        words = count_of(row, self._model.shown)
        small = sans(metrics.TEXT_SMALL)
        done = not row.open
        colour = theme.muted if done else theme.text
        width = paint_text(painter, inner, words, small, colour, RIGHT)
        measured = QFontMetricsF(small)
        y = inner.center().y() + (measured.ascent() - measured.descent()) / 2 + 3
        paint_dots(painter, inner.right() - width, y, width, theme.faint)
        right = inner.right() - max(_COUNT_WIDTH, width + metrics.SPACE)
        if inner.width() >= _NARROW:
            bar = QRectF(right - _BAR_WIDTH, inner.center().y() - 2, _BAR_WIDTH, metrics.PROGRESS)
            paint_progress(painter, bar, 1 - row.open / row.all, theme.muted)
            right = bar.left() - metrics.SPACE
        title = QRectF(inner.x() + _WORDS_AT - 4, inner.y(), 0, inner.height())
        title.setRight(right)
        paint_text(painter, title, row.title, sans(metrics.TEXT_BODY, STRONG), theme.text)

    def _paint_take(self, painter: QPainter, inner: QRectF, row: TakeRow) -> None:
        theme = look()
        words = inner.adjusted(_WORDS_AT - 4, 0, 0, 0)
        said = tr("Take all {n}", n=f"{row.number:,}")
        paint_text(painter, words, said, sans(metrics.TEXT_BODY, STRONG), theme.accent)
        paint_keys(painter, inner.right(), inner.center().y() - metrics.KEY_CAP / 2, "Shift A")

    def _paint_unit(
        self, painter: QPainter, inner: QRectF, row: ShownUnit, *, selected: bool
    ) -> None:
        theme, one = look(), row.one
        quiet = theme.text if selected else theme.muted
        style = self._desk.scene.look_of(one.unit.proposal.label)
        y = inner.center().y() - metrics.MARK_HEIGHT / 2
        colour = label_colours(style.colour).line
        paint_mark(painter, inner.x() + _GLYPH_AT, y, colour, style.pattern)
        taken = paint_text(painter, inner, row.place, sans(metrics.TEXT_SMALL), quiet, RIGHT)
        words = QRectF(inner.x() + _WORDS_AT - 4, inner.y(), 0, inner.height())
        words.setRight(inner.right() - taken - metrics.SPACE_GROUPS)
        sign = _SIGNS.get(one.state) or ("note" if one.asking else "")
        if sign:
            icon = QRectF(words.right() - 14, inner.center().y() - 7, 14, 14)
            warns = one.state in ("changed", "disputed") or one.asking
            paint_icon(painter, sign, icon, theme.warn if warns else quiet)
            words.setRight(icon.left() - metrics.SPACE_INSIDE)
        settled = one.state == "settled"
        paint_text(painter, words, row.quote, serif(14), quiet if settled else theme.text)


_SIGNS = {
    "settled": "check",
    "unsure": "question",
    "changed": "warning",
    "disputed": "users",
}
