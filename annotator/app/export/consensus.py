"""The consensus of an article as a dataset: the entries that stand, and what ties them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotator.app.review.states import Evidence, standing
from annotator.model.annotator import CONSENSUS
from annotator.model.identity import entity_text, fixed_entity
from annotator.model.records import AnnotationRecord, Loss, LossKind, RelationRecord
from annotator.model.verdict import Verdict

DISPUTED = LossKind("other", "Entries about which reviewers differ", "left out", "beside")
LOOSE = LossKind("attribute", "Links to what is not settled", "left out", "beside")
UNSETTLED = LossKind("relation", "Links that are not settled", "left out", "beside")

_Tie = tuple[str, str, str]
"""The type of a relation, and the entries that it starts from and leads to."""


class SettledArticle:
    """What is settled in one article.

    Args:
        entries: the entries of its consensus; changed where links lead elsewhere.
        verdicts: the verdicts on it.
        evidence: what they are judged by.
        links: attributes that lead to annotations, each as the keys of its label and its own.
        dropped: told what is left out, and why.
    """

    def __init__(
        self,
        entries: Sequence[AnnotationRecord],
        verdicts: Sequence[Verdict],
        evidence: Evidence,
        links: frozenset[tuple[str, str]],
        dropped: Callable[[Loss], None],
    ) -> None:
        self._dropped = dropped
        self._evidence = evidence
        self.entries = self._standing(entries, verdicts)
        ids = {one["id"] for one in self.entries}
        self._ends = {one: one for one in ids}
        """By annotation: the entry that was made from it, or which it is."""
        self._people: dict[str, set[str]] = {}
        """By entry: whose annotations it was made from."""
        for verdict in verdicts:
            if verdict.consensus in ids:
                self._note(verdict, verdict.consensus or "")
        for entry in self.entries:
            self._relink(entry, links)

    def relations(self, article: str, relations: Iterable[RelationRecord]) -> list[RelationRecord]:
        """Give the relations between entries on which all agree who marked both ends.

        Relations are not settled in the review by themselves, so that nothing less will do.
        """
        found: list[RelationRecord] = []
        made: dict[_Tie, list[RelationRecord]] = {}
        for one in relations:
            start, end = self._ends.get(one["from"]), self._ends.get(one["to"])
            if start is None or end is None or start == end:
                self._lose(one, article, "one of its ends is not settled")
            elif one["annotator"] == CONSENSUS:
                found.append(one)
            else:
                made.setdefault((one["type"], start, end), []).append(one)
        for tie, by in made.items():
            _, start, end = tie
            both = self._people.get(start, set()) & self._people.get(end, set())
            if both <= {one["annotator"] for one in by}:
                found.append(_tied(article, tie, by))
            else:
                self._lose(by[0], article, "not all who marked both ends made it")
        return sorted(found, key=lambda one: one["id"])

    def _standing(
        self, entries: Sequence[AnnotationRecord], verdicts: Sequence[Verdict]
    ) -> list[AnnotationRecord]:
        """Give the entries that stand; note those that reviewers dispute."""
        found = standing(verdicts, self._evidence)
        kept: list[AnnotationRecord] = []
        for entry in entries:
            if entry["id"] in found.disputed:
                detail = f"{entry['label']}: two reviewers decided differently"
                self._dropped(DISPUTED.of(entry["id"], entry["article"], detail))
            elif entry["id"] not in found.dropped:
                kept.append(entry)
        return kept

    def _note(self, verdict: Verdict, entry: str) -> None:
        people = self._people.setdefault(entry, set())
        for one in verdict.cites:
            self._ends.setdefault(one.annotation, entry)
            if self._evidence.cited[one].fate != "gone":
                people.add(self._evidence.cited[one].annotator)

    def _relink(self, entry: AnnotationRecord, links: frozenset[tuple[str, str]]) -> None:
        """Have links lead from entry to entry instead of to what the entries were made from."""
        values = entry["attributes"]
        for key in [key for key in values if (entry["label"], key) in links]:
            value = values[key]
            target = self._ends.get(value) if isinstance(value, str) else None
            values = {one: values[one] for one in values if one != key or target is not None}
            if target is None:
                detail = f"{key}: what it leads to is not settled"
                self._dropped(LOOSE.of(entry["id"], entry["article"], detail))
            else:
                values[key] = target
        entry["attributes"] = values

    def _lose(self, relation: RelationRecord, article: str, why: str) -> None:
        detail = f"{relation['type']}: {why}"
        self._dropped(UNSETTLED.of(relation["from"], article, detail))


def _tied(article: str, tie: _Tie, by: Sequence[RelationRecord]) -> RelationRecord:
    """Make one relation of the consensus out of several people's."""
    kind, start, end = tie
    return {
        "id": entity_text(fixed_entity("consensus", article, *tie)),
        "annotator": CONSENSUS,
        "type": kind,
        "from": start,
        "to": end,
        "note": "",
        "created": min(one["created"] for one in by),
        "modified": max(one["modified"] for one in by),
    }
