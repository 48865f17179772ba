"""What the agreement page asks for: the spans behind a number, its texts and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Latest
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.agreement import AgreementReport
    from annotator.model.unit import Difference
    from annotator.ui.pages.agreement import AgreementPage
    from annotator.ui.panels.agreement.disguise import Disguise
    from annotator.ui.panels.agreement.filters import Choice
    from annotator.ui.panels.agreement.query import SpanQuery

TableKind = Literal["csv", "markdown", "latex"]

_EVERY = 200
"""Differences between two looks whether the job is still wanted."""
_ENDINGS: dict[TableKind, str] = {"csv": "csv", "markdown": "md", "latex": "tex"}


class AgreementVerbs(QObject):
    """The verbs of the agreement page.

    Signals:
        place_wanted(article, start, end): show that place in review, in code points.
        noted(words): a word for the status bar.
    """

    place_wanted = Signal(str, int, int)
    noted = Signal(str)

    def __init__(self, hub: Hub, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._messages = messages
        self._window = window
        self._gathering = Latest(self)
        hub.opened.connect(self._gathering.stop)
        self.disguise: Disguise | None = None
        """By which names people are shown, if not by their own."""

    def connect_page(self, page: AgreementPage) -> None:
        """Serve a page."""
        page.spans_wanted.connect(self.show_spans)
        page.copy_wanted.connect(self.copy_methods)
        page.table_wanted.connect(self.open_table_menu)

    def copy_methods(self, words: str) -> None:
        """Put the paragraph for a methods section into the clipboard."""
        QGuiApplication.clipboard().setText(words)
        self.noted.emit(tr("The methods paragraph is in the clipboard"))

    def open_table_menu(self, button: QWidget, report: AgreementReport | None) -> None:
        """Offer the table as text for the clipboard, or as a file."""
        if report is None:
            return
        menu = Menu(tr("The table"), self._window)
        names: tuple[tuple[TableKind, str], ...] = (
            ("csv", tr("CSV")),
            ("markdown", tr("Markdown")),
            ("latex", tr("LaTeX")),
        )
        for kind, name in names:
            row = menu.add_row(tr("Copy as {name}", name=name), icon="copy")
            row.triggered.connect(lambda _=False, it=kind: self._copy_table(report, it))
        menu.addSeparator()
        for kind, name in names:
            row = menu.add_row(tr("Save as {name}…", name=name), icon="download")
            row.triggered.connect(lambda _=False, it=kind: self._save_table(report, it))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    def show_spans(self, query: SpanQuery, choice: Choice, articles: Sequence[str]) -> None:
        """Gather the pairs that a number counts in the articles that entered, and list them."""
        project = self._hub.project
        if project is None:
            return
        self._gathering.start(
            partial(gather, Apart.of(project), query, choice, articles),
            lambda found: self._list(query, found),
            lambda problem: self._messages.show_problem(str(problem)),
        )

    def _list(self, query: SpanQuery, found: list[tuple[Difference, str, str]]) -> None:
        from annotator.ui.dialogs.spans import SpansSheet  # noqa: PLC0415 - not before it is asked for

        project = self._hub.project
        if project is None:
            return
        sheet = SpansSheet(
            self._window,
            query.title,
            [
                one if self.disguise is None else self.disguise.difference(one)
                for one, _, _ in found
            ],
            {one.article: title for one, title, _ in found},
            project.labels,
        )
        sheet.place_wanted.connect(self.place_wanted)
        sheet.open(sheet.list if found else sheet.refuse)

    def _copy_table(self, report: AgreementReport, kind: TableKind) -> None:
        words = self._hub.run(lambda project: project.comparing.table(report, kind))
        if words is not None:
            QGuiApplication.clipboard().setText(words)
            self.noted.emit(tr("The table is in the clipboard"))

    def _save_table(self, report: AgreementReport, kind: TableKind) -> None:
        from annotator.app.saving import save_file  # noqa: PLC0415 - seldom
        from annotator.ui.verbs.saving import save_as  # noqa: PLC0415 - seldom

        project = self._hub.project
        if project is None:
            return
        name = f"{project.name} agreement.{_ENDINGS[kind]}"

        def write(project: Project, path: Path) -> None:
            save_file(path, project.comparing.table(report, kind).encode())

        path = save_as(self._hub, self._window, tr("Save the table"), name, write)
        if path is not None:
            self._messages.show_info(tr("Saved to {path}.", path=path))


def gather(
    apart: Apart,
    query: SpanQuery,
    choice: Choice,
    articles: Sequence[str],
    report: Callable[[int], None],
) -> list[tuple[Difference, str, str]]:
    """Give what a query means, each with its article's title and outlet."""
    found: list[tuple[Difference, str, str]] = []
    with apart.reading() as project:
        names: dict[str, tuple[str, str]] = {}
        for count, one in enumerate(
            project.comparing.differences(
                articles=articles, annotators=choice.annotators, labels=choice.labels
            )
        ):
            if count % _EVERY == 0:
                report(count)
            if one.article not in names:
                number = project.corpus.number(one.article)
                row = project.corpus.rows([] if number is None else [number])[0]
                names[one.article] = (row.title, row.outlet or "")
            title, outlet = names[one.article]
            if query.fits(one, outlet, choice.labels):
                found.append((one, title, outlet))
    return found
