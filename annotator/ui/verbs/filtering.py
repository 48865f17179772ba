"""What of the annotations is painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.widgets.popover import Popover


class FilterVerbs(QObject):
    """Chooses what is painted, and shows everything again.

    Signals:
        noted(text): something was done that one may not see; the status bar says it.
    """

    noted = Signal(str)

    def __init__(self, hub: Hub, desk: Desk, page: TaggingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._popover: Popover | None = None
        page.labels.filter_wanted.connect(self.show_filter)

    def show_filter(self) -> None:
        """Open the panel that says what is painted."""
        from annotator.ui.panels.mark_filter import open_mark_filter  # noqa: PLC0415 - when seen

        project = self._hub.project
        if project is None or self._popover is not None:
            return
        self._popover = open_mark_filter(
            self._desk, project.labels, self._page.labels.filter_button
        )
        self._popover.closed.connect(self._on_closed)

    def clear_filter(self) -> None:
        """Paint everything again."""
        if self._desk.filter.is_on or self._desk.hidden:
            self._desk.show_everything()
            self.noted.emit(tr("All annotations are shown"))

    def _on_closed(self) -> None:
        self._popover = None
