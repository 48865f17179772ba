"""What the window remembers: the settings, changed one at a time and written at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator.app.settings import (
    Recent,
    Settings,
    read_settings,
    save_settings,
    settings_stamp,
)


class Memory:
    """Holds the settings of this machine.

    Attributes:
        unread: where a file of settings lies that could not be read; None if all is well.
        unsaved: why the settings could not be written last; “” if they were.
    """

    def __init__(self) -> None:
        self.settings, self.unread = read_settings()
        self.unsaved = ""
        self._stamp = settings_stamp()

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Replace the settings by changed ones; what another program has set meanwhile stays."""
        if settings_stamp() not in (self._stamp, None):
            found, unread = read_settings()
            if unread is None:
                self.settings = found
        changed = change(self.settings)
        if changed != self.settings or self.unsaved:
            self.settings = changed
            self.unsaved = save_settings(changed)
        self._stamp = settings_stamp()

    def remember_project(self, path: Path, articles: int, done: int, at: str) -> None:
        """Put a project at the head of the recent ones, and open it next time."""
        recent = Recent(str(path), articles, done, at)
        self.change(lambda settings: replace(settings.with_recent(recent), last_project=str(path)))

    def forget_project(self, path: str) -> None:
        """Take a project from the recent ones."""
        self.change(
            lambda settings: replace(
                settings, recent=tuple(one for one in settings.recent if one.path != path)
            )
        )
