"""The rail of the review page: a row for each paragraph, coloured by the worst that is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget

from annotator.model.unit import ReviewUnit
from annotator.ui.editor.scene import Scene
from annotator.ui.i18n import tr
from annotator.ui.look import (
    LEFT,
    REGULAR,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_ground,
    paint_icon,
    paint_text,
    sans,
)
from annotator.ui.models.review_rail import RailRow, ReviewRailModel, Role
from annotator.ui.soon import Soon
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase, RowState
from annotator.ui.widgets.row_view import RowView

ROW = 52
ROW_LOW = 28
_WIDTH = 72
_ABOVE = 12
_BETWEEN = 4
"""Pixels between the grounds of two rows."""
_BAR_LEFT = 12
_BAR_WIDTH = 6
_BAR_BESIDE = 6
_WORDS_LEFT = 26
_NAME_AT = 15
_GLYPH_AT = 33
"""Middle of the name and of what is below it, in pixels from the top of a row."""
_GLYPH_LEFT = 25
_NUMBER_LEFT = 46
_HATCH = 4.0
_AT_ONCE = 500
"""Units and paragraphs up to which they are counted at once."""


class ReviewRail(QWidget):
    """Shows the paragraphs and leads to one.

    Signals:
        unit_wanted(key): go to a unit: the first that is open in a paragraph.
        place_wanted(position): go to a paragraph without units, at a code point.
    """

    unit_wanted = Signal(str)
    place_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current: tuple[str | None, int | None] = None, None
        self._waiting: tuple[Scene, Sequence[ReviewUnit]] = (Scene.empty(), ())
        self._soon = Soon(self._show, self)
        self.model = ReviewRailModel(self)
        self.view = RowView(tr("Paragraphs"))
        self.view.setModel(self.model)
        self.delegate = RailDelegate(self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.clicked.connect(self._on_chosen)
        self.view.activated.connect(self._on_chosen)
        self.model.modelReset.connect(self._on_reset)
        self.setFocusProxy(self.view)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        set_margins(column, 0, _ABOVE, 1, 0, within=self)
        column.setSpacing(0)
        column.addWidget(self.view)

    def show_units(self, scene: Scene, units: Sequence[ReviewUnit]) -> None:
        """Show how the units of an article stand, paragraph by paragraph.

        Of a long article they are counted once the key that changed one has been answered.
        """
        self._waiting = scene, units
        if max(len(units), len(scene.paragraphs.roles)) <= _AT_ONCE:
            self._show()
        else:
            self._soon.start()

    def set_current(self, key: str | None, start: int | None = None) -> None:
        """Mark the paragraph of a unit, and bring it into view.

        Args:
            key: names the unit; None marks nothing.
            start: its first code point, which is looked for if it is not given.
        """
        self._current = key, start
        if self._soon.isActive():
            return
        row = self.model.row_of(self.model.place_of(key) if start is None else start)
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self.view.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        if index.isValid():
            self.view.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take lower rows where the usual ones do not all fit."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line at the right."""
        paint_ground(self, look().win, "trailing")

    def _show(self) -> None:
        self._soon.stop()
        self.model.show_units(*self._waiting)
        self.set_current(*self._current)

    def _fit(self) -> None:
        room = self.height() - _ABOVE
        fits = self.model.rowCount() * ROW <= room
        height = ROW if fits else ROW_LOW
        if height != self.delegate.row_height:
            self.delegate.row_height = height
            self.view.scheduleDelayedItemsLayout()
            self.set_current(*self._current)

    def _on_reset(self) -> None:
        self._fit()
        self.set_current(*self._current)

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is None:
            return
        if row.first:
            self.unit_wanted.emit(row.first)
        else:
            self.place_wanted.emit(row.start)


class RailDelegate(RowDelegateBase):
    """Paints a paragraph: bar, number, what is open; lower rows have bar and number only."""

    row_height = ROW
    inset = 4

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: Index, state: RowState) -> None:
        super()._paint_ground(painter, rect.adjusted(0, 0, 0, -_BETWEEN), index, state)

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one paragraph."""
        row = index.data(Role.ROW)
        assert isinstance(row, RailRow)
        state, theme = self.row_state(option, index), look()
        ground = rect.adjusted(0, 0, 0, -_BETWEEN)
        low = self.row_height == ROW_LOW
        beside = _BETWEEN if low else _BAR_BESIDE
        bar = QRectF(_BAR_LEFT, ground.y() + beside, _BAR_WIDTH, ground.height() - 2 * beside)
        _paint_bar(painter, bar, row)
        still = row.worst is not None or row.unsure
        colour = theme.text if still or state.selected else theme.muted
        font = sans(metrics.TEXT_SMALL, STRONG if state.selected else REGULAR)
        middle = ground.center().y() if low else ground.y() + _NAME_AT
        words = QRectF(_WORDS_LEFT, middle - 10, rect.width() - _WORDS_LEFT, 20)
        paint_text(painter, words, row.short, font, colour)
        if not low:
            _paint_state(
                painter,
                ground.y() + _GLYPH_AT,
                row,
                theme.text if state.selected else theme.muted,
            )


def _paint_bar(painter: QPainter, bar: QRectF, row: RailRow) -> None:
    """Fill the bar in the colour of the worst; hatch it for unsure; else leave it hollow."""
    theme, radius = look(), _BAR_WIDTH / 2
    if row.worst is not None:
        edge = theme.outline(theme.line2)
        paint_box(painter, bar, radius, fill=row.worst.colours.fill, border=edge)
    elif row.unsure:
        outline = QPainterPath()
        outline.addRoundedRect(bar, radius, radius)
        painter.save()
        painter.setClipPath(outline)
        painter.setPen(QPen(theme.muted, 1.2))
        y = bar.top() - _BAR_WIDTH
        while y < bar.bottom():
            painter.drawLine(QPointF(bar.left(), y), QPointF(bar.right(), y + _BAR_WIDTH))
            y += _HATCH
        painter.restore()
        paint_box(painter, bar, radius, border=theme.muted)
    else:
        paint_box(painter, bar, radius, border=theme.line2)


def _paint_state(painter: QPainter, middle: float, row: RailRow, colour: QColor) -> None:
    """Draw the glyph of the worst, and how many are open."""
    icon = "tick"
    if row.worst is not None:
        icon = row.worst.icon
    elif row.unsure:
        icon = "question"
    side = metrics.ICON
    paint_icon(painter, icon, QRectF(_GLYPH_LEFT, round(middle - side / 2), side, side), colour)
    if row.worst is not None or row.unsure:
        number = QRectF(_NUMBER_LEFT, middle - 10, _WIDTH - _NUMBER_LEFT, 20)
        paint_text(
            painter, number, f"{row.open}", sans(metrics.TEXT_CAPTION, STRONG), look().text, LEFT
        )
