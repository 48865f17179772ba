"""Saving something beside the project, under a name that is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from annotator.app.project import Project
    from annotator.ui.hub import Hub


def save_as(
    hub: Hub,
    window: QWidget,
    title: str,
    name: str,
    write: Callable[[Project, Path], None],
    *,
    kinds: str = "",
) -> Path | None:
    """Ask where, proposing a name, and write a file there; give where it is.

    None says that nothing was written: nobody wanted it, or why not is said already.
    """
    beside = hub.path()
    if beside is None:
        return None
    proposed = beside.parent / name.replace("/", "-")
    asked, _ = QFileDialog.getSaveFileName(window, title, str(proposed), kinds)
    if not asked:
        return None

    def written(project: Project) -> Path:
        write(project, Path(asked))
        return Path(asked)

    return hub.run(written)
