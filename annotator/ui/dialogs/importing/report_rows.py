"""What an import did, as rows: what was left out, what was taken, and what was taken otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from annotator.app.importing import ImportReport
from annotator.ui.dialogs.importing.words import file_words
from annotator.ui.i18n import tr

Kind = Literal["left", "taken", "known", "note", "label"]


_MANY = 6
"""Rows that say the same, from which on they are one."""


class ReportRow(NamedTuple):
    """One thing that an import did, or did not do: what it is about, and what is said of it.

    ``within`` are those that it stands for, if it stands for many of which the same is said.
    """

    kind: Kind
    name: str
    words: str
    within: tuple[ReportRow, ...] = ()

    @property
    def line(self) -> str:
        """All of it in one line, to be copied."""
        return f"{self.name}: {self.words}" if self.name else self.words


def report_rows(
    reports: Sequence[ImportReport], refused: Sequence[str], asked: Collection[str] = ()
) -> list[ReportRow]:
    """Give the rows of some imports, what was left out first.

    Args:
        reports: what the imports and the answers to all that they asked took in.
        refused: what the user wanted left out, in sentences.
        asked: the reasons of files about which something is asked.
    """
    rows: list[ReportRow] = []
    for report in reports:
        whole = len(report.problems) + len(report.left)
        rows += (
            ReportRow("left", *_parted(one.where, one.reason))
            for one in report.skipped[:whole]
            if one.reason not in asked
        )
        rows += (
            ReportRow("left", one.where, tr("Taken without {what}", what=one.reason))
            for one in report.skipped[whole:]
        )
    rows += (ReportRow("left", *_at_colon(words)) for words in refused)
    fresh = {one for report in reports for one in report.fresh}
    for report in reports:
        rows += (
            ReportRow("taken", one.name, file_words(one)) for one in report.files if one.articles
        )
    known = sum(len([one for one in report.articles if one not in fresh]) for report in reports)
    if known:
        words = tr("These texts are in the project; nothing was added twice.")
        what = tr("1 article was here already") if known == 1 else ""
        rows.append(
            ReportRow("known", what or tr("{n} articles were here already", n=f"{known:,}"), words)
        )
    for report in reports:
        rows += (ReportRow("note", note.where, _large(note.what)) for note in report.notes)
        rows += (ReportRow("label", "", words) for words in report.renamed())
    return rows


def gathered(rows: Sequence[ReportRow]) -> list[ReportRow]:
    """Make one row of many files of which the same is said, and of much that is said of one file.

    What is said of few comes first: among thousands of pictures nobody would find it.
    """
    found: list[ReportRow] = []
    rest = list(rows)
    for by_words in (True, False):
        alike: defaultdict[tuple[Kind, str], list[ReportRow]] = defaultdict(list)
        for row in rest:
            alike[row.kind, row.words if by_words else row.name].append(row)
        many = {key: group for key, group in alike.items() if len(group) >= _MANY and key[1]}
        for (kind, said), group in many.items():
            count = f"{len(group):,}"
            name = tr("{n} files", n=count) if by_words else said
            words = said if by_words else tr("{n} things", n=count)
            found.append(ReportRow(kind, name, words, tuple(group)))
        taken = {id(row) for group in many.values() for row in group}
        rest = [row for row in rest if id(row) not in taken]
    return rest + sorted(found, key=lambda one: len(one.within))


def _parted(where: str, reason: str) -> tuple[str, str]:
    """Part a reason that names its file from the name, so that it still is a sentence."""
    said = reason.removeprefix(where)
    if said == reason:
        return ("", reason) if where in reason else (where, _large(reason))
    # “a.pdf is no PDF” goes on from the name, “a.pdf: no text” does not.
    begins = said.startswith(" ")
    words = said.lstrip(" ,:")
    return where, tr("It {what}", what=words) if begins else _large(words)


def _at_colon(words: str) -> tuple[str, str]:
    name, _, said = words.partition(": ")
    return name, _large(said)


def _large(words: str) -> str:
    """Begin a sentence with a capital."""
    return words[:1].upper() + words[1:]
