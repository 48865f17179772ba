"""The row above the text in review: article or agreement, how far one is, whose lanes are shown."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.model.annotator import CONSENSUS as CONSENSUS_NAME
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    paint_box,
    paint_ground,
    paint_icon,
    paint_line,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.units import listed, share_settled
from annotator.ui.soon import Soon
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.key_cap import key_cap_width, paint_key_cap
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.number_button import paint_dots
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.pill import CONSENSUS, Pill
from annotator.ui.widgets.progress_bar import paint_progress
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.tooltip import set_tooltip

_MOST_PILLS = 4
"""People who get a pill of their own; more share a menu."""
_PROGRESS, _PROGRESS_LEAST = 152, 128
_BAR = 6
_GAP = 8


class ReviewTools(QWidget):
    """Shows where one is in the article, and what is shown of it.

    Signals:
        step_wanted(forward): go to the next open difference, or the one before.
        settled_wanted(): list what is settled.
        names_wanted(): hide the names, or show them.
        side_wanted(): show the text once for each person, or once for all.
        page_picked(index): 0 the article, 1 the agreement.
    """

    step_wanted = Signal(bool)
    settled_wanted = Signal()
    names_wanted = Signal()
    side_wanted = Signal()
    page_picked = Signal(int)

    def __init__(self, review: ReviewDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._pills: list[tuple[str, Pill]] = []
        self._all: list[str] = []
        self.setFixedHeight(metrics.BAR)
        # What does not fit gives way, and does not make the window wider.
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pages: Segmented | None = None
        self.before = StepButton("left", "p", tr("Open difference before"))
        self.before.clicked.connect(lambda: self.step_wanted.emit(False))  # noqa: FBT003 - a signal
        self.progress = SettledBar()
        self.progress.clicked.connect(self.settled_wanted)
        self.after = StepButton("right", "n", tr("Next open difference"))
        self.after.clicked.connect(lambda: self.step_wanted.emit(True))  # noqa: FBT003 - a signal
        self.names = NamesButton()
        self.names.clicked.connect(self.names_wanted)
        self.side = IconButton("side", tr("A pane for each person"), "S")
        self.side.setCheckable(True)
        self.side.clicked.connect(self.side_wanted)
        self._more = IconButton("users", tr("Whose lanes are shown"))
        self._more.clicked.connect(self._on_more)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, 1)
        self._row.setSpacing(0)
        self._row.addWidget(self.before)
        self._row.addSpacing(_GAP)
        self._row.addWidget(self.progress)
        self._row.addSpacing(_GAP)
        self._row.addWidget(self.after)
        self._row.addSpacing(_GAP)
        self._row.addStretch(1)
        self._row.addWidget(self.side)
        self._row.addWidget(self.names)
        self._row.addSpacing(metrics.SPACE_INSIDE)
        self._people = QHBoxLayout()
        self._people.setSpacing(metrics.SPACE)
        self._row.addLayout(self._people)
        self._row.addWidget(self._more)
        self._soon = Soon(self._refresh, self)
        review.reviewed.connect(self._soon.start)
        review.names_changed.connect(self._soon.start)
        review.lanes_changed.connect(self._show_lanes)
        self._refresh()

    def add_pages(self, pages: Segmented) -> None:
        """Put the choice between the article and the agreement before all else."""
        self.pages = pages
        self._row.insertWidget(0, pages)
        self._row.insertSpacing(1, metrics.SPACE_GROUPS)
        pages.picked.connect(self.page_picked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        paint_ground(self, look().base, "below")

    def _refresh(self) -> None:
        review = self._review
        self.progress.show_share(*share_settled(listed(review.review)))
        self.names.setChecked(review.names_hidden)
        for button in (self.before, self.after):
            button.setEnabled(review.beside(forward=True) is not None)
        people = review.people()
        wanted = [CONSENSUS_NAME, *people] if people else []
        shown = [review.name_of(one) for one in people]
        known = [(name, pill.accessibleName()) for name, pill in self._pills]
        new = list(zip(wanted, [tr("Consensus"), *shown], strict=False))
        if known != new:
            self._rebuild(new)
        self._all = wanted
        self._show_lanes()

    def _rebuild(self, people: list[tuple[str, str]]) -> None:
        for _, pill in self._pills:
            self._people.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = []
        for number, (name, shown) in enumerate(people):
            pill = Pill(shown, min(number - 1, 2) if number else CONSENSUS)
            set_tooltip(pill, tr("Show or hide the lane of {name}", name=shown))
            pill.clicked.connect(lambda on, who=name: self._review.show_lane(who, shown=on))
            self._people.addWidget(pill)
            self._pills.append((name, pill))

    def _show_lanes(self) -> None:
        for name, pill in self._pills:
            pill.setChecked(name not in self._review.hidden_lanes)
        self._fit()

    def _fit(self) -> None:
        """Show the pills if they all fit; else they share a menu."""
        keyed = (self.before, self.after, self.names)
        for button in keyed:
            button.show_key(shown=True)
        parts = [*keyed, self.side, *filter(None, [self.pages])]
        fixed = sum(part.sizeHint().width() for part in parts)
        fixed += metrics.SPACE_GROUPS + 3 * _GAP + metrics.SPACE_INSIDE
        room = self.width() - 2 * metrics.SPACE_EDGE - fixed
        pills = sum(pill.sizeHint().width() + metrics.SPACE for _, pill in self._pills)
        pills -= metrics.SPACE
        few = len(self._pills) <= _MOST_PILLS + 1 and pills + _PROGRESS_LEAST <= room
        for _, pill in self._pills:
            pill.setVisible(few)
        self._more.setVisible(bool(self._pills) and not few)
        more = 0 if few else self._more.sizeHint().width()
        left = room - (pills if few else more)
        self.progress.setFixedWidth(max(_PROGRESS_LEAST, min(_PROGRESS, left)))
        self.progress.setVisible(left >= _PROGRESS_LEAST)
        self.side.setVisible(room - more >= 0)
        # The keys stand in the status bar, too; the choice of a page has to be read.
        short = room - more + self.side.sizeHint().width() < 0
        for button in keyed:
            button.show_key(shown=not short)

    def _on_more(self) -> None:
        menu = Menu(tr("Whose lanes are shown"), self)
        for name, pill in self._pills:
            row = menu.add_row(pill.accessibleName())
            row.setCheckable(True)
            row.setChecked(name not in self._review.hidden_lanes)
            row.toggled.connect(lambda on, who=name: self._review.show_lane(who, shown=on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self._more)


class StepButton(PaintedButton):
    """An arrow and the key that does the same; 48 x 32, without the key 32 x 32."""

    def __init__(self, icon: str, key: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self._key = key
        self._keyed = True
        self.setAccessibleName(name)
        set_tooltip(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the size of the button."""
        return QSize(48 if self._keyed else metrics.CONTROL, metrics.CONTROL)

    def show_key(self, *, shown: bool) -> None:
        """Show the key, or leave it out."""
        if shown != self._keyed:
            self._keyed = shown
            self.updateGeometry()
            self.update()

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the arrow outside, the key inside."""
        theme = look()
        fill = self.ground(raised=True) or theme.raised
        paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill, border=theme.line2)
        side = metrics.ICON
        cap = key_cap_width(self._key) if self._keyed else -2.0
        width = side + 2 + cap
        x = rect.center().x() - width / 2
        y = rect.center().y() - metrics.KEY_CAP / 2
        left = self._icon == "left"
        icon = QRectF(x if left else x + cap + 2, rect.center().y() - side / 2, side, side)
        paint_icon(painter, self._icon, icon, theme.text)
        if self._keyed:
            paint_key_cap(painter, x + side + 2 if left else x, y, self._key)


class SettledBar(PaintedButton):
    """How much of the article is settled, in words and as a bar; a click lists it."""

    def __init__(self) -> None:
        super().__init__()
        self._settled, self._all = 0, 0
        self.setFixedSize(_PROGRESS, metrics.BAR - 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_share(0, 0)

    def show_share(self, settled: int, everything: int) -> None:
        """Show that so many of so many are settled."""
        self._settled, self._all = settled, everything
        self.setAccessibleName(tr("{n} of {all} settled", n=settled, all=everything))
        self.setEnabled(settled > 0)
        self.update()

    def ring_part(self) -> QRect:
        """Go around the words and the bar."""
        return self.rect().adjusted(-4, 5, 4, -7)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the words and the bar."""
        del rect
        # Disabled means: nothing to list, and not: not to be read.
        painter.setOpacity(1)
        theme = look()
        middle = self.height() / 2
        words = QRectF(0, middle - 17, self.width(), 18)
        if self._all:
            number = tr("{n} of {all}", n=f"{self._settled:,}", all=f"{self._all:,}")
            strong = sans(metrics.TEXT_SMALL, STRONG)
            x = paint_text(painter, words, number, strong, theme.text)
            y = words.center().y() + 8
            if self.hovered() or self.keyboard_focus():
                paint_line(painter, 0, round(y), x, theme.accent)
            elif self.isEnabled():
                paint_dots(painter, 0, y, x, theme.faint)
            x += 5
            rest = words.adjusted(x, 0, 0, 0)
            paint_text(painter, rest, tr("settled"), sans(metrics.TEXT_SMALL), theme.text)
        bar = QRectF(0, middle + 5, self.width(), _BAR)
        paint_progress(painter, bar, self._settled / max(1, self._all), theme.accent)


class NamesButton(PaintedButton):
    """“Names” and its key; checked while they are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self._keyed = True
        self.setCheckable(True)
        self.setAccessibleName(tr("Hide names"))
        set_tooltip(self, tr("Hide or show who is who"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give room for the word and the key."""
        words = text_width(self._words(), sans(metrics.TEXT_SMALL))
        key = key_cap_width("h") + metrics.SPACE if self._keyed else 0
        return QSize(round(words + key + 12), metrics.ICON_BUTTON)

    def show_key(self, *, shown: bool) -> None:
        """Show the key, or leave it out."""
        if shown != self._keyed:
            self._keyed = shown
            self.updateGeometry()
            self.update()

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the word and the key."""
        theme = look()
        if (fill := self.ground()) is not None:
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill)
        colour = theme.accent if self.isChecked() else theme.muted
        words = rect.adjusted(6, 0, 0, 0)
        x = paint_text(painter, words, self._words(), sans(metrics.TEXT_SMALL), colour)
        y = rect.center().y() - metrics.KEY_CAP / 2
        if self._keyed:
            paint_key_cap(painter, words.x() + x + metrics.SPACE, y, "h")

    def _words(self) -> str:
        return tr("Hidden") if self.isChecked() else tr("Names")
