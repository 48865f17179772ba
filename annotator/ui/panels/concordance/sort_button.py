"""The button that says in which order lines stand, and offers the others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.model.search import SortKey
from annotator.ui.i18n import tr
from annotator.ui.panels.concordance.line_head import SORT_NAMES
from annotator.ui.panels.concordance.looking import Order
from annotator.ui.widgets.filter_button import FilterButton
from annotator.ui.widgets.menu import Menu


class SortButton(FilterButton):
    """Shows an order.

    Signals:
        sort_wanted(sort, backwards): sort the lines otherwise.
    """

    sort_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Sort"), parent)
        self._order = Order()
        self.clicked.connect(self.offer)
        self.show_order(self._order)

    def show_order(self, order: Order) -> None:
        """Say which order it is."""
        self._order = order
        self.set_value(tr(SORT_NAMES[order.sort]))

    def offer(self) -> None:
        """Offer all orders below the button."""
        menu = Menu(tr("Sort"), self)
        for sort, name in SORT_NAMES.items():
            row = menu.add_row(tr(name).capitalize())
            row.setCheckable(True)
            row.setChecked(sort == self._order.sort)
            row.triggered.connect(partial(self._on_picked, sort))
        menu.addSeparator()
        row = menu.add_row(tr("Backwards"))
        row.setCheckable(True)
        row.setChecked(self._order.backwards)
        row.triggered.connect(
            lambda: self.sort_wanted.emit(self._order.sort, not self._order.backwards)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self)

    def _on_picked(self, sort: SortKey, _checked: bool = False) -> None:
        self.sort_wanted.emit(sort, False)  # noqa: FBT003 - a signal has no names
