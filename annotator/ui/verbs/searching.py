"""Looking through the whole project, and doing something with all that was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.verbs.line_steps import LineSteps

if TYPE_CHECKING:
    from annotator.model.inconsistency import Silence, Subject
    from annotator.model.search import Line
    from annotator.ui.pages.concordance import ConcordancePage


class SearchVerbs(QObject):
    """The verbs of the concordance.

    Signals:
        page_made(page): the page has come to be; it wants a place.
        mode_wanted(mode): show the page.
        back_wanted(): show the article again.
        place_wanted(article, start, end): show a place of an article (code points).
        noted(text): something was done; the status bar says it.
        renamed(action, text): an action is called otherwise now.
        told(): other keys matter now.
    """

    page_made = Signal(object)
    mode_wanted = Signal(str)
    back_wanted = Signal()
    place_wanted = Signal(str, int, int)
    noted = Signal(str)
    renamed = Signal(str, str)
    told = Signal()

    def __init__(
        self,
        hub: Hub,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._window = window
        self._page: ConcordancePage | None = None

    @property
    def page(self) -> ConcordancePage:
        """The concordance, made when it is first seen."""
        if self._page is None:
            from annotator.ui.pages.concordance import ConcordancePage  # noqa: PLC0415 - seldom

            page = self._page = ConcordancePage(self._hub, self._window)
            page.place_wanted.connect(self.place_wanted)
            page.left.connect(self.back_wanted)
            page.told.connect(self.told)
            page.verb_wanted.connect(self._on_verb)
            page.intended_wanted.connect(self._ask_intended)
            page.take_back_wanted.connect(self._take_back)
            page.unlike.counted.connect(self._on_counted)
            self.page_made.emit(page)
        return self._page

    def concordance(self, query: str = "") -> None:
        """Show every place of some words."""
        page = self.page
        self.mode_wanted.emit("concordance")
        page.show_part(0)
        if query:
            page.look_for(query)
        page.bar.field.edit.setFocus()
        page.bar.field.edit.selectAll()

    def tagged_unlike(self) -> None:
        """List the words that carry several labels or values."""
        page = self.page
        self.mode_wanted.emit("concordance")
        page.show_part(2, Qt.FocusReason.ShortcutFocusReason)

    def left_untagged(self) -> None:
        """List the words that are tagged in one place and not in another."""
        page = self.page
        self.mode_wanted.emit("concordance")
        page.show_part(3, Qt.FocusReason.ShortcutFocusReason)

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter on the page; the most important stand last."""
        return self.page.hints()

    def _on_counted(self, differing: int, untagged: int) -> None:
        """Say in the menus and the palette how many rows the lists have."""
        for action, words, count in (
            ("tagged_unlike", tr("Words tagged unlike"), differing),
            ("left_untagged", tr("Words left untagged"), untagged),
        ):
            self.renamed.emit(action, f"{words} ({count:,})" if count else words)

    def follow_worker(self) -> None:
        """Take note that somebody else works, who may see other work."""
        if self._page is not None:
            self._page.outdate()

    # What is done with lines

    def _on_verb(self, verb: str, lines: Sequence[Line], button: QWidget) -> None:
        if verb == "copy":
            self._copy(lines)
        elif verb == "export":
            self._export()
        else:
            steps = LineSteps(self._hub, self._window, self.page)
            steps.noted.connect(self.noted)
            steps.begin(verb, lines, button)

    def _copy(self, lines: Sequence[Line]) -> None:
        from annotator.app.writing_lines import table  # noqa: PLC0415 - when it is wanted
        from annotator.model.search import Concordance  # noqa: PLC0415 - as above

        model = self.page.lines.model
        found = Concordance(list(lines), model.heads, len(lines))
        QGuiApplication.clipboard().setText(table(lines, found, separator="\t"))
        said = tr("The line is in the clipboard") if len(lines) == 1 else ""
        self.noted.emit(said or tr("{n} lines are in the clipboard", n=f"{len(lines):,}"))

    def _export(self) -> None:
        """Save the lines that are shown, or those that are ticked."""
        from annotator.app.writing_lines import write_lines  # noqa: PLC0415 - when it is wanted
        from annotator.ui.verbs.saving import save_as  # noqa: PLC0415 - seldom

        project = self._hub.project
        found = self.page.search.shown()
        ticked = self.page.lines.model.ticked_lines()
        if ticked:
            spots = {(one.article, one.start, one.end) for one in ticked}
            kept = [one for one in found.lines if (one.article, one.start, one.end) in spots]
            found = found._replace(lines=kept)
        if project is None or not found.lines:
            return
        path = save_as(
            self._hub,
            self._window,
            tr("Save the lines"),
            f"{project.name} concordance.csv",
            lambda _, path: write_lines(path, found),
        )
        if path is not None:
            self.noted.emit(
                tr("{n} lines are in {file}", n=f"{len(found.lines):,}", file=path.name)
            )

    # What is intended

    def _ask_intended(self, subject: Subject, lines: Sequence[Line]) -> None:
        from annotator.ui.dialogs.intended import IntendedSheet  # noqa: PLC0415 - seldom seen

        project = self._hub.project
        names = {} if project is None else {one.key: one.name for one in project.labels}
        label = names.get(subject.label, subject.label)
        what = {
            "labels": tr("“{words}” has several labels", words=subject.string),
            "values": tr(
                "“{words}” has several values of “{field}”",
                words=subject.string,
                field=subject.attribute,
            ),
            "untagged": tr(
                "“{words}” is not everywhere tagged as {label}", words=subject.string, label=label
            ),
        }[subject.about]
        if lines:
            n = len(lines)
            where = tr("at this place") if n == 1 else tr("at these {n} places", n=f"{n:,}")
            what = f"{what}, {where}"
        heads = self.page.lines.model.heads
        spots = [(heads[one.article].id, one.start, one.end) for one in lines]
        sheet = IntendedSheet(self._window, f"{what}.")
        sheet.said.connect(lambda reason: self._say_intended(subject, reason, spots))
        sheet.open(sheet.field.edit)

    def _say_intended(
        self, subject: Subject, reason: str, spots: Sequence[tuple[str, int, int]]
    ) -> None:
        said = self._hub.run(lambda project: project.silences.add(subject, reason, spots))
        if said is not None:
            model = self.page.lines.model
            model.tick(model.ticked_lines(), on=False)
            words = tr("Said to be intended: {words}. Ctrl+Z takes it back.", words=subject.string)
            self.noted.emit(words)

    def _take_back(self, silence: Silence) -> None:
        if self._hub.run(lambda project: project.silences.take_back(silence.id)) is not None:
            self.noted.emit(tr("It is in the list again"))
