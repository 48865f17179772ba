"""Writing of a bug what a developer needs to know: nothing of an article, no path of its user."""

from __future__ import annotations

import platform
import re
import sysconfig
import traceback
from pathlib import Path

from annotator.store.connection import SQLITE
from annotator.version import __version__

_LONGEST_MESSAGE = 200
_PACKAGE = Path(__file__).parents[1]


def versions() -> list[tuple[str, str]]:
    """Give names and versions of the program, of what it stands on, and of the system."""
    return [
        ("Annotator", __version__),
        ("Python", platform.python_version()),
        ("SQLite", SQLITE),
        (platform.system(), platform.release()),
    ]


def report_text(error: BaseException) -> str:
    """Write what a developer needs to know, without anything of an article."""
    head = ", ".join(f"{name} {version}" for name, version in versions())
    return f"{head}\n\n{error_text(error)}"


def error_text(error: BaseException) -> str:
    """Write an exception and those that led to it, as Python does but for its messages."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    earlier = f"{error_text(before)}\nthen:\n\n" if before is not None else ""
    places = "".join(
        traceback.format_list(
            [
                (short_path(place.filename), place.lineno or 0, place.name, place.line)
                for place in traceback.extract_tb(error.__traceback__)
            ]
        )
    )
    return f"{earlier}{places}{type(error).__qualname__}: {_harmless(error)}\n"


def _harmless(error: BaseException) -> str:
    """Give an exception's message without what it quotes: that may be of an article."""
    first = next(iter(str(error).splitlines()), "")
    if isinstance(error, AttributeError | ImportError | NameError | TypeError):
        return _without_paths(first)
    return re.sub("""(['"“‘«]).*?(['"”’»]|$)""", "‘…’", first)[:_LONGEST_MESSAGE]


def _without_paths(words: str) -> str:
    """Shorten the paths in a message."""
    # Python puts them into parentheses, where they may hold spaces.
    words = re.sub(r"\(([^()]*[\\/][^()]*)\)", lambda found: f"({short_path(found[1])})", words)
    return re.sub(
        r"(?:\b[A-Za-z]:)?[\\/](?:[^\s()'\"\\/]+[\\/])+[^\s()'\"]*",
        lambda found: short_path(found[0]),
        words,
    )


def short_path(path: str) -> str:
    """Give a path from the package or the installed libraries on; of others only the name."""
    if path.startswith("<"):
        return path
    parts = path.replace("\\", "/").split("/")
    for folder in ("site-packages", "dist-packages"):
        if folder in parts:
            last = len(parts) - parts[::-1].index(folder)
            return "/".join(parts[last:])
    for root, name in ((_PACKAGE, "annotator"), (Path(sysconfig.get_path("stdlib")), "python")):
        if Path(path).is_relative_to(root):
            return f"{name}/{Path(path).relative_to(root).as_posix()}"
    return parts[-1]
