"""The line that says that people work blind, and what will happen when the article is done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model.changes import ChangeSet
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import (
    look,
    metrics,
    paint_icon,
    paint_line,
    paint_text,
    reading_painter,
    sans,
    text_width,
)
from annotator.ui.widgets.key_cap import keys_width, paint_keys

_HEIGHT = 32
_KEYS = "Ctrl Enter"


class BlindLine(QWidget):
    """Is there while others' work on the open article is kept from who works."""

    def __init__(self, hub: Hub, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words = tr("You work blind: what others tagged here appears when you are done")
        self.setAccessibleName(self.words)
        hub.changed.connect(self._on_changed)
        desk.article_changed.connect(self.look_again)
        desk.lanes_changed.connect(self.look_again)
        self.hide()

    def look_again(self) -> None:
        """Find out whether anything is kept back."""
        article = self._desk.article
        hidden = article is not None and self._hub.run(
            lambda project: (
                project.corpus.number(article.id) is not None and project.team.hides(article.id)
            )
        )
        self.setVisible(bool(hidden))

    def sizeHint(self) -> QSize:
        """Return the height of the line."""
        return QSize(0, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Allow any width: the words are shortened."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the icon, the words and the keys that end it."""
        theme, font = look(), sans(metrics.TEXT_SMALL)
        painter = reading_painter(self)
        painter.fillRect(self.rect(), theme.zone)
        paint_line(painter, 0, self.height() - 1, self.width(), theme.line)
        middle = (self.height() - 1) / 2
        icon = QRectF(metrics.SPACE_EDGE, middle - metrics.ICON / 2, metrics.ICON, metrics.ICON)
        paint_icon(painter, "eye", icon, theme.muted)
        left = icon.right() + metrics.SPACE
        room = self.width() - left - metrics.SPACE_EDGE - keys_width(_KEYS) - metrics.SPACE
        box = QRectF(left, 0, min(room, text_width(self.words, font) + 1), self.height() - 1)
        left += paint_text(painter, box, self.words, font, theme.text) + metrics.SPACE
        top = middle - metrics.KEY_CAP / 2
        paint_keys(painter, left + keys_width(_KEYS), top, _KEYS)
        painter.end()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds & {"status", "team", "article"}:
            self.look_again()
