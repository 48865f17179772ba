"""What runs in the background: finding words in the whole project, and tagging very many places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.ui.apart import Apart
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


def find(apart: Apart, sought: Sought, report: Report) -> Occurrences:
    """Find words in all articles, on a connection of its own."""
    with apart.reading() as project:
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


def fulfil(apart: Apart, wish: Wish, report: Report) -> BulkReport:
    """Do what is wished, on a connection of its own."""
    with apart.writing() as project:
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
