"""One page of settings: a row each, and what stands below them."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.app.settings import Settings
from annotator.ui.dialogs.preferences.pages import PageSpec, offers_of
from annotator.ui.dialogs.preferences.setting_row import SettingRow
from annotator.ui.dialogs.preferences.text_sample import TextSample
from annotator.ui.look import metrics


class SettingsPage(QWidget):
    """Shows the settings of a page.

    Signals:
        chosen(setting, value): the user wants a value.
    """

    chosen = Signal(str, object)

    def __init__(self, spec: PageSpec) -> None:
        super().__init__()
        usual = asdict(Settings())
        offers = offers_of(spec.key)
        self.rows = [SettingRow(name, offer, usual[name]) for name, offer in offers.items()]
        self.below = spec.below() if spec.below is not None else None
        column = QVBoxLayout(self)
        edge = metrics.SPACE_SECTIONS
        column.setContentsMargins(edge, metrics.SPACE_INSIDE, edge, edge)
        column.setSpacing(0)
        for row in self.rows:
            row.chosen.connect(self.chosen)
            column.addWidget(row)
        if self.below is not None:
            column.addSpacing(metrics.SPACE_SECTIONS)
            column.addWidget(self.below)
        column.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """Show the values in force."""
        values = asdict(settings)
        for row in self.rows:
            row.control.show_value(values[row.setting])
        if isinstance(self.below, TextSample):
            self.below.show_settings(settings)

    def filter(self, query: str) -> int:
        """Show the rows that fit a search alone; give how many do."""
        fitting = [row for row in self.rows if row.fits(query)]
        for row in self.rows:
            row.setVisible(row in fitting)
        return len(fitting)
