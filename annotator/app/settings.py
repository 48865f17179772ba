"""What the program remembers between sessions: one JSON file; a broken one is set aside."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from dataclasses import asdict, dataclass, replace
from typing import Any

from annotator.app.paths import settings_folder

_log = logging.getLogger(__name__)
_FILE = "settings.json"
_MOST_RECENT = 12


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
    """``system``, ``light`` or ``dark``."""
    last_project: str = ""
    """The project that was open when the window was closed; empty for the welcome page."""
    recent: tuple[Recent, ...] = ()
    window: str = ""
    """Place and size of the window, as Qt's base64."""
    columns: tuple[int, ...] = ()
    """Widths of the article list and of the right panel, in pixels; 0 is folded."""
    lanes: tuple[str, ...] = ()
    """Annotators whose lanes are hidden."""
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
        data = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict):
            raise TypeError("not an object")  # noqa: TRY301 - handled like all other unreadable files
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, TypeError) as error:
        aside = path.with_suffix(".unreadable.json")
        _log.info("settings are unreadable (%s); set aside as %s", error, aside.name)
        with contextlib.suppress(OSError):
            path.replace(aside)
        return Settings()
    return _from_json(data)


def _from_json(data: dict[str, Any]) -> Settings:
    """Take over every value that is of its setting's type."""
    values: dict[str, Any] = {}
    for key, default in asdict(Settings()).items():
        value = data.get(key, default)
        match default:
            case tuple():
                if isinstance(value, list):
                    values[key] = tuple(value)
            case _ if type(value) is type(default):
                values[key] = value
    known = set(asdict(Recent("")))
    values["recent"] = tuple(
        Recent(**{name: one[name] for name in known & one.keys()})
        for one in values.get("recent", ())
        if isinstance(one, dict) and isinstance(one.get("path"), str)
    )
    return Settings(**values)


def save_settings(settings: Settings) -> None:
    """Write the settings, whole or not at all; that they cannot be written is not fatal."""
    folder = settings_folder()
    draft = folder / f".{_FILE}.{os.urandom(4).hex()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_text(
            json.dumps(asdict(settings), indent=2, ensure_ascii=False), encoding="utf-8"
        )
        draft.replace(folder / _FILE)
    except OSError as error:
        _log.info("settings could not be saved: %s", error)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def replica_name() -> str:
    """Name this machine for the revisions it writes: made once, kept with the settings."""
    path = settings_folder() / "replica"
    with contextlib.suppress(OSError):
        if name := path.read_text(encoding="ascii").strip():
            return name
    name = os.urandom(4).hex()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="ascii")
    return name


def user_name() -> str:
    """Give the name of whoever is logged in, as the system knows it."""
    if os.name == "posix":
        import pwd  # noqa: PLC0415 - not on every system

        with contextlib.suppress(KeyError):
            entry = pwd.getpwuid(os.getuid())
            return entry.pw_gecos.split(",")[0].strip() or entry.pw_name
    return os.environ.get("USERNAME", "") or "Me"
