"""The palette: every action by its name, and the articles of the project by their words.

A sign before the words keeps to one kind: ``>`` to actions, ``#`` to labels, ``@`` to people.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.commands.command import Command
from annotator.ui.commands.command_list import CommandList
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_line, smooth_painter
from annotator.ui.soon import Soon
from annotator.ui.widgets.key_hints import KeyHints
from annotator.ui.widgets.popover import Popover

_WIDTH = 640
_TOP = 112
_QUERY_HEIGHT = 56
_FOOT = 36
_TALLEST = 480
_SEARCH_AFTER = 120
"""Milliseconds of quiet typing after which the project is searched."""
_SHORTEST_QUERY = 2
ACTIONS_ONLY = ">"
LABELS_ONLY = "#"
PEOPLE_ONLY = "@"
_KINDS: dict[str, Callable[[Command], bool]] = {
    ACTIONS_ONLY: lambda one: bool(one.section),
    LABELS_ONLY: lambda one: one.mark is not None,
    PEOPLE_ONLY: lambda one: one.person,
}
"""What each sign keeps to; only actions have a section, only labels a mark."""
_SIGNS = tuple(_KINDS)


class Palette(QObject):
    """Opens over the window; finds actions at once and articles a moment later.

    Args:
        window: what it covers.
        actions: gives the actions, the labels and the people as they stand now.
        search: is given some words, and what shows commands that lead to what the project holds
            for them; it may show them later.
    """

    def __init__(
        self,
        window: QWidget,
        actions: Callable[[], Sequence[Command]],
        search: Callable[[str, Callable[[Sequence[Command]], None]], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._search = search
        self._offered: Sequence[Command] = ()
        self._typed = 0
        """How often something else was typed."""
        self._content = QWidget()
        self.list = CommandList(
            tr("Search or run"),
            tr("Search or run"),
            query_px=metrics.TEXT_QUERY,
            query_height=_QUERY_HEIGHT,
            row_height=metrics.TALL_ROW,
            heads=True,
            cap="Esc",
            nothing=tr("Nothing is called that: no action, no label, nobody, no article."),
            sieve=_sieved,
        )
        self.list.typed.connect(lambda _: self._on_typed())
        self.list.chosen.connect(self._on_chosen)
        hints = [
            ("↑ ↓", tr("walk")),
            ("Enter", tr("run")),
            (ACTIONS_ONLY, tr("actions only")),
            (LABELS_ONLY, tr("labels")),
            (PEOPLE_ONLY, tr("people")),
        ]
        foot = PaletteFoot(hints)
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(foot)
        self.popover = Popover(self._content, window, tr("Search or run"), scrim=True)
        self._quiet = Soon(self._on_quiet, self, _SEARCH_AFTER)

    def open(self, query: str = "") -> None:
        """Open with some words typed already."""
        self._offered = self._actions()
        self._typed += 1
        self.list.set_commands(self._offered)
        self.list.field.set_text(query)
        width = min(_WIDTH, self._window.width() - 2 * metrics.SPACE_EDGE)
        height = min(_TALLEST, self._window.height() - _TOP - metrics.SPACE_EDGE)
        self._content.setFixedSize(width, height)
        self.popover.open_centred(_TOP, focus=self.list.field.edit)
        self.list.field.edit.selectAll()

    def _on_typed(self) -> None:
        self._typed += 1
        self._quiet.start()

    def _on_quiet(self) -> None:
        text, typed = self.list.field.text(), self._typed

        def show(found: Sequence[Command]) -> None:
            # What is found later may be for words that were typed before.
            if typed == self._typed:
                self.list.set_commands([*self._offered, *found])

        if len(text.strip()) >= _SHORTEST_QUERY and not text.startswith(_SIGNS):
            self._search(text, show)
        else:
            show(())

    def _on_chosen(self, command: Command) -> None:
        self.popover.hide()
        command.run()


class PaletteFoot(QWidget):
    """The keys of the palette, below a line."""

    def __init__(self, hints: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setFixedHeight(_FOOT)
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.SPACE_EDGE, 1, metrics.SPACE_EDGE, 0)
        row.addWidget(KeyHints(hints, align=Qt.AlignmentFlag.AlignLeft, ground="win"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line above."""
        del event
        painter = smooth_painter(self)
        paint_line(painter, 0, 0, self.width(), look().line)
        painter.end()


def _sieved(commands: Sequence[Command], query: str) -> tuple[Sequence[Command], str]:
    """Keep to the kind that the first sign names; give the words behind it."""
    query = query.lstrip()
    if not query.startswith(_SIGNS):
        return commands, query
    is_meant = _KINDS[query[0]]
    return [one for one in commands if is_meant(one)], query[1:]
