"""What runs in the background: finding words in the whole project, and tagging very many places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.ui.hub import Hub
from annotator.ui.models.occurrences import Doing

if TYPE_CHECKING:
    from annotator.app.bulk import BulkReport, Place
    from annotator.app.project import Project
    from annotator.model.occurrence import Occurrences

Report = Callable[[int], None]


class Sought(NamedTuple):
    """What is looked for, and the label that what is there is judged by."""

    words: str
    label: str
    match_case: bool
    whole_words: bool


class Wish(NamedTuple):
    """What is to be done: with places, or with the annotations (ids) at them."""

    doing: Doing
    label: str
    places: Sequence[Place]
    annotations: Sequence[str]
    values: Mapping[str, Any]

    @property
    def size(self) -> int:
        """Count what is to be done."""
        return len(self.places) if self.doing == "tag" else len(self.annotations)


class File(NamedTuple):
    """What a job opens: the project, as whom, and whether others' work is kept from them."""

    path: Path
    who: str
    blind: bool


def file_of(hub: Hub) -> File | None:
    """Name the open project for a job."""
    project = hub.project
    if project is None:
        return None
    return File(project.path, project.annotator.name, project.session.keeps_blind)


def find(file: File, sought: Sought, report: Report) -> Occurrences:
    """Find words in all articles, on a connection of its own."""
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(file.path, file.who, read_only=True) as project:
        project.session.keeps_blind = file.blind
        return find_in(project, sought, None, report)


def find_in(
    project: Project, sought: Sought, articles: Sequence[str] | None, report: Report
) -> Occurrences:
    """Find words in articles (ids), or in all."""
    return project.finding.find(
        sought.words,
        sought.label,
        articles=articles,
        match_case=sought.match_case,
        whole_words=sought.whole_words,
        progress=report,
    )


def fulfil(file: File, wish: Wish, report: Report) -> BulkReport:
    """Do what is wished, on a connection of its own."""
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(file.path, file.who) as project:
        project.session.backs_up = False  # the window has seen to that
        return do(project, wish, report)


def do(project: Project, wish: Wish, report: Report) -> BulkReport:
    """Do what is wished."""
    match wish.doing:
        case "tag":
            return project.bulk.tag(wish.places, wish.label, wish.values, progress=report)
        case "change":
            return project.bulk.relabel(wish.annotations, wish.label, progress=report)
        case "remove":
            return project.bulk.remove(wish.annotations, progress=report)
