"""The row below a figure's line: what it comes to, or what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

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
from annotator.ui.panels.form.figure_line import runs_leftwards
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.margins import set_margins

_EDGE = 8
_WORDS_AT = 30
_BUTTON_ROOM = 30


class FigureEcho(QWidget):
    """What a figure comes to, or what is wrong with it: 28 px below the line.

    Signals:
        copied(): its words were copied.
    """

    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._icon = ""
        self._role = "muted"
        self._beside = ""
        self.setFixedHeight(metrics.ICON_BUTTON)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._copy = IconButton("copy", tr("Copy the canonical value"), size=24)
        self._copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._copy.clicked.connect(self._on_copy)
        row = QHBoxLayout(self)
        set_margins(row, 0, 0, 2, 0, within=self)
        row.addStretch(1)
        row.addWidget(self._copy)

    def say(self, text: str, icon: str, role: str, *, beside: str = "") -> None:
        """Say something else."""
        self.text, self._icon, self._role, self._beside = text, icon, role, beside
        self.setAccessibleName(text)
        self._copy.setVisible(bool(beside))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(120, metrics.ICON_BUTTON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the sign, the words."""
        theme = look()
        painter = smooth_painter(self)
        box = QRectF(self.rect())
        edge = theme.outline(theme.line2)
        paint_box(painter, box, metrics.RADIUS_FIELD, fill=theme.zone, border=edge)
        leftwards = self.isRightToLeft()
        x = box.right() - 8 - metrics.ICON if leftwards else 8
        place = QRectF(x, box.center().y() - metrics.ICON / 2, metrics.ICON, metrics.ICON)
        if self._icon:
            paint_icon(painter, self._icon, place, theme.colour(self._role))
        after = _BUTTON_ROOM if self._beside else _EDGE
        words = box.adjusted(after, 0, -_WORDS_AT, 0)
        if not leftwards:
            words = box.adjusted(_WORDS_AT, 0, -after, 0)
        runs = runs_leftwards(self.text)
        direction = Qt.LayoutDirection
        painter.setLayoutDirection(direction.RightToLeft if runs else direction.LeftToRight)
        colour = theme.danger if self._role == "danger" else theme.muted
        colour = theme.text if self._beside else colour
        align = (RIGHT if leftwards else LEFT) | Qt.AlignmentFlag.AlignAbsolute
        width = paint_text(painter, words, self.text, sans(metrics.TEXT_SMALL), colour, align)
        width += metrics.SPACE
        beside = words.adjusted(0, 0, -width, 0) if leftwards else words.adjusted(width, 0, 0, 0)
        if self._beside and beside.width() > 24:
            caption = sans(metrics.TEXT_CAPTION)
            paint_text(painter, beside, self._beside, caption, theme.muted, align)
        painter.end()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.copied.emit()
