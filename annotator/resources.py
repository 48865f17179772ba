"""Where the files that ship with the program lie: icons, themes, samples, help."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
# An installed wheel carries the files inside the package; a checkout keeps them beside it.
_ROOT = (
    _PACKAGE / "resources" if (_PACKAGE / "resources").is_dir() else _PACKAGE.parent / "resources"
)


def resource(*parts: str) -> Path:
    """Locate a shipped file, e.g. ``resource("icons", "search.svg")``."""
    return _ROOT.joinpath(*parts)
