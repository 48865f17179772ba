"""Units as the text view paints them."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.unit import ReviewUnit
from annotator.ui.editor.reviewing import ReviewMark


def marks_of(units: Iterable[ReviewUnit]) -> list[ReviewMark]:
    """Give what is painted of units, in their order."""
    return [_mark_of(one) for one in units]


def _mark_of(one: ReviewUnit) -> ReviewMark:
    unit, verdict, consensus = one.unit, one.verdict, one.consensus
    return ReviewMark(
        key=unit.key,
        kind=unit.kind,
        state=one.state,
        start=unit.start,
        end=unit.end,
        spans=tuple((mark.annotator, mark.label, mark.fragments) for mark in unit.annotations),
        proposal=(unit.proposal.label, unit.proposal.fragments),
        consensus=None if consensus is None else (consensus.label, consensus.fragments),
        rejected=verdict is not None and verdict.decision == "reject",
    )
