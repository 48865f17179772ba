"""The two standing lists: gathered in the background, and what is intended put aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.inconsistency import Inconsistency, Silence
from annotator.model.listing import LabelOutline
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.models.unlike_list import UnlikeRow
from annotator.ui.panels.concordance.unlike import Unlike
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.changes import ChangeSet

Which = Literal["differing", "untagged"]
_QUIET = 600
"""Milliseconds to wait after a change before the lists are gathered anew."""
_KINDS = frozenset({"annotation", "article", "silence", "status", "scheme", "team"})


class Found(NamedTuple):
    """What was gathered."""

    differing: Sequence[Inconsistency]
    untagged: Sequence[Inconsistency]
    silences: Sequence[Silence]


class Overlooked(QWidget):
    """Shows one of the lists.

    Signals:
        opened(row): show the places of a row.
        intended_wanted(row): say that a row is intended.
        take_back_wanted(silence): take back that something is.
        counted(differing, untagged): how many rows the lists have.
    """

    opened = Signal(object)
    intended_wanted = Signal(object)
    take_back_wanted = Signal(object)
    counted = Signal(int, int)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.list = Unlike()
        self._which: Which = "differing"
        self._found: Found | None = None
        self._outdated = True
        self._job: Job[Found] | None = None
        self._soon = Soon(self._gather, self, _QUIET)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.opened.connect(self.opened)
        self.list.intended_wanted.connect(self._on_intended)
        self.list.silenced_wanted.connect(lambda _: self._show())
        self.list.everywhere_wanted.connect(lambda _: self.outdate())
        hub.changed.connect(self._on_changed)

    def show_list(self, which: Which) -> None:
        """Show one of the two lists."""
        self._which = which
        self.list.everywhere.setVisible(which == "untagged")
        self._show()
        if self._outdated:
            self._gather()

    def set_labels(self, labels: Mapping[str, LabelOutline]) -> None:
        """Take the labels as they are painted."""
        self.list.delegate.labels = labels

    def outdate(self) -> None:
        """Gather anew when it is seen."""
        self._outdated = True
        if self.isVisible():
            self._soon.start()

    def forget(self) -> None:
        """Begin anew: another project is open, or none."""
        self._stop()
        self._found = None
        self.list.silenced.setChecked(False)
        self.outdate()
        self.counted.emit(0, 0)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Gather what has changed since."""
        super().showEvent(event)
        if self._outdated:
            self._soon.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop gathering: whoever tags meanwhile wants the machine for themselves."""
        super().hideEvent(event)
        if self._job is not None:
            self._stop()
            self._outdated = True

    def _stop(self) -> None:
        self._soon.stop()
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _gather(self) -> None:
        project = self._hub.project
        if project is None:
            return
        self._stop()
        self._outdated = False
        blind, everywhere = project.session.keeps_blind, self.list.everywhere.isChecked()
        work = partial(_gathered, project.path, project.annotator.name, blind, everywhere)
        job: Job[Found] = Job(work, self)
        self._job = job

        def succeed(found: Found) -> None:
            if self._job is job:
                self._job = None
                self._found = found
                self.counted.emit(len(found.differing), len(found.untagged))
                self._show()

        job.succeeded.connect(succeed)
        job.failed.connect(lambda problem: self._hub.problem.emit(str(problem)))
        job.finished.connect(job.deleteLater)
        job.start()
        if self._found is None:
            self._show()

    def _show(self) -> None:
        found, silenced = self._found, self.list.silenced.isChecked()
        unlike = self._which == "differing"
        if found is None:
            self.list.show_rows((), "", tr("Looking through the project…"), "")
            return
        rows: Sequence[UnlikeRow]
        if silenced:
            abouts = ("labels", "values") if unlike else ("untagged",)
            rows = [one for one in found.silences if one.subject.about in abouts]
            about = tr("What somebody says is meant so; I takes back one's own word")
            title = tr("Nothing is said to be intended")
            sentence = tr("Press I on a row of the list, and it leaves the list for here.")
        elif unlike:
            rows = found.differing
            about = tr("The same words with several labels, or several values of one field")
            title = tr("Everything is tagged alike")
            sentence = tr("No words carry two labels, or two values of one field.")
        else:
            rows = found.untagged
            about = tr("Words tagged in one place and not in another, in articles begun or done")
            title = tr("Nothing is left untagged")
            sentence = tr("Whatever is tagged somewhere is tagged wherever it stands.")
        self.list.show_rows(rows, about, title, sentence)

    def _on_intended(self, row: UnlikeRow) -> None:
        if isinstance(row, Silence):
            self.take_back_wanted.emit(row)
        else:
            self.intended_wanted.emit(row)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds & _KINDS:
            self.outdate()


def _gathered(
    path: Path, who: str, blind: bool, everywhere: bool, report: Callable[[int], None]
) -> Found:
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(path, who, read_only=True) as project:
        project.session.keeps_blind = blind
        return Found(
            project.inconsistencies.differing(report),
            project.inconsistencies.untagged(report, everywhere=everywhere),
            project.silences.all(),
        )
