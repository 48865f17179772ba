"""The whole article beside the scroll bar: where annotations lie, and a click leads there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from annotator.model.mark import Mark
from annotator.ui.i18n import tr
from annotator.ui.look import current, label_colours, look, metrics, tint
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView

WIDTH = 8
BESIDE = metrics.SCROLL_HANDLE + 6
"""Pixels between the strip and the edge of the view, where the scroll bar lies."""
_CELL = 4
"""Pixels of the strip that share a tick: what is denser is merged."""
_TICK = 3
_ALPHA = 170
_MOST_LOOKED_AT = 24
"""Annotations looked at for one tick."""
_MOST_COLOURS = 3
_NEAR = 6
"""Pixels beside a tick at which a click still means it."""
_WAIT = 80
"""Milliseconds after a change until the strip is worked out anew."""


class Tick(NamedTuple):
    """What lies in one cell: some of its annotations, of different labels."""

    top: int
    marks: tuple[Mark, ...]


class OverviewStrip(QWidget):
    """Shows the annotations of the whole article as ticks; where none fit, their densest look.

    Signals:
        chosen(entity): an annotation was clicked.
    """

    accessible_role = "Graphic"

    chosen = Signal(object)

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._ticks: list[Tick] = []
        self._selected: list[int] = []
        self._picture: QPixmap | None = None
        self._soon = Soon(self.work_out, self, _WAIT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Where annotations lie in the article"))
        # Tab walks the annotations in the text.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.installEventFilter(self)
        view.page.documentSizeChanged.connect(lambda _: self.refresh())
        current().changed.connect(self._on_look_changed)
        self._arrange()
        self.work_out()

    def refresh(self, *_: object) -> None:
        """Work the ticks out anew, in a moment."""
        self._soon.start()

    @property
    def ticks(self) -> list[Tick]:
        """What is shown, from the top down."""
        return self._ticks

    def work_out(self) -> None:
        """Find what lies where; takes some milliseconds, however many annotations there are."""
        bar = self._view.verticalScrollBar()
        self._ticks = list(self._found()) if bar.maximum() > 0 else []
        self._picture = None
        self.setVisible(bool(self._ticks))
        self.show_selected()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge of the view."""
        if watched is self._view and event.type() in (
            QEvent.Type.Resize,
            QEvent.Type.LayoutDirectionChange,
        ):
            self._arrange()
            self.refresh()
        return super().eventFilter(watched, event)

    def show_selected(self) -> None:
        """Mark the tick of the selected annotation."""
        scene = self._view.scene
        tops = [
            tick.top
            for tick in self._ticks
            if any(scene.is_chosen(mark.entity) for mark in tick.marks)
        ]
        if tops != self._selected:
            self._selected = tops
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ticks: a picture made once, for the text below has this painted at each step.

        Those of selected annotations are framed.
        """
        del event
        painter = QPainter(self)
        if self._picture is None:
            self._picture = self._drawn()
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(look().text)
        for top in self._selected:
            painter.drawRect(QRectF(0.5, top - 1.5, WIDTH - 1, _TICK + 2))
        painter.end()

    def _drawn(self) -> QPixmap:
        dpr = self.devicePixelRatio()
        picture = QPixmap(round(WIDTH * dpr), max(1, round(self.height() * dpr)))
        picture.setDevicePixelRatio(dpr)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        scene = self._view.scene
        for tick in self._ticks:
            width = WIDTH / len(tick.marks)
            for index, mark in enumerate(tick.marks):
                colour = label_colours(scene.look_of(mark.label).colour).line
                box = QRectF(index * width, tick.top, width, _TICK)
                painter.fillRect(box, tint(colour, _ALPHA))
        painter.end()
        return picture

    def _on_look_changed(self) -> None:
        self._picture = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the annotation that is clicked, or to the place in the article."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        y = event.position().y()
        near = min(self._ticks, key=lambda tick: abs(tick.top - y), default=None)
        if near is not None and abs(near.top - y) <= _NEAR:
            self.chosen.emit(near.marks[0].entity)
        else:
            self._view.scrolling.scroll_to(self._position_at(round(y)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep it from the text behind."""
        event.accept()

    def _arrange(self) -> None:
        view = self._view
        x = view.width() - BESIDE - WIDTH
        if view.isRightToLeft():
            x = BESIDE
        self.setGeometry(x, 0, WIDTH, view.height())

    def _found(self) -> Iterator[Tick]:
        scene = self._view.scene
        known = scene.marks.known
        if not known:
            return
        first = 0
        for top in range(0, self.height(), _CELL):
            last = bisect_left(known, (self._position_at(top + _CELL),), first)
            marks: dict[str, Mark] = {}
            for mark in known[first : min(last, first + _MOST_LOOKED_AT)]:
                if scene.shows(mark):
                    marks.setdefault(mark.label, mark)
            if marks:
                yield Tick(top, tuple(marks.values())[:_MOST_COLOURS])
            first = last

    def _position_at(self, y: int) -> int:
        """Give the code point that stands at a height of the strip."""
        page, display = self._view.page, self._view.scene.display
        if y >= self.height():
            return len(display.text) + 1
        there = y / max(1, self.height()) * page.documentSize().height()
        block = page.block_at(there)
        start, end = display.block_range(block)
        height = page.height_of(block)
        share = (there - page.top_of(block)) / height if height else 0.0
        return start + round(min(max(share, 0.0), 1.0) * (end - start))
