"""Which part of the article a paragraph is: said by a key, or beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from annotator.text.zone import Role
from annotator.ui.desk import Desk
from annotator.ui.editor.margin_hand import MarginHand
from annotator.ui.editor.selecting import Span
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.widgets.menu import Menu
from annotator.ui.zone_names import ROLES, role_name

if TYPE_CHECKING:
    from annotator.app.project import Project


class ZoneVerbs(QObject):
    """The verbs.

    Signals:
        noted(text): something was done that one may not see; the status bar says it.
        all_wanted(): the zones of the whole article are wanted in a sheet.
    """

    noted = Signal(str)
    all_wanted = Signal()

    def __init__(self, hub: Hub, desk: Desk, page: TaggingPage, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._window = window
        self._hand = MarginHand(page.view)
        self._hand.wanted.connect(lambda at, place: self.ask((at, at), place))

    def zone_here(self) -> None:
        """Ask which part of the article the selected paragraphs are, or the one at the caret."""
        if self._desk.article is None:
            return
        view = self._page.view
        caret = view.scene.selection.caret
        span = view.scene.selected or (caret, caret)
        view.scrolling.reveal(*span)
        # A menu stands below a character, and behind the last one there is none.
        end = min(max(span[1], span[0] + 1), len(view.scene.display.text))
        box = view.box_of(min(span[0], end - 1), end)
        below = QPoint(max(0, box.left()), box.bottom() + 4)
        self.ask(span, view.viewport().mapToGlobal(below))

    def ask(self, span: Span, place: QPoint) -> None:
        """Open a menu of roles, at a point of the screen, for the paragraphs a span touches."""
        menu = Menu(tr("Part of the article"), self._window)
        self._fill(menu, span)
        menu.addSeparator()
        menu.add_row(tr("Zones of the whole article…"), icon="layers").triggered.connect(
            self.all_wanted
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(place)

    def add_rows(self, menu: Menu, span: Span) -> None:
        """Offer the roles in a menu that is about words of the text."""
        roles = Menu(tr("Part of the article"), menu)
        count = self._count(span)
        roles.setTitle(
            tr("This paragraph is") if count == 1 else tr("These {n} paragraphs are", n=count)
        )
        roles.menuAction().setProperty("icon_name", "layers")
        self._fill(roles, span)
        menu.addMenu(roles)

    def _fill(self, menu: Menu, span: Span) -> None:
        project = self._hub.project
        there = self._roles(span)
        for digit, role in enumerate(ROLES, 1):
            row = menu.add_row(role_name(role), keys=str(digit))
            row.setCheckable(True)
            row.setChecked(there == {role})
            row.setEnabled(project is not None and not project.read_only)
            row.triggered.connect(lambda _=False, one=role: self.give(span, one))
            if there == {role}:
                menu.setActiveAction(row)

    def give(self, span: Span, role: Role) -> None:
        """Give the paragraphs that a span touches a role; one undo takes it back."""
        article = self._desk.article
        if article is None:
            return
        before, count = self._page.view.scene.selection, self._count(span)

        def change(project: Project) -> bool:
            return project.details.give_role(article.id, *span, role)

        changed = self._hub.run(change)
        if changed is None:
            return
        # The article lies there anew: what was selected still is.
        self._page.view.set_selection(before)
        name = role_name(role).lower()
        if not changed:
            self.noted.emit(tr("Nothing changed: it is {role} already", role=name))
        elif count == 1:
            self.noted.emit(tr("Part of the article: {role}", role=name))
        else:
            n = f"{count:,}"
            self.noted.emit(tr("Part of the article: {role}, {n} paragraphs", role=name, n=n))

    def _blocks(self, span: Span) -> range:
        """Give the blocks that a span touches."""
        display = self._desk.scene.display
        return range(display.block_at(span[0]), display.block_at(max(span[0], span[1] - 1)) + 1)

    def _roles(self, span: Span) -> set[str]:
        paragraphs = self._desk.scene.paragraphs
        return {paragraphs.role_of(one) for one in self._blocks(span)} - {"blank"}

    def _count(self, span: Span) -> int:
        """Count the paragraphs with words that a span touches, at least one."""
        scene = self._desk.scene
        roles, parted = scene.paragraphs.roles, scene.display.parted
        own = [one for one in self._blocks(span) if roles[one] != "blank" and one not in parted]
        return max(1, len(own))
