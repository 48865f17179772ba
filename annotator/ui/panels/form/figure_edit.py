"""The line in which a figure is typed: its parts underlined, what each is below it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from annotator.text.figures import Token
from annotator.ui.i18n import tr
from annotator.ui.look import (
    LEFT,
    RIGHT,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    sans,
    smooth_painter,
)
from annotator.ui.panels.form.figure_line import (
    Line,
    Piece,
    line_of_pieces,
    name_of,
    runs_leftwards,
)

HEIGHT = 56
_EDGE = 14
_WORDS_AT = 8
_LINE = 24
_UNDER = 34
_ROLE_AT = 36
_RETURN = 40
"""Pixels at the end for the sign of the key that saves."""


class FigureEdit(QLineEdit):
    """A line edit that paints its words by itself; Tab walks from part to part.

    ``ghost`` is what stands there in pale letters while nothing is typed.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", "true")
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._tokens: Sequence[Token] = ()
        self._ghost = ""
        self._colour = QColor()
        self._error = False
        self._preedit = ""
        self._shift = float(_EDGE)
        """Where the line begins, in pixels: a long one is pushed beneath the edge."""
        self._anchor = 0
        self.textChanged.connect(lambda _: self.update())
        self.cursorPositionChanged.connect(lambda *_: self.update())
        self.selectionChanged.connect(self.update)

    def show_tokens(self, tokens: Sequence[Token], colour: QColor, *, error: bool) -> None:
        """Underline the parts of what is typed in a colour."""
        self._tokens, self._colour, self._error = tokens, colour, error
        self.update()

    def set_ghost(self, ghost: str) -> None:
        """Show other words while nothing is typed."""
        self._ghost = ghost
        self.update()

    def sizeHint(self) -> QSize:
        """Return a usual width."""
        return QSize(200, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow line, which scrolls."""
        return QSize(80, HEIGHT)

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """Walk from part to part by Tab, and out behind the last one."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            tab = event.key() == Qt.Key.Key_Tab and not event.modifiers()
            back = event.key() == Qt.Key.Key_Backtab
            if (tab or back) and self._walk(forward=tab):
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret where the words are painted."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._anchor = self._unit_at(event.position().x())
            self.setCursorPosition(self._anchor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select by dragging."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            here = self._unit_at(event.position().x())
            self.setSelection(self._anchor, here - self._anchor)
        else:
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the part under the mouse."""
        at = self._unit_at(event.position().x())
        for piece in self._laid_out().pieces:
            if piece.start <= at <= piece.end and piece.role is not None:
                self.setSelection(piece.start, piece.end - piece.start)
                return

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Show what is being composed."""
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the border."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the border of a field that one could type into."""
        super().focusOutEvent(event)
        self.update()

    def _walk(self, *, forward: bool) -> bool:
        """Select the next part, or the one before; tell whether there is one."""
        pieces = [piece for piece in self._laid_out().pieces if piece.role is not None]
        whole = bool(self.selectedText()) and len(self.selectedText()) == len(self.text())
        if not pieces or (whole and not forward and len(pieces) > 1):
            return False
        begin = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        end = self.selectionEnd() if self.hasSelectedText() else self.cursorPosition()
        if whole and len(pieces) > 1:
            found: Piece | None = pieces[0]
        elif forward:
            found = next((one for one in pieces if one.start >= end and one.end > end), None)
        else:
            found = next(
                (
                    one
                    for one in reversed(pieces)
                    if one.end <= begin < len(self.text()) + 1 and one.start < begin
                ),
                None,
            )
        if found is None:
            return False
        self.setSelection(found.start, found.end - found.start)
        return True

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, the parts and what they are, the selection and the caret."""
        theme = look()
        painter = smooth_painter(self)
        # Everything is placed by hand: a painter that runs leftwards would turn it once more.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        box = QRectF(self.rect())
        focused = self.hasFocus() and not self.isReadOnly()
        width = metrics.RING_WIDTH if focused else metrics.HAIRLINE
        border = theme.accent if focused else theme.faint if self.underMouse() else theme.line2
        if self.isReadOnly():
            border = theme.line
        if self._error:
            border = theme.danger
        fill = theme.base if self.isReadOnly() else theme.field
        paint_box(painter, box, metrics.RADIUS_LABEL, fill=fill, border=border, width=width)
        if focused:
            y = (self.height() - metrics.ICON) / 2
            x = 28 - metrics.ICON if self.isRightToLeft() else self.width() - 28
            paint_icon(painter, "enter", QRectF(x, y, metrics.ICON, metrics.ICON), theme.faint)
        left, right = self._room()
        painter.setClipRect(QRectF(left - 6, 2, right - left + 12, self.height() - 4))
        if self._preedit or self.text():
            self._paint_line(painter, focused=focused)
        else:
            self._paint_ghost(painter, focused=focused)
        painter.end()

    def _paint_ghost(self, painter: QPainter, *, focused: bool) -> None:
        theme = look()
        mirrored = self.isRightToLeft()
        left, right = self._room()
        words = QRectF(left, 0, right - left, self.height())
        words = words.adjusted(0, 0, -4, 0) if mirrored else words.adjusted(4, 0, 0, 0)
        ghost = self._ghost or tr("12 km² of forest")
        font = sans(metrics.TEXT_QUERY if self._ghost else metrics.TEXT_BODY, italic=True)
        if not self.isReadOnly():
            if runs_leftwards(ghost):
                painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            align = (RIGHT if mirrored else LEFT) | Qt.AlignmentFlag.AlignAbsolute
            paint_text(painter, words, ghost, font, theme.muted, align)
        if focused:
            x = right if mirrored else left - 1
            painter.fillRect(QRectF(x, _WORDS_AT + 6, 1.5, _LINE), theme.text)

    def _paint_line(self, painter: QPainter, *, focused: bool) -> None:
        theme = look()
        line = self._laid_out()
        self._keep_in_view(line)
        chosen = range(self.selectionStart(), self.selectionEnd()) if focused else range(0)
        named = any(one.role for one in line.pieces)
        top = _WORDS_AT if named else (_WORDS_AT + 6)
        align = RIGHT if line.leftwards else LEFT
        for piece in line.pieces:
            if self.hasSelectedText() and chosen:
                self._paint_selection(painter, piece, chosen, top, leftwards=line.leftwards)
            painter.setPen(theme.text if piece.role else theme.muted)
            x = piece.words_at + self._shift
            piece.layout.draw(painter, QPointF(x, top))
            if piece.role is None:
                continue
            painter.fillRect(QRectF(x, _UNDER - 2, piece.words_width, 2), self._colour)
            below = QRectF(piece.x + self._shift, _ROLE_AT, piece.width, metrics.ICON)
            font = sans(metrics.TEXT_CAPTION)
            paint_text(painter, below, name_of(piece.role), font, theme.muted, align)
        if focused:
            x = line.place_of(self.cursorPosition()) + self._shift
            painter.fillRect(QRectF(x, top, 1.5, _LINE), theme.text)

    def _paint_selection(
        self, painter: QPainter, piece: Piece, chosen: range, top: float, *, leftwards: bool
    ) -> None:
        first, last = max(chosen.start, piece.start), min(chosen.stop, piece.end)
        if first < last:
            ends = piece.place_of(first), piece.place_of(last)
            left, right = floor(min(ends)), ceil(max(ends))
            if last == piece.end and chosen.stop > piece.end:
                # The room up to the next part is selected with both.
                left = floor(piece.x) if leftwards else left
                right = right if leftwards else ceil(piece.x + piece.width)
            box = QRectF(left + self._shift, top, right - left, _LINE)
            painter.fillRect(box, look().selection)

    def _laid_out(self) -> Line:
        text, at = self.text(), self.cursorPosition()
        if not self._preedit:
            return line_of_pieces(text, self._tokens)
        return line_of_pieces(text[:at] + self._preedit + text[at:], ())

    def _room(self) -> tuple[float, float]:
        """Give the edges between which the line is seen."""
        end = _RETURN if self.hasFocus() else _EDGE
        if self.isRightToLeft():
            return end, self.width() - _EDGE
        return _EDGE, self.width() - end

    def _keep_in_view(self, line: Line) -> None:
        """Put the line where it begins; push a long one so that the caret is seen."""
        left, right = self._room()
        at_left, at_right = left, right - line.width
        if line.width <= right - left:
            self._shift = at_right if self.isRightToLeft() else at_left
        elif not self.hasFocus():
            self._shift = at_right if line.leftwards else at_left
        else:
            caret = line.place_of(self.cursorPosition())
            lowest, highest = left + 8 - caret, right - 8 - caret
            self._shift = min(max(self._shift, at_right, lowest), at_left, highest)

    def _unit_at(self, x: float) -> int:
        """Give the place in the text (UTF-16 units) under a point."""
        return self._laid_out().unit_at(x - self._shift)
