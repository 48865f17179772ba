"""Writing data for others: a format, a selection, and what the format could not hold."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import orjson

from annotator.app.export.out_files import Drafts, is_pipe, is_project
from annotator.app.export.reviews import InStep, ReviewRecords, Selection
from annotator.app.export.targets import FileTarget, FolderTarget, Nowhere, ZipTarget
from annotator.app.session import Session
from annotator.formats.base import Format, Target, WriteRequest
from annotator.formats.registry import format_named, formats
from annotator.model.annotator import CONSENSUS
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss, RelationRecord
from annotator.problems import UserProblem


def formats_there_are() -> tuple[Format, ...]:
    """List the formats."""
    return formats()


@contextmanager
def _target(drafts: Drafts, chosen: Format, out: Path) -> Iterator[Target]:
    """Give where an export goes: a folder becomes a ZIP file if it is called one."""
    if chosen.layout == "file":
        yield FileTarget(drafts, out)
    elif out.suffix.lower() == ".zip" or is_pipe(out):
        with drafts.open(out) as file, zipfile.ZipFile(file, "w") as archive:
            yield ZipTarget(archive)
    else:
        yield FolderTarget(drafts, drafts.folder(out))


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
        """Write a file; it appears under its name only when it is whole.

        Args:
            out: the file to write; one that is there is replaced.
            format_name: a format's name.
            annotators: only their annotations; none named means everybody's.
            labels: only annotations of these labels; none named means all.
            consensus: only what was settled, without what reviewers still dispute.
            options: the format's options.
            loss_report: where to write what is returned, as JSON.
            progress: told the number of articles so far; what it raises stops the export, and
                nothing is left behind.

        Returns:
            What the format could not hold.

        Raises:
            UserProblem: there is no such format, option, annotator or label, or the file cannot be
                written.
        """
        chosen = format_named(format_name)
        if chosen.write is None:
            raise UserProblem(f"{chosen.title} can be read, but not written.")
        chosen.require()
        settled = chosen.settle_options(options or {})
        self._require_known(annotators, labels)
        if consensus and annotators:
            raise UserProblem("Choose annotators or the consensus, not both.")
        selection = Selection(tuple(annotators), tuple(labels), consensus)
        dropped: list[Loss] = []
        records = self._records(selection, dropped)
        _require_free(out, loss_report)
        with Drafts() as drafts:
            with self._session.database.snapshot(), _target(drafts, chosen, out) as target:
                request = self._request(_counted(records, progress), target, settled)
                losses = list(chosen.write(request))
            losses = dropped + losses
            if loss_report is not None:
                with drafts.open(loss_report) as file:
                    file.write(orjson.dumps([loss.as_json() for loss in losses]))
            drafts.keep()
        return losses

    def losses(
        self, format_name: str, *, annotators: Sequence[str] = (), consensus: bool = False
    ) -> list[Loss]:
        """Say what a format could not hold, without writing anything.

        Raises:
            UserProblem: there is no such format or annotator.
        """
        chosen = format_named(format_name)
        if chosen.write is None:
            raise UserProblem(f"{chosen.title} can be read, but not written.")
        chosen.require()
        self._require_known(annotators, ())
        dropped: list[Loss] = []
        records = self._records(Selection(tuple(annotators), (), consensus), dropped)
        with self._session.database.snapshot():
            request = self._request(records, Nowhere(), chosen.settle_options({}))
            found = list(chosen.write(request))
        return dropped + found

    def _request(
        self, records: Iterator[ArticleRecord], out: Target, options: Mapping[str, str]
    ) -> WriteRequest:
        session = self._session
        with session.database.reading():
            annotators = tuple(one.name for one in session.items.annotators())
        return WriteRequest(
            articles=records,
            out=out,
            options=options,
            scheme=session.scheme,
            annotators=annotators,
            name=session.database.path.stem,
        )

    def has_consensus(self) -> bool:
        """Tell whether anything has been settled."""
        session = self._session
        with session.database.reading():
            return any(True for _ in session.annotations.find(annotators=[CONSENSUS]))

    def _require_known(self, annotators: Sequence[str], labels: Sequence[str]) -> None:
        self._session.annotators_named(annotators)
        for key in labels:
            self._session.scheme.label(key)

    def _records(self, selection: Selection, dropped: list[Loss]) -> Iterator[ArticleRecord]:
        """Walk articles with what belongs to each; some queries in step, never all in memory."""
        session = self._session
        annotations = InStep(
            session.annotations.records(annotators=selection.authors, labels=selection.labels)
        )
        relations = InStep(session.items.relation_records())
        reviews = ReviewRecords(session, selection, dropped)
        states, none = session.articles.states(), session.articles.found_none()
        for number, article in session.articles.walk():
            chosen, tied = annotations.of(number), relations.of(number)
            record = cast("ArticleRecord", article.as_json())
            if selection.consensus:
                settled = reviews.settled(number, chosen)
                record["annotations"] = settled.entries
                record["relations"] = settled.relations(article.id, tied)
                record["verdicts"] = []
                yield record
                continue
            review = reviews.of(number, chosen)
            if number in states:
                record["states"] = states[number]
            if number in none:
                record["none"] = none[number]
            record["annotations"] = chosen
            record["relations"] = list(_whole(chosen, tied, article.id, dropped))
            record["verdicts"] = review.verdicts
            if review.comments:
                record["comments"] = review.comments
            yield record


def _counted(
    records: Iterator[ArticleRecord], progress: Callable[[int], None]
) -> Iterator[ArticleRecord]:
    for count, record in enumerate(records, 1):
        yield record
        progress(count)


def _require_free(out: Path, loss_report: Path | None) -> None:
    """Make sure that no dataset is written over a project, nor over its own loss report."""
    for path in (out, loss_report):
        if path is not None and is_project(path):
            raise UserProblem(
                f"{path.name} is a project; a dataset is not written over it. Choose another name."
            )
    if loss_report is not None and loss_report.resolve() == out.resolve():
        raise UserProblem("The loss report needs a file of its own.")


def _whole(
    annotations: list[AnnotationRecord],
    relations: list[RelationRecord],
    article: str,
    dropped: list[Loss],
) -> Iterator[RelationRecord]:
    """Give the relations whose both ends are among the annotations; note the others."""
    if not relations:
        return
    present = {annotation["id"] for annotation in annotations}
    for relation in relations:
        if relation["from"] in present and relation["to"] in present:
            yield relation
        else:
            detail = f"{relation['type']}: one of its ends is not in the selection"
            dropped.append(Loss(relation["from"], article, "relation", detail))
