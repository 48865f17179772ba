"""What the program remembers between sessions: one JSON file; a broken one is set aside."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from annotator.app.offers import Choice, Offer, offer_of, offered
from annotator.app.paths import settings_folder
from annotator.model.annotator import worker_name
from annotator.problems import UserProblem
from annotator.store.drafts import write_whole

_log = logging.getLogger(__name__)
_FILE = "settings.json"
_MOST_RECENT = 12
# Paths may hold bytes that are no UTF-8; so they are kept as they are.
_AS_IT_IS = "surrogateescape"
_THEMES = (
    Choice("system", "As the system has it"),
    Choice("light", "Light"),
    Choice("dark", "Dark"),
    Choice("light-contrast", "Light, strong contrast"),
    Choice("dark-contrast", "Dark, strong contrast"),
)
_MOTION = (Choice("system", "As the system has it"), Choice("none", "Never"))
_NAME = Offer("you", "Your name", "Who begins the next project.")
_THEME = Offer("look", "Theme", choices=_THEMES)
_SCALE = Offer(
    "look",
    "Size of everything",
    "Counts when Annotator is started the next time.",
    lowest=80,
    highest=200,
    step=10,
    unit="%",
)
_MOVES = Offer("look", "Fading and sliding", choices=_MOTION)
_LINES = Offer("look", "Stronger lines", "Borders and parting lines stand out.")
_SIZE = Offer("text", "Size of the letters", lowest=13, highest=28, step=1, unit="px")
_PITCH = Offer(
    "text", "Room between lines", "Lanes below the words need some.", lowest=85, highest=160,
    step=5, unit="%",
)  # fmt: skip
_COLUMN = Offer(
    "text", "Width of the column", "About 76 characters at 100 %.", lowest=60, highest=160,
    step=5, unit="%",
)  # fmt: skip
_FONT = Offer("text", "Font", "Of articles and quotes.", is_font=True)


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

    annotator: str = offered("", _NAME)
    """Who works on this machine; empty until somebody said so."""
    theme: str = offered("system", _THEME)
    """``system``, or the name of a theme."""
    last_project: str = ""
    """The project that was open when the window was closed; empty for the welcome page."""
    recent: tuple[Recent, ...] = ()
    window: str = ""
    """Place and size of the window, as Qt's base64."""
    columns: tuple[int, ...] = ()
    """Widths of the article list and of the right panel, in pixels; 0 is folded."""
    stripes: int = -40
    """Width in pixels of the stripes beside the text; below 0 they are folded, and were so wide."""
    lanes: tuple[str, ...] = ()
    """Annotators whose lanes are hidden in the last project."""
    versions_beside: bool = True
    """Whether versions of an article are shown beside each other, not in one text."""
    scale: int = offered(100, _SCALE)
    """Percent of the size of everything in the windows."""
    motion: str = offered("system", _MOVES)
    """``system`` or ``none``."""
    strong_lines: bool = offered(False, _LINES)  # noqa: FBT003 - a default
    """Whether borders and parting lines stand out."""
    text_size: int = offered(17, _SIZE)
    """Pixels of the article's text."""
    text_pitch: int = offered(100, _PITCH)
    """Percent of the room between its lines."""
    text_column: int = offered(100, _COLUMN)
    """Percent of the width of its column."""
    text_font: str = offered("", _FONT)
    """Its family; empty for the first of ours that is installed."""
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys of actions that have others than usual, as Qt writes them."""

    def with_recent(self, recent: Recent) -> Settings:
        """Put a project at the head of the recent ones."""
        others = [one for one in self.recent if one.path != recent.path]
        return replace(self, recent=(recent, *others)[:_MOST_RECENT])


def load_settings() -> Settings:
    """Read the settings; what is missing or of the wrong type is at its default."""
    return read_settings()[0]


def read_settings() -> tuple[Settings, Path | None]:
    """Read the settings, and tell where a file of them lies that could not be read."""
    path = settings_folder() / _FILE
    try:
        text = path.read_text(encoding="utf-8", errors=_AS_IT_IS)
        # Editors of Windows begin a file with a mark.
        data = json.loads(text.removeprefix("\ufeff"))
        if not isinstance(data, dict):
            raise TypeError("not an object")  # noqa: TRY301 - handled like all other unreadable files
    except FileNotFoundError:
        return Settings(), None
    except (OSError, ValueError, TypeError, RecursionError) as error:
        aside = path.with_suffix(".unreadable.json")
        _log.info("settings are unreadable (%s); set aside as %s", error, aside.name)
        try:
            path.replace(aside)
        except OSError:
            aside = path
        return Settings(), aside
    return _from_json(data), None


def _from_json(data: dict[str, Any]) -> Settings:
    """Take over every value that is of its setting's type; of a list those members that are."""
    values = _fitting(data, asdict(Settings()))
    for one in fields(Settings):
        offer = offer_of(one)
        if offer is not None and one.name in values and not offer.fits(values[one.name]):
            del values[one.name]
    values["keys"] = _keys_of(data.get("keys"))
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


def _keys_of(given: object) -> dict[str, tuple[str, ...]]:
    """Take over the keys of those actions whose keys are a list of words."""
    if not isinstance(given, dict):
        return {}
    return {
        action: tuple(keys)
        for action, keys in given.items()
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys)
    }


def _fitting(data: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """Give the values that are of the type of their default."""
    return {
        key: data[key]
        for key, default in defaults.items()
        if key in data and type(data[key]) is type(default)
    }


def save_settings(settings: Settings) -> str:
    """Write the settings, whole or not at all; give why they could not be written, or “”.

    That is not fatal: they hold until the program ends.
    """
    try:
        text = json.dumps(asdict(settings), indent=2, ensure_ascii=False)
        write_whole(settings_folder() / _FILE, text.encode("utf-8", _AS_IT_IS))
    except (OSError, UnicodeError) as error:
        _log.info("settings could not be saved: %s", error)
        return getattr(error, "strerror", None) or str(error)
    return ""


def settings_stamp() -> tuple[int, int] | None:
    """Tell when the file of settings was written, and how long it is: what changes with it."""
    try:
        found = (settings_folder() / _FILE).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def replica_name() -> str:
    """Name this machine for the revisions it writes: made once, kept with the settings."""
    path = settings_folder() / "replica"
    with contextlib.suppress(OSError, UnicodeError):
        name = path.read_text(encoding="ascii").strip()
        if name.isalnum():
            return name
    name = os.urandom(4).hex()
    with contextlib.suppress(OSError):
        write_whole(path, name.encode())
    return name


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
