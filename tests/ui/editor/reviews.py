"""Units to paint: made of words of a text and of who marked them."""

from __future__ import annotations

from annotator.model.mark import Fragment
from annotator.model.unit import DifferenceKind, UnitState
from annotator.ui.editor.reviewing import ReviewMark

PEOPLE = ("Amara", "Jonas", "Mei")


def span_of(text: str, words: str) -> Fragment:
    """Give the place of the first occurrence of some words."""
    start = text.index(words)
    return start, start + len(words)


def unit(
    text: str,
    key: str,
    who: dict[str, str],
    *,
    kind: DifferenceKind = "edges",
    state: UnitState = "open",
    label: str = "figure",
    proposal: str = "",
    rejected: bool = False,
) -> ReviewMark:
    """Make a unit of what people marked: by annotator, the words, or ``label|words``.

    The proposal is what the first of them marked, or the words that are given. A settled one that
    was not rejected has an entry of the consensus.
    """
    spans = []
    for name, said in who.items():
        own, _, words = said.rpartition("|")
        spans.append((name, own or label, (span_of(text, words),)))
    entry = label, (span_of(text, proposal),) if proposal else spans[0][2]
    return ReviewMark(
        key,
        kind,
        state,
        min(pieces[0][0] for *_, pieces in spans),
        max(pieces[-1][1] for *_, pieces in spans),
        tuple(spans),
        entry,
        entry if state == "settled" and not rejected else None,
        rejected,
    )


def all_say(words: str) -> dict[str, str]:
    """Let everybody mark the same."""
    return dict.fromkeys(PEOPLE, words)
