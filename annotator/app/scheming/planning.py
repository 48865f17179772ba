"""What becomes of one annotation when the scheme is another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, NamedTuple

from annotator.model.attributes import Attribute, ChoiceAttribute
from annotator.model.listing import end_of_each
from annotator.model.records import AttributeValue
from annotator.model.scheme import Label, Scheme
from annotator.problems import AttributeProblem

Effect = Literal["merged", "retired", "lost", "missing", "new", "misfit", "renamed", "gone"]
"""What is different for an annotation:

- ``merged``: it is read with another label;
- ``retired``: its label takes no new annotations, it stays;
- ``gone``: its label is no longer there;
- ``lost``: its value is no longer asked for (it stays in the history);
- ``missing``: a field that is required now is empty;
- ``new``: a field that is new and not required is empty;
- ``misfit``: its value is not allowed any more;
- ``renamed``: its value is called by another key.
"""

UNTOUCHED: frozenset[Effect] = frozenset({"new", "retired"})
"""What leaves an annotation as it is."""


class Touch(NamedTuple):
    """One effect: of which label as it was, and on which attribute (“” for the label itself)."""

    effect: Effect
    label: str
    attribute: str = ""


class _Case(NamedTuple):
    """What is to be asked of the annotations of one label."""

    target: Label | None
    of_label: tuple[Touch, ...]
    required: frozenset[str]
    """Attributes that are required now and were not."""
    new: frozenset[str]
    gone: frozenset[str]
    looked_at: Mapping[str, tuple[Attribute | None, Attribute]]
    """Attributes whose values may not fit any more, as they were and are."""


class Plan:
    """Says what a newer version of a scheme does to annotations."""

    def __init__(self, old: Scheme, new: Scheme) -> None:
        self.old, self.new = old, new
        into = {one.key: one.merged_into for one in new.labels if one.merged_into}
        self._ends = end_of_each(into)
        self._targets = {one.key: one for one in new.labels}
        self._cases = {one.key: self._case(one) for one in old.labels if not one.merged_into}

    @cached_property
    def labels(self) -> list[str]:
        """The labels (as they were) whose annotations are to be looked at."""
        return [key for key, case in self._cases.items() if _matters(case)]

    @cached_property
    def carried(self) -> list[str]:
        """The labels whose annotations are written anew, where they are one's own."""
        return [
            key
            for key, case in self._cases.items()
            if case.target is not None
            and (
                case.target.key != key
                or case.gone
                or any(
                    isinstance(one, ChoiceAttribute) and any(it.formerly for it in one.choices)
                    for _, one in case.looked_at.values()
                )
            )
        ]

    def end_of(self, label: str) -> str:
        """Give the label as which the annotations of one (as it was) are read."""
        return self._ends.get(label, label)

    def touches(self, label: str, attributes: Mapping[str, AttributeValue]) -> list[Touch]:
        """List what is different for an annotation of a label (as it was)."""
        case = self._cases.get(label)
        if case is None:
            return []
        found = list(case.of_label)
        found += [Touch("new", label, key) for key in sorted(case.new - attributes.keys())]
        found += [Touch("missing", label, key) for key in sorted(case.required - attributes.keys())]
        moved = case.target is not None and case.target.key != label
        for key in attributes:
            if key in case.gone:
                found.append(Touch("lost", label, key))
            elif key in case.looked_at:
                found += self._value(label, key, attributes[key], case, moved=moved)
        return found

    def carry(
        self, label: str, attributes: Mapping[str, AttributeValue]
    ) -> tuple[str, dict[str, Any]]:
        """Give label and attributes as an annotation of one's own is to have them."""
        case = self._cases.get(label)
        if case is None or case.target is None:
            return label, dict(attributes)
        moved = case.target.key != label
        kept: dict[str, Any] = {}
        for key, value in attributes.items():
            if key in case.gone:
                continue
            now = case.looked_at.get(key)
            if now is None:
                kept[key] = value
                continue
            try:
                kept[key] = now[1].accept(value)
            except AttributeProblem:
                if not moved:  # it stays, and is said to be a problem
                    kept[key] = value
        return case.target.key, kept

    def _value(
        self, label: str, key: str, value: AttributeValue, case: _Case, *, moved: bool
    ) -> list[Touch]:
        before, now = case.looked_at[key]
        try:
            tidy = now.accept(value)
        except AttributeProblem:
            if moved:
                return [Touch("lost", label, key)]
            if before is not None:
                try:
                    before.accept(value)
                except AttributeProblem:
                    return []  # it did not fit before either
            return [Touch("misfit", label, key)]
        return [Touch("renamed", label, key)] if tidy != value else []

    def _case(self, label: Label) -> _Case:
        end = self._ends.get(label.key, label.key)
        target = self._targets.get(end)
        nothing: frozenset[str] = frozenset()
        if target is None:
            return _Case(None, (Touch("gone", label.key),), nothing, nothing, nothing, {})
        of_label: tuple[Touch, ...] = ()
        if end != label.key:
            of_label = (Touch("merged", label.key),)
        elif target.retired and not label.retired:
            of_label = (Touch("retired", label.key),)
        before = {one.key: one for one in label.attributes}
        after = {one.key: one for one in target.attributes}
        asked = {key for key, one in after.items() if one.required}
        return _Case(
            target,
            of_label,
            required=frozenset(
                key for key in asked if key not in before or not before[key].required
            ),
            new=frozenset(
                key for key in after if key not in before and key not in asked and not of_label
            ),
            gone=frozenset(before) - frozenset(after),
            looked_at={
                key: (before.get(key), one)
                for key, one in after.items()
                if before.get(key) is None or not _same_values(before[key], one)
            },
        )


def _matters(case: _Case) -> bool:
    return bool(
        case.target is None
        or case.of_label
        or case.required
        or case.new
        or case.gone
        or any(before is not None for before, _ in case.looked_at.values())
    )


def _same_values(old: Attribute, new: Attribute) -> bool:
    """Tell whether two attributes accept the same values: names and words do not matter."""
    aside = {"name", "description", "required", "tolerance", "within_km"}
    if old.model_dump(exclude=aside) == new.model_dump(exclude=aside):
        return True
    if isinstance(old, ChoiceAttribute) and isinstance(new, ChoiceAttribute):
        mine, theirs = ({one.key: one.formerly for one in it.choices} for it in (old, new))
        return all(theirs.get(key) == former for key, former in mine.items()) and not any(
            former for key, former in theirs.items() if key not in mine
        )
    return False
