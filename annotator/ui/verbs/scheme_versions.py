"""The versions of the scheme listed, and what was tagged before one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.app.scheming.scheming import SchemeVersion, version_of
from annotator.model.moments import iso, now
from annotator.ui.apart import read_apart
from annotator.ui.dialogs.scheme.touched import MOST_TOUCHED, TouchedRow, TouchedSheet, touched_rows
from annotator.ui.dialogs.scheme.versions import Saved, VersionsSheet
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.scheme import Scheme


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
        read_apart(self._hub, lambda it: _saved(it, it.schemes.versions()), self._show, self)

    def open_draft(self, base: Scheme, scheme: Scheme, at: int) -> None:
        """Show what is different in a draft, beginning with the change of a number."""
        project = self._hub.project
        if project is None:
            return
        draft = scheme.model_copy(update={"version": base.version + 1})
        version = version_of(draft, base, project.annotator.name, iso(now()))
        sheet = VersionsSheet(
            self._window, tr("What is not saved yet"), _saved(project, [version]), at
        )
        sheet.before_wanted.connect(self._list_before)
        sheet.open(sheet.changes)

    def _show(self, saved: Saved) -> None:
        if self._window.findChild(VersionsSheet) is not None:
            return  # asked for twice, while they were read
        sheet = VersionsSheet(self._window, tr("Versions of the scheme"), saved)
        sheet.before_wanted.connect(self._list_before)
        sheet.open(sheet.versions)

    def _list_before(self, label: str, at: str) -> None:
        def read(project: Project) -> list[TouchedRow]:
            return touched_rows(project, project.schemes.tagged_before(label, at))

        read_apart(self._hub, read, self._show_before, self)

    def _show_before(self, rows: list[TouchedRow]) -> None:
        project = self._hub.project
        if project is None:
            return
        if not rows:
            blind = project.team.settings().blind
            self.noted.emit(
                tr("Nothing that you may see was tagged with it before that")
                if blind
                else tr("Nothing was tagged with it before that")
            )
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


def _saved(project: Project, versions: list[SchemeVersion]) -> Saved:
    monograms = {one.name: one.monogram for one in project.annotators()}
    return Saved(versions, monograms, project.annotator.name)
