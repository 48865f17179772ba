"""How a hit is painted: all hits in one column, what stands around them at both sides."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.model.occurrence import Occurrence
from annotator.ui.dialogs.tag_all.words import NameOf, reason
from annotator.ui.look import (
    LEFT,
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_lane,
    paint_text,
    sans,
    serif,
    text_width,
    tint,
)
from annotator.ui.models.occurrences import HeadTick, HitRole
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.tick_box import paint_tick_box

# Where Qt would turn them round with the painter's direction.
_LEFT, _RIGHT = LEFT | Qt.AlignmentFlag.AlignAbsolute, RIGHT | Qt.AlignmentFlag.AlignAbsolute
TICK_AT = 16
_PLACE_AT = 44
_HITS_AT = 0.44  # of the width: 264 of 600
_BETWEEN = 8
_WASH_AIR = 4
_LONGEST_HIT = 0.55  # of the room behind the column of the hits
_CUT_BEFORE, _CUT_AFTER = Qt.TextElideMode.ElideLeft, Qt.TextElideMode.ElideRight


class HitDelegate(RowDelegateBase):
    """Paints hits and the heads of articles. ``label`` is the colour and pattern of the label."""

    mirrors = True
    row_height = metrics.TALL_ROW
    raised = True

    def __init__(self, view: RowView, name_of: NameOf) -> None:
        super().__init__(view)
        self._name_of = name_of
        self.label = ("slate", "solid")

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one row."""
        side = ReadingSide.of(rect, option.widget)
        head: HeadTick | None = index.data(HitRole.HEAD)
        state: Qt.CheckState | None = index.data(HitRole.TICK)
        hit: Occurrence | None = index.data(HitRole.HIT)
        if state is not None:
            top = rect.center().y() - metrics.TICK_BOX / 2
            box = QRectF(rect.x() + TICK_AT, top, metrics.TICK_BOX, metrics.TICK_BOX)
            enabled = hit is None or index.model().is_free(hit)  # type: ignore[attr-defined]
            paint_tick_box(painter, side.place(box).x(), top, state, enabled=enabled)
        if head is not None:
            self._paint_head(painter, rect, head, side)
        elif hit is not None:
            done = not index.model().is_free(hit)  # type: ignore[attr-defined]
            ticked = state == Qt.CheckState.Checked
            self._paint_hit(painter, rect, hit, side, done=done, ticked=ticked)

    def _paint_head(
        self, painter: QPainter, rect: QRectF, head: HeadTick, side: ReadingSide
    ) -> None:
        theme = look()
        said = f"{head.ticked:,} / {head.free:,}" if head.free else f"{head.article.hits:,}"
        small = sans(metrics.TEXT_CAPTION)
        width = text_width(said, small) + 1
        right = rect.right() - TICK_AT
        count = QRectF(right - width, rect.y(), width, rect.height())
        title = QRectF(rect.x() + _PLACE_AT, rect.y(), 0, rect.height())
        title.setRight(count.left() - _BETWEEN)
        paint_text(painter, side.place(count), said, small, theme.muted, side.trailing)
        name, font = head.article.title, sans(metrics.TEXT_BODY, STRONG)
        paint_text(painter, side.place(title), name, font, theme.text, side.leading)

    def _paint_hit(
        self,
        painter: QPainter,
        rect: QRectF,
        hit: Occurrence,
        side: ReadingSide,
        *,
        done: bool,
        ticked: bool,
    ) -> None:
        theme = look()
        small = sans(metrics.TEXT_CAPTION)
        hit_at = round(rect.width() * _HITS_AT)
        place_width = text_width(hit.place, small) + 1
        place = QRectF(rect.x() + _PLACE_AT, rect.y(), place_width, rect.height())
        why = reason(hit, self._name_of)
        why_width = min(text_width(why, small) + 1, rect.width() * 0.3) if why else 0
        right = rect.right() - TICK_AT
        aside = QRectF(right - why_width, rect.y(), why_width, rect.height())
        before = QRectF(rect.x(), rect.y(), 0, rect.height())
        before.setLeft(max(place.right() + _BETWEEN, rect.x() + _PLACE_AT + 28))
        before.setRight(rect.x() + hit_at - _BETWEEN)
        behind = QRectF(rect.x() + hit_at, rect.y(), 0, rect.height())
        behind.setRight(aside.left() - (_BETWEEN if why else 0))
        paint_text(painter, side.place(place), hit.place, small, theme.muted, side.leading)
        if why:
            paint_text(painter, side.place(aside), why, small, theme.muted, side.trailing)
        before, behind, mirrored = side.place(before), side.place(behind), side.mirrored
        self._paint_words(painter, before, behind, hit, done=done, ticked=ticked, mirrored=mirrored)

    def _paint_words(
        self,
        painter: QPainter,
        before: QRectF,
        behind: QRectF,
        hit: Occurrence,
        *,
        done: bool,
        ticked: bool,
        mirrored: bool,
    ) -> None:
        """Paint the hit between its contexts, in the direction in which the text is read."""
        theme = look()
        plain, strong = serif(metrics.TEXT_CONTEXT), serif(metrics.TEXT_CONTEXT, STRONG)
        quote = " ".join(hit.hit.split())
        width = min(text_width(quote, strong), behind.width() * _LONGEST_HIT)
        words = QRectF(behind.x(), behind.y(), width, behind.height())
        air = _WASH_AIR if done or ticked else 0
        if mirrored:
            words.moveRight(behind.right())
        # In a text that runs leftwards what stands before the hit stands at its right.
        earlier, later = hit.left.rstrip(), _begun(hit.right)
        leftwards = runs_leftwards(hit)
        direction = Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(direction)
        at_left, at_right = (
            ((later, _CUT_AFTER), (earlier, _CUT_BEFORE))
            if leftwards
            else ((earlier, _CUT_BEFORE), (later, _CUT_AFTER))
        )
        # What stands before the hit keeps its distance; what follows has a space of its own.
        gaps = (air, _BETWEEN) if leftwards else (_BETWEEN, air)
        whole = before.united(behind)
        left, right = QRectF(whole), QRectF(whole)
        left.setRight(words.left() - gaps[0])
        right.setLeft(words.right() + gaps[1])
        paint_text(painter, left, at_left[0], plain, theme.muted, _RIGHT, at_left[1])
        paint_text(painter, right, at_right[0], plain, theme.muted, _LEFT, at_right[1])
        height = metrics.CHIP + 2
        box = QRectF(words.x() - _WASH_AIR, 0, words.width() + 2 * _WASH_AIR, height)
        box.moveTop(words.center().y() - height / 2)
        line = label_colours(self.label[0]).line
        if done or ticked:
            alpha = theme.wash if done else theme.wash_selected
            paint_box(painter, box, metrics.RADIUS_CHIP, fill=tint(line, alpha))
        if done:
            lane = QRectF(box.x(), box.bottom() - metrics.LANE, box.width(), metrics.LANE)
            paint_lane(painter, lane, line, self.label[1])
        paint_text(painter, words, quote, strong, theme.text)


def runs_leftwards(hit: Occurrence) -> bool:
    """Tell by the first letter with a direction whether the text runs from right to left."""
    for part in (hit.hit, hit.right, hit.left):
        for sign in part:
            kind = bidirectional(sign)
            if kind in ("R", "AL"):
                return True
            if kind == "L":
                return False
    return False


def _begun(words: str) -> str:
    """Keep one space at most before what follows the hit."""
    return f" {words.strip()}" if words[:1].isspace() else words.rstrip()
