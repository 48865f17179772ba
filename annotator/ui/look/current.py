"""The look in force: which theme, how large the text is, whether things may move.

A change sets the palette, the font and the style sheet of the application. That alone makes every
widget repaint and measure itself again (``PaletteChange`` and ``FontChange``), so a part that takes
its colours and fonts from here while painting needs no code for it. Who keeps something made of
colours connects to `CurrentLook.changed`.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication

from annotator.ui.look import fonts
from annotator.ui.look.label_colours import LabelColours
from annotator.ui.look.palette import palette_of
from annotator.ui.look.style_sheet import style_sheet
from annotator.ui.look.theme import Theme, load_theme

Mode = Literal["system", "light", "dark", "light-contrast", "dark-contrast"]
"""A theme by the name of its file, or the one that fits the system."""


class CurrentLook(QObject):
    """Hold the look in force and announce when it becomes another.

    Signals:
        changed(): the theme, the text scale or the strength of the lines is another now.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._app: QApplication | None = None
        self._hints: QStyleHints | None = None
        self._mode: Mode = "system"
        self._strong_lines = False
        self._reduced_motion: bool | None = None
        self._theme = load_theme("light")
        self.broken = ""
        """The theme that is wanted and cannot be read; another one stands in for it."""

    @property
    def mode(self) -> Mode:
        """What the user chose: follow the system, or a theme."""
        return self._mode

    @property
    def theme(self) -> Theme:
        """The colours in force."""
        return self._theme

    @property
    def strong_lines(self) -> bool:
        """Whether borders and parting lines stand out."""
        return self._strong_lines

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing may move; what the system wishes, unless it was set here."""
        if self._reduced_motion is not None:
            return self._reduced_motion
        # The first mention of QStyle costs 4 ms, for all its enumerations.
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415

        style = QApplication.style()
        return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0

    def is_worn_by(self, app: QApplication) -> bool:
        """Tell whether an application is dressed already."""
        return self._app is app

    def set_reduced_motion(self, reduced: bool | None) -> None:
        """Forbid motion, allow it, or (None) do as the system wishes."""
        self._reduced_motion = reduced

    def set_mode(self, mode: Mode, app: QApplication) -> None:
        """Dress the application in a theme, or as the system does."""
        hints = app.styleHints()
        if self._app is not app:
            self._app = app
            if not _is_fusion_anyway():
                app.setStyle("Fusion")
            hints.colorSchemeChanged.connect(self._on_system_changed)
            # Held: what wraps the wishes dies with what wraps the hints, and is handed out dead.
            self._hints = hints
            hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self._mode = mode
        # Native parts (file dialogs, window frames) follow this; our own do not depend on it.
        hints.setColorScheme(_scheme_of(mode))
        self._apply()

    def set_strong_lines(self, strong: bool) -> None:
        """Make borders and parting lines stand out, or calm again."""
        self._strong_lines = strong
        self._apply()

    def _apply(self) -> None:
        if self._app is None:
            return
        mode = self._mode
        wanted = _of_system(self._app) if mode == "system" else mode
        theme = load_theme(wanted)
        self.broken = "" if theme.name == wanted else wanted
        self._theme = theme.with_strong_lines() if self._strong_lines else theme
        self._app.setPalette(palette_of(self._theme))
        self._app.setFont(fonts.sans())
        # A sheet in place of another is told to each widget once for every widget around it; none
        # in place of one, and one in place of none, is told to each but once.
        self._app.setStyleSheet("")
        self._app.setStyleSheet(style_sheet(self._theme))
        self.changed.emit()

    def _on_system_changed(self) -> None:
        if self._mode == "system":
            self._apply()


def _is_fusion_anyway() -> bool:
    """Say whether Qt takes Fusion unasked: asking loads QStyle, a type that takes 4 ms."""
    return sys.platform == "linux" and "QT_STYLE_OVERRIDE" not in os.environ


def _scheme_of(mode: Mode) -> Qt.ColorScheme:
    if mode == "system":
        return Qt.ColorScheme.Unknown
    return Qt.ColorScheme.Dark if load_theme(mode).dark else Qt.ColorScheme.Light


def _of_system(app: QApplication) -> str:
    """Name the theme that fits the desktop."""
    name = "dark" if system_is_dark(app) else "light"
    return f"{name}-contrast" if system_wants_contrast(app) else name


def system_wants_contrast(app: QApplication) -> bool:
    """Say whether the desktop asks for strong contrast."""
    wish = app.styleHints().accessibility().contrastPreference()
    return wish == Qt.ContrastPreference.HighContrast


def system_is_dark(app: QApplication) -> bool:
    """Say whether the desktop is dark; one that does not tell counts as light."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


@cache
def current() -> CurrentLook:
    """Return the one look of this program."""
    return CurrentLook()


def look() -> Theme:
    """Return the colours in force; ask while painting and do not keep them."""
    return current().theme


def set_mode(mode: Mode, app: QApplication) -> None:
    """Dress ``app`` in a theme, see `CurrentLook.set_mode`."""
    current().set_mode(mode, app)


def label_colours(colour: str) -> LabelColours:
    """Find the colours of a label in the look in force, see `Theme.label`."""
    return look().label(colour)


def reduced_motion() -> bool:
    """Say whether nothing may move, see `CurrentLook.reduced_motion`."""
    return current().reduced_motion
