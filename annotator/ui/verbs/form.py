"""What the form asks for: opening it, saving what was typed, menus for the selected annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.panels.form.change import Change
from annotator.ui.verbs.steps import AT_ONCE, Report, Steps
from annotator.ui.verbs.tagging import TaggingVerbs
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.bulk import BulkReport
    from annotator.app.project import Project
    from annotator.ui.panels.form.discuss_box import DiscussBox
    from annotator.ui.panels.form.editors.link import LinkEditor


class FormVerbs(QObject):
    """Joins the form to the project and the text.

    Args:
        tags: changes labels and removes, and says what went with that.

    Signals:
        noted(text): something was done that one may not see; the status bar says it.
    """

    noted = Signal(str)

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        page: TaggingPage,
        messages: MessageBar,
        window: QWidget,
        *,
        tags: TaggingVerbs,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._messages = messages
        self._window = window
        self._tags = tags
        self._steps = Steps(hub, window, self)
        self._steps.stopped.connect(lambda: self.noted.emit(tr("Stopped. Nothing was changed.")))
        self._box: DiscussBox | None = None
        self._picks_for = b""
        """The annotation whose link is being chosen in the text."""
        self._asked = ""
        """The annotation that the open box asks about."""
        form = page.form
        form.save = self.save
        form.left.connect(self.leave)
        form.lost.connect(messages.show_problem)
        form.pick_wanted.connect(self._pick)
        desk.selected_changed.connect(self._on_selected)
        form.discuss_wanted.connect(lambda _: self.discuss())
        form.repeat_wanted.connect(self.repeat_values)
        form.label_wanted.connect(self.offer_labels)
        page.view.form_wanted.connect(lambda _: self.open_form())

    def open_form(self) -> None:
        """Give the keyboard to the first field of the form."""
        if self._desk.active is not None:
            self._show_form()
            self._page.form.enter()

    def _show_form(self) -> None:
        page = self._page
        page.side.show_panel(None)
        if page.side.isHidden():
            page.columns.toggle_right()
        page.panel.show_form()

    def leave(self) -> None:
        """Go back to the text."""
        self._page.columns.put_away()
        self._page.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, change: Change) -> bool:
        """Save what was typed, as one operation; tell whether that was possible."""
        if len(change.ids) > AT_ONCE:
            return self._save_many(change)
        report = self._hub.run(lambda project: _edit(project, change, lambda _: None))
        if report is None:
            return False
        if report.gone == len(change.ids):
            self._messages.show_problem(tr("That annotation is not there (any more)."))
            return False
        return True

    def _save_many(self, change: Change) -> bool:
        """Begin to save a change of very many annotations; what fails is said, and shown then."""
        project = self._hub.project
        if project is None or project.read_only:
            return False
        self._steps.begin(
            tr("Changing {n} annotations", n=f"{len(change.ids):,}"),
            len(change.ids),
            lambda own, report: _edit(own, change, report),
            lambda _: None,
            self._page.form.refresh,
        )
        return True

    def repeat_values(self) -> None:
        """Give the selected annotation the values that its words had last."""
        form = self._page.form
        form.refresh()
        if form.offers is not None and form.subject is not None and not form.subject.locked:
            form.offers.when_known(self._repeat)

    def _repeat(self) -> None:
        form = self._page.form
        if form.offers is None or form.subject is None:
            return
        values = form.offers.last_time()
        if not values:
            self.noted.emit(tr("These words have had no other values."))
        elif self.save(Change(form.subject.ids, attributes=values)):
            self.noted.emit(tr("Taken: {n} values, as before.", n=len(values)))

    def _pick(self, editor: LinkEditor) -> None:
        """Let the other end of a link be chosen in the text, by a click or by Tab."""
        mark = self._desk.active
        if mark is not None:
            self._page.form.picking = editor
            self._picks_for = mark.entity
            self.noted.emit(tr("Click the annotation it means; Esc leaves it as it is."))
            self.leave()

    def _on_selected(self) -> None:
        """Take the annotation that was chosen for a link, and go back to the one it is for."""
        form = self._page.form
        editor, chosen = form.picking, self._desk.active
        if editor is None or (chosen is not None and chosen.entity == self._picks_for):
            return
        there = self._desk.scene.marks.get(self._picks_for) is not None
        if there and chosen is not None and not editor.takes(chosen.id):
            # The next click may be the right one.
            look_of = self._desk.scene.look_of
            names = ", ".join(look_of(one).name for one in editor.attribute.labels)
            self.noted.emit(tr("It has to be {labels}.", labels=names or tr("another annotation")))
            self._desk.set_active(self._picks_for)
            return
        form.picking = None
        if there and chosen is not None and not editor.set_target(chosen.id):
            self.noted.emit(tr("Not saved."))
        if there:
            self._desk.set_active(self._picks_for)
        form.refresh()

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter while a link's other end is chosen in the text."""
        if self._page.form.picking is None:
            return []
        return [
            ("Esc", tr("leave it as it is")),
            ("Tab", tr("next")),
            ("", tr("Click the annotation it means")),
        ]

    def toggle_sure(self) -> None:
        """Say that one is unsure of the selected annotations, or sure again."""
        form = self._page.form
        form.flush()
        form.refresh()
        if form.subject is not None and not form.subject.locked:
            unsure = form.subject.certainty != "unsure"
            change = Change(form.subject.ids, certainty="unsure" if unsure else "sure")
            if self.save(change):
                self.noted.emit(tr("Unsure.") if unsure else tr("Sure."))

    def discuss(self) -> None:
        """Ask in which words the selected annotation is to be discussed; if it is, settle that."""
        form = self._page.form
        form.refresh()
        if form.subject is None or form.subject.several:
            return
        chosen = form.subject.first.id
        if form.is_asking():
            self._hub.run(lambda project: project.discussing.unmark(chosen))
            return
        self._show_form()
        if self._box is None:
            from annotator.ui.panels.form.discuss_box import DiscussBox  # noqa: PLC0415 - seldom

            self._box = DiscussBox(self._window)
            self._box.said.connect(self._on_said)
        self._asked = chosen
        self._box.open_for(form.discuss)

    def _on_said(self, words: str) -> None:
        asked = self._asked
        self._hub.run(lambda project: project.discussing.mark(asked, words))

    def offer_labels(self, button: QWidget) -> None:
        """Open a menu of the labels that the selected annotations may get."""
        project, subject = self._hub.project, self._page.form.subject
        if project is None or subject is None or subject.locked:
            return
        menu = Menu(tr("Label"), self._window)
        for label in project.labels:
            if label.retired:
                continue
            row = menu.add_row(label.name, mark=(label.colour, label.pattern), keys=label.shortcut)
            row.setEnabled(subject.labels != (label.key,))
            row.triggered.connect(lambda _=False, key=label.key: self._relabel(key))
        menu.addSeparator()
        count = len(subject.ids)
        words = tr("Remove {n} annotations", n=f"{count:,}") if count > 1 else tr("Remove it")
        row = menu.add_row(words, icon="trash", keys="Del", danger=True)
        row.triggered.connect(self._tags.remove)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _relabel(self, label: str) -> None:
        mark = self._desk.active
        if mark is not None and not self._tags.relabel_selected(label):
            self._tags.relabel(mark, label)


def _edit(project: Project, change: Change, report: Report) -> BulkReport:
    return project.bulk.edit(
        change.ids,
        attributes=change.attributes,
        note=change.note,
        certainty=change.certainty,
        progress=report,
    )
