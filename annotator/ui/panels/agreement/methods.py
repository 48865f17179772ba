"""The paragraph for a methods section, to be copied with one press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_box, smooth_painter
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text

_NAME = 64


class MethodsCard(QWidget):
    """Two lines at most; what does not fit is in the tooltip and in what is copied.

    Signals:
        copy_wanted(): the paragraph is to go to the clipboard.
        table_wanted(button): the table is to be copied or saved; a menu opens at the button.
    """

    copy_wanted = Signal()
    table_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Text(px=metrics.TEXT_SMALL, role="muted", lines=2)
        self.copy = PushButton(tr("Copy"), keys="M")
        self.copy.clicked.connect(self.copy_wanted)
        self.copy.setAccessibleName(tr("Copy the methods paragraph"))
        self.table = PushButton(tr("Table…"), keys="T")
        self.table.clicked.connect(lambda: self.table_wanted.emit(self.table))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, metrics.SPACE_GROUPS, 20, metrics.SPACE_GROUPS)
        row.setSpacing(metrics.SPACE_GROUPS)
        name = Text(tr("Methods"), px=metrics.TEXT_SMALL, weight=STRONG)
        name.setFixedWidth(_NAME)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.table)
        row.addWidget(self.copy)

    def show_methods(self, methods: str) -> None:
        """Show a paragraph."""
        self.words.setText(methods)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = smooth_painter(self)
        rect = QRectF(self.rect())
        theme = look()
        paint_box(painter, rect, metrics.RADIUS_POPOVER, fill=theme.base, border=theme.line)
        painter.end()
