"""The column at the right: one panel at a time, the usual one unless another was asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QWidget


class SideStack(QWidget):
    """Shows the usual panel, or another one in its place."""

    def __init__(self, usual: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = usual
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(usual)
        self.setFocusProxy(usual)

    @property
    def current(self) -> QWidget:
        """The panel that is shown."""
        return self._pages.currentWidget() or self._usual

    def show_panel(self, panel: QWidget | None) -> None:
        """Show a panel in place of the usual one; None shows that again."""
        shown = panel or self._usual
        if self._pages.indexOf(shown) < 0:
            self._pages.addWidget(shown)
        self._pages.setCurrentWidget(shown)
        self.setFocusProxy(shown)
