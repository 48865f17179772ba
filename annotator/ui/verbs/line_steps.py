"""What is done with many lines at once: seen beforehand, done as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.model.listing import LabelOutline
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.verbs.steps import Report, Steps
from annotator.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from annotator.app.bulk import BulkReport
    from annotator.app.project import Project
    from annotator.model.search import Line, LineMark
    from annotator.ui.models.occurrences import Doing
    from annotator.ui.pages.concordance import ConcordancePage


class LineSteps(QObject):
    """Tags lines, changes their labels, removes them.

    Args:
        page: where the lines stand.

    Signals:
        noted(text): something was done.
    """

    noted = Signal(str)

    def __init__(self, hub: Hub, window: QWidget, page: ConcordancePage) -> None:
        super().__init__(page)
        self._hub = hub
        self._window = window
        self._page = page
        self._steps = Steps(hub, window, self)
        self._steps.stopped.connect(lambda: self.noted.emit(tr("Stopped. Nothing was changed.")))

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
        likely = self._page.likely_label()
        first: QAction | None = None
        for label in self._labels():
            row = menu.add_row(label.name, mark=(label.colour, label.pattern), keys=label.shortcut)
            row.triggered.connect(lambda _=False, one=label: act(one))
            if first is None or label.key == likely:
                first = row
        menu.aboutToHide.connect(menu.deleteLater)
        if button is self._page.lines:
            menu.open_at(self._page.lines.below_current())
        else:
            menu.open_below(button)
        if first is not None:
            menu.setActiveAction(first)

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
            ("tag", label.name),
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
            ("change", label.name),
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
            ("remove", ""),
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
        doing: tuple[Doing, str],
        step: Callable[[Project, Report], BulkReport],
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
        sheet.accepted.connect(
            lambda: self._steps.take(title, len(lines), step, partial(self._on_done, *doing))
        )
        sheet.open(sheet.answer if lines else sheet.refuse)

    def _on_done(self, doing: Doing, label: str, done: BulkReport) -> None:
        from annotator.ui.dialogs.tag_all import words  # noqa: PLC0415 - seldom seen

        if done.made or done.changed or done.removed:
            self.noted.emit(words.done(doing, done, label))
            model = self._page.lines.model
            model.tick(model.ticked_lines(), on=False)
        else:
            self.noted.emit(tr("Nothing was to be changed."))

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
