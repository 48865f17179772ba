"""Verdicts: what a reviewer decided about annotations, and of which state of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, NamedTuple

from annotator.model.records import VerdictRecord

Decision = Literal["accept", "edit", "reject", "unsure"]
"""``accept`` and ``edit`` make an entry of the consensus; ``reject`` says that nothing belongs
there; ``unsure`` leaves the difference open."""

Rule = Literal["", "unanimous", "present", "at-least", "share"]
"""By which rule many were decided at once; “” is a decision by hand."""


class Citation(NamedTuple):
    """An annotation, and the digest (hex) of the revision that was judged."""

    annotation: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A reviewer's decision on the annotations it cites.

    ``reason`` is the key of one of the scheme's reasons, ``note`` the reviewer's own words.
    ``consensus`` is the id of the annotation that it made, if it made one.
    """

    id: str
    article: str
    reviewer: str
    decision: Decision
    cites: tuple[Citation, ...]
    consensus: str | None = None
    reason: str = ""
    note: str = ""
    rule: Rule = ""
    created: str
    modified: str

    def as_json(self, outdated: Collection[str]) -> VerdictRecord:
        """Give the verdict's JSON; ``outdated`` are cited annotations that are not as judged."""
        return {
            "id": self.id,
            "reviewer": self.reviewer,
            "decision": self.decision,
            "cites": [one.annotation for one in self.cites],
            "outdated": sorted(outdated),
            "consensus": self.consensus,
            "reason": self.reason,
            "note": self.note,
            "rule": self.rule,
            "created": self.created,
            "modified": self.modified,
        }
