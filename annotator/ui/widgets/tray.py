"""One of a few short values, or none: a tray that is one stop for the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.ui.look import (
    CENTRE,
    REGULAR,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_text,
    sans,
    smooth_painter,
    text_width,
)
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.telling import tell_value

_INSET = 2
_PADDING = 10
_RADIUS = 7
_PART_RADIUS = 5
_DIGITS = tuple("123456789")
_GONE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class TrayValue(NamedTuple):
    """One of the values: what stands in the tray, and what it is called."""

    text: str
    name: str = ""


class Tray(KeyboardFocus, QWidget):
    """Choose one of a few values with the arrow keys, its digit or a click; Del chooses none.

    A click on the chosen one lets go of it, where ``none`` may be. What the arrow keys choose is
    told at once, too: whoever saves it may wait until the tray is left.

    Signals:
        picked(int): the user chose a value by its index, -1 for none.
    """

    picked = Signal(int)
    ring_outside = False
    accessible_role = "ComboBox"

    def __init__(
        self,
        values: Sequence[TrayValue | str],
        name: str,
        parent: QWidget | None = None,
        *,
        none: bool = True,
        part_width: int = 0,
    ) -> None:
        super().__init__(parent)
        self._values = [TrayValue(one, one) if isinstance(one, str) else one for one in values]
        self._name = name
        self._none = none
        self._part_width = part_width
        self._current = -1
        self._hint = ""
        self._locked = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._hovered = -1
        self._tell()

    def current(self) -> int:
        """Return the index of the chosen value, -1 if there is none."""
        return self._current

    def set_current(self, index: int, hint: str = "") -> None:
        """Choose a value (-1: none) without telling; ``hint`` is what screen readers hear then."""
        self._current = index
        self._hint = hint
        self._tell()
        self.update()

    def set_locked(self, *, locked: bool) -> None:
        """Only show."""
        self._locked = locked
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if locked else Qt.FocusPolicy.TabFocus)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the tray."""
        width = sum(self._widths()) + 2 * _INSET
        return QSize(round(width + 0.5), metrics.SEGMENT)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow tray: its values are shortened."""
        return QSize(2 * _INSET + 20 * len(self._values), metrics.SEGMENT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, choose by digit, let go."""
        key, count = Qt.Key(event.key()), len(self._values)
        towards_end = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        if self._locked or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if (key == Qt.Key.Key_Right) == towards_end else -1
            self._pick(max(0, min(count - 1, self._current + step)))
        elif event.text() in _DIGITS[:count]:
            self._pick(int(event.text()) - 1)
        elif key in _GONE and self._none:
            self._pick(-1)
        elif key == Qt.Key.Key_Space and self._current < 0:
            self._pick(0)
        elif letter := event.text().casefold().strip():
            self._pick_by_letter(letter, event)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose at a click; a click on what is chosen lets go."""
        index = self._part_at(event.position().x())
        if self._locked or event.button() != Qt.MouseButton.LeftButton or index < 0:
            super().mousePressEvent(event)
        elif index != self._current:
            self._pick(index)
        elif self._none:
            self._pick(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the value under the mouse."""
        self._hover(-1 if self._locked else self._part_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Light none."""
        super().leaveEvent(event)
        self._hover(-1)

    def event(self, event: QEvent) -> bool:
        """Name the value under the mouse where only a sign stands."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._part_at(event.pos().x())
            named = self._values[index] if index >= 0 else None
            if named is not None and named.name != named.text:
                QToolTip.showText(event.globalPos(), named.name, self)
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tray and its values."""
        theme = look()
        painter = smooth_painter(self)
        tray = QRectF(0, 0, min(self.width(), self.sizeHint().width()), self.height())
        if not self._locked:
            paint_box(painter, tray, _RADIUS, fill=theme.hover)
        for index, (value, part) in enumerate(zip(self._values, self._parts(), strict=True)):
            chosen = index == self._current
            if chosen:
                paint_box(painter, part, _PART_RADIUS, fill=theme.raised, border=theme.line2)
            lit = chosen or index == self._hovered
            font = sans(metrics.TEXT_SMALL, STRONG if chosen else REGULAR)
            colour = theme.text if lit else theme.muted
            paint_text(painter, part, value.text, font, colour, CENTRE)
        if self.keyboard_focus():
            paint_box(painter, tray, _RADIUS, border=theme.accent, width=metrics.RING_WIDTH)
        painter.end()

    def _pick(self, index: int) -> None:
        # To let go of what is mixed is a choice, too.
        if index != self._current or (index < 0 and self._hint):
            self.set_current(index)
            tell_value(self, self.accessibleDescription())
            self.picked.emit(index)

    def _pick_by_letter(self, letter: str, event: QKeyEvent) -> None:
        """Choose the next value that begins with a letter."""
        order = [*range(self._current + 1, len(self._values)), *range(self._current + 1)]
        names = [one.name or one.text for one in self._values]
        found = next((i for i in order if names[i].casefold().startswith(letter)), None)
        if found is None:
            event.ignore()
        else:
            self._pick(found)

    def _tell(self) -> None:
        chosen = self._values[self._current] if self._current >= 0 else None
        said = (chosen.name or chosen.text) if chosen else self._hint
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(said)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def _widths(self) -> list[float]:
        if self._part_width:
            return [self._part_width] * len(self._values)
        font = sans(metrics.TEXT_SMALL, STRONG)
        return [text_width(one.text, font) + 2 * _PADDING for one in self._values]

    def _parts(self) -> list[QRectF]:
        """Give the places of the values; in a narrow tray they share the loss."""
        widths = self._widths()
        room = min(self.width() - 2 * _INSET, sum(widths))
        share = room / sum(widths)
        height = self.height() - 2 * _INSET
        places, x = [], float(_INSET)
        for width in widths:
            places.append(QRectF(x, _INSET, width * share, height))
            x += width * share
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            whole = self.width()
            places = [QRectF(whole - p.right(), p.y(), p.width(), p.height()) for p in places]
        return places

    def _part_at(self, x: float) -> int:
        return next((i for i, p in enumerate(self._parts()) if p.left() <= x < p.right()), -1)
