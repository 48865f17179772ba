"""Reading a project aside: in a job's thread, on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from annotator.ui.hub import Hub
from annotator.ui.jobs import Job

if TYPE_CHECKING:
    from annotator.app.project import Project

_Result = TypeVar("_Result")


def read_aside(
    hub: Hub,
    parent: QObject,
    read: Callable[[Project], _Result],
    then: Callable[[_Result], object],
) -> None:
    """Read something out of the open project without keeping the window, and hand it over.

    Args:
        hub: knows the project, and says what goes wrong.
        parent: owns the job; with it gone nobody is told.
        read: called in the job's thread.
        then: called in the window's.
    """
    project = hub.project
    if project is None:
        return
    path, who = project.path, project.annotator.name
    job: Job[_Result] = Job(lambda _: with_project(path, who, read), parent)
    job.succeeded.connect(then)
    job.failed.connect(lambda problem: hub.problem.emit(str(problem)))
    job.finished.connect(job.deleteLater)
    job.start()


def with_project(
    path: Path, who: str, do: Callable[[Project], _Result], *, read_only: bool = True
) -> _Result:
    """Do something with a project in a job's thread, on a connection of its own."""
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(path, who, read_only=read_only) as project:
        return do(project)
