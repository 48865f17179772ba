"""Reading what may take long in the background, from a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from annotator.ui.hub import Hub
from annotator.ui.jobs import Job

if TYPE_CHECKING:
    from annotator.app.project import Project

_Found = TypeVar("_Found")
AT_ONCE = 500
"""Articles of which something is read while one waits."""


def read_apart(
    hub: Hub,
    read: Callable[[Project], _Found],
    then: Callable[[_Found], object],
    parent: QObject,
) -> None:
    """Read something of the project, and hand it over when it is there.

    Args:
        hub: whose project it is; what fails is said there.
        read: is given the project in another thread.
        then: is called in the window's; not if ``parent`` has gone meanwhile.
        parent: who waits for it.
    """
    project = hub.project
    if project is None:
        return
    path, name, blind = project.path, project.annotator.name, project.session.keeps_blind

    def work(_report: Callable[[int], None]) -> _Found:
        from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

        with Project.open(path, name, read_only=True) as own:
            own.session.keeps_blind = blind
            return read(own)

    job: Job[_Found] = Job(work, parent)
    job.succeeded.connect(then)
    job.failed.connect(lambda problem: hub.problem.emit(str(problem)))
    job.finished.connect(job.deleteLater)
    job.start()


def with_ids(
    hub: Hub, numbers: Sequence[int], then: Callable[[list[str]], object], parent: QObject
) -> None:
    """Look up the ids of articles that a list knows by their numbers, in their order.

    A few are handed over at once, very many later.
    """
    if len(numbers) > AT_ONCE:
        read_apart(hub, lambda project: project.corpus.ids(numbers), then, parent)
        return
    found = hub.run(lambda project: project.corpus.ids(numbers))
    if found is not None:
        then(found)
