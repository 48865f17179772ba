"""What an import does in its job's thread, and what it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.ui.apart import Apart
from annotator.ui.i18n import tr

if TYPE_CHECKING:
    from annotator.app.importing import ImportReport


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be taken in, and what was answered about it so far."""

    paths: tuple[Path, ...]
    encoding: str | None = None
    format_name: str = "auto"
    options: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str | None] | None = None
    """What labels of the files become; None if that was not asked yet."""


class Now:
    """Which file an import reads: written by its thread, read by the window's."""

    def __init__(self) -> None:
        self._place = "", 0, 0

    def note(self, name: str, number: int, of: int) -> None:
        """Note that a file's turn has come."""
        self._place = name, number, of

    def said(self) -> str:
        """Say which file it is."""
        name, number, of = self._place
        if of < 2:
            return name
        return tr("{name} ({n} of {all})", name=name, n=f"{number:,}", all=f"{of:,}")


def run_import(
    apart: Apart, request: Request, now: Now, report: Callable[[int], None]
) -> ImportReport:
    """Take files in; runs in a job's thread."""
    with apart.writing() as project:
        return project.importing.import_files(
            request.paths,
            format_name=request.format_name,
            encoding=request.encoding,
            options=request.options,
            labels=request.labels,
            ask=request.labels is None,
            progress=report,
            begins=now.note,
        )


def run_paste(apart: Apart, text: str, report: Callable[[int], None]) -> str:
    """Take a pasted text in and give the article's id; runs in a job's thread."""
    report(0)
    with apart.writing() as project:
        return project.import_text(text).id
