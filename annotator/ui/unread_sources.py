"""Importing without the source of every module being read.

Once PySide is there, it reads the source of each module that is imported, to see whether that
might want PySide's names in snake case (``from __feature__ import snake_case``), and Python then
keeps all these lines in memory. Nothing here does: it was a tenth of the time to the first article.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - what follows exists once this is loaded

_ASKED = "_mod_uses_pyside"


def leave_sources_unread() -> None:
    """Tell PySide that no module has to be looked at; a PySide that does not ask is left alone."""
    try:
        feature = import_module("shibokensupport.feature")
    except ImportError:
        return
    if hasattr(feature, _ASKED):
        setattr(feature, _ASKED, _uses_pyside)


def _uses_pyside(module: ModuleType) -> bool:
    """Answer by the name alone, as reading would have answered for ours."""
    return module.__name__.startswith("annotator.ui")
