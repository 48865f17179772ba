"""The two standing lists: gathered in the background, and what is intended put aside."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.inconsistency import Inconsistency, Silence
from annotator.model.listing import LabelOutline
from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Latest
from annotator.ui.models.unlike_list import UnlikeRow
from annotator.ui.panels.concordance.unlike import Unlike
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.app.untagged_memory import UntaggedMemory
    from annotator.model.changes import ChangeSet
    from annotator.problems import UserProblem

Which = Literal["differing", "untagged"]
_QUIET = 600
"""Milliseconds to wait after a change before the lists are gathered anew."""
_ALL = 1_000
"""How much there is to be done, as the job tells it."""
_KINDS = frozenset({"annotation", "article", "silence", "status", "scheme", "team"})


class Found(NamedTuple):
    """What was gathered; ``untagged`` takes longer, and is None until it is known."""

    differing: Sequence[Inconsistency]
    untagged: Sequence[Inconsistency] | None
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
        self._stopped = False
        """Whether somebody did not want to wait."""
        self._work = Latest(self)
        self._memory: list[UntaggedMemory] = []
        """What was counted before; made by the first job, which may take the time to."""
        self._done = 0
        """How much of the job is done, in thousandths."""
        self._soon = Soon(self._gather, self, _QUIET)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.opened.connect(self.opened)
        self.list.intended_wanted.connect(self._on_intended)
        self.list.silenced_wanted.connect(lambda _: self._show())
        self.list.everywhere_wanted.connect(lambda _: self._look_anew())
        self.list.wait.clicked.connect(self._stop_or_go_on)
        hub.changed.connect(self._on_changed)

    def show_list(self, which: Which) -> None:
        """Show one of the two lists."""
        if which != self._which:
            self._which = which
            self.list.forget_row()
        self.list.everywhere.setVisible(which == "untagged")
        self._show()
        if self._outdated and not self._stopped:
            self._gather()

    @property
    def everywhere(self) -> bool:
        """Whether articles count that nobody has begun with."""
        return self.list.everywhere.isChecked()

    def set_labels(self, labels: Mapping[str, LabelOutline]) -> None:
        """Take the labels as they are painted, and the names of attributes and their values."""
        self.list.delegate.labels = labels
        project = self._hub.project
        self.list.delegate.attributes = {
            (label.key, attribute.key): attribute
            for label in (project.scheme.labels if project is not None else ())
            for attribute in label.attributes
        }

    def outdate(self) -> None:
        """Gather anew when it is seen."""
        self._outdated = True
        if self.isVisible() and not self._stopped:
            self._soon.start()

    def forget(self) -> None:
        """Begin anew: another project is open, or none."""
        self._stop()
        self._found = None
        self._memory = []
        self._stopped = False
        self.list.silenced.setChecked(False)
        self.outdate()
        self.counted.emit(0, 0)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Gather what has changed since."""
        super().showEvent(event)
        if self._outdated and not self._stopped:
            self._soon.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop gathering: whoever tags meanwhile wants the machine for themselves."""
        super().hideEvent(event)
        if self._work.busy:
            self._stop()
            self._outdated = True

    def _stop(self) -> None:
        self._soon.stop()
        self._work.stop()

    def _stop_or_go_on(self) -> None:
        """Wait no longer, or look again after all."""
        if not self._work.busy:
            self._look_anew()
            return
        self._stop()
        self._outdated = self._stopped = True
        self._show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_anew(self) -> None:
        self._stopped = False
        self._gather()

    def _gather(self) -> None:
        project = self._hub.project
        if project is None:
            return
        self._stop()
        self._outdated = False
        ready: deque[Found] = deque()

        def tell(done: int) -> None:
            self._done = done
            if ready:
                self._take(ready.popleft())
            else:
                self._tell()

        def fail(problem: UserProblem) -> None:
            self._outdated = self._stopped = True
            self._show()
            self._hub.problem.emit(str(problem))

        self._done = 0
        self._work.start(
            partial(_gathered, Apart.of(project), self.everywhere, self._memory, ready),
            self._take,
            fail,
            tell,
        )
        self._show()

    def _take(self, found: Found) -> None:
        """Show what was gathered; what is not known yet stays as it was."""
        if found.untagged is None and self._found is not None:
            found = found._replace(untagged=self._found.untagged)
        self._found = found
        self.counted.emit(len(found.differing), len(found.untagged or ()))
        self._show()

    def _tell(self) -> None:
        """Say how far it is."""
        waits = self._work.busy
        self.list.wait.setVisible(waits or self._stopped)
        self.list.wait.set_face(tr("Stop") if waits else tr("Look again"))
        said = tr("Looking through the project: {n} %", n=self._done * 100 // _ALL)
        self.list.show_progress(said if waits else "")

    def _show(self) -> None:
        self._tell()
        found, silenced = self._found, self.list.silenced.isChecked()
        unlike = self._which == "differing"
        if found is None or (found.untagged is None and not unlike and not silenced):
            if self._stopped:
                self.list.show_waiting(tr("Stopped"), tr("Nothing was looked through yet."))
            else:
                self.list.show_waiting(tr("Looking through the project…"))
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
            rows = found.untagged or ()
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
    apart: Apart,
    everywhere: bool,
    memory: list[UntaggedMemory],
    ready: deque[Found],
    report: Callable[[int], None],
) -> Found:
    from annotator.app.untagged_memory import UntaggedMemory  # noqa: PLC0415 - in the job's thread

    if not memory:
        memory.append(UntaggedMemory())
    with apart.reading() as project:
        silences = project.silences.all()
        lists = project.inconsistencies.lists(report, everywhere=everywhere, memory=memory[0])
        differing = next(lists)
        ready.append(Found(differing, None, silences))
        return Found(differing, next(lists), silences)
