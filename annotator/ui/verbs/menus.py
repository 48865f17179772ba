"""The menus behind buttons, and the palette: everything that can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.ui.actions import ACTIONS, Actions
from annotator.ui.commands.command import Command
from annotator.ui.commands.palette import Palette
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import current, metrics
from annotator.ui.memory import Memory
from annotator.ui.verbs.finding import Show, find
from annotator.ui.verbs.opening import OpeningVerbs
from annotator.ui.widgets.menu import Menu

_MOST_RECENT = 8
_THEMES = (
    "theme_system",
    "theme_light",
    "theme_dark",
    "theme_light_contrast",
    "theme_dark_contrast",
)
"""The actions that take a theme, as they are offered."""


class MenuVerbs(QObject):
    """Opens menus and the palette.

    Args:
        show_place: leads to a span of an article.
        press_label: tags with a label, or picks it.
    """

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        memory: Memory,
        opening: OpeningVerbs,
        show_place: Callable[[str, int, int], None],
        press_label: Callable[[str], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._memory = memory
        self._opening = opening
        self._show_place = show_place
        self._press_label = press_label
        self._window = window
        self._actions: Actions | None = None
        self.more: Callable[[], Sequence[Command]] = tuple
        """Gives what else the palette offers."""
        self._palette: Palette | None = None
        self.concordance: Callable[[str], object] | None = None
        """Shows every place of some words."""

    def use(self, actions: Actions) -> None:
        """Take the actions, which are made after the verbs."""
        self._actions = actions

    def palette(self, query: str = "") -> None:
        """Open the palette."""
        if self._palette is None:
            self._palette = Palette(self._window, self._commands, self._find)
        self._palette.open(query)

    def open_main(self, button: QWidget) -> None:
        """Open the menu of all actions, a submenu for each group."""
        assert self._actions is not None
        self._tick(self._actions)
        menu = Menu(tr("Menu"), self._window)
        for group in dict.fromkeys(spec.group for spec in ACTIONS):
            below = Menu(tr(group), menu)
            below.setTitle(tr(group))
            for action in self._actions.in_group(group):
                below.addAction(action)
            menu.addMenu(below)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    def open_projects(self, button: QWidget) -> None:
        """Open the menu of recent projects."""
        assert self._actions is not None
        menu = Menu(tr("Projects"), self._window)
        menu.addAction(self._actions["overview"])
        menu.addSeparator()
        here = self._hub.path()
        others = [
            one
            for one in self._memory.settings.recent
            if Path(one.path) != here and Path(one.path).exists()
        ]
        for one in others[:_MOST_RECENT]:
            row = menu.add_row(Path(one.path).stem, icon="file")
            row.setToolTip(one.path)
            row.triggered.connect(
                lambda _=False, path=one.path: self._opening.open_path(Path(path))
            )
        if others:
            menu.addSeparator()
        for name in ("open_project", "new_project", "back_up", "check", "close_project"):
            menu.addAction(self._actions[name])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    def open_look(self, button: QWidget) -> None:
        """Open the menu of how the text looks."""
        assert self._actions is not None
        self._tick(self._actions)
        menu = Menu(tr("How the text looks"), self._window)
        for name in ("larger", "smaller", "usual_size"):
            menu.addAction(self._actions[name])
        menu.addSeparator()
        for name in _THEMES:
            menu.addAction(self._actions[name])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    def open_person(self, button: QWidget) -> None:
        """Open the menu of who works."""
        menu = Menu(tr("Who works"), self._window)
        project = self._hub.project
        for name, role in self._people():
            row = menu.add_row(f"{name}  ·  {role}" if role else name, icon="user")
            row.setCheckable(True)
            row.setChecked(project is not None and name == project.annotator.name)
            row.triggered.connect(lambda _=False, who=name: self._opening.work_as(who))
        menu.addSeparator()
        menu.add_row(tr("Somebody else…"), icon="plus").triggered.connect(self._opening.ask_who)
        if self._actions is not None:
            menu.addSeparator()
            menu.addAction(self._actions["people"])
            menu.addAction(self._actions["assign"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    def _people(self) -> Sequence[tuple[str, str]]:
        """Give the people of the project, whoever works first, with their role if roles count."""
        project = self._hub.project
        if project is None:
            return ()
        own = project.annotator.name
        known = [one for one in project.team.members() if one.annotator.kind == "person"]
        roles = {one.annotator.name: tr(one.role) for one in known}
        names = [own, *(name for name in roles if name != own)]
        in_force = project.team.has_roles()
        return [(name, roles.get(name, "") if in_force else "") for name in names]

    def _tick(self, actions: Actions) -> None:
        """Tick the size and the theme that are in force."""
        in_force = {
            "usual_size": self._memory.settings.text_size == metrics.TEXT_ARTICLE,
            **{name: name == f"theme_{current().mode}".replace("-", "_") for name in _THEMES},
        }
        for name, so in in_force.items():
            actions[name].setCheckable(True)
            actions[name].setChecked(so)

    def _commands(self) -> Sequence[Command]:
        assert self._actions is not None
        return [*self._actions.commands(), *self._labels(), *self.more()]

    def _labels(self) -> Sequence[Command]:
        project = self._hub.project
        return [
            Command(
                label.name,
                partial(self._press_label, label.key),
                mark=(label.colour, label.pattern),
                keys=label.shortcut,
                group=tr("Labels"),
                reason=self._why_no_label(),
            )
            for label in (project.labels if project else ())
            if not label.retired
        ]

    def _why_no_label(self) -> str:
        if self._actions is not None and (reason := self._actions.why_not("tagging")):
            return reason
        return "" if self._desk.article else tr("no article is open")

    def _find(self, query: str, show: Show) -> None:
        find(self._hub, query, show, self._show_place, self.concordance, self)
