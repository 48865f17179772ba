"""The row of keys that matter now, in the status bar and at the foot of a popover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import look, metrics, paint_text, reading_painter, sans, text_width
from annotator.ui.widgets.key_cap import in_force, key_cap_width, paint_key_cap

_CAP_GAP = 6
_HINT_GAP = 16


class KeyHint(NamedTuple):
    """Name a key (``"Ctrl Z"`` is one cap, ``"n|p"`` are two) and what it does."""

    key: str
    text: str


class KeyHints(QWidget):
    """Show keys and what they do, as many as fit.

    The last hints matter most: where there is no room, hints are left out from the first on.
    Aligned left, it is the last that go.
    """

    def __init__(
        self,
        hints: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignRight,
        ground: str = "base",
    ) -> None:
        super().__init__(parent)
        self._hints: list[KeyHint] = []
        self._align = align
        self._ground = ground
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_hints(hints)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show other hints, each a pair of key and text."""
        self._hints = [KeyHint(in_force(key), text) for key, text in hints if in_force(key)]
        self.setAccessibleName(
            ", ".join(f"{hint.key.replace('|', ' ')}: {hint.text}" for hint in self._hints)
        )
        self.updateGeometry()
        self.update()

    def shown(self) -> list[KeyHint]:
        """Return the hints that fit the present width."""
        kept = list(self._hints)
        while kept and _width(kept) > self.width():
            kept.pop(0 if self._align & Qt.AlignmentFlag.AlignRight else -1)
        return kept

    def sizeHint(self) -> QSize:
        """Return the size at which every hint is shown."""
        return QSize(round(_width(self._hints) + 0.5), metrics.STATUS_BAR)

    def minimumSizeHint(self) -> QSize:
        """Allow any width: hints that do not fit are left out."""
        return QSize(0, metrics.STATUS_BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hints that fit."""
        theme = look()
        painter = reading_painter(self)
        font = sans(metrics.TEXT_SMALL)
        hints = self.shown()
        right = bool(self._align & Qt.AlignmentFlag.AlignRight)
        x = self.width() - _width(hints) if right else 0.0
        y = (self.height() - metrics.KEY_CAP) / 2
        fill = theme.colour(self._ground)
        for key, text in hints:
            for cap in key.split("|"):
                x += paint_key_cap(painter, x, y, cap, fill=fill) + metrics.SPACE_INSIDE
            x += _CAP_GAP - metrics.SPACE_INSIDE
            rect = QRectF(x, 0, text_width(text, font), self.height())
            x += paint_text(painter, rect, text, font, theme.muted) + _HINT_GAP
        painter.end()


def _width(hints: Sequence[KeyHint]) -> float:
    font = sans(metrics.TEXT_SMALL)
    widths = (_caps_width(key) + _CAP_GAP + text_width(text, font) for key, text in hints)
    return sum(widths) + _HINT_GAP * max(0, len(hints) - 1)


def _caps_width(key: str) -> float:
    caps = key.split("|")
    return sum(map(key_cap_width, caps)) + metrics.SPACE_INSIDE * (len(caps) - 1)
