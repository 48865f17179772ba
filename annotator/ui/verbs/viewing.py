"""How the window looks: themes, sizes, folded columns, panes, help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.app.settings import Settings
from annotator.ui.dressing import dress
from annotator.ui.editor.styles import text_look_of
from annotator.ui.look import Mode, metrics
from annotator.ui.memory import Memory
from annotator.ui.pages.tagging import TaggingPage

if TYPE_CHECKING:
    from annotator.ui.pages.review import ReviewPage

_TEXT_SIZES = (13, 15, 17, 19, 21, 24, 28)
"""Pixels of the article's text, from step to step."""


class ViewingVerbs(QObject):
    """The verbs about the view."""

    def __init__(self, page: TaggingPage, memory: Memory, window: QWidget) -> None:
        super().__init__(window)
        self._page = page
        self._review: ReviewPage | None = None
        self._memory = memory
        self._window = window

    def use_review(self, page: ReviewPage) -> None:
        """Take the page of review, once there is one."""
        self._review = page
        page.texts.set_text_look(self._page.view.text_look)

    def theme_system(self) -> None:
        """Follow the system's theme."""
        self.set_theme("system")

    def theme_light(self) -> None:
        """Take the light theme."""
        self.set_theme("light")

    def theme_dark(self) -> None:
        """Take the dark theme."""
        self.set_theme("dark")

    def theme_light_contrast(self) -> None:
        """Take the light theme with strong contrast."""
        self.set_theme("light-contrast")

    def theme_dark_contrast(self) -> None:
        """Take the dark theme with strong contrast."""
        self.set_theme("dark-contrast")

    def set_theme(self, mode: Mode) -> None:
        """Dress the program in a theme, and remember it."""
        self._memory.change(lambda settings: replace(settings, theme=mode))
        dress(self._memory.settings)

    def follow(self, settings: Settings) -> None:
        """Look as the settings say."""
        dress(settings)
        self.set_text(settings)

    def set_text(self, settings: Settings) -> None:
        """Set the article's text as the settings say."""
        text = text_look_of(settings)
        self._page.view.set_text_look(text)
        if self._review is not None:
            self._review.texts.set_text_look(text)

    def larger(self) -> None:
        """Set the text larger."""
        size = self._page.view.text_look.size
        self._set_size(next((one for one in _TEXT_SIZES if one > size), _TEXT_SIZES[-1]))

    def smaller(self) -> None:
        """Set the text smaller."""
        below = [one for one in _TEXT_SIZES if one < self._page.view.text_look.size]
        self._set_size(below[-1] if below else _TEXT_SIZES[0])

    def usual_size(self) -> None:
        """Set the text in its usual size."""
        self._set_size(metrics.TEXT_ARTICLE)

    def fold_list(self) -> None:
        """Show or fold the article list."""
        self._page.columns.toggle_left()

    def fold_panel(self) -> None:
        """Show or fold the panel at the right."""
        if self._review is not None and self._review.isVisible():
            self._review.toggle_panel()
        else:
            self._page.columns.toggle_right()

    def next_pane(self) -> None:
        """Lead the focus to the next pane."""
        self._step_pane(1)

    def previous_pane(self) -> None:
        """Lead the focus to the pane before."""
        self._step_pane(-1)

    def help(self) -> None:
        """Show the help about where the focus is."""
        from annotator.ui.dialogs.help.sheet import open_help  # noqa: PLC0415 - not at the start

        open_help(self._window, page_about(QApplication.focusWidget()))

    def about(self) -> None:
        """Show what program this is."""
        from annotator.ui.dialogs.help.about import open_about  # noqa: PLC0415 - not at the start

        open_about(self._window)

    def _set_size(self, pixels: int) -> None:
        self._memory.change(lambda settings: replace(settings, text_size=pixels))
        self.set_text(self._memory.settings)

    def _step_pane(self, step: int) -> None:
        panes = [pane for pane in self._panes() if pane.isVisible()]
        if not panes:  # the welcome page is on view
            return
        focus = QApplication.focusWidget()
        here = [i for i, pane in enumerate(panes) if focus and _holds(pane, focus)]
        index = here[0] if here else -step
        panes[(index + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _panes(self) -> Sequence[QWidget]:
        page, review = self._page, self._review
        if review is not None and review.isVisible():
            return (review.rail, review.text(), review.card.accept, review.units.view)
        return (page.articles.filter, page.articles.view, page.view, page.side)


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)


def page_about(focus: QWidget | None) -> str:
    """Name the page of the manual about a widget: the nearest around it that says ``help_page``."""
    while focus is not None:
        if page := getattr(focus, "help_page", ""):
            return str(page)
        focus = focus.parentWidget()
    return "start"
