"""The versions of the scheme listed, and what was tagged before one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.scheme.touched import MOST_TOUCHED, TouchedRow, TouchedSheet, touched_rows
from annotator.ui.dialogs.scheme.versions import Saved, VersionsSheet
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.verbs.aside import read_aside

if TYPE_CHECKING:
    from annotator.app.project import Project


class SchemeVersions(QObject):
    """Lists versions; there may be hundreds, so they are read aside.

    Signals:
        place_wanted(article, start, end): show a place of an article, in code points.
        noted(text): there is nothing to show.
    """

    place_wanted = Signal(str, int, int)
    noted = Signal(str)

    def __init__(self, hub: Hub, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._window = window

    def open(self) -> None:
        """List the versions."""

        def read(project: Project) -> Saved:
            monograms = {one.name: one.monogram for one in project.annotators()}
            return Saved(project.schemes.versions(), monograms, project.annotator.name)

        read_aside(self._hub, self, read, self._show)

    def _show(self, saved: Saved) -> None:
        sheet = VersionsSheet(self._window, saved)
        sheet.before_wanted.connect(self._list_before)
        sheet.open(sheet.versions)

    def _list_before(self, label: str, at: str) -> None:
        def read(project: Project) -> list[TouchedRow]:
            return touched_rows(project, project.schemes.tagged_before(label, at))

        read_aside(self._hub, self, read, self._show_before)

    def _show_before(self, rows: list[TouchedRow]) -> None:
        project = self._hub.project
        if not rows or project is None:
            self.noted.emit(tr("Nothing was tagged with it before that"))
            return
        more = len(rows) == MOST_TOUCHED
        title = tr("What was tagged before: the first {n}", n=f"{MOST_TOUCHED:,}")
        sheet = TouchedSheet(
            self._window,
            title if more else tr("What was tagged before"),
            rows,
            project.scheme.labels,
            total=len(rows),
        )
        sheet.place_wanted.connect(self.place_wanted)
        sheet.open(sheet.list)
