"""The window itself: reading with nothing around the text, one more window on the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotator.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from annotator.ui.verbs.joined import Parts


class WindowVerbs(QObject):
    """The verbs about windows.

    Signals:
        mode_wanted(mode): another page is wanted.
    """

    mode_wanted = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.frame)
        self._parts = parts
        self.reads = False
        """Whether the text fills the screen."""
        self._before = Qt.WindowState.WindowNoState
        parts.frame.escaped.connect(self.leave_reading)

    def reading(self) -> None:
        """Let the text fill the screen, with nothing around it; once more leads back."""
        if self.reads:
            self.leave_reading()
            return
        parts = self._parts
        self.mode_wanted.emit("tag")
        self.reads = True
        self._before = parts.frame.windowState()
        for around in self._around():
            around.hide()
        parts.tagging.columns.set_bare(bare=True)
        parts.frame.showFullScreen()
        parts.tagging.view.setFocus(Qt.FocusReason.OtherFocusReason)
        parts.messages.show_info(tr("F11 or Esc leads back. Keys tag as ever."), 4)

    def leave_reading(self) -> None:
        """Show again what stood around the text."""
        if not self.reads:
            return
        self.reads = False
        parts = self._parts
        for around in self._around():
            around.show()
        parts.tagging.columns.set_bare(bare=False)
        parts.frame.setWindowState(self._before)
        parts.tagging.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def new_window(self) -> None:
        """Open one more window on the project, at the same article."""
        from annotator.ui import application  # noqa: PLC0415 - it makes the window

        parts = self._parts
        path, article = parts.hub.path(), parts.desk.article
        if path is not None:
            application.open_another(parts.memory, path, None if article is None else article.id)

    def _around(self) -> Sequence[QWidget]:
        parts = self._parts
        return (parts.top, parts.bottom, parts.tagging.labels)
