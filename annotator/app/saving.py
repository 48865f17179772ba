"""Saving what a person asked for under a name of theirs: a chart, a table, a scheme, a print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.app.export.out_files import Drafts, is_project
from annotator.problems import UserProblem

if TYPE_CHECKING:
    from pathlib import Path


def save_file(path: Path, content: bytes) -> None:
    """Write a file that gets its name when it is whole; one of that name is replaced.

    Raises:
        UserProblem: it cannot be written, or there is a project of that name.
    """
    if is_project(path):
        raise UserProblem(f"{path.name} is a project. Choose another name.")
    with Drafts() as drafts:
        with drafts.open(path) as file:
            file.write(content)
        drafts.keep()
