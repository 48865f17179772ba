"""What is tagged here so and there otherwise, or is said to be intended, as rows in words."""

from __future__ import annotations

from annotator.model.inconsistency import Inconsistency, Silence
from annotator.ui.i18n import tr

UnlikeRow = Inconsistency | Silence


def words_of(row: UnlikeRow) -> str:
    """Say a row in words."""
    if isinstance(row, Silence):
        return tr("{words}: intended, says {who}", words=row.subject.string, who=row.author)
    if row.subject.about == "untagged":
        return tr(
            "{words}: {tagged} tagged as {label}, {untagged} not",
            words=row.words,
            tagged=row.tagged,
            label=row.subject.label,
            untagged=row.untagged,
        )
    ways = ", ".join(f"{one.name} {one.number}" for one in row.variants)
    return f"{row.words}: {ways}"
