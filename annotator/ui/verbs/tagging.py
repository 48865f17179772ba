"""Tagging, removing, moving edges, undo: what hands ask of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.changes import ChangeSet
from annotator.model.listing import ArticleState
from annotator.model.mark import Mark
from annotator.text.naming import in_line
from annotator.ui.commands.command import Command
from annotator.ui.desk import Desk
from annotator.ui.editor.selecting import Span
from annotator.ui.editor.walking import walk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.verbs.text_menu import TextMenu
from annotator.ui.verbs.turning import Turning, select_turned
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.annotation import Annotation
    from annotator.model.relation import Relation
    from annotator.ui.commands.choose_menu import ChooseMenu
    from annotator.ui.pages.review import ReviewPage

_MOST_NAMED = 3
"""Labels that the status bar names, of those of which an article has none."""
_LONG_ENOUGH = 12
"""Seconds to read what was left out, and to press Undo."""


class TaggingVerbs(QObject):
    """The verbs of the tagging page.

    Signals:
        noted(text): something was done that one may not see; the status bar says it.
    """

    noted = Signal(str)

    def __init__(
        self, hub: Hub, desk: Desk, page: TaggingPage, messages: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._messages = messages
        self._window = window
        self.front: TaggingPage | ReviewPage = page
        """The page on view: what is done with the text itself is done there."""
        self.leads: Callable[[ChangeSet], bool] = lambda _: False
        """Leads to a turned step on another page, if that is on view."""
        self.relabel_selected: Callable[[str], bool] = lambda _: False
        """Puts a label on the selected annotations, if there are several."""
        self.remove_selected: Callable[[], bool] = lambda: False
        """Removes the selected annotations, if there are several."""
        self.tag_every: Callable[[Span], object] = lambda _: None
        """Tags every place where the words of a span stand."""
        self._turning = Turning(hub, window, self._lead, self)
        self.text_menu = TextMenu(
            hub, desk, page, window, relabel=self.relabel, remove=self._remove
        )
        view = page.view
        view.tag_wanted.connect(self.tag)
        view.choice_wanted.connect(self.choose)
        view.label_picked.connect(self.press_digit)
        view.removal_wanted.connect(lambda _: self.remove())
        view.move_wanted.connect(self.move)
        view.menu_wanted.connect(self.open_menu)
        view.walked_out.connect(self._on_walked_out)
        page.labels.label_pressed.connect(self.press_label)
        page.annotations.removal_wanted.connect(self.remove)
        page.annotations.label_wanted.connect(self.relabel_by_digit)
        page.form.step_wanted.connect(self._step)
        page.form.menu_wanted.connect(self._on_form_menu)

    # Labels

    @cached_property
    def label_menu(self) -> ChooseMenu:
        """The labels to choose from at the selection; made while nobody waits."""
        from annotator.ui.commands.choose_menu import ChooseMenu  # noqa: PLC0415 - as said

        menu = ChooseMenu(self._window)
        menu.left.connect(self._page.view.let_go)
        return menu

    def tag(self, spans: Sequence[Span], label: str) -> None:
        """Put a label on a span, or on several fragments of one, and select what was made."""
        article = self._desk.article
        if article is None:
            return
        self._desk.last_label = label
        start, end = spans[0][0], spans[-1][1]
        fragments = spans if len(spans) > 1 else None
        made = self._hub.run(
            lambda project: project.annotate(article.id, start, end, label, fragments=fragments)
        )
        if made is not None:
            # Only now: what could not be saved is still selected, to be tagged again.
            self._page.view.fragments.end(end)
            self._show_again(made.id)
            self._select(made.id)

    def press_label(self, label: str) -> None:
        """Tag the selection; without one pick the label, or let go of it."""
        if not self._page.view.tag_selection(label) and not self.relabel_selected(label):
            self._desk.pick(label)
        self._page.view.setFocus()

    def press_digit(self, digit: str) -> None:
        """Press the label of a digit; “” lets go of the picked one."""
        if not digit:
            self._desk.pick(None)
            return
        project = self._hub.project
        for label in project.labels if project else ():
            if label.shortcut == digit and not label.retired:
                self.press_label(label.key)

    def relabel_by_digit(self, digit: str) -> None:
        """Put the label of a digit on what is selected: one annotation, or several."""
        project, mark = self._hub.project, self._desk.active
        for label in project.labels if project else ():
            if label.shortcut != digit or label.retired or self.relabel_selected(label.key):
                continue
            if mark is not None:
                self.relabel(mark, label.key)

    def choose(self) -> None:
        """Open the menu of labels at the selection."""
        view = self._page.view
        spans, project = view.scene.spans, self._hub.project
        if not spans or project is None:
            return
        labels = [label for label in project.labels if not label.retired]
        last = self._desk.last_label
        labels.sort(key=lambda label: label.key != last)
        commands = [
            Command(
                label.name,
                lambda key=label.key: view.tag_selection(key),  # type: ignore[misc]
                mark=(label.colour, label.pattern),
                keys=label.shortcut,
                aside=tr("last used") if label.key == last else "",
            )
            for label in labels
        ]
        text = view.scene.display.text
        commands += [
            *self._every_row(spans),
            Command(tr("Copy"), self.copy, icon="copy", keys="Alt C", group="more", always=True),
            Command(
                tr("Find in all articles"),
                lambda: self._search(" ".join(text[slice(*span)] for span in spans)),
                icon="search",
                keys="Alt F",
                group="more",
                always=True,
            ),
        ]
        box = view.box_of(*(view.scene.selected or spans[-1]))
        corner = view.viewport().mapTo(self._window, box.topLeft())
        self.label_menu.open(QRect(corner, box.size()), commands)

    def _search(self, words: str) -> None:
        from annotator.model.query import phrase  # noqa: PLC0415 - not at the start

        self._page.search_wanted.emit(phrase(" ".join(words.split())))

    def _every_row(self, spans: Sequence[Span]) -> list[Command]:
        if len(spans) > 1:
            return []
        text = tr("Tag every place of these words")
        run = partial(self.tag_every, spans[0])
        return [Command(text, run, icon="layers", keys=".", group="more", always=True)]

    # The selected annotation

    def remove(self) -> None:
        """Remove the selected annotation, and select the one that follows; or all selected."""
        if self.remove_selected():
            return
        if self._desk.scene.active is not None:
            self._remove(self._desk.scene.active)

    def move(self, entity: bytes, spans: Sequence[Span]) -> None:
        """Give an annotation other edges: these are all its fragments."""
        mark = self._desk.scene.marks.get(entity)
        if mark is not None:
            self._hub.run(lambda project: project.update(mark.id, fragments=spans))

    def relabel(self, mark: Mark, label: str) -> None:
        """Put another label on an annotation; say which values and links went with the old one."""

        def update(project: Project) -> None:
            old = project.annotating.get(mark.id)
            links = project.relating.unfit(mark.id, label)
            new = project.update(mark.id, label=label)
            names = {one.key: one.name for one in project.scheme.label(old.label).attributes}
            # In the scheme's order, then what it does not know.
            keys = dict.fromkeys([*names, *old.attributes])
            gone = [key for key in keys if key in old.attributes and key not in new.attributes]
            lost = [names.get(key, key) for key in gone]
            lost += [tr("Link “{name}”", name=project.relating.name_of(one)) for one in links]
            if lost:
                said = _left_out(lost, project.scheme.label(label).name)
                step = project.next_undo()
                undo = [(tr("Undo"), lambda: self._take_back(old, links, step))]
                self._messages.show_info(said, _LONG_ENOUGH, undo)

        self._hub.run(update)

    def _take_back(self, old: Annotation, links: Sequence[Relation], step: object) -> None:
        """Undo a step, or if others came after it, put the annotation as it was."""

        def put_back(project: Project) -> object:
            project.update(old.id, label=old.label, attributes=old.attributes)
            for one in links:
                project.relating.relate(one.source, one.type, one.target, note=one.note)
            return True

        if self._hub.run(lambda project: project.next_undo()) == step:
            self.undo()
        else:
            self._hub.run(put_back)

    def next_annotation(self) -> None:
        """Select the next annotation."""
        self._step(forward=True)

    def previous_annotation(self) -> None:
        """Select the annotation before."""
        self._step(forward=False)

    def open_menu(self, place: QPoint, marks: Sequence[Mark]) -> None:
        """Open the menu of a place in the text."""
        self.text_menu.open(place, marks)

    # History

    def undo(self) -> None:
        """Take the last step back, and lead to where it was."""
        self._turning.undo()

    def redo(self) -> None:
        """Bring the last undone step back, and lead to where it is."""
        self._turning.redo()

    # The article

    def copy(self) -> None:
        """Copy the selected characters as they are stored."""
        self.front.view.copy()

    def fold(self) -> None:
        """Show or hide boilerplate."""
        self.front.view.toggle_folds()

    def find(self) -> None:
        """Open the find bar."""
        self.front.find_bar.open_bar()

    def find_next(self) -> None:
        """Go to the next hit."""
        self.front.find_bar.step(forward=True)

    def find_previous(self) -> None:
        """Go to the hit before."""
        self.front.find_bar.step(forward=False)

    def next_article(self) -> None:
        """Open the next article of the list."""
        self.open_beside(1)

    def previous_article(self) -> None:
        """Open the article before."""
        self.open_beside(-1)

    def open_beside(self, rows: int) -> None:
        """Open the article some rows below (or above)."""
        self._page.articles.step(rows)

    def mark_done(self) -> None:
        """Say that the article is done; once more opens it again."""
        article = self._desk.article
        if article is not None:
            done = self._hub.run(lambda project: project.corpus.state(article.id)) == "done"
            self._set_state("open" if done else "done")

    def mark_look(self) -> None:
        """Say that the article needs a second look."""
        self._set_state("look")

    def mark_open(self) -> None:
        """Say that one is still at the article."""
        self._set_state("open")

    def _set_state(self, state: ArticleState) -> None:
        article = self._desk.article
        if article is not None:
            none = self._hub.run(lambda project: project.corpus.set_state(article.id, state))
            if state == "done" and none is not None:
                self.noted.emit(self._done_words(none))

    def _done_words(self, none: Sequence[str]) -> str:
        """Say that an article is done, and what was looked for there and not found."""
        names = [in_line(self._desk.scene.look_of(key).name) for key in none]
        if not names:
            return tr("Done.")
        told = [tr("no {label}", label=name) for name in names[:_MOST_NAMED]]
        if more := len(names) - len(told):
            told.append(tr("none of {n} more labels", n=more))
        words = tr("{first} and {last}", first=", ".join(told[:-1]), last=told[-1])
        return tr("Done. Recorded: {none}.", none=words if len(told) > 1 else told[0])

    def _remove(self, entity: bytes) -> None:
        marks = self._desk.scene.marks
        mark = marks.get(entity)
        if mark is None:
            return
        following = marks.following(mark.start, mark)
        self._hub.run(lambda project: project.delete(mark.id))
        if marks.get(entity) is None and following is not None:
            self._desk.set_active(following.entity, reveal=True)

    def _step(self, forward: bool) -> None:
        view = self._page.view
        walk(view, forward=forward)
        view.setFocus()

    def _on_walked_out(self, forward: bool) -> None:
        """Say that the walk from annotation to annotation is at an end of the article."""
        if forward:
            self.noted.emit(tr("No further annotation in this article"))
        else:
            self.noted.emit(tr("No earlier annotation in this article"))

    def _select(self, annotation: str) -> None:
        entity = bytes.fromhex(annotation.replace("-", ""))
        if self._desk.scene.marks.get(entity) is not None:
            self._desk.set_active(entity)

    def _show_again(self, annotation: str) -> None:
        """Paint everything if the filter hides what was just tagged."""
        scene = self._desk.scene
        mark = scene.marks.get(bytes.fromhex(annotation.replace("-", "")))
        if mark is not None and not scene.shows(mark):
            self._desk.show_everything()
            self.noted.emit(tr("All are shown again: what you tagged was among the hidden"))

    def _lead(self, changes: ChangeSet, said: str) -> None:
        """Show what a turned step changed: its article, its place, its name."""
        self.noted.emit(tr("{said}: {step}", said=said, step=changes.title))
        if self.leads(changes):
            return
        place = changes.place
        if place is None or not self._hub.run(lambda it: it.corpus.number(place.article)):
            # Nowhere to lead to, or the article went with the step.
            return
        self._page.open_article(place.article)
        if self._desk.article is None:
            return
        if place.annotation is not None:
            select_turned(self._desk, changes, place.article, place.annotation)
        self._page.view.go_to(place.start, place.end)

    def _on_form_menu(self, button: QWidget) -> None:
        mark = self._desk.active
        if mark is not None:
            below = button.mapToGlobal(QPoint(0, button.height()))
            self.text_menu.open_for(below, mark)


def _left_out(names: Sequence[str], label: str) -> str:
    """Say which attributes a label does not have."""
    if len(names) == 1:
        return tr(
            "{name} does not belong to {label} and was left out. Undo brings it back.",
            name=names[0],
            label=label,
        )
    return tr(
        "{names} and {last} do not belong to {label} and were left out. Undo brings them back.",
        names=", ".join(names[:-1]),
        last=names[-1],
        label=label,
    )
