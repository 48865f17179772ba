"""Where the program keeps what is not in a project: settings, logs, the sample."""

from __future__ import annotations

import os
from pathlib import Path

_HOME = "ANNOTATOR_HOME"


def settings_folder() -> Path:
    """Name the folder of settings: ``$ANNOTATOR_HOME``, else the platform's."""
    return _folder("config")


def data_folder() -> Path:
    """Name the folder of what the program makes for the user, such as the sample project."""
    return _folder("data")


def log_folder() -> Path:
    """Name the folder of the logs."""
    return _folder("log")


def _folder(kind: str) -> Path:
    if home := os.environ.get(_HOME):
        base = Path(home).expanduser()
        return base if kind == "config" else base / kind
    from platformdirs import PlatformDirs  # noqa: PLC0415 - 10 ms, and not every start needs it

    places = PlatformDirs("annotator", appauthor=False, roaming=True)
    match kind:
        case "config":
            return places.user_config_path
        case "data":
            return places.user_data_path
    return places.user_log_path
