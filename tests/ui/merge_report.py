"""What a merge from Olena would bring: the parts add up."""

from __future__ import annotations

from annotator.model.exchange import (
    Conflict,
    ConflictSide,
    Ignored,
    MergeReport,
    OtherVersion,
    Signature,
)


def _side(number: int, words: str, machine: str, at: str) -> ConflictSide:
    return ConflictSide(f"{number:064x}", words, machine, at)


CONFLICTS = (
    Conflict(
        "01900000-0000-7000-8000-000000000001", "annotation", "Olena Kovalenko", "a" * 64, "figure",
        "about 3,000 homes", "Dam release doubles overnight",
        (_side(1, "~ 3,000 homes", "laptop", "2026-10-18T22:10:00Z"),
         _side(2, "≥ 3,000 homes", "desktop", "2026-10-19T09:05:00Z")),
    ),
    Conflict(
        "01900000-0000-7000-8000-000000000002", "annotation", "Olena Kovalenko", "b" * 64, "source",
        "the ministry", "Water returns to Jebel Aulia",
        (_side(3, "institution: Ministry of Irrigation", "laptop", "2026-10-18T22:10:00Z"),
         _side(4, "unnamed official", "desktop", "2026-10-19T09:05:00Z")),
    ),
)  # fmt: skip


def merge_report() -> MergeReport:
    """Make the report."""
    return MergeReport(
        file="nile-floods-olena-1019.annotz",
        sender="Olena Kovalenko",
        made="2026-10-19T18:42:00Z",
        size=1_234_567,
        signature=Signature("known", "7F3A 19C2 D04E 881B", "2026-03-04T08:00:00Z"),
        new=228,
        new_by_kind={"annotation": 184, "verdict": 31, "comment": 13},
        new_by_label={"location": 70, "source": 66, "figure": 48},
        known=96,
        ignored=(
            Ignored("edits of Jonas's annotations", "only the author revises", 5),
            Ignored("changes to the scheme", "only the lead, Amara, changes labels", 2),
        ),
        conflicts=CONFLICTS,
        versions=(OtherVersion("c" * 64, "d" * 64, "Dam release doubles overnight", 12, 3),),
        articles=14,
        new_articles=2,
        annotations=184,
    )
