"""Writing data for others: a format, a selection, and what the format could not hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.app.export.choosing import team_states
from annotator.app.export.glimpse import glimpse
from annotator.app.export.losses import Losses
from annotator.app.export.manifest import WrittenFile
from annotator.app.export.out_files import Drafts, in_words
from annotator.app.export.places import place, require_free, require_ours
from annotator.app.export.running import ExportRun
from annotator.app.session import Session
from annotator.formats.base import Format
from annotator.formats.registry import format_named
from annotator.model.annotator import CONSENSUS
from annotator.model.export import ExportPlan, Honesty, Preview, Selection
from annotator.model.records import Loss
from annotator.model.team import TeamState
from annotator.problems import UserProblem


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, and what its format could not hold.

    ``losses`` may be long, and wait on the disk until they are closed.
    """

    files: tuple[Path, ...]
    losses: Losses
    honesty: Honesty
    written: tuple[WrittenFile, ...]


class Exporting:
    """The verb to export."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def export(
        self,
        out: Path,
        format_name: str,
        *,
        annotators: Sequence[str] = (),
        labels: Sequence[str] = (),
        consensus: bool = False,
        options: Mapping[str, str] | None = None,
        loss_report: Path | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> list[Loss]:
        """Write a dataset and give what its format could not hold; see `run`."""
        selection = Selection(
            annotators=tuple(annotators), labels=tuple(labels), consensus=consensus
        )
        plan = ExportPlan(format=format_name, options=options or {}, selection=selection)
        report = self.run(out, plan, loss_report=loss_report, progress=progress)
        losses = list(report.losses)
        report.losses.close()
        return losses

    def run(
        self,
        out: Path,
        plan: ExportPlan,
        *,
        loss_report: Path | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> ExportReport:
        """Write a dataset, with a manifest; it appears under its name only when it is whole.

        Args:
            out: the file or folder to write. A file that is there is replaced, and a folder if all
                in it came of an export. A folder whose name ends with .zip is packed.
            plan: what is exported, and how.
            loss_report: where to write the losses as JSON.
            progress: told the number of articles so far; what it raises stops the export, and
                nothing is left behind.

        Raises:
            UserProblem: there is no such format, option, article, annotator or label, or the place
                is not free or cannot be written.
        """
        chosen, options = self._settled(plan)
        require_free(out, chosen, plan, loss_report)
        with Drafts() as drafts:
            with self._session.database.snapshot(once=True), place(drafts, out, chosen) as goes:
                run = ExportRun(self._session, plan, chosen, options, progress)
                # Libraries may write when they are asked to end, outside the file they were given.
                with in_words(out):
                    run.write(goes)
            if loss_report is not None:
                with drafts.open(loss_report) as file:
                    run.losses.write(file)
            files = tuple(path for path, _, _ in drafts.written)
            if chosen.layout == "file":
                require_ours(out, files, [out, *([loss_report] if loss_report else [])])
            drafts.keep()
        return ExportReport(files, run.losses, run.tally.honesty(), run.written)

    def losses(
        self, format_name: str, *, annotators: Sequence[str] = (), consensus: bool = False
    ) -> list[Loss]:
        """Say what a format could not hold, without writing anything.

        Raises:
            UserProblem: there is no such format or annotator.
        """
        selection = Selection(annotators=tuple(annotators), consensus=consensus)
        return list(self._weighed(ExportPlan(format=format_name, selection=selection)).losses)

    def honesty(
        self, plan: ExportPlan, progress: Callable[[int], None] = lambda _: None
    ) -> Honesty:
        """Count what a format could not hold, without writing anything.

        Raises:
            UserProblem: there is no such format, option, article, annotator or label.
        """
        return self._weighed(plan, progress).tally.honesty()

    def preview(self, plan: ExportPlan, lines: int = 400) -> Preview:
        """Give the beginning of what would be written.

        Raises:
            UserProblem: as for `honesty`.
        """
        chosen, options = self._settled(plan)
        with self._session.database.snapshot():
            return glimpse(ExportRun(self._session, plan, chosen, options), lines)

    def states(self) -> dict[str, TeamState]:
        """Tell of every article how it stands for the team, as a selection names it."""
        return team_states(self._session)

    def has_consensus(self) -> bool:
        """Tell whether anything has been settled."""
        session = self._session
        with session.database.reading():
            return any(True for _ in session.annotations.find(annotators=[CONSENSUS]))

    def _weighed(
        self, plan: ExportPlan, progress: Callable[[int], None] = lambda _: None
    ) -> ExportRun:
        chosen, options = self._settled(plan)
        with self._session.database.snapshot(once=True):
            run = ExportRun(self._session, plan, chosen, options, progress)
            run.weigh()
        return run

    def _settled(self, plan: ExportPlan) -> tuple[Format, dict[str, str]]:
        chosen = format_named(plan.format)
        if chosen.write is None:
            raise UserProblem(f"{chosen.title} can be read, but not written.")
        chosen.require()
        if plan.selection.consensus and plan.selection.annotators:
            raise UserProblem("Choose annotators or the consensus, not both.")
        if plan.history and plan.pseudonyms:
            raise UserProblem(
                "The history names everybody: leave it out, or leave the names as they are."
            )
        return chosen, chosen.settle_options(plan.options)
