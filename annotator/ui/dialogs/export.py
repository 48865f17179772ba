"""The sheet of an export: which format, whose annotations, and what the format cannot hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.app.export.exporting import formats_there_are
from annotator.model.export import Selection
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.look import STRONG, metrics
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.records import Loss

_DISPUTED = "disputed"
_REASONS = {
    "empty": "articles without annotations",
    "relation": "relations",
    "other": "texts and zones of articles",
    _DISPUTED: "entries about which reviewers differ",
}


class ExportSheet(Sheet):
    """Says beforehand, with numbers, what would be left out.

    Signals:
        chosen(format, selection): export so.
    """

    chosen = Signal(str, object)

    def __init__(self, window: QWidget, project: Project) -> None:
        self._path: Path = project.path
        self._who = project.annotator.name
        self._formats = [one for one in formats_there_are() if one.write]
        self.format = Segmented([one.title for one in self._formats], tr("Format"))
        self.people = Segmented(
            [tr("Everybody"), tr("Only mine"), tr("Consensus")], tr("Whose annotations")
        )
        blind = project.team.settings().blind and not project.team.may("settle")
        if blind:
            # As in a bundle: a file is no way around what the window keeps back.
            self.people.set_current(1)
            for others in (0, 2):
                self.people.segment(others).setEnabled(False)
        self._losses = QWidget()
        self._lines = QVBoxLayout(self._losses)
        self._lines.setContentsMargins(0, metrics.SPACE, 0, 0)
        self._lines.setSpacing(0)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        for name, field in ((tr("Format"), self.format), (tr("Annotations"), self.people)):
            column.addWidget(Text(name, px=metrics.TEXT_SMALL, role="muted"))
            column.addWidget(field)
        if blind:
            words = tr("People work blind here: an export holds your own work only.")
            column.addWidget(Text(words, px=metrics.TEXT_SMALL, role="muted", lines=2))
        column.addWidget(self._losses)
        super().__init__(
            window,
            tr("Export {name}", name=project.name),
            body,
            answer=tr("Choose a file…"),
            refusal=tr("Cancel"),
        )
        self.format.picked.connect(lambda _: self._weigh())
        self.people.picked.connect(lambda _: self._weigh())
        self.accepted.connect(self._on_accepted)
        self._weigh()

    def chosen_format(self) -> str:
        """Give the name of the chosen format."""
        return self._formats[self.format.current()].name

    def selection(self) -> Selection:
        """Give whose annotations are exported; nobody named means everybody's."""
        return (Selection(), Selection(annotators=(self._who,)), Selection(consensus=True))[
            self.people.current()
        ]

    def _weigh(self) -> None:
        """Work out in the background what the chosen format cannot hold."""
        self._say([tr("Looking what it can hold…")])
        path, name, who = self._path, self.chosen_format(), self.selection()
        job: Job[list[Loss]] = Job(lambda _: _losses(path, name, who), self)
        job.succeeded.connect(lambda losses: self._show(losses, name, who))
        job.failed.connect(lambda problem: self._say([str(problem)]))
        job.finished.connect(job.deleteLater)
        job.start()

    def _show(self, losses: Sequence[Loss], name: str, who: Selection) -> None:
        if (name, who) != (self.chosen_format(), self.selection()):
            return
        if not losses:
            self._say([tr("Everything fits.")])
            return
        counts = Counter(map(_reason, losses))
        self._say(
            [
                tr("Left out, because this format has no place for it:"),
                *(f"{n:,} × {tr(_REASONS.get(r, r))}" for r, n in counts.most_common()),
            ]
        )

    def _say(self, lines: Sequence[str]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, line in enumerate(lines):
            weight = STRONG if number == 0 else 400
            self._lines.addWidget(Text(line, px=metrics.TEXT_SMALL, weight=weight, lines=2))

    def _on_accepted(self) -> None:
        self.chosen.emit(self.chosen_format(), self.selection())


def _reason(loss: Loss) -> str:
    """Name the group that something left out belongs to."""
    return _DISPUTED if loss.reason == "other" and loss.annotation is not None else loss.reason


def _losses(path: Path, name: str, who: Selection) -> list[Loss]:
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(path, read_only=True) as project:
        return project.exporting.losses(name, annotators=who.annotators, consensus=who.consensus)
