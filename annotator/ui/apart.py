"""The project once more, for a job: in its thread, on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject

from annotator.ui.hub import Hub
from annotator.ui.jobs import Job

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.changes import ChangeSet

_Found = TypeVar("_Found")


class Apart(NamedTuple):
    """What a job opens: the project, as whom, and whether others' work is kept from them.

    What a job has done it puts into ``told``, by the number of the step: the window would have to
    read which of a hundred thousand articles it touched.
    """

    path: Path
    who: str
    blind: bool
    told: dict[int, ChangeSet] | None = None

    @classmethod
    def of(cls, project: Project) -> Apart:
        """Name the window's project for a job."""
        session = project.session
        return cls(project.path, project.annotator.name, session.keeps_blind, session.journal.told)

    @contextmanager
    def reading(self) -> Iterator[Project]:
        """Open it to read, with the eyes that the window has."""
        from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

        with Project.open(self.path, self.who, read_only=True) as project:
            project.session.keeps_blind = self.blind
            yield project

    @contextmanager
    def writing(self) -> Iterator[Project]:
        """Open it to write; the window sees to backups."""
        from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

        with Project.open(self.path, self.who) as project:
            project.session.backs_up = False
            project.session.journal.tells = self.told
            yield project


def reading_job(
    hub: Hub, work: Callable[[Callable[[int], None]], _Found], parent: QObject
) -> Job[_Found]:
    """Make a job that reads the project: when another one is open, it tells nothing any more."""
    job: Job[_Found] = Job(work, parent, reads=True)
    hub.opened.connect(job.stop)
    return job


def writing_job(
    hub: Hub, work: Callable[[Callable[[int], None]], _Found], parent: QObject
) -> Job[_Found]:
    """Make a job that writes the project: what it did is told only while that one is open.

    One that was stopped after its last report does not end by it, and another project may have
    been opened meanwhile.
    """
    path = hub.path()
    return Job(work, parent, heard=lambda: hub.path() == path)


def read_apart(
    hub: Hub,
    read: Callable[[Project], _Found],
    then: Callable[[_Found], object],
    parent: QObject,
) -> None:
    """Read something of the project without keeping the window, and hand it over.

    Args:
        hub: whose project it is; what fails is said there.
        read: is given the project in another thread.
        then: is called in the window's; not if ``parent`` has gone meanwhile, or the project.
        parent: who waits for it.
    """
    project = hub.project
    if project is None:
        return
    apart = Apart.of(project)

    def work(_report: Callable[[int], None]) -> _Found:
        with apart.reading() as own:
            return read(own)

    job = reading_job(hub, work, parent)
    job.succeeded.connect(then)
    job.failed.connect(lambda problem: hub.problem.emit(str(problem)))
    job.start()
