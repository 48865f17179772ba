"""What the program remembers between sessions: one JSON file; a broken one is set aside."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from annotator.app.paths import settings_folder
from annotator.model.annotator import worker_name
from annotator.problems import UserProblem
from annotator.store.drafts import draft_of, drop_draft

_log = logging.getLogger(__name__)
_FILE = "settings.json"
_MOST_RECENT = 12
# Paths may hold bytes that are no UTF-8; so they are kept as they are.
_AS_IT_IS = "surrogateescape"
_THEMES = ("system", "light", "dark", "light-contrast", "dark-contrast")


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was open: its path, and what the welcome page shows of it."""

    path: str
    articles: int = 0
    done: int = 0
    at: str = ""
    """When it was last open, as ISO 8601."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, each with its default."""

    annotator: str = ""
    """Who works on this machine; empty until somebody said so."""
    theme: str = "system"
    """``system``, or the name of a theme."""
    last_project: str = ""
    """The project that was open when the window was closed; empty for the welcome page."""
    recent: tuple[Recent, ...] = ()
    window: str = ""
    """Place and size of the window, as Qt's base64."""
    columns: tuple[int, ...] = ()
    """Widths of the article list and of the right panel, in pixels; 0 is folded."""
    lanes: tuple[str, ...] = ()
    """Annotators whose lanes are hidden in the last project."""
    text_size: int = 17
    """Pixels of the article's text."""

    def with_recent(self, recent: Recent) -> Settings:
        """Put a project at the head of the recent ones."""
        others = [one for one in self.recent if one.path != recent.path]
        return replace(self, recent=(recent, *others)[:_MOST_RECENT])


def load_settings() -> Settings:
    """Read the settings; what is missing or of the wrong type is at its default."""
    path = settings_folder() / _FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8", errors=_AS_IT_IS))
        if not isinstance(data, dict):
            raise TypeError("not an object")  # noqa: TRY301 - handled like all other unreadable files
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, TypeError, RecursionError) as error:
        aside = path.with_suffix(".unreadable.json")
        _log.info("settings are unreadable (%s); set aside as %s", error, aside.name)
        with contextlib.suppress(OSError):
            path.replace(aside)
        return Settings()
    return _from_json(data)


def _from_json(data: dict[str, Any]) -> Settings:
    """Take over every value that is of its setting's type; of a list those members that are."""
    values = _fitting(data, asdict(Settings()))
    if values.get("theme") not in _THEMES:
        values.pop("theme", None)
    for key, kind in (("columns", int), ("lanes", str)):
        given = data.get(key)
        if isinstance(given, list):
            values[key] = tuple(one for one in given if type(one) is kind)
    recent = data.get("recent")
    if isinstance(recent, list):
        known = asdict(Recent(""))
        found = [_fitting(one, known) for one in recent if isinstance(one, dict)]
        values["recent"] = tuple(Recent(**one) for one in found if one.get("path"))
    return Settings(**values)


def _fitting(data: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """Give the values that are of the type of their default."""
    return {
        key: data[key]
        for key, default in defaults.items()
        if key in data and type(data[key]) is type(default)
    }


def save_settings(settings: Settings) -> None:
    """Write the settings, whole or not at all; that they cannot be written is not fatal."""
    try:
        text = json.dumps(asdict(settings), indent=2, ensure_ascii=False)
        _write_whole(settings_folder() / _FILE, text)
    except (OSError, UnicodeError) as error:
        _log.info("settings could not be saved: %s", error)


def replica_name() -> str:
    """Name this machine for the revisions it writes: made once, kept with the settings."""
    path = settings_folder() / "replica"
    with contextlib.suppress(OSError, UnicodeError):
        name = path.read_text(encoding="ascii").strip()
        if name.isalnum():
            return name
    name = os.urandom(4).hex()
    with contextlib.suppress(OSError):
        _write_whole(path, name)
    return name


def _write_whole(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = draft_of(path)
    try:
        draft.write_text(text, encoding="utf-8", errors=_AS_IT_IS)
        draft.replace(path)
    finally:
        drop_draft(draft)


def user_name() -> str:
    """Give the name of whoever is logged in, as the system knows it."""
    names: list[str] = []
    if os.name == "posix":
        import pwd  # noqa: PLC0415 - not on every system

        with contextlib.suppress(KeyError):
            entry = pwd.getpwuid(os.getuid())
            names += [entry.pw_gecos.split(",")[0], entry.pw_name]
    for name in (*names, os.environ.get("USERNAME", "")):
        with contextlib.suppress(UserProblem):
            return worker_name(name)
    return "Me"
