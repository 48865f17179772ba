"""What changed between two versions: in one text, or the older beside the newer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.text.diff_rows import DiffRows, Row
from annotator.ui.dialogs.versions.change_painting import (
    FOLD,
    PADDING,
    SetRow,
    column_width,
    line_height,
    paint_fold,
    paint_row,
    set_row,
)
from annotator.ui.dialogs.versions.change_rows import ITEM, ChangeModel, Folded, fold_words
from annotator.ui.i18n import tr
from annotator.ui.look import metrics, serif, text_width
from annotator.ui.widgets.row_delegate import RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.telling import tell

PARTS = ("1", "2")
"""The keys of the parts of the sheet."""
_KEPT_SET = 200
"""Rows that stay set: some pages of them."""
_SAMPLE = "the quick brown fox jumps over the lazy dog"
_ROUNDS = 6
"""How often the rows in view are placed anew, as their heights become known."""
_SHOWN_AT = 3
"""A change is shown a third below the upper edge: what stands around it tells what it means."""
_SIGNIFICANT = 40
"""Pixels of width from which on rows are set at all."""
Index = QModelIndex | QPersistentModelIndex


class Changes(RowView):
    """Shows what changed, with some unchanged text around it; n and p walk, s puts side by side.

    Rows are set when they come into view; those that have not been there have an estimated height.

    Args:
        old, new: the texts.
        rows: their paragraphs, each beside what it became.
        beside: whether the older text stands beside the newer, and not in it.

    Signals:
        walked(number): the change with that number, from 1, is shown.
        part_wanted(number): show that part of the sheet.
        beside_wanted(): show it the other way.
        all_wanted(): show what is folded, or fold it again.
    """

    walked = Signal(int)
    part_wanted = Signal(int)
    beside_wanted = Signal()
    all_wanted = Signal()

    def __init__(
        self,
        old: str,
        new: str,
        rows: DiffRows,
        *,
        beside: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("What changed"), parent)
        self.beside = beside
        self.rows = ChangeModel(old, new, rows)
        self.number = self.rows.number
        """How many changes there are."""
        self.rows.setParent(self)
        self._here = 0
        self._heights: dict[int, int] = {}
        self._set: OrderedDict[int, SetRow] = OrderedDict()
        self._settling = False
        self.setUniformItemSizes(False)
        self.setItemDelegate(_Delegate(self))
        # Before the list hears of it, and asks for heights.
        self.rows.modelReset.connect(self._forget)
        self.setModel(self.rows)
        self.setCurrentIndex(self.rows.index(0, 0))
        self.verticalScrollBar().valueChanged.connect(self._settle_here)

    @property
    def here(self) -> int:
        """The change that somebody stands at, from 1; 0 before they walked to one."""
        return self._here

    def walk(self, step: int) -> None:
        """Show the next change, or the one before; from the last on to the first."""
        if not self.number:
            return
        row = self.currentIndex().row()
        item = self.rows.item(row)
        if self._here and isinstance(item, Row) and self._here in item.changes():
            self._here = (self._here - 1 + step) % self.number + 1
        else:
            self._here = self.rows.change_from(row, step)
        self._show()

    def set_beside(self, *, beside: bool) -> None:
        """Show the older text beside the newer, or both in one; at the same place."""
        self.beside = beside
        top = self.indexAt(self.viewport().rect().topLeft()).row()
        self._forget()
        self.doItemsLayout()
        self._return_to(top)

    def show_all(self, *, everything: bool) -> None:
        """Show all of the text, or fold again what is far from any change."""
        top = self.indexAt(self.viewport().rect().topLeft()).row()
        row = self.rows.row_at(max(0, top))
        self.rows.show_all(everything=everything)
        self._return_to(self.rows.item_of(row))

    def unfold(self, number: int) -> None:
        """Show the rows of a fold, where it was."""
        y = self.visualRect(self.rows.index(number, 0)).top()
        self.rows.unfold(number)
        self.setCurrentIndex(self.rows.index(number, 0))
        self.verticalScrollBar().setValue(self._edge(number) - y)
        self._settle(number)

    def hovered_row(self) -> int:
        """Give a fold under the mouse: text is not lit by it."""
        row = super().hovered_row()
        return row if self._is_fold(row) else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that walk, show otherwise, unfold and copy."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}.get(Qt.Key(event.key()))
        here = self.currentIndex().row()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(here)
        elif plain and step:
            self.walk(step)
        elif plain and event.key() == Qt.Key.Key_S:
            self.beside_wanted.emit()
        elif plain and event.key() == Qt.Key.Key_A:
            self.all_wanted.emit()
        elif plain and enter and self._is_fold(here):
            self.unfold(here)
        elif event.text() in PARTS:
            self.part_wanted.emit(PARTS.index(event.text()))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show what is folded at a click on it."""
        super().mouseReleaseEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if event.button() == Qt.MouseButton.LeftButton and self._is_fold(row):
            self.unfold(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the rows to the new width; what was at the top stays there."""
        top = self.indexAt(self.viewport().rect().topLeft()).row()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._forget()
            self.doItemsLayout()
            self._return_to(top)
        else:
            self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """Set the rows again when colours or the size of letters change."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._forget()
            self.doItemsLayout()

    def row_heights(self, count: int) -> Iterable[int]:
        """Give the heights of what was in view, and estimates of all others."""
        letter = text_width(_SAMPLE, serif(metrics.TEXT_QUOTE)) / len(_SAMPLE)
        room = column_width(self.viewport().width(), beside=self.beside)
        each, line, known = max(1.0, room / letter), line_height(), self._heights
        for number, size in enumerate(islice(self.rows.sizes(), count)):
            found = known.get(number)
            if found is not None:
                yield found
            elif size:
                yield round((size // each + 1) * line) + 2 * PADDING
            else:
                yield FOLD

    def set_at(self, number: int) -> SetRow | None:
        """Give a row as it is set; None for a fold."""
        found = self._set.get(number)
        if found is not None:
            self._set.move_to_end(number)
            return found
        item = self.rows.item(number)
        if not isinstance(item, Row):
            return None
        made = set_row(item, self.rows.words, self.viewport().width(), beside=self.beside)
        self._set[number] = made
        if len(self._set) > _KEPT_SET:
            self._set.popitem(last=False)
        return made

    def _is_fold(self, number: int) -> bool:
        return isinstance(self.rows.item(number), Folded)

    def _forget(self) -> None:
        """Forget how rows were set."""
        self._heights.clear()
        self._set.clear()

    def _return_to(self, row: int) -> None:
        """Show a row at the top; the change that somebody stands at, if that is in view then."""
        if row >= 0:
            self.verticalScrollBar().setValue(self._edge(min(row, self._count())))
            self._settle(row)
        if self._here:
            self._show()

    def _settle_here(self) -> None:
        self._settle()

    def _settle(self, hold: int = -1) -> None:
        """Set the rows in view; the row to hold, or one known before, stays where it is."""
        if self._settling or self.viewport().width() < _SIGNIFICANT:
            return
        self._settling = True
        bar, page = self.verticalScrollBar(), self.viewport().height()
        for _ in range(_ROUNDS):
            self.executeDelayedItemsLayout()
            first = max(0, self._row_at(bar.value()))
            last = min(self._row_at(bar.value() + page), self._count() - 1)
            shown = range(first, last + 1)
            fresh = [one for one in shown if one not in self._heights]
            if not fresh:
                break
            held = (
                hold if hold >= 0 else next((one for one in shown if one in self._heights), first)
            )
            y = self._edge(held) - bar.value()
            for one in fresh:
                made = self.set_at(one)
                self._heights[one] = FOLD if made is None else made.height
            self.doItemsLayout()
            bar.setValue(self._edge(held) - y)
        self._settling = False

    def _show(self) -> None:
        row = self.rows.first_of(self._here)
        self.setCurrentIndex(self.rows.index(row, 0))
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setValue(self._edge(row) - page // _SHOWN_AT)
        self._settle(row)
        made = self.set_at(row)
        within = 0 if made is None else round(made.top_of(self._here))
        bar.setValue(self._edge(row) + within - page // _SHOWN_AT)
        self._settle(row)
        self.viewport().update()
        self.walked.emit(self._here)
        tell(self, tr("{n} of {all}", n=self._here, all=f"{self.number:,}"))

    def _copy(self, number: int) -> None:
        item = self.rows.item(number)
        if isinstance(item, Row):
            QGuiApplication.clipboard().setText(self.rows.copied(item))


class _Delegate(RowDelegateBase):
    """A paragraph of both texts, or what stands for those that are folded."""

    mirrors = True
    raised = True
    inset = 0

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a row."""
        del option
        view = self.parent()
        assert isinstance(view, Changes)
        item, mirrored = index.data(ITEM), view.isRightToLeft()
        if isinstance(item, Folded):
            paint_fold(painter, rect, fold_words(item), mirrored=mirrored)
            return
        made = view.set_at(index.row())
        if made is not None:
            paint_row(painter, rect, made, view.here, mirrored=mirrored)

    def selected_fill(self, _index: Index) -> QColor:
        """Leave the ground as it is: it tells what changed."""
        return QColor(Qt.GlobalColor.transparent)
