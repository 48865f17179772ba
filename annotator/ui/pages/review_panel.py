"""The panel at the right in review: the card and the list; in a low window one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import (
    look,
    metrics,
    paint_ground,
    paint_icon,
    paint_text,
    reading_painter,
    sans,
)
from annotator.ui.panels.review.card import ReviewCard
from annotator.ui.panels.review.list import ReviewList
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.units import listed
from annotator.ui.soon import Soon
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.segmented import Segment, Segmented

_EDGE = 16
_TOP = 12
_CARD = 524
_LIST_LEAST = 172
"""Height of the list below which card and list share the place, chosen by tabs."""
_TABS = 44
_BANNER = 36


class ReviewPanel(QWidget):
    """Keeps the card where it is while the list moves.

    Signals:
        arranged(): card or list were shown.
    """

    arranged = Signal()

    def __init__(
        self,
        review: ReviewDesk,
        card: ReviewCard,
        units: ReviewList,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._card = card
        self._list = units
        self.tabs = Segmented(
            [Segment(tr("Difference")), Segment(tr("List"))],
            tr("Difference or list"),
            px=metrics.TEXT_BODY,
        )
        self._tab_row = QWidget()
        self._tab_row.setFixedHeight(_TABS)
        row = QHBoxLayout(self._tab_row)
        row.setContentsMargins(0, 6, 0, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.banner = Banner()
        column = QVBoxLayout(self)
        set_margins(column, _EDGE, 0, _EDGE - 1, metrics.SPACE, within=self)
        column.setSpacing(0)
        self._gap = QWidget()
        self._gap.setFixedHeight(_TOP)
        column.addWidget(self._gap)
        column.addWidget(self._tab_row)
        column.addWidget(card)
        column.addWidget(self.banner)
        column.addWidget(units, 1)
        # However high the card is: it follows the window, and not the window it.
        self.setMinimumHeight(1)
        self.tabs.picked.connect(lambda _: self._arrange())
        self._soon = Soon(self._say, self)
        review.reviewed.connect(self._soon.start)
        review.names_changed.connect(self._soon.start)
        self._soon.start()
        self._arrange()

    @property
    def is_low(self) -> bool:
        """Whether there is room for the card or the list alone."""
        return self.height() < _TOP + _CARD + _LIST_LEAST

    def show_card(self) -> None:
        """Show the card, where it shares its place with the list."""
        if self.is_low:
            self.tabs.set_current(0)
            self._arrange()

    def show_list(self) -> None:
        """Show the list, where it shares its place with the card."""
        if self.is_low:
            self.tabs.set_current(1)
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one or both, as there is room."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line at the left."""
        paint_ground(self, look().win, "leading")

    def _arrange(self) -> None:
        low = self.is_low
        listed = not low or self.tabs.current() == 1
        self._tab_row.setVisible(low)
        self._gap.setVisible(not low)
        self._card.setVisible(not low or not listed)
        self._list.setVisible(listed)
        room = self.height() - (_TABS if low else _TOP) - metrics.SPACE
        self.banner.setVisible(bool(self.banner.accessibleName()) and listed)
        banner = _BANNER if listed and not self.banner.isHidden() else 0
        self._card.setFixedHeight(max(0, room - banner if low else _CARD))
        self.arranged.emit()

    def _say(self) -> None:
        count = self._review.number_open()
        self.tabs.set_number(1, f"{count:,}" if count else "")
        self.banner.set_words(self._who_goes_on())
        self._arrange()

    def _who_goes_on(self) -> str:
        """Say who has not finished the article; “” if everybody has, or there is nothing."""
        review, me = self._review, self._review.worker()
        names = review.review.unfinished
        if not names or not listed(review.review):
            return ""
        if review.names_hidden:
            return tr("Not finished: {n} of {all}", n=len(names), all=len(review.people()))
        others = [name for name in names if name != me]
        if len(others) == len(names):
            if len(names) == 1:
                return tr("{who} has not finished", who=names[0])
            return tr("{who} have not finished", who=_and(names))
        return tr("{who} have not finished", who=_and([tr("You"), *others]))


class Banner(QWidget):
    """A calm line above the list."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setFixedHeight(_BANNER)
        self.hide()

    def set_words(self, words: str) -> None:
        """Say something; “” is nothing, and takes no room."""
        self._words = words
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign and the words."""
        del event
        theme = look()
        painter = reading_painter(self)
        middle = (self.height() + 8) / 2
        icon = QRectF(4, middle - 8, metrics.ICON, metrics.ICON)
        paint_icon(painter, "clock", icon, theme.muted)
        box = QRectF(28, middle - 10, self.width() - 28, 20)
        paint_text(painter, box, self._words, sans(metrics.TEXT_SMALL), theme.muted)
        painter.end()


def _and(names: Sequence[str]) -> str:
    """Write names in a row: ``Amara, Jonas and Mei``."""
    if len(names) == 1:
        return names[0]
    return tr("{some} and {last}", some=", ".join(names[:-1]), last=names[-1])
