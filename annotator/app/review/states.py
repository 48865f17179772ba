"""How a unit of review stands, as a function of the verdicts that there are on it.

Nothing in here looks at a clock: verdicts count by what they say and cite, so every machine that
has the same ones sees the same states.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.canonical import dumps, storable
from annotator.model.unit import UnitState
from annotator.model.verdict import Citation, Verdict
from annotator.store.verdicts import Cited

Outcome = tuple[object, ...]
"""What a verdict comes down to: verdicts of equal outcomes agree."""

UNSURE: Outcome = ("unsure",)
NOTHING: Outcome = ("reject",)

_KNOWN_NO_MORE: Outcome = ("made", None)
"""The entry that a verdict made is not there: somebody took it out by other means."""


class Judgement(NamedTuple):
    """How a unit stands, and the verdict that says so: the reader's own one first."""

    state: UnitState
    verdict: Verdict | None = None


class Evidence(NamedTuple):
    """What verdicts are judged by.

    Attributes:
        cited: how each cited annotation stands.
        entries: the entries of the consensus that verdicts name and that are there, by id.
    """

    cited: Mapping[Citation, Cited]
    entries: Mapping[str, Annotation]

    def outcome(self, verdict: Verdict) -> Outcome:
        """Give what a verdict comes down to."""
        if verdict.decision == "unsure":
            return UNSURE
        if verdict.decision == "reject":
            return NOTHING
        entry = self.entries.get(verdict.consensus or "")
        return _KNOWN_NO_MORE if entry is None else ("made", *content_of(entry))

    def outdated(self, verdict: Verdict) -> list[str]:
        """List the cited annotations that are gone or say something else than was judged."""
        return [one.annotation for one in verdict.cites if self.cited[one].fate != "same"]

    def is_orphan(self, verdict: Verdict) -> bool:
        """Tell whether an entry is left of which nothing is there that it was made from."""
        return verdict.consensus in self.entries and all(
            self.cited[one].fate == "gone" or one.annotation == verdict.consensus
            for one in verdict.cites
        )


def content_of(annotation: Annotation) -> tuple[object, ...]:
    """Give what is judged of an annotation: label, fragments, attributes."""
    return annotation.label, annotation.fragments, dumps(storable(annotation.attributes))


def judge(
    annotations: Collection[str],
    verdicts: Sequence[Verdict],
    evidence: Evidence,
    people: Collection[str],
    reader: str,
) -> Judgement:
    """Say how a unit stands.

    A decision counts if it cites just the annotations that are there now, as they are now. Two
    reviewers who decided differently dispute the unit; that one was unsure disputes nothing.

    Args:
        annotations: ids of the unit's annotations.
        verdicts: those that cite any of them.
        evidence: what they are judged by.
        people: who is compared. What others' annotations have become does not matter here.
        reader: whose verdict is given first.
    """
    if not verdicts:
        return Judgement("open")
    first = sorted(verdicts, key=lambda one: (one.reviewer != reader, one.id))
    current = [one for one in first if _fits(one, annotations, evidence, people)]
    decided = [one for one in current if one.decision != "unsure"]
    if len(decided) > 1 and len({evidence.outcome(one) for one in decided}) > 1:
        return Judgement("disputed", decided[0])
    if decided:
        decision = decided[0]
        lost = decision.decision != "reject" and decision.consensus not in evidence.entries
        return Judgement("changed" if lost else "settled", decision)
    if current:
        return Judgement("unsure", current[0])
    return Judgement("changed", first[0])


def _fits(
    verdict: Verdict, annotations: Collection[str], evidence: Evidence, people: Collection[str]
) -> bool:
    matters = set()
    for one in verdict.cites:
        now = evidence.cited[one]
        if now.fate != "gone" and now.annotator not in people:
            continue
        if now.fate != "same":
            return False
        matters.add(one.annotation)
    return matters == set(annotations)


class Standing(NamedTuple):
    """Which entries of an article's consensus count.

    Attributes:
        dropped: ids of those that another verdict has overtaken, or that say what another says.
        disputed: ids of those about which reviewers differ.
    """

    dropped: frozenset[str]
    disputed: frozenset[str]


def standing(verdicts: Sequence[Verdict], evidence: Evidence) -> Standing:
    """Tell which entries of an article's consensus are no part of the dataset.

    Every reviewer has entries of their own. Of several on the same annotations that agree, the one
    with the lowest id counts; where they differ, none does. A verdict on annotations as they are
    overtakes one on earlier states, and one on more annotations one on fewer.
    """
    settled = [one for one in verdicts if one.decision != "unsure"]
    of_annotation: dict[str, list[Verdict]] = {}
    for verdict in settled:
        for one in verdict.cites:
            of_annotation.setdefault(one.annotation, []).append(verdict)
    dropped: set[str] = set()
    disputed: set[str] = set()
    for verdict in settled:
        entry = verdict.consensus
        if entry is None or entry not in evidence.entries:
            continue
        rivals = {
            rival.id: rival
            for key in (*(one.annotation for one in verdict.cites), entry)
            for rival in of_annotation.get(key, ())
            if rival.id != verdict.id
        }
        for rival in rivals.values():
            match _against(verdict, rival, evidence):
                case "loses":
                    dropped.add(entry)
                case "disputes":
                    disputed.add(entry)
    return Standing(frozenset(dropped), frozenset(disputed - dropped))


def _against(verdict: Verdict, rival: Verdict, evidence: Evidence) -> str:
    """Tell how a verdict fares against another on some of the same annotations."""
    fresh, rivals_fresh = not evidence.outdated(verdict), not evidence.outdated(rival)
    if fresh != rivals_fresh:
        return "wins" if fresh else "loses"
    mine = {one.annotation for one in verdict.cites}
    theirs = {one.annotation for one in rival.cites}
    if mine != theirs:
        return "loses" if mine < theirs else "wins"
    if evidence.outcome(verdict) != evidence.outcome(rival):
        return "disputes"
    if rival.consensus is None:
        return "wins"
    return "wins" if (verdict.consensus or "") < rival.consensus else "loses"
