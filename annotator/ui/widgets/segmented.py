"""One choice out of a few, side by side in a tray."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from annotator.ui.look import (
    REGULAR,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_lane,
    paint_text,
    reading_painter,
    sans,
    text_width,
)
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.surface import lies_on_raised

_INSET = 2
_PADDING = 12
_TRAY_RADIUS = 7
_SEGMENT_RADIUS = 5
_ICON_GAP = 6
_NUMBER_GAP = 6
_LANE_LENGTH = 24


class Segment(NamedTuple):
    """Describe one choice: words, a small number behind them, an icon or a line before them.

    ``line`` is a pattern of `annotator.ui.look.PATTERNS`, painted in ``line_colour``. ``name`` is
    for screen readers where there are no words.
    """

    text: str = ""
    number: str = ""
    icon: str = ""
    line: str = ""
    line_colour: str = "text"
    name: str = ""


class Segmented(QWidget):
    """Choose exactly one of a few; the arrow keys walk.

    Signals:
        picked(int): the user chose the segment with that index.
    """

    picked = Signal(int)

    def __init__(
        self,
        segments: Sequence[Segment | str],
        name: str = "",
        parent: QWidget | None = None,
        *,
        px: int = metrics.TEXT_SMALL,
        height: int = metrics.SEGMENT,
        widths: Sequence[int] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._height = height
        self._silent = False
        self._group = QButtonGroup(self)
        self._parts: list[_SegmentButton] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        layout.setSpacing(0)
        for index, given in enumerate(segments):
            segment = Segment(given) if isinstance(given, str) else given
            part = _SegmentButton(segment, px, widths[index] if widths else 0, self)
            self._group.addButton(part, index)
            self._parts.append(part)
            layout.addWidget(part)
        self._group.idToggled.connect(self._on_toggled)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_current(0)

    def current(self) -> int:
        """Return the index of the chosen segment, -1 if there is none."""
        return self._group.checkedId()

    def set_current(self, index: int) -> None:
        """Choose a segment (-1: none) without telling."""
        self._silent = True
        if index < 0:
            # A group that insists on one choice lets none go.
            self._group.setExclusive(False)
            for part in self._parts:
                part.setChecked(False)
            self._group.setExclusive(True)
        else:
            self._parts[index].setChecked(True)
        self._silent = False

    def set_number(self, index: int, number: str) -> None:
        """Change the small number of a segment; empty takes it away."""
        self._parts[index].set_number(number)

    def segment(self, index: int) -> QRadioButton:
        """Return the button of a segment, to focus, disable or give a tooltip."""
        return self._parts[index]

    def sizeHint(self) -> QSize:
        """Return the size of the tray."""
        width = sum(part.sizeHint().width() for part in self._parts)
        return QSize(width + 2 * _INSET, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tray."""
        theme = look()
        painter = reading_painter(self)
        fill = theme.hover
        if lies_on_raised(self):
            # The chosen one is of `raised` itself: it has to be the lighter of the two.
            fill = theme.field if theme.dark else theme.hover_raised
        paint_box(painter, QRectF(self.rect()), _TRAY_RADIUS, fill=fill)
        painter.end()

    def _on_toggled(self, index: int, checked: bool) -> None:
        if checked and not self._silent:
            self.picked.emit(index)


class _SegmentButton(KeyboardFocus, QRadioButton):
    """One segment: a radio button to Qt and to screen readers."""

    ring_outside = False

    def __init__(self, segment: Segment, px: int, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._segment = segment
        self._px = px
        self._width = width
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.set_number(segment.number)

    def set_number(self, number: str) -> None:
        self._segment = self._segment._replace(number=number)
        name = self._segment.name or self._segment.text
        self.setAccessibleName(f"{name}, {number}" if number else name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._width or round(self._content_width(STRONG) + 2 * _PADDING + 0.5)
        return QSize(width, metrics.SEGMENT - 2 * _INSET)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = look()
        painter = reading_painter(self)
        if not self.isEnabled():
            painter.setOpacity(metrics.DISABLED_OPACITY)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            paint_box(painter, rect, _SEGMENT_RADIUS, fill=theme.raised, border=theme.line2)
        elif self.isDown():
            paint_box(painter, rect, _SEGMENT_RADIUS, fill=theme.pressed)
        if self.keyboard_focus():
            paint_box(painter, rect, _SEGMENT_RADIUS, border=theme.accent, width=metrics.RING_WIDTH)
        lit = chosen or (self.isEnabled() and self.underMouse())
        self._paint_content(painter, rect, theme.text if lit else theme.muted)
        painter.end()

    def _paint_content(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        segment = self._segment
        weight = STRONG if self.isChecked() else REGULAR
        x = rect.left() + (rect.width() - self._content_width(weight)) / 2
        middle = rect.center().y()
        if segment.icon:
            icon = QRectF(round(x), round(middle - metrics.ICON / 2), metrics.ICON, metrics.ICON)
            paint_icon(painter, segment.icon, icon, colour)
            x += metrics.ICON + (_ICON_GAP if segment.text else 0)
        if segment.line:
            lane = QRectF(x, middle - metrics.LANE / 2, _LANE_LENGTH, metrics.LANE)
            paint_lane(painter, lane, _line_colour(segment.line_colour), segment.line)
            x += _LANE_LENGTH
        font = self._font(weight)
        words = QRectF(x, rect.top(), text_width(segment.text, font), rect.height())
        x += paint_text(painter, words, segment.text, font, colour)
        if segment.number:
            small = sans(metrics.TEXT_CAPTION)
            width = text_width(segment.number, small)
            place = QRectF(x + _NUMBER_GAP, rect.top(), width, rect.height())
            paint_text(painter, place, segment.number, small, look().muted)

    def _content_width(self, weight: int) -> float:
        segment = self._segment
        width = text_width(segment.text, self._font(weight))
        if segment.icon:
            width += metrics.ICON + (_ICON_GAP if segment.text else 0)
        if segment.line:
            width += _LANE_LENGTH
        if segment.number:
            width += _NUMBER_GAP + text_width(segment.number, sans(metrics.TEXT_CAPTION))
        return width

    def _font(self, weight: int) -> QFont:
        return sans(self._px, weight)


def _line_colour(colour: str) -> QColor:
    """Read a role of the theme, or else the colour of a label."""
    theme = look()
    return theme.text if colour == "text" else theme.label(colour).line
