"""A draft of a scheme put on what the scheme has become meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from annotator.app.scheming.labels import in_tree_order
from annotator.app.scheming.steps import checked
from annotator.model.scheme import Examples, Label, Scheme
from annotator.problems import UserProblem


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...

    def model_copy(self, *, update: dict[str, Any]) -> Any: ...


_Thing = TypeVar("_Thing", bound=_Keyed)


def rebased(base: Scheme, draft: Scheme, now: Scheme) -> Scheme:
    """Apply what a draft changed in ``base`` to the scheme as it is now, field by field.

    Where both changed the same field, the draft has it. Examples of both are kept. A digit that
    both gave away stays with the draft's label.

    Raises:
        UserProblem: what comes out does not hold together; the draft has to be made anew.
    """
    labels = _joined(base.labels, draft.labels, now.labels)
    parts = {one.key: one for one in base.labels}
    others = {one.key: one for one in now.labels}
    labels = [_with_examples(one, parts, others) for one in labels]
    mine = {one.key for one in draft.labels if one != parts.get(one.key)}
    labels = _digits_once(labels, mine)
    made = now.model_copy(
        update={
            "name": draft.name if draft.name != base.name else now.name,
            "labels": tuple(labels),
            "relations": tuple(_joined(base.relations, draft.relations, now.relations)),
            "reasons": draft.reasons if draft.reasons != base.reasons else now.reasons,
        }
    )
    try:
        return in_tree_order(checked(made))
    except UserProblem as problem:
        raise UserProblem(
            "The scheme was changed meanwhile in a way that your changes do not go with. "
            f"{problem} Discard your changes and make them anew."
        ) from problem


def _joined(base: Sequence[_Thing], draft: Sequence[_Thing], now: Sequence[_Thing]) -> list[_Thing]:
    before = {one.key: one for one in base}
    mine, theirs = ({one.key: one for one in it} for it in (draft, now))
    found: dict[str, _Thing] = {}
    # What the draft does not touch stands where it stands now.
    reordered = [one for one in mine if one in before] != [one for one in before if one in mine]
    order = [*mine, *theirs] if reordered else [*theirs, *mine]
    if not reordered:
        order = _slotted(list(theirs), list(mine))
    for key in dict.fromkeys(order):
        old, own, other = before.get(key), mine.get(key), theirs.get(key)
        if own is None:
            # The draft took it out, or never had it.
            if other is not None and (old is None or other != old):
                found[key] = other
        elif other is None:
            if old is None or own != old:
                found[key] = own
        elif old is None or own == old:
            found[key] = own if old is None else other
        else:
            changed = {
                field: getattr(own, field)
                for field in type(own).model_fields  # type: ignore[attr-defined]
                if getattr(own, field) != getattr(old, field)
            }
            found[key] = other.model_copy(update=changed)
    return list(found.values())


def _slotted(theirs: list[str], mine: list[str]) -> list[str]:
    """Put what only the draft has behind what it stands behind there."""
    order = list(theirs)
    last = -1
    for key in mine:
        if key in order:
            last = order.index(key)
        else:
            last += 1
            order.insert(last, key)
    return order


def _with_examples(label: Label, base: dict[str, Label], now: dict[str, Label]) -> Label:
    """Keep the examples that came meanwhile, and leave out those that went."""
    old, other = base.get(label.key), now.get(label.key)
    if old is None or other is None or old.examples == other.examples:
        return label
    joined = {}
    for side in ("tag", "leave"):
        mine, before, theirs = (getattr(one.examples, side) for one in (label, old, other))
        came = [one for one in theirs if one not in before and one not in mine]
        went = {one for one in before if one not in theirs}
        joined[side] = (*(one for one in mine if one not in went), *came)
    return label.model_copy(update={"examples": Examples(**joined)})


def _digits_once(labels: list[Label], mine: set[str]) -> list[Label]:
    count = Counter(one.shortcut for one in labels if one.shortcut)
    kept: list[Label] = []
    held = {one.shortcut for one in labels if one.key in mine and one.shortcut}
    for one in labels:
        twice = count[one.shortcut] > 1 and one.key not in mine and one.shortcut in held
        kept.append(one.model_copy(update={"shortcut": ""}) if twice else one)
    return kept
