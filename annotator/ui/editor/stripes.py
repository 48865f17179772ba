"""Stripes beside the text: a bar as high as its words for each annotation, a lane for each label.

In review there is a lane for each annotator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.model.mark import Mark
from annotator.ui.editor.overview_strip import BESIDE, WIDTH
from annotator.ui.i18n import tr
from annotator.ui.look import (
    current,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_lane,
    paint_text,
    sans,
    smooth_painter,
    tint,
)
from annotator.ui.widgets.grip import Grip

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView

NARROWEST = 16
WIDEST = 240
USUAL = 40
_FOLDS_BELOW = 10
"""Width in pixels below which a drag folds the stripes away."""
_ROOM = 600
"""Width in pixels that the text keeps: stripes have no room in a narrower view."""
_BAR = 4.0
_NAMES_FROM = 52
"""Width of a lane in pixels from which on its bars bear their labels' names."""
_NAME_AFTER = 6
"""Pixels on either side of a bar that bears a name."""
_REACH = 2


class Bar(NamedTuple):
    """An annotation's bar, in pixels of the stripes."""

    mark: Mark
    box: QRectF
    lane: int


class Stripes(QWidget):
    """Lies in the margin of a text view, and scrolls with it.

    Args:
        view: the text.
        people: gives the annotators who have a lane, in review; None gives each label one.
        name_of: gives by which name an annotator is shown.

    Signals:
        chosen(entity): a bar was clicked.
        resized(width): the edge was dragged; 0 folds the stripes away.
    """

    chosen = Signal(object)
    resized = Signal(int)

    def __init__(
        self,
        view: ArticleView,
        people: Callable[[], Sequence[str]] | None = None,
        name_of: Callable[[str], str] = str,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._people = people
        self._name_of = name_of
        self._wanted = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Stripes of the annotations"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grip = Grip(tr("Edge of the stripes"), view)
        self.grip.moved.connect(self._on_moved)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        current().changed.connect(self.update)
        self._arrange()

    def set_wanted(self, width: int) -> None:
        """Take some width in pixels, if the view has room; 0 folds the stripes away."""
        self._wanted = 0 if width <= 0 else min(max(width, NARROWEST), WIDEST)
        self._arrange()

    @property
    def wanted(self) -> int:
        """The width that is wanted; 0 is folded."""
        return self._wanted

    def bars(self) -> Iterator[Bar]:
        """Give the bars in view, in the order in which they are painted."""
        view, page = self._view, self._view.page
        scene, scrolled = view.scene, view.verticalScrollBar().value()
        order = self._order()
        if not page.column_width or not order:
            return
        width = self._lane_width(len(order))
        reached: defaultdict[int, list[float]] = defaultdict(list)
        for block in page.visible_blocks(scrolled, scrolled + self.height()):
            number = block.blockNumber()
            if scene.folds.hides(number):
                continue
            origin = page.text_top_of(number) - scrolled
            for mark, lines in page.placed_in(number):
                key = mark.label if self._people is None else mark.annotator
                words = [line.piece for line in lines if not line.gap]
                if key not in order or not words:
                    continue
                top = origin + min(piece.top for piece in words)
                bottom = origin + max(piece.bottom for piece in words)
                lane = order[key]
                x = metrics.SPACE_INSIDE + lane * width
                thick = _BAR
                if width >= _NAMES_FROM:
                    x += _NAME_AFTER
                elif self._people is None:
                    x += (width - _BAR) / 2
                else:
                    # Of different labels: two beside each other, more lie upon each other.
                    thick = _BAR - 1
                    column = _free(reached[lane], top, bottom)
                    x += max(0.0, min(column * (thick + 1), width - 2 * thick))
                if view.isRightToLeft():
                    x = self.width() - x - thick
                yield Bar(mark, QRectF(x, top, thick, bottom - top), lane)

    def at(self, point: QPointF) -> Mark | None:
        """Give the annotation whose bar lies under a point, the smallest one."""
        count = max(1, len(self._order()))
        reach = max(_REACH, (self._lane_width(count) - _BAR) / 2 - 1)
        hit = [
            bar.mark for bar in self.bars() if bar.box.adjusted(-reach, 0, reach, 0).contains(point)
        ]
        return min(hit, key=lambda mark: mark.end - mark.start, default=None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the text, and be painted whenever it is."""
        kind = event.type()
        if watched is self._view and kind in (
            QEvent.Type.Resize,
            QEvent.Type.LayoutDirectionChange,
        ):
            self._arrange()
        elif kind == QEvent.Type.Paint and watched is not self._view and self.isVisible():
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the lanes and the bars."""
        del event
        painter = smooth_painter(self)
        theme, scene = look(), self._view.scene
        painter.fillRect(self.rect(), theme.base)
        edge = self.width() - 1 if self._view.isRightToLeft() else 0
        painter.fillRect(QRectF(edge, 0, 1, self.height()), theme.line)
        width = self._lane_width(max(1, len(self._order())))
        for mark, box, _ in self.bars():
            style = scene.look_of(mark.label)
            colours = label_colours(style.colour)
            if scene.is_chosen(mark.entity):
                around = box.adjusted(-2, -1, 2, 1)
                ground = tint(colours.line, theme.wash_selected)
                paint_box(painter, around, metrics.RADIUS_WASH, fill=ground, border=colours.line)
            upright = box.adjusted(0, 1, 0, -1)
            painter.save()
            # Patterns are made for lines: this one is turned upright.
            painter.translate(upright.center())
            painter.rotate(90)
            lying = QRectF(0, 0, upright.height(), upright.width())
            lying.moveCenter(QPointF(0, 0))
            paint_lane(painter, lying, colours.line, style.pattern)
            painter.restore()
            if width >= _NAMES_FROM:
                words = QRectF(box.right() + _NAME_AFTER, box.top(), 0, box.height())
                words.setWidth(width - _BAR - 3 * _NAME_AFTER)
                if self._view.isRightToLeft():
                    words.moveRight(box.left() - _NAME_AFTER)
                font = sans(metrics.TEXT_CAPTION)
                paint_text(painter, words, style.name, font, colours.ink)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell on hovering what a bar is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self.at(QPointF(event.pos()))
            words = "" if mark is None else self._said(mark)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the annotation whose bar is clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            mark = self.at(event.position())
            if mark is not None:
                self.chosen.emit(mark.entity)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep it from the text behind."""
        event.accept()

    def _said(self, mark: Mark) -> str:
        from html import escape  # noqa: PLC0415 - only when something is hovered

        scene = self._view.scene
        words = " ".join(scene.display.text[mark.start : min(mark.end, mark.start + 80)].split())
        name = escape(scene.look_of(mark.label).name)
        return f"<b>{name}</b> · {escape(self._name_of(mark.annotator))}<br>{escape(words)}"

    def _order(self) -> dict[str, int]:
        scene = self._view.scene
        if self._people is not None:
            return {name: lane for lane, name in enumerate(self._people())}
        shown = (key for key in scene.labels if key not in scene.filter.hidden)
        return {key: lane for lane, key in enumerate(shown)}

    def _lane_width(self, count: int) -> float:
        return max(_BAR + 1, (self.width() - metrics.SPACE) / count)

    def _arrange(self) -> None:
        view = self._view
        room = view.width() - _ROOM
        width = self._wanted if self._wanted and room >= self._wanted else 0
        margin = width + WIDTH + BESIDE if width else 0
        view.set_margin(margin)
        self.setVisible(bool(width))
        leftwards = view.isRightToLeft()
        x = WIDTH + BESIDE if leftwards else view.width() - margin
        self.setGeometry(x, 0, width, view.height())
        edge = x + width if leftwards else x
        self.grip.place(edge, view.height(), shown=bool(width))

    def _on_moved(self, x: int) -> None:
        view = self._view
        free = x - WIDTH - BESIDE if view.isRightToLeft() else view.width() - x - WIDTH - BESIDE
        width = 0 if free < _FOLDS_BELOW else min(max(free, NARROWEST), WIDEST)
        self.set_wanted(width)
        self.resized.emit(width)


def _free(reached: list[float], top: float, bottom: float) -> int:
    """Give the first column of a lane in which nothing reaches below a height, and take it."""
    for column, end in enumerate(reached):
        if end <= top:
            reached[column] = bottom
            return column
    reached.append(bottom)
    return len(reached) - 1
