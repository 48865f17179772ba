"""A card with a chart that can be saved as a picture, a drawing or a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.titled_card import TitledCard

WAYS = (("png", "Picture (PNG)…"), ("svg", "Drawing (SVG)…"), ("csv", "Table (CSV)…"))
"""The ways to save a chart: the file's ending, and what people call it."""


class SavedCard(TitledCard):
    """What charts share; a subclass gives its `table`.

    Signals:
        save_wanted(card, ending): save the chart.
    """

    save_wanted = Signal(object, str)

    def __init__(
        self,
        title: str,
        about: str = "",
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.save = IconButton("download", tr("{title}: save", title=title))
        self.tools: list[QWidget] = [self.save]
        """What is no part of a saved picture."""
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE)
        if aside is not None:
            row.addWidget(aside)
        row.addWidget(self.save)
        super().__init__(title, about, aside=right, parent=parent)
        self.save.clicked.connect(self._open)

    def table(self) -> Sequence[Sequence[object]]:
        """Give what is shown as rows, the first of them heads."""
        raise NotImplementedError

    def hidden_height(self) -> int:
        """Tell how many pixels of it do not fit, and have to be scrolled to."""
        return sum(
            area.verticalScrollBar().maximum()
            for area in self.findChildren(QScrollArea)
            if area.isVisibleTo(self)
        )

    def _open(self) -> None:
        menu = Menu(tr("Save"), self.window())
        for ending, words in WAYS:
            row = menu.add_row(tr(words))
            row.triggered.connect(lambda _=False, it=ending: self.save_wanted.emit(self, it))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.save)
