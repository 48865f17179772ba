"""How a line of a concordance is painted: all hits in one column, as on a printed page."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import bidirectional

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.model.listing import LabelOutline
from annotator.model.search import ArticleHead, Line, LineMark
from annotator.ui.look import (
    LEFT,
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_lane,
    paint_mark,
    paint_text,
    sans,
    serif,
    text_width,
    tint,
    turn_round,
)
from annotator.ui.models.line_list import LineRole
from annotator.ui.panels.concordance.line_columns import TICK_AT, LineColumns
from annotator.ui.panels.dates import short_date
from annotator.ui.widgets.chip import chip_width, paint_chip
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.tick_box import paint_tick_box

# Where Qt would turn them round with the painter's direction.
_LEFT, _RIGHT = LEFT | Qt.AlignmentFlag.AlignAbsolute, RIGHT | Qt.AlignmentFlag.AlignAbsolute
_LEFTWARDS, _RIGHTWARDS = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
_WASH_AIR = 3
_GAP = 4
_BEFORE_HIT = 8
_MOST_LANES = 2
_NEAR = 60
"""Characters at each side by which the direction of a text is told."""
_ELIDE_BEFORE, _ELIDE_AFTER = Qt.TextElideMode.ElideLeft, Qt.TextElideMode.ElideRight


class LineDelegate(RowDelegateBase):
    """Paints context, hit, labels and article. ``labels`` and ``me`` are set from outside."""

    mirrors = True
    row_height = metrics.TALL_ROW
    inset = 8

    def __init__(self, columns: LineColumns, view: RowView, *, ticks: bool = True) -> None:
        super().__init__(view)
        self._columns = columns
        self._ticks = ticks
        self.labels: Mapping[str, LabelOutline] = {}
        self.me = ""

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one line."""
        line: Line | None = index.data(LineRole.LINE)
        head: ArticleHead | None = index.data(LineRole.HEAD)
        if line is None or head is None:
            return
        theme = look()
        side = ReadingSide.of(rect, option.widget)
        boxes = {
            column: side.place(box.translated(rect.x(), rect.y()))
            for column, box in self._columns.boxes(rect.width(), rect.height()).items()
        }
        if self._ticks:
            ticked = index.data(LineRole.TICKED)
            state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            top = rect.center().y() - metrics.TICK_BOX / 2
            box = QRectF(rect.x() + TICK_AT, top, metrics.TICK_BOX, metrics.TICK_BOX)
            paint_tick_box(painter, side.place(box).x(), top, state)
        self._paint_words(painter, boxes["left"], boxes["hit"], line)
        if "label" in boxes:
            painter.save()
            if side.mirrored:
                turn_round(painter, boxes["label"])
            self._paint_labels(painter, boxes["label"], line)
            painter.restore()
        small, meta = sans(metrics.TEXT_SMALL), sans(metrics.TEXT_CAPTION)
        paint_text(painter, boxes["title"], head.title, small, theme.muted, side.leading)
        if "outlet" in boxes:
            paint_text(painter, boxes["outlet"], head.outlet, meta, theme.muted, side.leading)
        if "date" in boxes:
            day = short_date(head.published)
            paint_text(painter, boxes["date"], day, meta, theme.muted, side.leading)

    def _paint_words(self, painter: QPainter, context: QRectF, place: QRectF, line: Line) -> None:
        """Paint the context and the hit, in the direction in which the text is read."""
        theme = look()
        plain, strong = serif(metrics.TEXT_CONTEXT), serif(metrics.TEXT_CONTEXT, STRONG)
        # In a text that runs leftwards what stands before the hit stands at its right.
        leftwards = runs_leftwards(line)
        before, after = line.left.rstrip(), _begun(line.right)
        at_left, cut_left = (after, _ELIDE_AFTER) if leftwards else (before, _ELIDE_BEFORE)
        at_right, cut_right = (before, _ELIDE_BEFORE) if leftwards else (after, _ELIDE_AFTER)
        width = min(text_width(line.hit, strong), place.width() * 0.6)
        air = _WASH_AIR if line.marks else 0
        hit = QRectF(place.x(), place.y(), width, place.height())
        if place.x() < context.x():
            hit.moveRight(place.right())
        whole = context.united(place)
        # What stands before the hit keeps its distance; what follows has a space of its own.
        gaps = (air, _BEFORE_HIT) if leftwards else (_BEFORE_HIT, air)
        left, right = QRectF(whole), QRectF(whole)
        left.setRight(hit.left() - gaps[0])
        right.setLeft(hit.right() + gaps[1])
        # A context that begins with a word of the other direction runs as its text does.
        way = _LEFTWARDS if leftwards else _RIGHTWARDS
        paint_text(painter, left, at_left, plain, theme.muted, _RIGHT, cut_left, way=way)
        paint_text(painter, right, at_right, plain, theme.muted, _LEFT, cut_right, way=way)
        self._paint_hit(painter, hit, line, strong)

    def _paint_hit(self, painter: QPainter, hit: QRectF, line: Line, font: QFont) -> None:
        """Paint the hit as it is tagged: washed if by oneself, with a line for each label."""
        theme = look()
        height = metrics.CHIP + 2
        top = hit.center().y() - height / 2
        box = QRectF(hit.x() - _WASH_AIR, top, hit.width() + 2 * _WASH_AIR, height)
        own = [one for one in line.marks if one.annotator == self.me]
        if own:
            colour = label_colours(self._colour(own[0])[0]).line
            paint_box(painter, box, metrics.RADIUS_WASH, fill=tint(colour, theme.wash))
        paint_text(painter, hit, line.hit, font, theme.text)
        looks = list(dict.fromkeys(self._colour(one) for one in line.marks))
        for number, (colour_name, pattern) in enumerate(looks[:_MOST_LANES]):
            y = box.bottom() - metrics.LANE + number * (metrics.LANE + 1)
            lane = QRectF(box.x(), y, box.width(), metrics.LANE)
            paint_lane(painter, lane, label_colours(colour_name).line, pattern)

    def _paint_labels(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        """Paint one's own labels as chips, those of others as marks with their names."""
        theme = look()
        x, seen = rect.x(), set[tuple[str, bool]]()
        height = metrics.CHIP_SMALL + 2
        top = rect.center().y() - height / 2
        font = sans(metrics.TEXT_CAPTION)
        meant = line.entity
        for one in sorted(
            line.marks, key=lambda mark: (mark.entity != meant, mark.annotator != self.me)
        ):
            own = one.annotator == self.me
            name, room = self._name(one), rect.right() - x
            if (one.label, own) in seen or (not own and (one.label, True) in seen):
                continue
            seen.add((one.label, own))
            colour, pattern = self._colour(one)
            needed = chip_width(name) if own else 10 + text_width(name, font)
            if needed > room:
                more = QRectF(x, rect.y(), max(room, 10), rect.height())
                paint_text(painter, more, "…", font, theme.muted)
                return
            if own:
                x += paint_chip(painter, x, top, name, label_colours(colour), height) + _GAP
            else:
                mark_top = rect.center().y() - metrics.MARK_HEIGHT / 2
                paint_mark(painter, x, mark_top, label_colours(colour).line, pattern, hollow=True)
                place = QRectF(x + 8, rect.y(), room - 8, rect.height())
                x += 10 + paint_text(painter, place, name, font, theme.muted) + _GAP

    def _colour(self, mark: LineMark) -> tuple[str, str]:
        known = self.labels.get(mark.label)
        return (known.colour, known.pattern) if known else ("slate", "solid")

    def _name(self, mark: LineMark) -> str:
        known = self.labels.get(mark.label)
        return known.name if known else mark.label


def _begun(words: str) -> str:
    """Keep one space at most before what follows the hit."""
    return f" {words.strip()}" if words[:1].isspace() else words.rstrip()


def runs_leftwards(line: Line) -> bool:
    """Tell by the letters around the hit whether the text runs from right to left."""
    near = f"{line.left[-_NEAR:]}{line.hit}{line.right[:_NEAR]}"
    if near.isascii():
        return False
    kinds = [bidirectional(sign) for sign in near]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")
