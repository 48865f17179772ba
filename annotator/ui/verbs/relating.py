"""Links between annotations: making them in the text, and what is done with one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.changes import ChangeSet
from annotator.model.identity import entity_bytes
from annotator.model.mark import Mark
from annotator.text.shortening import shortened
from annotator.ui.commands.choose_menu import ChooseMenu
from annotator.ui.commands.command import Command
from annotator.ui.desk import Desk
from annotator.ui.editor.arcs import Arc
from annotator.ui.editor.linking import Choice, Links
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.soon import Soon
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.telling import tell

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.app.relating import Link
    from annotator.model.relation import Relation

_MOST_KEYS = 3
"""Links of which the status bar names the key."""
_LONGEST_QUOTE = 40
_LONGEST_SAID = 120
"""The same where there are two lines for it."""


class RelatingVerbs(QObject):
    """The verbs on links of the tagging page.

    Signals:
        noted(text): something that one may not see; the status bar says it.
        told(): other keys matter now.
    """

    noted = Signal(str)
    told = Signal()

    def __init__(self, hub: Hub, desk: Desk, page: TaggingPage, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._window = window
        self._menu: ChooseMenu | None = None
        self.links = Links(page.view)
        links = self.links
        links.pull_wanted.connect(lambda: self._begin(by_mouse=True))
        links.made.connect(self._make)
        links.several.connect(self._ask)
        links.nothing_there.connect(self._say_why_not)
        links.removal_wanted.connect(self.remove_link)
        links.menu_wanted.connect(self.open_link_menu)
        links.other_wanted.connect(self.go_to_other)
        links.changed.connect(self._on_target)
        links.picked.connect(self._on_picked)
        # The answer to a key comes first: arcs follow in the next turn.
        self._soon = Soon(self._show_arcs, self)
        desk.active_changed.connect(self._on_active)
        desk.selected_changed.connect(self._soon.start)
        for signal in (desk.marks_reset, desk.labels_changed, desk.lanes_changed):
            signal.connect(self._soon.start)
        desk.article_changed.connect(self._on_article)
        hub.changed.connect(self._on_changed)

    # Making one

    def link(self) -> None:
        """Let the other end of a new link be chosen in the text."""
        self._page.view.setFocus()
        self._begin(by_mouse=False)

    def add_rows(self, menu: Menu, mark: Mark) -> None:
        """Offer in the menu of an annotation to link it."""
        if mark.annotator == self._desk.scene.annotator:
            row = menu.add_row(tr("Link to another annotation…"), icon="link", keys="L")
            row.triggered.connect(lambda: self._link_from(mark))

    def _link_from(self, mark: Mark) -> None:
        self._desk.set_active(mark.entity)
        self.link()

    def why_not_link(self) -> str:
        """Say why the selected annotation cannot be linked; “” if it can."""
        mark = self._desk.active
        if self._page.asleep:
            return tr("only while tagging")
        if mark is None:
            return tr("no annotation is selected")
        if len(self._desk.selected) > 1:
            return tr("several annotations are selected")
        if mark.annotator != self._desk.scene.annotator:
            return tr("{who} tagged it: link what you tagged yourself", who=mark.annotator)
        return ""

    def next_link(self) -> None:
        """Select the next link of the selected annotation."""
        arcs = [arc.relation for arc in self.links.arcs]
        if not arcs:
            self.noted.emit(tr("It has no links. L makes one."))
            return
        self._page.view.setFocus()
        index = arcs.index(self.links.chosen) + 1 if self.links.chosen in arcs else 0
        self.links.choose(arcs[index % len(arcs)])

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter while a link is made or selected; the most important last."""
        links = self.links
        if links.chosen:
            return [
                ("Esc", tr("let go")),
                ("Menu", tr("change")),
                ("Enter", tr("other end")),
                ("Del", tr("unlink")),
            ]
        if links.source is None:
            return []
        choices = [] if links.target is None else links.choices(links.target)
        if links.by_mouse and not choices:
            return [("Esc", tr("leave")), ("", tr("Let go over an annotation"))]
        if links.by_mouse and not links.asking:
            made = choices[0].title if len(choices) == 1 else tr("choose the link")
            return [("Esc", tr("leave")), ("", tr("Let go: {title}", title=made))]
        keys = [("Esc", tr("leave")), ("Tab", tr("next"))]
        if len(choices) > 1:
            keys += [(str(n), one.title) for n, one in enumerate(choices[:_MOST_KEYS], 1)]
        if choices:
            keys.append(("Enter", choices[0].title))
        return keys

    def _begin(self, *, by_mouse: bool) -> None:
        mark, scene = self._desk.active, self._desk.scene
        if mark is None or self.why_not_link():
            self.noted.emit(self.why_not_link())
            return
        found = self._hub.run(lambda project: _possible(project, mark))
        if found is None:
            return
        choices, taken = found
        if not choices:
            name = scene.look_of(mark.label).name
            self.noted.emit(tr("The scheme has no links from or to {label}.", label=name))
        elif not self.links.begin(mark, choices, taken, by_mouse=by_mouse):
            self.noted.emit(tr("Nothing else in this article can be linked to it."))

    def _make(self, choice: Choice, target: Mark) -> None:
        source = self.links.source
        self._close_menu()
        self.links.end()
        if source is None:
            return
        start, end = (source, target) if choice.outward else (target, source)
        made = self._hub.run(lambda project: project.relate(start.id, str(choice.key), end.id))
        if made is not None:
            self.noted.emit(
                tr("{title}: {words}", title=choice.title, words=self._words_of(target))
            )

    def _ask(self, target: Mark, choices: Sequence[Choice]) -> None:
        """Ask which of several links is meant, at the target."""
        if self._menu is None:
            self._menu = ChooseMenu(self._window, tr("Type a link"), tr("Choose a link"))
            self._menu.left.connect(self._on_menu_left)
        colour = self._desk.scene.look_of(target.label)
        commands = [
            Command(
                one.title,
                lambda one=one: self._make(one, target),  # type: ignore[misc]
                mark=(colour.colour, colour.pattern),
                keys=str(number) if number < 10 else "",
            )
            for number, one in enumerate(choices, 1)
        ]
        self.links.asking = True
        view = self._page.view
        box = view.box_of(target.start, target.end)
        corner = view.viewport().mapTo(self._window, box.topLeft())
        self._menu.open(QRect(corner, box.size()), commands)

    def _on_menu_left(self) -> None:
        self.links.asking = False
        self.links.end()
        self._page.view.setFocus()

    def _close_menu(self) -> None:
        self.links.asking = False
        if self._menu is not None:
            self._menu.close()

    def _say_why_not(self, mark: Mark) -> None:
        source, scene = self.links.source, self._desk.scene
        if source is None:
            return
        if mark.entity == source.entity:
            self.noted.emit(tr("An annotation cannot be linked to itself."))
        elif mark.annotator != source.annotator:
            self.noted.emit(
                tr("{who} tagged it: link what you tagged yourself.", who=mark.annotator)
            )
        elif self.links.is_linked(mark):
            self.noted.emit(tr("These two are linked already."))
        else:
            one, other = (scene.look_of(each.label).name for each in (source, mark))
            self.noted.emit(
                tr("The scheme has no link between {one} and {other}.", one=one, other=other)
            )

    # What is done with one

    def remove_link(self, relation: str) -> None:
        """Remove a link (its relation's id)."""
        self._hub.run(lambda project: project.relating.unrelate(relation))

    def go_to_other(self, relation: str) -> None:
        """Select the annotation at the other end of a link of the selected one."""
        link = self._link(relation)
        if link is not None:
            self.links.choose("")
            self._desk.set_active(entity_bytes(link.other.id), reveal=True)

    def open_link_menu(self, relation: str, place: QPoint) -> None:
        """Open the menu of a link at a point of the screen."""
        link, project = self._link(relation), self._hub.project
        if link is None or project is None:
            return
        menu = Menu(tr("Link"), self._window)
        words = shortened(link.other.quote, _LONGEST_QUOTE)
        row = menu.add_row(tr("Go to “{words}”", words=words), icon="right", keys="Enter")
        row.triggered.connect(lambda: self.go_to_other(relation))
        if link.relation.annotator == project.annotator.name:
            menu.addSeparator()
            self._add_changes(menu, link)
        else:
            row = menu.add_row(tr("Linked by {who}", who=link.relation.annotator), icon="user")
            row.setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(place)

    def note_link(self, relation: str) -> None:
        """Ask for the note of a link."""
        from annotator.ui.dialogs.link_note import LinkNote  # noqa: PLC0415 - seldom seen

        link = self._link(relation)
        if link is None:
            return
        sheet = LinkNote(
            self._window,
            f"{link.offer.title}: {shortened(link.other.quote, _LONGEST_SAID)}",
            link.relation.note,
        )
        sheet.noted.connect(
            lambda words: self._hub.run(lambda it: it.relating.change(relation, note=words))
        )
        sheet.open(sheet.field.edit)

    def _add_changes(self, menu: Menu, link: Link) -> None:
        relation = link.relation
        others = self._hub.run(lambda project: project.relating.alternatives(relation.id)) or []
        for other in others:
            turned = not other.outward
            same = other.type == relation.type
            words = tr("Turn it round") if same else tr("Change to “{title}”", title=other.title)
            row = menu.add_row(words, icon="undo" if same else "link")
            row.triggered.connect(
                lambda _=False, kind=other.type, turned=turned: self._change(relation, kind, turned)
            )
        row = menu.add_row(tr("Note…"), icon="note")
        row.triggered.connect(lambda: self.note_link(relation.id))
        row = menu.add_row(tr("Remove the link"), icon="trash", keys="Del", danger=True)
        row.triggered.connect(lambda: self.remove_link(relation.id))

    def _change(self, relation: Relation, kind: str, turned: bool) -> None:
        self._hub.run(
            lambda project: project.relating.change(relation.id, kind=kind, turned=turned)
        )

    def _on_target(self) -> None:
        """Say to who does not see it what would be linked."""
        self.told.emit()
        target = self.links.target
        if target is not None:
            titles = [one.title for one in self.links.choices(target)]
            tell(self._page.view, f"{', '.join(titles)}: {self._words_of(target)}")

    def _on_picked(self, relation: str) -> None:
        self.told.emit()
        if (link := self._link(relation) if relation else None) is not None:
            tell(
                self._page.view,
                f"{link.offer.title}: {shortened(link.other.quote, _LONGEST_QUOTE)}",
            )

    def _link(self, relation: str) -> Link | None:
        mark = self._desk.active
        if mark is None:
            return None
        found = self._hub.run(lambda project: project.relating.at(mark.id)) or []
        return next((one for one in found if one.relation.id == relation), None)

    def _words_of(self, mark: Mark) -> str:
        text = self._desk.scene.display.text[mark.start : mark.end]
        return shortened(text, _LONGEST_QUOTE)

    # Following the desk

    def _on_active(self, entity: bytes | None, reveal: bool) -> None:
        del reveal
        if self.links.source is not None and self.links.source.entity != entity:
            self.links.end()
        self.links.choose("")
        if entity is None:
            self.links.show_arcs(())
        self._soon.start()

    def _on_article(self) -> None:
        self._close_menu()
        self.links.end()
        self.links.show_arcs(())

    def _on_changed(self, changes: ChangeSet) -> None:
        article = self._desk.article
        if article is None:
            return
        if self.links.source is not None and changes.touches("annotation", article.id):
            # What may be linked is another by now.
            self.links.end()
        if changes.touches("relation", article.id) or changes.touches("annotation", article.id):
            self._soon.start()

    def _show_arcs(self) -> None:
        mark, scene = self._desk.active, self._desk.scene
        arcs: list[Arc] = []
        if mark is not None and len(self._desk.selected) <= 1 and not self._page.asleep:
            for link in self._hub.run(lambda project: project.relating.at(mark.id)) or []:
                other = scene.marks.get(entity_bytes(link.other.id))
                if other is None or not scene.shows(other):
                    continue
                if link.relation.annotator not in scene.lanes:
                    continue
                outward = link.relation.source == mark.id
                ends = (mark, other) if outward else (other, mark)
                arcs.append(Arc(link.relation.id, link.offer.name, *ends, other))
        self.links.show_arcs(arcs)


def _possible(
    project: Project, mark: Mark
) -> tuple[dict[str, list[Choice]], frozenset[tuple[bytes, object, bool]]]:
    """Give what may be made from an annotation by label, and what is there already."""
    choices = {
        label: [Choice(one.type, one.name, one.title, one.outward) for one in offers]
        for label, offers in project.relating.offers(mark.label).items()
    }
    own = project.annotator.name
    taken = frozenset(
        (entity_bytes(link.other.id), link.offer.type, link.offer.outward)
        for link in project.relating.at(mark.id)
        if link.relation.annotator == own
    )
    return choices, taken
