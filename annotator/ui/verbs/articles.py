"""What is said of articles: details, notes, flags, zones; which are retired, which are copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.model.listing import ArticleState
from annotator.ui.apart import read_apart
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.verbs.reading import AT_ONCE, with_ids
from annotator.ui.verbs.steps import Report, Steps
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.details import Field
    from annotator.app.project import Project
    from annotator.model.article import Article
    from annotator.text.zones_by_hand import ParagraphRoles

# The sheets are made when they are asked for: none is needed to show an article.


_CHANGED_AT_ONCE = 20
"""Articles up to which a change is made while one waits."""
_LONG = 200_000
"""Code points of an article from which on its zones are found in the background."""


class ArticleVerbs(QObject):
    """The verbs about the articles that are selected in the list; without any, the open one.

    Signals:
        noted(text): something was done that one may not see; the status bar says it.
        list_wanted(): the list is not to be seen here; show it.
    """

    noted = Signal(str)
    list_wanted = Signal()

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        articles: ArticleList,
        messages: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._articles = articles
        self._messages = messages
        self._window = window
        self._steps = Steps(hub, window, self)

    def filter_articles(self) -> None:
        """Go to the field that filters the list."""
        field = self._articles.filter.edit
        if not field.isVisible():
            self.list_wanted.emit()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def lead_to_list(self) -> None:
        """Show the list, wherever one is, and go to it."""
        if not self._articles.view.isVisible():
            self.list_wanted.emit()
        self._articles.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def with_chosen(self, verb: Callable[[list[str]], object]) -> None:
        """Call a verb with the ids of the articles that it is about, if there are any."""
        selected, article = self._articles.selected(), self._desk.article
        if selected and (article is None or len(selected) > 1 or self._articles.view.hasFocus()):
            with_ids(self._hub, selected, verb, self)
        elif article is not None:
            verb([article.id])

    # Details

    def details(self) -> None:
        """Show what is known about the articles, and change it."""
        self.with_chosen(self.details_of)

    def note(self) -> None:
        """Write a note on the article."""
        self.with_chosen(lambda chosen: self.details_of(chosen[:1], note=True))

    def details_of(self, articles: Sequence[str], *, note: bool = False) -> None:
        """Show what is known about some articles, and change it."""
        if len(articles) <= AT_ONCE:
            values = self._hub.run(lambda project: project.details.values(articles))
            if articles and values is not None:
                self._show_details(articles, values, note=note)
        else:
            read_apart(
                self._hub,
                lambda project: project.details.values(articles),
                lambda found: self._show_details(articles, found),
                self,
            )

    def _show_details(
        self, articles: Sequence[str], values: dict[Field, str | None], *, note: bool = False
    ) -> None:
        from annotator.ui.dialogs.details.sheet import DetailsSheet  # noqa: PLC0415 - see above

        project = self._hub.project
        if project is None:
            return
        one = articles[0] if len(articles) == 1 else None
        details = None if one is None else self._hub.run(lambda it: it.details.of(one))
        notes = None if one is None else self._hub.run(lambda it: it.reviewing.thread(one))
        sheet = DetailsSheet(
            self._window,
            values,
            articles=len(articles),
            details=details,
            notes=notes or (),
            me=project.annotator.name,
            read_only=project.read_only,
        )
        sheet.changed.connect(lambda changed: self._change(articles, changed))
        if one is not None:
            sheet.noted.connect(lambda words: self._comment(one, words))
            sheet.note_removed.connect(self._remove_note)
            sheet.raw_wanted.connect(lambda: self.save_original(one))
            sheet.id_wanted.connect(lambda: self._copy_id(one))
            sheet.zones_wanted.connect(sheet.close)
            sheet.zones_wanted.connect(lambda: self.zones_of(one))
        sheet.open(sheet.note.edit if note and one is not None else None)
        if project.corpus.count() <= AT_ONCE:
            sheet.offer(_used(project))
        else:
            read_apart(self._hub, _used, sheet.offer, sheet)

    def _change(self, articles: Sequence[str], values: dict[Field, str]) -> None:
        def told(count: int) -> None:
            if count:
                self.noted.emit(
                    tr("Details changed")
                    if count == 1
                    else tr("Details of {n} articles changed", n=f"{count:,}")
                )

        def change(project: Project, report: Report) -> int:
            return project.details.change(articles, values, report)

        self._write(articles, change, told)

    def _write(
        self,
        articles: Sequence[str],
        verb: Callable[[Project, Report], int],
        told: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Change articles, very many of them in the background; then say what came of it."""
        title = tr("Changing {n} articles", n=f"{len(articles):,}")
        self._steps.take(title, len(articles), verb, told, at_once=_CHANGED_AT_ONCE)

    def _comment(self, article: str, words: str) -> None:
        if self._hub.run(lambda project: project.reviewing.comment(article, words)):
            self.noted.emit(tr("Note added"))

    def _remove_note(self, note: str) -> None:
        def remove(project: Project) -> bool:
            project.reviewing.remove_comment(note)
            return True

        if self._hub.run(remove):
            self.noted.emit(tr("Note removed"))

    def save_original(self, article: str) -> None:
        """Save the file that an article came as."""
        from annotator.app.saving import save_file  # noqa: PLC0415 - seldom
        from annotator.ui.verbs.saving import save_as  # noqa: PLC0415 - seldom

        found = self._hub.run(lambda project: project.article(article))
        if found is None:
            return
        name = Path(found.source.name).name if found.source is not None else ""

        def write(project: Project, path: Path) -> None:
            save_file(path, project.corpus.raw(article))

        saved = save_as(
            self._hub,
            self._window,
            tr("Save the original file"),
            name or f"{article[:12]}.txt",
            write,
        )
        if saved is not None:
            self.noted.emit(tr("Saved {name}", name=saved.name))

    def _copy_id(self, article: str) -> None:
        QGuiApplication.clipboard().setText(article)
        self.noted.emit(tr("The article’s id is copied"))

    # Zones

    def zones(self) -> None:
        """Give paragraphs of the article their roles by hand."""
        self.with_chosen(lambda chosen: self.zones_of(chosen[0]))

    def zones_of(self, article: str) -> None:
        """Give paragraphs of an article their roles by hand."""
        found = self._hub.run(lambda project: project.article(article))
        if found is None or self._is_read_only():
            return
        if len(found.text) <= _LONG:
            self._show_zones(found, _paragraphs_of(found))
            return
        read_apart(
            self._hub,
            lambda _: _paragraphs_of(found),
            lambda given: self._show_zones(found, given),
            self,
        )

    def _show_zones(self, found: Article, given: ParagraphRoles) -> None:
        from annotator.ui.dialogs.details.zones import ZonesSheet  # noqa: PLC0415 - see above

        place = (0, 0)
        if self._desk.article is not None and self._desk.article.id == found.id:
            scene = self._desk.scene
            caret = scene.selection.caret
            place = scene.selected or (caret, caret)
        sheet = ZonesSheet(self._window, found, given, place)

        def told(changed: int) -> None:
            if changed:
                self.noted.emit(tr("Zones changed"))

        def decide(roles: object) -> None:
            wanted = None if roles is None else list(roles)  # type: ignore[call-overload]
            self._steps.take(
                tr("Changing zones"),
                len(found.text),
                lambda project, _: project.details.set_zones(found.id, wanted),
                told,
                at_once=_LONG,
            )

        sheet.decided.connect(decide)
        sheet.open()

    # Flags and states

    def flag(self) -> None:
        """Flag the articles with a few words, or take the flag away."""
        self.with_chosen(self.flag_all)

    def flag_all(self, articles: Sequence[str]) -> None:
        """Ask for the words of a flag on some articles; none take it away."""
        from annotator.ui.dialogs.details.ask_words import AskWords  # noqa: PLC0415 - see above

        if not articles or self._is_read_only():
            return
        rows = self._articles.model
        shown = [rows.article_at(rows.row_of(one)) for one in articles[:1]]
        words = shown[0].flag if shown and shown[0] is not None else ""
        sheet = AskWords(
            self._window,
            tr("Flag") if len(articles) == 1 else tr("Flag {n} articles", n=f"{len(articles):,}"),
            tr(
                "Why you want to come back to it. Only your own list shows it; "
                "no words take the flag away."
            ),
            field=tr("A few words"),
            answer=tr("Flag"),
            refusal=tr("Cancel"),
            words=words,
            used=self._hub.run(lambda project: project.corpus.flags()) or (),
        )
        sheet.said.connect(lambda said: self._set_flag(articles, said))
        sheet.open()

    def _set_flag(self, articles: Sequence[str], words: str) -> None:
        def write(project: Project, report: Report) -> int:
            project.corpus.set_flag(articles, words, report)
            return len(articles)

        said = tr("Flagged") if words else tr("The flag is gone")
        self._write(articles, write, lambda _: self.noted.emit(said))

    def mark(self, articles: Sequence[str], state: ArticleState) -> None:
        """Say how far one is with some articles."""

        def write(project: Project, report: Report) -> int:
            project.corpus.set_states(articles, state, report)
            return len(articles)

        self._write(articles, write)

    # Retiring

    def retire(self) -> None:
        """Take the articles out of lists, counts and datasets."""
        self.with_chosen(self.retire_all)

    def retire_all(self, articles: Sequence[str], reason: str = "") -> None:
        """Ask why some articles are retired, and do it."""
        from annotator.ui.dialogs.details.ask_words import AskWords  # noqa: PLC0415 - see above

        if not articles or self._is_read_only():
            return
        sheet = AskWords(
            self._window,
            tr("Retire the article")
            if len(articles) == 1
            else tr("Retire {n} articles", n=f"{len(articles):,}"),
            tr(
                "Retired articles are no longer listed, counted or exported, for the whole team. "
                "Their texts and annotations stay, and you can bring them back."
            ),
            field=tr("Why (may be left out)"),
            answer=tr("Retire"),
            refusal=tr("Cancel"),
            words=reason,
        )
        sheet.said.connect(lambda words: self._retire(articles, words))
        sheet.open()

    def _retire(self, articles: Sequence[str], reason: str) -> None:
        def told(count: int) -> None:
            if count:
                self.noted.emit(
                    tr("1 article retired")
                    if count == 1
                    else tr("{n} articles retired", n=f"{count:,}")
                )

        def write(project: Project, report: Report) -> int:
            return project.shelving.retire(articles, reason, report)

        self._write(articles, write, told)

    def bring_back(self) -> None:
        """Count retired articles again; first show which there are."""
        view = self._articles.model.view
        if view.showing != "retired":
            self._articles.look_at(view._replace(showing="retired"))
            self.lead_to_list()
            return
        self.with_chosen(self.bring_all_back)

    def bring_all_back(self, articles: Sequence[str]) -> None:
        """Count some retired articles again."""

        def told(count: int) -> None:
            if count:
                self.noted.emit(
                    tr("1 article is back")
                    if count == 1
                    else tr("{n} articles are back", n=f"{count:,}")
                )

        self._write(articles, lambda project, _: project.shelving.bring_back(articles), told)

    def _is_read_only(self) -> bool:
        project = self._hub.project
        if project is not None and project.read_only:
            self._hub.problem.emit(tr("This project is read-only: nothing can be changed in it."))
        return project is None or project.read_only


def _used(project: Project) -> dict[Field, list[str]]:
    """Read what stands in the fields of articles, to be offered."""
    from annotator.app.details import FIELDS  # noqa: PLC0415 - see above

    return {field: project.details.used(field) for field in FIELDS}


def _paragraphs_of(article: Article) -> ParagraphRoles:
    """Give an article's paragraphs, with the roles that they have and those that are found."""
    from annotator.text.zones import find_zones  # noqa: PLC0415 - see above
    from annotator.text.zones_by_hand import paragraph_roles  # noqa: PLC0415 - see above

    found = find_zones(article.text, title=article.title)
    return paragraph_roles(article.text, article.zones, found)
