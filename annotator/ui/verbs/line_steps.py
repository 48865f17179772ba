"""What is done with many lines at once: seen beforehand, done as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.listing import LabelOutline
from annotator.model.search import Line, LineMark
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.bulk import BulkReport
    from annotator.app.project import Project
    from annotator.ui.pages.concordance import ConcordancePage

_AT_ONCE = 300
"""Lines up to which something is done at once, without a job."""
_SECONDS = 10
Report = Callable[[int], None]
Step = Callable[["Project", Report], "BulkReport"]


class LineSteps(QObject):
    """Tags lines, changes their labels, removes them.

    Args:
        undo: takes the last step back.
        page: where the lines stand.
    """

    def __init__(
        self,
        hub: Hub,
        messages: MessageBar,
        undo: Callable[[], object],
        window: QWidget,
        page: ConcordancePage,
    ) -> None:
        super().__init__(page)
        self._hub = hub
        self._messages = messages
        self._undo = undo
        self._window = window
        self._page = page

    def begin(self, verb: str, lines: Sequence[Line], button: QWidget) -> None:
        """Ask what is still to be known, show what will be done, and do it.

        Args:
            verb: ``tag``, ``relabel``, ``remove``, or the key of a label to tag with.
            lines: with which.
            button: where the labels are offered.
        """
        if verb == "tag":
            self._choose(tr("Tag as"), button, partial(self._tag, lines))
        elif verb == "relabel":
            self._choose(tr("Change label to"), button, partial(self._relabel, lines))
        elif verb == "remove":
            self._remove(lines)
        else:
            found = next((one for one in self._labels() if one.shortcut == verb), None)
            if found is not None:
                self._tag(lines, found)

    def _labels(self) -> list[LabelOutline]:
        project = self._hub.project
        return [] if project is None else [one for one in project.labels if not one.retired]

    def _choose(self, title: str, button: QWidget, act: Callable[[LabelOutline], None]) -> None:
        menu = Menu(title, self._window)
        for label in self._labels():
            row = menu.add_row(label.name, mark=(label.colour, label.pattern), keys=label.shortcut)
            row.triggered.connect(lambda _=False, one=label: act(one))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    def _tag(self, lines: Sequence[Line], label: LabelOutline) -> None:
        me = self._me()
        new = [one for one in lines if not _has(one, label.key, me)]
        known = len(lines) - len(new)
        inside = sum(
            any(m.label == label.key and m.annotator == me for m in one.marks) for one in new
        )
        sentences = [_in_articles(tr("{n} get a new annotation", n=f"{len(new):,}"), new)]
        if inside:
            sentences.append(
                tr(
                    "{n} of them lie on another {label} of yours.",
                    n=f"{inside:,}",
                    label=label.name,
                )
            )
        if known:
            sentences.append(tr("{n} are tagged so already, and stay as they are.", n=f"{known:,}"))
        heads = self._page.lines.model.heads
        spots = [(heads[one.article].id, one.start, one.end) for one in new]
        self._ask(
            tr("Tag {n} as {label}", n=f"{len(new):,}", label=label.name),
            sentences,
            new,
            tr("Tag {n}", n=f"{len(new):,}"),
            lambda project, report: project.bulk.tag(spots, label.key, progress=report),
        )

    def _relabel(self, lines: Sequence[Line], label: LabelOutline) -> None:
        mine, ids, sentences = self._own(lines, except_label=label.key)
        sentences.insert(0, _in_articles(tr("{n} change their label", n=f"{len(ids):,}"), mine))
        self._ask(
            tr("Change {n} to {label}", n=f"{len(ids):,}", label=label.name),
            sentences,
            mine,
            tr("Change {n}", n=f"{len(ids):,}"),
            lambda project, report: project.bulk.relabel(ids, label.key, progress=report),
        )

    def _remove(self, lines: Sequence[Line]) -> None:
        mine, ids, sentences = self._own(lines)
        sentences.insert(0, _in_articles(tr("{n} annotations go", n=f"{len(ids):,}"), mine))
        self._ask(
            tr("Remove {n} annotations", n=f"{len(ids):,}"),
            sentences,
            mine,
            tr("Remove {n}", n=f"{len(ids):,}"),
            lambda project, report: project.bulk.remove(ids, progress=report),
        )

    def _own(
        self, lines: Sequence[Line], except_label: str = ""
    ) -> tuple[list[Line], list[str], list[str]]:
        """Find one's own annotations on just these words.

        Returns:
            The lines that have some, their ids, and sentences on what is left alone.
        """
        from annotator.model.identity import entity_text  # noqa: PLC0415 - when it is wanted

        me = self._me()
        mine: list[Line] = []
        ids: dict[str, None] = {}
        others = around = 0
        for line in lines:
            meant = [
                m
                for m in line.marks
                if (m.entity == line.entity if line.entity else _is_on(m, line))
            ]
            own = [m for m in meant if m.annotator == me and m.label != except_label]
            others += sum(m.annotator != me for m in meant)
            around += not meant and any(m.annotator == me for m in line.marks)
            if own:
                mine.append(line)
                ids.update((entity_text(m.entity), None) for m in own)
        sentences = []
        if others:
            sentences.append(tr("{n} are somebody else's, and stay.", n=f"{others:,}"))
        if around:
            sentences.append(tr("{n} lie within longer annotations, which stay.", n=f"{around:,}"))
        return mine, list(ids), sentences

    def _ask(
        self,
        title: str,
        sentences: Sequence[str],
        lines: Sequence[Line],
        answer: str,
        step: Step,
    ) -> None:
        """Show what is about to be done; do it if it is wanted."""
        from annotator.ui.dialogs.bulk_preview import BulkPreview  # noqa: PLC0415 - seldom seen

        labels = {one.key: one for one in (self._hub.project.labels if self._hub.project else ())}
        sheet = BulkPreview(
            self._window,
            title,
            sentences,
            lines,
            self._page.lines.model.heads,
            labels,
            self._me(),
            answer=answer,
        )
        sheet.accepted.connect(lambda: self._do(title, step, len(lines)))
        sheet.open(sheet.answer if lines else sheet.refuse)

    def _do(self, title: str, step: Step, number: int) -> None:
        project = self._hub.project
        if project is None:
            return
        if number <= _AT_ONCE:
            done = self._hub.run(lambda it: step(it, _silent))
            if done is not None:
                self._on_done(done)
            return
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - seldom seen

        job: Job[BulkReport] = Job(
            partial(_in_background, project.path, project.annotator.name, step), self
        )
        job.succeeded.connect(self._on_job_done)
        job.failed.connect(lambda problem: self._messages.show_problem(str(problem)))
        job.cancelled.connect(lambda: self._messages.show_info(tr("Stopped. Nothing was changed.")))
        job.finished.connect(job.deleteLater)
        ProgressSheet(self._window, job, title, tr("{n} so far"), number).run()

    def _on_job_done(self, done: BulkReport) -> None:
        self._hub.look()
        self._on_done(done)

    def _on_done(self, done: BulkReport) -> None:
        number = done.made + done.changed + done.removed
        if not number:
            self._messages.show_info(tr("Nothing was to be changed."))
            return
        words = (
            tr("Tagged {n}", n=f"{done.made:,}")
            if done.made
            else tr("Changed {n}", n=f"{done.changed:,}")
            if done.changed
            else tr("Removed {n}", n=f"{done.removed:,}")
        )
        where = (
            tr("in one article")
            if done.articles == 1
            else tr("in {n} articles", n=f"{done.articles:,}")
        )
        more = (
            " " + tr("{n} links that no longer fit went with them.", n=f"{done.relations:,}")
            if done.relations
            else ""
        )
        self._messages.show_info(f"{words} {where}.{more}", _SECONDS, [(tr("Undo"), self._undo)])
        model = self._page.lines.model
        model.tick(model.ticked_lines(), on=False)

    def _me(self) -> str:
        return "" if self._hub.project is None else self._hub.project.annotator.name


def _has(line: Line, label: str, me: str) -> bool:
    return any(m.label == label and m.annotator == me and _is_on(m, line) for m in line.marks)


def _is_on(mark: LineMark, line: Line) -> bool:
    return (mark.start, mark.end) == (line.start, line.end)


def _in_articles(words: str, lines: Sequence[Line]) -> str:
    number = len({one.article for one in lines})
    if not number:
        return f"{words}."
    where = tr("in one article") if number == 1 else tr("in {n} articles", n=f"{number:,}")
    return f"{words}, {where}."


def _silent(_count: int) -> None:
    """Show no progress."""


def _in_background(path: Path, who: str, step: Step, report: Report) -> BulkReport:
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(path, who) as project:
        return step(project, report)
