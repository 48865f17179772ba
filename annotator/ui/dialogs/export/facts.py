"""What the sheet of an export shows, read in a job's thread from a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.export import ExportPlan, Honesty, Preview
from annotator.model.team import TeamState
from annotator.problems import UnknownNameError


class Weighed(NamedTuple):
    """What one plan would write."""

    honesty: Honesty
    preview: Preview


def weigh(path: Path, who: str, plan: ExportPlan, report: Callable[[int], None]) -> Weighed:
    """Look what a format cannot hold, and at its first records; ``report`` may stop it."""
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(path, who, read_only=True) as project:
        preview = project.exporting.preview(plan)
        return Weighed(project.exporting.honesty(plan, report), preview)


def kinds_of(path: Path, who: str, plan: ExportPlan, report: Callable[[int], None]) -> Honesty:
    """Look what a format cannot hold, without its first records."""
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(path, who, read_only=True) as project:
        return project.exporting.honesty(plan, report)


def states(path: Path, who: str) -> tuple[dict[str, TeamState], int]:
    """Tell how every article stands for the team, and how many are retired."""
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(path, who, read_only=True) as project:
        return project.exporting.states(), len(project.shelving.retired())


def spans(
    path: Path, who: str, ids: tuple[str, ...], report: Callable[[int], None]
) -> list[tuple[Annotation, str]]:
    """Find annotations by their ids, each with its article's title, in the order of the ids."""
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    found: list[tuple[Annotation, str]] = []
    with Project.open(path, who, read_only=True) as project:
        titles = {row.id: row.title for row in project.corpus.rows(project.corpus.numbers())}
        for count, one in enumerate(dict.fromkeys(ids), 1):
            report(count)
            # It may have been removed since it was counted.
            with suppress(UnknownNameError):
                annotation = project.annotating.get(one)
                found.append((annotation, titles.get(annotation.article, "")))
    return found
