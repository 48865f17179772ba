"""Versions of articles: linked, compared, and what one tagged carried over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.text.shortening import shortened
from annotator.ui.apart import Apart, reading_job, writing_job
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.memory import Memory
from annotator.ui.panels.dates import short_date
from annotator.ui.verbs.steps import Steps
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.app.versions.carrying import CarryReport, Compared, Version
    from annotator.app.versions.offers import Offer
    from annotator.problems import UserProblem
    from annotator.text.reanchoring import Fragments

_LONGEST_TITLE = 60
_MOST_LOOKED_THROUGH = 200
"""Articles of one import for which other versions are looked for."""


class VersionVerbs(QObject):
    """The verbs about versions of articles.

    Signals:
        article_wanted(id): open that article.
    """

    article_wanted = Signal(str)

    def __init__(
        self, hub: Hub, desk: Desk, memory: Memory, messages: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._memory = memory
        self._hub = hub
        self._desk = desk
        self._messages = messages
        self._window = window
        self._steps = Steps(hub, window, self)
        self.undo: Callable[[], object] = lambda: None
        """Takes the last step back."""

    def compare_versions(self) -> None:
        """Compare the open article with another version of it; of several one is chosen."""
        article = self._desk.article
        if article is not None:
            self.compare_versions_of(article.id)

    def compare_versions_of(self, article: str) -> None:
        """Compare an article with another version of it."""
        found = self._hub.run(lambda project: project.versions.of(article))
        if found is None:
            return
        if len(found) < 2:
            self._messages.show_info(
                tr("There is no other version of this article here."),
                seconds=0,
                actions=[(tr("Add a newer version…"), lambda: self.add_version_of(article))],
            )
        elif len(found) == 2:
            self.compare(*found)
        else:
            self._choose(found, article)

    def add_version(self) -> None:
        """Ask for a file with a newer version of the open article, and take it in."""
        article = self._desk.article
        if article is not None:
            self.add_version_of(article.id)

    def add_version_of(self, article: str) -> None:
        """Ask for a file with a newer version of an article, and take it in beside it."""
        project = self._hub.project
        if project is None:
            return
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Add a newer version"), str(project.path.parent)
        )
        if not path:
            return
        self._add(Path(path), article)

    def _add(self, path: Path, article: str, encoding: str | None = None) -> None:
        project = self._hub.project
        if project is None:
            return
        work = partial(_add, Apart.of(project), path, article, encoding)
        job = writing_job(self._hub, work, self)
        job.succeeded.connect(lambda new: self._on_added(article, new))
        self._run(
            job,
            tr("Adding the version"),
            tr("{n} articles so far"),
            failed=lambda problem: self._on_not_added(problem, path, article),
        )

    def _on_not_added(self, problem: UserProblem, path: Path, article: str) -> None:
        """Ask for the encoding if that is what is missing."""
        from annotator.text.decoding import EncodingNeededError  # noqa: PLC0415 - not before it is asked for
        from annotator.ui.dialogs.ask_encoding import AskEncoding  # noqa: PLC0415 - as above

        if not isinstance(problem, EncodingNeededError):
            self._messages.show_problem(str(problem))
            return
        sheet = AskEncoding(self._window, path.name, problem.candidates, problem.previews)
        sheet.chosen.connect(lambda name: self._add(path, article, name))
        # Once the sheet of the job is gone.
        QTimer.singleShot(0, self, lambda: sheet.open(sheet.view))

    def look_for(self, articles: Sequence[str]) -> None:
        """Look whether articles that came are newer versions of others, and offer to link them."""
        project = self._hub.project
        if project is None or not 0 < len(articles) <= _MOST_LOOKED_THROUGH:
            return
        said = self._messages.text()
        job = reading_job(self._hub, partial(_offers, Apart.of(project), articles), self)
        job.succeeded.connect(lambda offers: self._on_offers(offers, said))
        job.start()

    def compare(self, older: Version, newer: Version) -> None:
        """Compare two versions, in the background; the sheet opens when that is done."""
        project = self._hub.project
        if project is None:
            return
        job = reading_job(self._hub, partial(_compare, Apart.of(project), older, newer), self)
        job.succeeded.connect(self._show)
        self._run(job, tr("Comparing the versions"), tr("{n} annotations so far"))

    def _run(
        self,
        job: Job,  # type: ignore[type-arg]
        title: str,
        unit: str,
        failed: Callable[[UserProblem], None] | None = None,
    ) -> None:
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - not before it is asked for

        job.failed.connect(failed or (lambda problem: self._messages.show_problem(str(problem))))
        ProgressSheet(self._window, job, title, unit).run()

    def _choose(self, found: Sequence[Version], article: str) -> None:
        """Offer the pairs of neighbours, the newest first."""
        menu = Menu(tr("Which versions"), self._window)
        pairs = list(pairwise(found))
        for older, newer in reversed(pairs):
            words = tr("{older}  →  {newer}", older=_words(older), newer=_words(newer))
            row = menu.add_row(words, icon="layers")
            row.triggered.connect(lambda _=False, a=older, b=newer: self.compare(a, b))
        if len(found) > 2 and found[-1].id != article:
            here = next(one for one in found if one.id == article)
            if (here, found[-1]) not in pairs:
                words = tr("this one  →  the newest")
                row = menu.add_row(words, icon="layers")
                row.triggered.connect(lambda: self.compare(here, found[-1]))
        menu.aboutToHide.connect(menu.deleteLater)
        centre = self._window.rect().center()
        menu.open_at(self._window.mapToGlobal(QPoint(centre.x() - 160, 120)))

    def _show(self, compared: Compared) -> None:
        from annotator.ui.dialogs.versions.sheet import VersionsSheet  # noqa: PLC0415 - as above

        project = self._hub.project
        if project is None:
            return
        beside = self._memory.settings.versions_beside
        sheet = VersionsSheet(self._window, compared, project.labels, beside=beside)
        sheet.accepted.connect(lambda places: self._carry(compared, places))
        sheet.beside_changed.connect(self._keep_beside)
        sheet.open()

    def _keep_beside(self, beside: bool) -> None:
        self._memory.change(lambda settings: replace(settings, versions_beside=beside))

    def _carry(self, compared: Compared, places: Mapping[str, Fragments]) -> None:
        old, new = compared.older.id, compared.newer.id

        def carry(project: Project, report: Callable[[int], None]) -> CarryReport:
            report(0)
            return project.versions.carry(old, new, places)

        self._steps.begin(
            tr("Carrying over"),
            0,
            carry,
            lambda report: self._on_carried(report, new),
            words=tr("{n} annotations so far"),
        )

    def _on_carried(self, report: CarryReport, new: str) -> None:
        self.article_wanted.emit(new)
        count = report.made
        words = (
            tr("1 annotation carried over.")
            if count == 1
            else tr("{n} annotations carried over.", n=f"{count:,}")
        )
        if not count:
            words = tr("They were there already.")
        actions = [(tr("Undo"), self.undo)] if count else []
        self._messages.show_info(words, seconds=12, actions=actions)

    def _on_added(self, older: str, newer: str) -> None:
        self._hub.look()
        found = self._hub.run(lambda project: project.versions.of(newer))
        by_id = {one.id: one for one in found or ()}
        if older in by_id and newer in by_id:
            self.compare(by_id[older], by_id[newer])

    def _on_offers(self, offers: Sequence[Offer], said: str) -> None:
        """Offer to link versions, behind what was said of the articles that came."""
        if not offers or self._hub.project is None:
            return
        words = tr("{n} articles may be newer versions of others here.", n=f"{len(offers):,}")
        if len(offers) == 1:
            title = offers[0].newer_title or tr("One article")
            short = shortened(title, _LONGEST_TITLE)
            words = tr("“{title}” may be a newer version of an article here.", title=short)
        look = [(tr("Look…"), lambda: self._ask(offers))]
        if not self._messages.add_to(said, words, look):
            self._messages.show_info(words, seconds=0, actions=look)

    def _ask(self, offers: Sequence[Offer]) -> None:
        from annotator.ui.dialogs.versions.offers import OffersSheet  # noqa: PLC0415 - as above

        sheet = OffersSheet(self._window, offers)
        sheet.linked.connect(self._link)
        sheet.open(sheet.boxes[0])

    def _link(self, pairs: Sequence[tuple[str, str]]) -> None:
        count = self._hub.run(lambda project: project.versions.declare_all(pairs))
        if count is None:
            return
        if len(pairs) == 1:
            self._on_added(pairs[0][1], pairs[0][0])
            return
        words = tr("{n} versions linked. Open one to compare it with the other.", n=f"{count:,}")
        self._messages.show_info(words, actions=[(tr("Undo"), self.undo)])


def _words(version: Version) -> str:
    if version.published:
        return short_date(version.published)
    return version.title[:30] or version.id[:8]


def _add(
    apart: Apart,
    path: Path,
    older: str,
    encoding: str | None,
    report: Callable[[int], None],
) -> str:
    from annotator.problems import UserProblem  # noqa: PLC0415 - in the job's thread
    from annotator.text.decoding import EncodingNeededError  # noqa: PLC0415 - as above

    with apart.writing() as project:
        taken = project.importing.import_files([path], encoding=encoding, progress=report)
        came = [one for one in taken.articles if one != older]
        if len(came) != 1:
            if taken.new_articles or taken.annotations:
                project.undo()
            problem = next(iter(taken.problems.values()), None)
            if isinstance(problem, EncodingNeededError):
                raise problem
            said = "" if problem is None else str(problem)
            raise UserProblem(
                said or "A newer version is one article with another text. Choose a file with one."
            )
        project.versions.declare(came[0], older)
        return came[0]


def _offers(apart: Apart, articles: Sequence[str], report: Callable[[int], None]) -> list[Offer]:
    with apart.reading() as project:
        return project.versions.offers(articles, report)


def _compare(
    apart: Apart, older: Version, newer: Version, report: Callable[[int], None]
) -> Compared:
    with apart.reading() as project:
        return project.versions.compare(older, newer, report)
