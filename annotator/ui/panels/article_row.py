"""How a row of the list of articles is painted: an article, or the head of a group."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.model.listing import ArticleRow
from annotator.ui.i18n import tr
from annotator.ui.look import (
    REGULAR,
    STRONG,
    look,
    metrics,
    paint_icon,
    paint_text,
    sans,
    tint,
    wrapped,
)
from annotator.ui.models.article_list import HeadRow, Role
from annotator.ui.models.article_title import shown_title, side_by_side
from annotator.ui.panels.dates import short_date
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.status_ring import Status, paint_status_ring

HEAD_HEIGHT = metrics.CONTROL
_TITLE_AT = 44
_RING_AT = 18
_LINE = 18
_META_LINE = 16
_COUNT_WIDTH = 40
_RIGHT_EDGE = 20
_MARK = 12
_MARK_GAP = 4


class ArticleDelegate(RowDelegateBase):
    """Paints an article: ring, title on up to two lines, outlet and day, number of annotations."""

    mirrors = True
    row_height = metrics.ARTICLE_ROW
    radius = metrics.RADIUS_LABEL

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of an article's row, or of a head's."""
        if index.data(Role.HEAD) is not None:
            return QSize(0, HEAD_HEIGHT)
        return super().sizeHint(option, index)

    def selected_fill(self, index: Index) -> QColor:
        """Take the accent: the selected article is the open one."""
        theme = look()
        if index.data(Role.HEAD) is not None:
            return theme.hover
        return tint(theme.accent, theme.accent_row)

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one article, or one head."""
        side = ReadingSide.of(rect, option.widget)
        head: HeadRow | None = index.data(Role.HEAD)
        if head is not None:
            _paint_head(painter, rect, head, side)
            return
        row: ArticleRow | None = index.data(Role.ROW)
        if row is None:
            return
        theme = look()
        selected = self.row_state(option, index).selected
        title = sans(metrics.TEXT_BODY, STRONG if selected else REGULAR)
        width = rect.width() - _TITLE_AT - _RIGHT_EDGE
        lines = wrapped(shown_title(row.title), title, width, 2).lines
        line, meta_line = _LINE, _META_LINE
        top = rect.y() + (rect.height() - line * len(lines) - meta_line) / 2
        status, share = _status(row)
        ring = QRectF(rect.x() + _RING_AT, top + 2, metrics.STATUS_RING, metrics.STATUS_RING)
        paint_status_ring(painter, side.place(ring).x(), top + 2, status, share)
        ink = theme.muted if row.retired or not row.title else theme.text
        for number, words in enumerate(lines):
            box = QRectF(rect.x() + _TITLE_AT, top + number * line, width, line)
            paint_text(painter, side.place(box), words, title, ink, side.leading)
        # On the accent of the selected row a muted text would be too pale.
        ink = theme.text if selected and theme.dark else theme.muted
        below = QRectF(rect.x() + _TITLE_AT, top + line * len(lines), width, meta_line)
        _paint_below(painter, below, row, side, ink)


def _paint_below(
    painter: QPainter, below: QRectF, row: ArticleRow, side: ReadingSide, ink: QColor
) -> None:
    """Paint what stands below a title: marks, outlet or flag, day; at the end the annotations."""
    meta = sans(metrics.TEXT_CAPTION)
    count = f"{row.own:,}" if row.own else "–"
    paint_text(painter, side.place(below), count, meta, ink, side.trailing)
    below = below.adjusted(0, 0, -_COUNT_WIDTH, 0)
    middle = below.center().y() - _MARK / 2
    for icon, colour, shown in (
        ("flag", look().warn, bool(row.flag)),
        ("note", ink, row.notes > 0),
    ):
        if shown:
            place = side.place(QRectF(below.x(), middle, _MARK, _MARK))
            paint_icon(painter, icon, place, colour)
            below = below.adjusted(_MARK + _MARK_GAP, 0, 0, 0)
    status, share = _status(row)
    paint_text(painter, side.place(below), _meta(row, status, share), meta, ink, side.leading)


def _paint_head(painter: QPainter, rect: QRectF, head: HeadRow, side: ReadingSide) -> None:
    """Paint the head of a group: what it has in common, and how many it is."""
    theme = look()
    icon = QRectF(rect.x() + _RING_AT - 1, rect.center().y() - _MARK / 2, _MARK, _MARK)
    closed = "left" if side.mirrored else "right"
    paint_icon(painter, closed if head.folded else "down", side.place(icon), theme.muted)
    box = rect.adjusted(_TITLE_AT, 0, -_RIGHT_EDGE, 0)
    caption = sans(metrics.TEXT_CAPTION)
    paint_text(painter, side.place(box), f"{head.size:,}", caption, theme.muted, side.trailing)
    box = side.place(box.adjusted(0, 0, -_COUNT_WIDTH, 0))
    strong = sans(metrics.TEXT_CAPTION, STRONG)
    paint_text(painter, box, head.text, strong, theme.text, side.leading)


def _status(row: ArticleRow) -> tuple[Status, float]:
    """Tell how far one is: done, needing a look, partly read, or not begun."""
    if row.state in ("done", "look"):
        return row.state, 1.0
    share = row.reached / max(1, row.characters)
    return ("part", min(1.0, share)) if row.reached or row.own else ("none", 0.0)


def _meta(row: ArticleRow, status: str, share: float) -> str:
    read = tr("{share} %", share=round(share * 100)) if status == "part" and share else ""
    gone = tr("Retired") if row.retired else ""
    said = row.flag or row.outlet or ""
    return side_by_side(gone, said, short_date(row.published), read)
