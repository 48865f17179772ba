"""What the window remembers: the settings, changed one at a time and written at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator.app.settings import Recent, Settings, load_settings, save_settings


class Memory:
    """Holds the settings of this machine."""

    def __init__(self) -> None:
        self.settings = load_settings()

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Replace the settings by changed ones."""
        changed = change(self.settings)
        if changed != self.settings:
            self.settings = changed
            save_settings(changed)

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
