"""The list in which one confirms where annotations stand in the newer version."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import bidirectional

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.model.listing import LabelOutline
from annotator.ui.dialogs.versions.carry_rows import ROW, CarryModel, CarryRow, Quoted
from annotator.ui.dialogs.versions.changes import PARTS
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_mark,
    paint_text,
    sans,
    serif,
    tint,
)
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.tick_box import paint_tick_box

_ROW = 64
_EDGE = 24
_TICK = 16
_NAME = 56
_OUTCOME = 128
_QUOTE_SHARE = 0.36
"""Where quotes begin, as a share of the room for context: so they stand in one column."""
_LEAST = 24
"""Pixels below which context cannot be read."""
_STRONG = ("L", "R", "AL")
"""Kinds of letters that have a direction."""
_ROLES = {"same": "ok", "moved": "accent", "changed": "warn", "gone": "muted"}


class CarryList(RowView):
    """Rows with a tick: Space ticks, left and right choose another place.

    Signals:
        part_wanted(number): show that part of the sheet.
    """

    part_wanted = Signal(int)

    def __init__(
        self,
        model: CarryModel,
        labels: Mapping[str, LabelOutline],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Your annotations"), parent)
        self._rows = model
        model.setParent(self)
        self.setItemDelegate(_Delegate(labels, self))
        self.setModel(model)
        if model.rowCount():
            self.setCurrentIndex(model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space and the keys that choose another place."""
        here = self.currentIndex().row()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if self.isRightToLeft():
            steps = {key: -step for key, step in steps.items()}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space and not event.modifiers():
            self._rows.toggle(here)
        elif event.text() in PARTS:
            self.part_wanted.emit(PARTS.index(event.text()))
        elif key in steps and not event.modifiers():
            self._rows.choose(here, steps[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick at a click on the box."""
        super().mouseReleaseEvent(event)
        place: QPoint = event.position().toPoint()
        index = self.indexAt(place)
        x = self.viewport().width() - place.x() if self.isRightToLeft() else place.x()
        if index.isValid() and x < _EDGE + _TICK + metrics.SPACE:
            self._rows.toggle(index.row())


class _Delegate(RowDelegateBase):
    """A tick, the label's mark, the span as it stood above the span as it stands, the outcome."""

    mirrors = True
    row_height = _ROW
    raised = True

    def __init__(self, labels: Mapping[str, LabelOutline], parent: QWidget) -> None:
        super().__init__(parent)
        self._labels = labels

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one annotation."""
        row: CarryRow = index.data(ROW)
        model = index.model()
        assert isinstance(model, CarryModel)
        was, is_now = model.quoted(row)
        theme = look()
        state = self.row_state(option, index)
        view = self.parent()
        assert isinstance(view, RowView)
        side = ReadingSide.of(rect, view)
        tick = Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        top = rect.center().y()
        box = side.place(QRectF(rect.left() + _EDGE, top - _TICK / 2, _TICK, _TICK))
        paint_tick_box(painter, box.left(), box.top(), tick, enabled=row.can_go)
        place = rect.adjusted(_EDGE + _TICK + 12, 6, -_EDGE, -6)
        outline = self._labels.get(row.carried.annotation.label)
        line = None if outline is None else label_colours(outline.colour).line
        if outline is not None and line is not None:
            high = metrics.MARK_HEIGHT
            mark = side.place(QRectF(place.left(), top - high / 2, metrics.MARK_WIDTH, high))
            paint_mark(painter, mark.left(), mark.top(), line, outline.pattern)
        muted = theme.text if state.selected else theme.muted
        half = place.height() / 2
        outcome = QRectF(place.right() - _OUTCOME, place.top(), _OUTCOME, half)
        kind = "gone" if not row.places else row.places[row.place].outcome
        role = "muted" if row.carried.there else _ROLES[kind]
        # On what is selected no colour but that of text is sure to be read.
        colour = muted if role == "muted" or state.selected else theme.colour(role)
        font = sans(metrics.TEXT_SMALL, STRONG)
        paint_text(painter, side.place(outcome), row.outcome, font, colour, side.trailing)
        if len(row.places) > 1 and row.can_go:
            which = tr("place {n} of {all}", n=row.place + 1, all=len(row.places))
            below = side.place(outcome.translated(0, half))
            paint_text(painter, below, which, sans(metrics.TEXT_CAPTION), muted, side.trailing)
        for number, (name, quoted) in enumerate(((tr("was"), was), (tr("is now"), is_now))):
            left = place.left() + 12
            head = QRectF(left, place.top() + number * half, _NAME, half)
            small = sans(metrics.TEXT_CAPTION)
            paint_text(painter, side.place(head), name, small, muted, side.leading)
            room = QRectF(left + _NAME, head.top(), outcome.left() - 12 - left - _NAME, half)
            if quoted is None:
                words = tr("nothing like it was found")
                font = sans(metrics.TEXT_SMALL)
                paint_text(painter, side.place(room), words, font, muted, side.leading)
            else:
                _paint_quoted(painter, side.place(room), quoted, line)


def _paint_quoted(painter: QPainter, box: QRectF, quoted: Quoted, colour: QColor | None) -> None:
    """Paint a span in its column, with as much around it as there is room for.

    What stands before it in the text stands on the side from which the text is read.
    """
    theme = look()
    font, strong = serif(metrics.TEXT_CONTEXT), serif(metrics.TEXT_CONTEXT, STRONG)
    said = f"{quoted.quote}{quoted.before}{quoted.behind}"
    first = next((bidirectional(one) for one in said if bidirectional(one) in _STRONG), "L")
    runs = first == "L"
    side = ReadingSide(box, mirrored=not runs)
    # So that what was cut off is marked at the end at which it was.
    way = Qt.LayoutDirection.LeftToRight if runs else Qt.LayoutDirection.RightToLeft
    painter.setLayoutDirection(way)
    left = box.left() + _QUOTE_SHARE * box.width()
    before = side.place(QRectF(box.left(), box.top(), left - box.left(), box.height()))
    # “Left” is the beginning of a text to Qt, whichever way it runs.
    cut = Qt.TextElideMode.ElideLeft
    paint_text(painter, before, quoted.before.strip(), font, theme.muted, side.trailing, cut)
    middle = QRectF(left + 4, box.top(), box.right() - left - 4, box.height())
    width = min(QFontMetricsF(strong).horizontalAdvance(quoted.quote), middle.width())
    if colour is not None:
        wash = side.place(QRectF(middle.left() - 2, middle.center().y() - 10, width + 4, 20))
        paint_box(painter, wash, metrics.RADIUS_WASH, fill=tint(colour, theme.wash))
    paint_text(painter, side.place(middle), quoted.quote, strong, theme.text, side.leading)
    rest = middle.adjusted(width + (6 if quoted.behind.startswith(" ") else 2), 0, 0, 0)
    if rest.width() > _LEAST:
        words = quoted.behind.strip()
        paint_text(painter, side.place(rest), words, font, theme.muted, side.leading)
