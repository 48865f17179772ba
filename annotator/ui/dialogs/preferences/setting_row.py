"""One setting: what it is called at the left, its control at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.offers import Offer
from annotator.ui.dialogs.preferences.controls import control_for
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_line, reading_painter
from annotator.ui.widgets.text import Text


class SettingRow(QWidget):
    """Shows a setting, and asks for another value of it.

    Signals:
        chosen(setting, value): the user wants a value.
    """

    chosen = Signal(str, object)

    def __init__(self, setting: str, offer: Offer, value: object) -> None:
        super().__init__()
        self.setting = setting
        self.words = f"{tr(offer.name)} {tr(offer.about)}".casefold()
        """What a search looks into."""
        self.control = control_for(offer, value)
        self.control.chosen.connect(lambda value: self.chosen.emit(self.setting, value))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(Text(tr(offer.name), lines=2))
        if offer.about:
            about = Text(tr(offer.about), px=metrics.TEXT_SMALL, role="muted", lines=2)
            told.addWidget(about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, metrics.SPACE_GROUPS, 0, metrics.SPACE_GROUPS)
        row.setSpacing(metrics.SPACE_EDGE)
        row.addLayout(told, 1)
        row.addWidget(self.control, 0, Qt.AlignmentFlag.AlignVCenter)

    def fits(self, query: str) -> bool:
        """Tell whether every word of a search stands in what is said of the setting."""
        return all(word in self.words for word in query.casefold().split())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line below."""
        painter = reading_painter(self)
        paint_line(painter, 0, self.height() - 1, self.width(), look().line)
        painter.end()
