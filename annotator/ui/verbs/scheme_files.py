"""Schemes from files, and into files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.scheme import SchemePage
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar


class SchemeFiles(QObject):
    """Takes schemes and codebooks into the draft of a page, and writes schemes."""

    def __init__(self, hub: Hub, page: SchemePage, messages: MessageBar, window: QWidget) -> None:
        super().__init__(page)
        self._hub = hub
        self.page = page
        self._messages = messages
        self._window = window

    def import_scheme(self) -> None:
        """Take a scheme file or a codebook into the draft."""
        project = self._hub.project
        if project is None:
            return
        draft = self.page.draft
        if draft.locked:
            self._messages.show_problem(draft.why_not)
            return
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Take over a scheme"),
            str(project.path.parent),
            tr("Schemes and codebooks (*.json *.qdc *.qdpx)"),
        )
        if path:
            self._take_file(Path(path))

    def export_scheme(self) -> None:
        """Write the scheme to a file, as it stands in the draft."""
        from annotator.ui.verbs.saving import save_as  # noqa: PLC0415 - seldom

        project = self._hub.project
        if project is None:
            return
        draft = self.page.draft
        path = save_as(
            self._hub,
            self._window,
            tr("Write the scheme"),
            f"{project.name} scheme.json",
            lambda it, path: it.schemes.to_file(path, draft.scheme if draft.dirty else None),
            kinds=tr("Schemes (*.json)"),
        )
        if path is not None:
            self._messages.show_info(tr("Written to {path}.", path=path))

    def _take_file(self, path: Path) -> None:
        """Ask whether a file replaces the scheme or adds to it."""
        menu = Menu(tr("Take over {file}", file=path.name), self._window)
        for words, icon, add in (
            (tr("Put it in place of the scheme"), "copy", False),
            (tr("Add the labels that are new"), "plus", True),
        ):
            menu.add_row(words, icon=icon).triggered.connect(partial(self._adopt, path, add=add))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.page.more)

    def _adopt(self, path: Path, _checked: bool = False, *, add: bool) -> None:
        found = self._hub.run(lambda project: project.schemes.from_file(path, add=add))
        if found is not None:
            draft = self.page.draft
            draft.try_to(lambda _: found)
            if not self.page.changes:
                self._messages.show_info(tr("{file} has nothing new.", file=path.name))
