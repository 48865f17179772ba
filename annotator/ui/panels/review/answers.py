"""The answers on the card: each distinct one once, with who gave it; and the proposal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    reading_painter,
    sans,
    serif,
    text_width,
    tint,
    upright,
)
from annotator.ui.panels.review.circles import circles_width, paint_circles
from annotator.ui.widgets.key_cap import key_cap_width, paint_key_cap
from annotator.ui.widgets.marked_quote import MarkedQuote, Piece
from annotator.ui.widgets.painted_button import PaintedButton

_EDGE = 16
_ABOVE = 12
_HEAD = 20
_LINE = 16
_QUOTE = 14
_BOX_EDGE = 12


class AnswerWords(NamedTuple):
    """What is shown of an answer.

    Attributes:
        circles: the letters of who gave it.
        names: their names.
        share: ``2 of 3``.
        key: the digit that takes it; “” for none.
        quote: its words; empty for “marked nothing”.
        attributes: its attributes, and before them its label where labels differ.
        colour: the colour and the pattern of its label, if that is what differs.
    """

    circles: tuple[str, ...]
    names: str
    share: str
    key: str
    quote: Sequence[Piece]
    attributes: Sequence[Piece]
    colour: str = ""


class AnswerRow(PaintedButton):
    """One answer; a click takes it. Signals are those of QPushButton."""

    ring_outside = False

    def __init__(self, words: AnswerWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = "".join(piece.text for piece in words.quote)
        aside = "".join(piece.text for piece in words.attributes)
        self.setAccessibleName(f"{words.names}, {words.share}: {said}")
        self.setAccessibleDescription(aside)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the head, the quote and the attributes, in pixels."""
        height = _ABOVE + _HEAD + 2
        if self._words.quote:
            height += 2 + self._quote(width).height
        if self._words.attributes:
            height += self._attributes(width).height - 2
        return height

    def sizeHint(self) -> QSize:
        """Give the size at the present width."""
        return QSize(320, self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Allow any width: the words are broken."""
        return QSize(120, self.heightForWidth(max(1, self.width())))

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint who says so, the words, the attributes."""
        theme, words = look(), self._words
        if self.keyboard_focus() or self.ground() is not None:
            box = rect.adjusted(4, 4, -4, 2)
            border = theme.accent if self.keyboard_focus() else None
            paint_box(
                painter, box, metrics.RADIUS_FIELD, fill=self.ground(), border=border,
                width=metrics.RING_WIDTH,
            )  # fmt: skip
        head = QRectF(_EDGE, _ABOVE, rect.width() - 2 * _EDGE, _HEAD)
        right = head.right()
        if words.key:
            right -= key_cap_width(words.key)
            y = head.center().y() - metrics.KEY_CAP / 2
            paint_key_cap(painter, right, y, words.key)
            right -= metrics.SPACE
        small = sans(metrics.TEXT_SMALL)
        share = QRectF(head.left(), head.top(), right - head.left(), head.height())
        right -= paint_text(painter, share, words.share, small, theme.muted, RIGHT)
        paint_circles(painter, head.left(), head.top(), words.circles)
        at = head.left() + circles_width(words.circles) + metrics.SPACE + 2
        names = QRectF(at, head.top(), right - at - metrics.SPACE, head.height())
        paint_text(painter, names, words.names, sans(metrics.TEXT_BODY, STRONG), theme.text)
        y = head.bottom() + 2
        if words.quote:
            quote = self._quote(self.width())
            with upright(painter, rect):
                quote.paint(painter, QPointF(_EDGE, y + 2), theme.text, _sel())
            y += 2 + quote.height
        if words.attributes:
            attributes = self._attributes(self.width())
            with upright(painter, rect):
                place = QPointF(_EDGE, y - 2)
                attributes.paint(painter, place, theme.muted, _sel())

    def _quote(self, width: int) -> MarkedQuote:
        return MarkedQuote(self._words.quote, serif(_QUOTE), width - 2 * _EDGE)

    def _attributes(self, width: int) -> MarkedQuote:
        return MarkedQuote(self._words.attributes, sans(metrics.TEXT_SMALL), width - 2 * _EDGE)


class ProposalWords(NamedTuple):
    """What the box of the proposal shows, or that of the decision once there is one.

    ``aside`` is why it is so, ``colour`` that of the label, ``warning`` what is the matter.
    """

    title: str
    aside: str
    quote: Sequence[Piece]
    attributes: Sequence[Piece]
    colour: str
    warning: str = ""


class ProposalBox(QWidget):
    """What would be accepted, or has been decided."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ProposalWords("", "", (), (), "slate")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: ProposalWords) -> None:
        """Show something else."""
        self._words = words
        quote = "".join(piece.text for piece in words.quote)
        aside = "".join(piece.text for piece in words.attributes)
        parts = (words.warning, words.title, words.aside, quote, aside)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels."""
        height = 10 + _LINE + 10
        if self._words.warning:
            height += _LINE + 4
        quote, attributes, beside = self._set(width)
        if self._words.quote:
            height += 4 + quote.height
        if self._words.attributes and not beside:
            height += attributes.height
        return height

    def sizeHint(self) -> QSize:
        """Give the size at the present width."""
        return QSize(320, self.heightForWidth(max(1, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box."""
        del event
        theme, words = look(), self._words
        painter = reading_painter(self)
        edge = theme.outline(theme.line2)
        paint_box(painter, QRectF(self.rect()), metrics.RADIUS_LABEL, fill=theme.win, border=edge)
        width = self.width() - 2 * _BOX_EDGE
        y = 10.0
        if words.warning:
            icon = QRectF(_BOX_EDGE, y, _LINE, _LINE)
            paint_icon(painter, "warning", icon, theme.warn)
            box = QRectF(_BOX_EDGE + 20, y, width - 20, _LINE)
            paint_text(painter, box, words.warning, sans(metrics.TEXT_SMALL), theme.text)
            y += _LINE + 4
        strong, small = sans(metrics.TEXT_CAPTION, STRONG), sans(metrics.TEXT_CAPTION)
        head = QRectF(_BOX_EDGE, y, width, _LINE)
        taken = paint_text(painter, head, words.title, strong, theme.muted) + metrics.SPACE
        paint_text(painter, head.adjusted(taken, 0, 0, 0), words.aside, small, theme.muted)
        y += _LINE + 4
        quote, attributes, beside = self._set(self.width())
        if words.quote:
            ground = tint(label_colours(words.colour).line, theme.wash_selected)
            with upright(painter, QRectF(self.rect())):
                quote.paint(painter, QPointF(_BOX_EDGE + 3, y), theme.text, ground)
        if words.attributes:
            if beside:
                place = QPointF(_BOX_EDGE + quote.width + _EDGE, y)
            else:
                place = QPointF(_BOX_EDGE, y + (quote.height if words.quote else 0))
            with upright(painter, QRectF(self.rect())):
                attributes.paint(painter, place, theme.text, _sel())
        painter.end()

    def _set(self, width: int) -> tuple[MarkedQuote, MarkedQuote, bool]:
        """Set the words; tell whether the attributes stand beside the quote."""
        room = width - 2 * _BOX_EDGE - 4
        lit = [Piece(piece.text, lit=True) for piece in self._words.quote]
        quote = MarkedQuote(_joined(lit), serif(_QUOTE), room)
        small = sans(metrics.TEXT_SMALL)
        needed = text_width("".join(piece.text for piece in self._words.attributes), small)
        beside = quote.height <= _HEAD and quote.width + _EDGE + needed <= room
        return quote, MarkedQuote(self._words.attributes, small, room), beside


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Make one piece of many that stand on the same ground."""
    return [Piece("".join(piece.text for piece in pieces), lit=True)]


def _sel() -> QColor:
    """Give the ground of words in dispute."""
    theme = look()
    return tint(theme.selection, 120 if theme.dark else 150)
