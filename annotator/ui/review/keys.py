"""The keys that matter in review, for the status bar."""

from __future__ import annotations

from annotator.ui.i18n import tr
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.units import is_open

_FEW = 3
"""Versions up to which each has its cap."""


def review_keys(review: ReviewDesk) -> list[tuple[str, str]]:
    """Give the keys that matter now; the most important stand last."""
    one = review.current
    if review.draft is not None:
        return [
            ("1–9", tr("label")),
            ("[ ]  { }", tr("edges")),
            ("v", tr("values")),
            ("Esc", tr("leave it")),
            ("Enter", tr("take it")),
        ]
    if one is None:
        return [("Alt ↑", tr("article before")), ("Alt ↓", tr("next article"))]
    walk = [("n|p", tr("next, previous"))]
    if review.why_not_settle():
        return [("c", tr("comment")), *walk]
    if not is_open(one):
        return [
            ("+|−", tr("example")),
            ("o", tr("reopen")),
            ("e", tr("edit")),
            ("Ctrl Z", tr("undo")),
            *walk,
        ]
    count = min(9, len(one.unit.answers))
    versions = "|".join("123"[:count]) if count <= _FEW else f"1–{count}"
    return [
        ("Ctrl Z", tr("undo")),
        ("c", tr("comment")),
        ("u", tr("unsure")),
        ("x", tr("reject")),
        ("e", tr("edit")),
        (versions, tr("take a version")),
        *walk,
        ("a", tr("accept")),
    ]
