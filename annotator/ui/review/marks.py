"""Units as the text view paints them."""

from __future__ import annotations

from annotator.model.unit import ReviewUnit
from annotator.ui.editor.reviewing import ReviewMark
from annotator.ui.review.desk import ReviewDesk


class MarksOfUnits:
    """Makes what is painted of units; of one that is still the same, only once."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[ReviewUnit, ReviewMark]] = {}

    def marks_of(self, review: ReviewDesk) -> list[ReviewMark]:
        """Give what is painted of all units, in their order."""
        made: dict[str, tuple[ReviewUnit, ReviewMark]] = {}
        for one in review.units:
            key = review.key_of(one)
            known = self._made.get(key)
            made[key] = known if known and known[0] is one else (one, _mark_of(key, one))
        self._made = made
        return [mark for _, mark in made.values()]


def _mark_of(key: str, one: ReviewUnit) -> ReviewMark:
    unit, verdict, consensus = one.unit, one.verdict, one.consensus
    return ReviewMark(
        key=key,
        kind=unit.kind,
        state=one.state,
        start=unit.start,
        end=unit.end,
        spans=tuple((mark.annotator, mark.label, mark.fragments) for mark in unit.annotations),
        proposal=(unit.proposal.label, unit.proposal.fragments),
        consensus=None if consensus is None else (consensus.label, consensus.fragments),
        rejected=verdict is not None and verdict.decision == "reject",
    )
