"""The line in which a figure is typed: its parts underlined, what each is below it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from annotator.text.figures import Role, Token
from annotator.text.offsets import Utf16Map
from annotator.ui.i18n import tr
from annotator.ui.look import (
    LEFT,
    REGULAR,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    sans,
    scaled,
    smooth_painter,
    text_width,
)

HEIGHT = 56
_EDGE = 14
_GAP = 14
"""Pixels between two parts, at least."""
_WORDS_AT = 8
_LINE = 24
_UNDER = 34
_ROLE_AT = 36
_RETURN = 40
"""Pixels at the end for the sign of the key that saves."""
_ROLES: dict[Role, str] = {
    "approximation": "about",
    "value": "value",
    "low": "from",
    "high": "to",
    "unit": "unit",
    "of_what": "of what",
}


class _Piece(NamedTuple):
    """A stretch of the line (UTF-16 units) and where it is painted (pixels)."""

    start: int
    end: int
    x: float
    width: float
    role: Role | None
    layout: QTextLayout


class FigureEdit(QLineEdit):
    """A line edit that paints its words by itself; Tab walks from part to part.

    ``ghost`` is what stands there in pale letters while nothing is typed.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", "true")
        self.setAccessibleName(name)
        self.setFixedHeight(scaled(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._tokens: Sequence[Token] = ()
        self._ghost = ""
        self._colour = QColor()
        self._error = False
        self._preedit = ""
        self._scroll = 0.0
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
        return QSize(200, scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow line, which scrolls."""
        return QSize(80, scaled(HEIGHT))

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
        for piece in self._pieces():
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
        pieces = [piece for piece in self._pieces() if piece.role is not None]
        whole = bool(self.selectedText()) and len(self.selectedText()) == len(self.text())
        if not pieces or (whole and not forward and len(pieces) > 1):
            return False
        begin = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        end = self.selectionEnd() if self.hasSelectedText() else self.cursorPosition()
        if whole and len(pieces) > 1:
            found: _Piece | None = pieces[0]
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
        # Signs and numbers run from left to right in every language.
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
            place = QRectF(self.width() - 28, y, metrics.ICON, metrics.ICON)
            paint_icon(painter, "enter", place, theme.faint)
        painter.setClipRect(box.adjusted(_EDGE - 6, 2, -(_RETURN if focused else _EDGE) + 6, -2))
        if self._preedit or self.text():
            self._paint_pieces(painter, focused=focused)
        else:
            self._paint_ghost(painter, focused=focused)
        painter.end()

    def _paint_ghost(self, painter: QPainter, *, focused: bool) -> None:
        theme = look()
        words = QRectF(_EDGE + 4, 0, self.width() - _EDGE - _RETURN, self.height())
        ghost = self._ghost or tr("12 km² of forest")
        font = sans(metrics.TEXT_QUERY if self._ghost else metrics.TEXT_BODY, italic=True)
        if not self.isReadOnly():
            paint_text(painter, words, ghost, font, theme.muted, LEFT)
        if focused:
            painter.fillRect(
                QRectF(_EDGE - 1, scaled(_WORDS_AT + 6), 1.5, scaled(_LINE)), theme.text
            )

    def _paint_pieces(self, painter: QPainter, *, focused: bool) -> None:
        theme = look()
        pieces = self._pieces()
        self._keep_in_view(pieces)
        chosen = range(self.selectionStart(), self.selectionEnd()) if focused else range(0)
        plain = scaled(_WORDS_AT + 6) if not any(one.role for one in pieces) else scaled(_WORDS_AT)
        for piece in pieces:
            x = piece.x - self._scroll
            if self.hasSelectedText() and chosen:
                self._paint_selection(painter, piece, chosen, x, plain)
            painter.setPen(theme.text if piece.role else theme.muted)
            piece.layout.draw(painter, QPointF(x, plain))
            if piece.role is None:
                continue
            line = QRectF(x, scaled(_UNDER) - 2, piece.layout.lineAt(0).naturalTextWidth(), 2)
            painter.fillRect(line, self._colour)
            below = QRectF(x, scaled(_ROLE_AT), piece.width, scaled(metrics.ICON))
            font = sans(metrics.TEXT_CAPTION)
            paint_text(painter, below, tr(_ROLES[piece.role]), font, theme.muted, LEFT)
        if focused:
            caret = QRectF(self._caret_x(pieces) - self._scroll, plain, 1.5, scaled(_LINE))
            painter.fillRect(caret, theme.text)

    def _paint_selection(
        self, painter: QPainter, piece: _Piece, chosen: range, x: float, top: float
    ) -> None:
        first, last = max(chosen.start, piece.start), min(chosen.stop, piece.end)
        if first < last:
            line = piece.layout.lineAt(0)
            left = _x_of(line.cursorToX(first - piece.start))
            right = _x_of(line.cursorToX(last - piece.start))
            left, right = floor(min(left, right)), ceil(max(left, right))
            if last == piece.end and chosen.stop > piece.end:
                # The room up to the next part is selected with both.
                right = piece.width
            painter.fillRect(QRectF(x + left, top, right - left, scaled(_LINE)), look().selection)

    def _pieces(self) -> list[_Piece]:
        """Lay the line out: parts as wide as what they are called, the words between them."""
        text = self.text()
        at = self.cursorPosition()
        tokens: Sequence[Token] = self._tokens
        if self._preedit:
            text, tokens = text[:at] + self._preedit + text[at:], ()
        units = Utf16Map(text)
        length = units.to_utf16(len(text))
        stretches: list[tuple[int, int, Role | None]] = []
        last = 0
        for token in tokens:
            if token.end > len(text):
                break
            start, end = units.to_utf16(token.start), units.to_utf16(token.end)
            if start > last:
                stretches.append((last, start, None))
            stretches.append((start, end, token.role))
            last = end
        if last < length:
            stretches.append((last, length, None))
        pieces: list[_Piece] = []
        x = float(_EDGE)
        for start, end, role in stretches:
            words = text[units.from_utf16(start) : units.from_utf16(end)]
            layout = _laid_out(words, sans(metrics.TEXT_QUERY, STRONG if role else REGULAR))
            width = layout.lineAt(0).cursorToX(end - start)
            width = max(_x_of(width), layout.lineAt(0).naturalTextWidth())
            if role is not None:
                named = text_width(tr(_ROLES[role]), sans(metrics.TEXT_CAPTION))
                width = max(width, named)
            elif not words.strip() and pieces:
                width = max(width, _GAP)
            # On whole pixels, or the grounds of two parts would not meet.
            width = ceil(width)
            pieces.append(_Piece(start, end, x, width, role, layout))
            x += width
        return pieces

    def _keep_in_view(self, pieces: Sequence[_Piece]) -> None:
        """Scroll so that the caret, or else the beginning, is seen."""
        room = self.width() - _EDGE - (_RETURN if self.hasFocus() else _EDGE)
        whole = pieces[-1].x + pieces[-1].width - _EDGE if pieces else 0
        if not self.hasFocus() or whole <= room:
            self._scroll = 0.0
            return
        caret = self._caret_x(pieces) - _EDGE
        self._scroll = min(max(self._scroll, caret - room + 8), max(0.0, caret - 8))

    def _caret_x(self, pieces: Sequence[_Piece]) -> float:
        at = self.cursorPosition()
        for piece in pieces:
            if piece.start <= at <= piece.end:
                return piece.x + _x_of(piece.layout.lineAt(0).cursorToX(at - piece.start))
        return float(_EDGE)

    def _unit_at(self, x: float) -> int:
        """Give the place in the text (UTF-16 units) under a point."""
        x += self._scroll
        pieces = self._pieces()
        for piece in pieces:
            if x < piece.x + piece.width:
                line = piece.layout.lineAt(0)
                return piece.start + line.xToCursor(max(0.0, x - piece.x))
        return pieces[-1].end if pieces else 0


def _laid_out(words: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(words, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _x_of(found: object) -> float:
    """Take the place from what PySide gives for it, with the position or without."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
