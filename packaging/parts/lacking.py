"""Print what the set-up needs and this system lacks: its name, a tab, its Debian package.

With the word ``venv`` it also looks for what makes a new environment. A library is there if the
loader finds it: no list of packages knows all the ways in which one can come to a machine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

_LIBRARIES = Path(__file__).parent.parent / "linux" / "libraries.txt"
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_ALL_SCRIPTS = "fonts-noto-core"


def lacking_libraries(table: str) -> Iterator[tuple[str, str]]:
    """Give the lines of a table (library, package) whose library the loader does not find."""
    try:
        from ctypes import CDLL  # noqa: PLC0415 - a Python can be built without it
    except ImportError:
        return
    for line in table.splitlines():
        if line and not line.startswith("#"):
            library, package = line.split()
            try:
                CDLL(library)
            except OSError:
                yield library, package


def lacking_font(folders: tuple[str, ...] = _FONTS) -> Iterator[tuple[str, str]]:
    """Give a font of all scripts if there is no font at all in the folders."""
    for folder in folders:
        for _, _, names in os.walk(Path(folder).expanduser()):
            if any(name.lower().endswith((".ttf", ".otf", ".ttc")) for name in names):
                return
    yield "font", _ALL_SCRIPTS


def lacking_venv() -> Iterator[tuple[str, str]]:
    """Give the package that Debian has moved a part of Python's own library into."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - that is the question
    except ImportError:
        yield "venv", f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def main(words: list[str]) -> None:
    """Print all that is lacking, one a line."""
    found: list[tuple[str, str]] = []
    if sys.platform == "linux":
        found += lacking_libraries(_LIBRARIES.read_text("utf-8"))
        found += lacking_font()
    if "venv" in words:
        found += lacking_venv()
    for one in found:
        print(*one, sep="\t")  # noqa: T201 - that is what it is for


if __name__ == "__main__":
    main(sys.argv[1:])
