"""The parts of the merge sheet: a section of the list, a conflict, a row of the left column."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.model.exchange import Conflict
from annotator.model.listing import LabelOutline
from annotator.ui.i18n import tr
from annotator.ui.look import (
    REGULAR,
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_mark,
    paint_picked,
    paint_text,
    reading_painter,
    sans,
    serif,
)
from annotator.ui.panels.dates import short_moment
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.radio_card import RadioCard
from annotator.ui.widgets.text import Text

_ROW = 36
_INDENT = 28


class SectionRow(PaintedButton):
    """A line of the left column: glyph, words, count; leads to its section."""

    ring_outside = False

    def __init__(self, icon: str, words: str, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words, self._count = icon, words, count
        self.setCheckable(True)
        self.setAccessibleName(f"{words}: {count:,}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a row."""
        return QSize(220, _ROW)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the row."""
        theme = look()
        if self.isChecked():
            paint_picked(painter, rect, metrics.RADIUS_FIELD)
        elif (under := self.ground(raised=True)) is not None:
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=under)
        if self.keyboard_focus():
            paint_box(painter, rect, metrics.RADIUS_FIELD, border=theme.accent, width=2)
        icon = QRectF(10, rect.center().y() - 8, metrics.ICON, metrics.ICON)
        paint_icon(painter, self._icon, icon, theme.text)
        weight = STRONG if self._count else REGULAR
        count = rect.adjusted(0, 0, -12, 0)
        colour = theme.text if self._count else theme.muted
        font = sans(weight=weight)
        used = paint_text(painter, count, f"{self._count:,}", font, colour, RIGHT)
        words = rect.adjusted(36, 0, -used - 16, 0)
        paint_text(painter, words, self._words, sans(), theme.text)


class Section(QWidget):
    """A part of the list: glyph, title, count, a sentence, and what stands below."""

    def __init__(self, icon: str, title: str, count: int, sentence: str) -> None:
        super().__init__()
        self._icon = icon
        self.setAccessibleName(f"{title}: {count:,}. {sentence}")
        self.column = QVBoxLayout(self)
        above, below = metrics.SPACE_GROUPS, metrics.SPACE_EDGE
        set_margins(self.column, _INDENT, above, 0, below, within=self)
        self.column.setSpacing(metrics.SPACE)
        head = QHBoxLayout()
        head.setSpacing(metrics.SPACE)
        head.addWidget(Text(title, px=metrics.TEXT_TITLE, weight=STRONG))
        head.addWidget(Text(f"{count:,}", px=metrics.TEXT_TITLE, role="muted"), 1)
        self.column.addLayout(head)
        if sentence:
            self.column.addWidget(Text(sentence, px=metrics.TEXT_SMALL, role="muted", lines=3))

    def add_fact(self, count: int, what: str, why: str) -> None:
        """Add a row: how many, what they are, and why they are so in grey."""
        row = QHBoxLayout()
        row.setSpacing(metrics.SPACE_GROUPS)
        number = Text(f"{count:,}", weight=STRONG, align=Qt.AlignmentFlag.AlignRight)
        number.setMinimumWidth(28)
        row.addWidget(number)
        row.addWidget(Text(what, lines=2), 2)
        if why:
            row.addWidget(Text(why, px=metrics.TEXT_SMALL, role="muted", lines=2), 3)
        self.column.addLayout(row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the glyph and the line below."""
        theme = look()
        painter = reading_painter(self)
        icon = QRectF(2, metrics.SPACE_GROUPS + 4, metrics.ICON, metrics.ICON)
        paint_icon(painter, self._icon, icon, theme.text)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.line)
        painter.end()


class ConflictChoice(QWidget):
    """What one person wrote on two machines: the words it is about, and a card for each value.

    `picked` is the digest of the chosen value, None as long as the provisional one stands.
    """

    def __init__(self, conflict: Conflict, label: LabelOutline | None) -> None:
        super().__init__()
        self.conflict = conflict
        self.picked: str | None = None
        self._label = label
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 28, 0, metrics.SPACE_INSIDE)
        self._cards: list[RadioCard] = []
        self._lines: list[QBoxLayout] = []
        for number, side in enumerate(conflict.sides):
            if number % 2 == 0:
                line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
                line.setSpacing(metrics.SPACE)
                column.addLayout(line)
                self._lines.append(line)
            words = side.words if side.put else tr("removed")
            where = tr("machine {name}, {moment}", name=side.replica, moment=short_moment(side.at))
            card = RadioCard(words, where)
            card.setChecked(number == 0)
            self._group.addButton(card, number)
            self._cards.append(card)
            self._lines[-1].addWidget(card, 1)
        self._group.idClicked.connect(self._on_picked)
        self.setAccessibleName(self._about())

    @property
    def cards(self) -> list[RadioCard]:
        """The cards, the provisional value first."""
        return self._cards

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the values below each other where there is too little room to tell them apart."""
        super().resizeEvent(event)
        narrow = self.width() < 2 * self._cards[0].sizeHint().width()
        way = QBoxLayout.Direction
        for line in self._lines:
            line.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _on_picked(self, number: int) -> None:
        self.picked = self.conflict.sides[number].digest

    def _about(self) -> str:
        parts = [self._label.name if self._label else "", self.conflict.place]
        return "  ·  ".join(part for part in parts if part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words it is about."""
        theme = look()
        painter = reading_painter(self)
        place = QRectF(12, 0, self.width() - 12, 24)
        if self._label is not None:
            colour = label_colours(self._label.colour).line
            paint_mark(painter, 0, place.center().y() - 8, colour, self._label.pattern)
        quote = " ".join((self.conflict.quote or self.conflict.kind).split())
        used = paint_text(painter, place.adjusted(0, 0, -160, 0), quote, serif(14), theme.text)
        place.setLeft(place.left() + used + 12)
        paint_text(painter, place, self._about(), sans(metrics.TEXT_SMALL), theme.muted)
        painter.end()
