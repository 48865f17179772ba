"""The colours of labels as circles, of which one is chosen; taken ones are pale with their key."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QSizePolicy, QToolTip, QWidget

from annotator.model.scheme import COLOURS
from annotator.ui.i18n import tr
from annotator.ui.look import (
    CENTRE,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    sans,
    smooth_painter,
    tint,
)
from annotator.ui.look.contrast import over
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.telling import tell_value

_CIRCLE = 24
_PITCH = 32
_AIR = 4
_PALE = 56
_RING = 2


class ColourPicker(KeyboardFocus, QWidget):
    """Choose a colour by its name, or with the last circle any; the arrow keys walk, Space chooses.

    A colour that another label has can be chosen all the same.

    Signals:
        picked(colour): a name of the design, or ``#RRGGBB``.
    """

    ring_outside = False
    accessible_role = "ComboBox"
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = ""
        self._taken: Mapping[str, tuple[str, str]] = {}
        self._at = 0
        self._per_row = len(COLOURS) + 1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Colour"))

    def set_colour(self, colour: str, taken: Mapping[str, tuple[str, str]]) -> None:
        """Show what is chosen; ``taken`` gives the key and the name of who has a colour."""
        self._current = colour
        self._taken = taken
        self._at = COLOURS.index(colour) if colour in COLOURS else len(COLOURS)
        self.setAccessibleDescription(self._name(self._at))
        self.update()

    def set_columns(self, count: int) -> None:
        """Stand in rows of so many circles."""
        if count != self._per_row:
            self._per_row = max(1, count)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for all circles."""
        count = len(COLOURS) + 1
        rows = -(-count // self._per_row)
        columns = min(count, self._per_row)
        return QSize(columns * _PITCH, rows * _PITCH)

    def minimumSizeHint(self) -> QSize:
        """Never cut a circle."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and choose."""
        key = Qt.Key(event.key())
        towards_end = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        steps = {
            Qt.Key.Key_Left: -1 if towards_end else 1,
            Qt.Key.Key_Right: 1 if towards_end else -1,
            Qt.Key.Key_Up: -self._per_row,
            Qt.Key.Key_Down: self._per_row,
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            at = self._at + steps[key]
            if 0 <= at <= len(COLOURS):
                self._at = at
                tell_value(self, self._name(at))
                self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose at a click."""
        at = self._circle_at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and at >= 0:
            self._pick(at)

    def event(self, event: QEvent) -> bool:
        """Name the colour under the mouse, and who has it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._circle_at(event.pos().x(), event.pos().y())
            if at >= 0:
                QToolTip.showText(event.globalPos(), self._name(at), self)
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the circles."""
        theme = look()
        painter = smooth_painter(self)
        if not self.isEnabled():
            painter.setOpacity(metrics.DISABLED_OPACITY)
        for at in range(len(COLOURS) + 1):
            box = self._box(at)
            custom = at == len(COLOURS)
            chosen = self._current == COLOURS[at] if not custom else self._current not in COLOURS
            if custom and not chosen:
                paint_box(painter, box, _CIRCLE / 2, fill=theme.field, border=theme.line2)
                paint_icon(painter, "plus", box.adjusted(4, 4, -4, -4), theme.muted)
            else:
                self._paint_circle(painter, at, box, chosen=chosen)
            if chosen:
                ring = box.adjusted(-_AIR, -_AIR, _AIR, _AIR)
                paint_box(painter, ring, ring.width() / 2, border=theme.text, width=_RING)
            if at == self._at and self.keyboard_focus():
                ring = box.adjusted(-_AIR, -_AIR, _AIR, _AIR)
                paint_box(painter, ring, ring.width() / 2, border=theme.accent, width=_RING)
        painter.end()

    def _paint_circle(self, painter: QPainter, at: int, box: QRectF, *, chosen: bool) -> None:
        theme = look()
        colour = self._current if at == len(COLOURS) else COLOURS[at]
        colours = label_colours(colour)
        taken = self._taken.get(colour)
        if taken is None or chosen:
            paint_box(painter, box, _CIRCLE / 2, fill=colours.line)
            return
        fill = over(colours.line, theme.base, _PALE)
        paint_box(painter, box, _CIRCLE / 2, fill=fill, border=tint(colours.line, 120))
        said = taken[0] or taken[1][:1]
        font = sans(metrics.TEXT_CAPTION, STRONG)
        paint_text(painter, box, said, font, theme.text, CENTRE)

    def _pick(self, at: int) -> None:
        if not self.isEnabled():
            return
        self._at = at
        if at < len(COLOURS):
            self.picked.emit(COLOURS[at])
            return
        start = label_colours(self._current).line
        chosen = QColorDialog.getColor(start, self, tr("Another colour"))
        if chosen.isValid():
            self.picked.emit(chosen.name())

    def _name(self, at: int) -> str:
        if at >= len(COLOURS):
            return tr("Another colour…")
        taken = self._taken.get(COLOURS[at])
        name = COLOURS[at].capitalize()
        if COLOURS[at] == self._current:
            return tr("{colour}, chosen", colour=name)
        if taken is not None:
            return tr("{colour}: {label} has it", colour=name, label=taken[1])
        return name

    def _box(self, at: int) -> QRectF:
        row, column = divmod(at, self._per_row)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            column = min(len(COLOURS) + 1, self._per_row) - 1 - column
        inset = (_PITCH - _CIRCLE) / 2
        return QRectF(column * _PITCH + inset, row * _PITCH + inset, _CIRCLE, _CIRCLE)

    def _circle_at(self, x: float, y: float) -> int:
        return next((at for at in range(len(COLOURS) + 1) if self._box(at).contains(x, y)), -1)
