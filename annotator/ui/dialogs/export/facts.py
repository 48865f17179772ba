"""What the sheet of an export shows, read in a job's thread from a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.export import ExportPlan, Honesty, Preview
from annotator.model.team import TeamState
from annotator.problems import UnknownNameError
from annotator.ui.apart import Apart


class Weighed(NamedTuple):
    """What one plan would write."""

    honesty: Honesty
    preview: Preview


def weigh(apart: Apart, plan: ExportPlan, report: Callable[[int], None]) -> Weighed:
    """Look what a format cannot hold, and at its first records; ``report`` may stop it."""
    with apart.reading() as project:
        preview = project.exporting.preview(plan)
        return Weighed(project.exporting.honesty(plan, report), preview)


def kinds_of(apart: Apart, plan: ExportPlan, report: Callable[[int], None]) -> Honesty:
    """Look what a format cannot hold, without its first records."""
    with apart.reading() as project:
        return project.exporting.honesty(plan, report)


def states(apart: Apart, _report: Callable[[int], None]) -> tuple[dict[str, TeamState], int]:
    """Tell how every article stands for the team, and how many are retired."""
    with apart.reading() as project:
        return project.exporting.states(), len(project.shelving.retired())


def spans(
    apart: Apart, ids: tuple[str, ...], report: Callable[[int], None]
) -> list[tuple[Annotation, str]]:
    """Find annotations by their ids, each with its article's title, in the order of the ids."""
    found: list[tuple[Annotation, str]] = []
    with apart.reading() as project:
        titles = {row.id: row.title for row in project.corpus.rows(project.corpus.numbers())}
        for count, one in enumerate(dict.fromkeys(ids), 1):
            report(count)
            # It may have been removed since it was counted.
            with suppress(UnknownNameError):
                annotation = project.annotating.get(one)
                found.append((annotation, titles.get(annotation.article, "")))
    return found
