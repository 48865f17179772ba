"""Labels of a scheme added, renamed, merged, retired, nested and moved."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.app.scheming.keys import free_digit, holder_of, key_from
from annotator.app.scheming.steps import checked, tidy_name, with_label
from annotator.model.attributes import Attribute, ChoiceAttribute, LinkAttribute
from annotator.model.scheme import COLOURS, PATTERNS, Label, Scheme, least_used
from annotator.problems import UserProblem


def add_label(scheme: Scheme, name: str, *, parent: str = "") -> tuple[Scheme, str]:
    """Add a label with the next free digit, colour and pattern; give the scheme and its key."""
    name = tidy_name(name)
    _refuse_name(scheme, name, "")
    shown = [label for label in scheme.labels if not label.retired]
    label = Label(
        key=key_from(name, {one.key for one in scheme.labels}, "label"),
        name=name,
        colour=least_used(COLOURS, (one.colour for one in shown)),
        pattern=least_used(PATTERNS, (one.pattern for one in shown)),
        shortcut=free_digit(scheme),
        parent=parent,
    )
    at = len(scheme.labels)
    if parent:
        at = 1 + max(
            number
            for number, one in enumerate(scheme.labels)
            if one.key == parent or is_under(scheme, one.key, parent)
        )
    labels = (*scheme.labels[:at], label, *scheme.labels[at:])
    return checked(scheme.model_copy(update={"labels": labels})), label.key


def change_label(scheme: Scheme, key: str, **fields: object) -> Scheme:
    """Give a label other values in fields of `Label` (not its key).

    A digit that another label has is taken from that one.

    Raises:
        UserProblem: the label would be none, or there is another one of that name.
    """
    if isinstance(name := fields.get("name"), str):
        fields["name"] = tidy_name(name)
        _refuse_name(scheme, str(fields["name"]), key)
    digit = fields.get("shortcut")
    holder = holder_of(scheme, digit, key) if isinstance(digit, str) else None
    if holder is not None:
        scheme = with_label(scheme, holder.key, lambda one: one.model_copy(update={"shortcut": ""}))
    return checked(with_label(scheme, key, lambda one: one.model_copy(update=fields)))


def drop_label(scheme: Scheme, key: str) -> Scheme:
    """Take out a label that was never saved; those under it come under what it stood under."""
    gone = scheme.label(key)
    labels = tuple(
        one.model_copy(update={"parent": gone.parent}) if one.parent == key else one
        for one in scheme.labels
        if one.key != key
    )
    relations = []
    for relation in scheme.relations:
        sources, targets = (
            tuple(one for one in ends if one != key)
            for ends in (relation.sources, relation.targets)
        )
        if sources and targets:
            relations.append(relation.model_copy(update={"sources": sources, "targets": targets}))
    return checked(scheme.model_copy(update={"labels": labels, "relations": tuple(relations)}))


def retire(scheme: Scheme, key: str) -> Scheme:
    """Take a label out of use: its annotations stay, it takes no new ones and gives its digit."""
    return change_label(scheme, key, retired=True, shortcut="")


def bring_back(scheme: Scheme, key: str) -> Scheme:
    """Put a label into use again, with the next free digit; a merged one stands by itself again."""
    fields = {"retired": False, "merged_into": "", "shortcut": free_digit(scheme)}
    return change_label(scheme, key, **fields)


def merge_labels(scheme: Scheme, key: str, into: str, *, fields: bool = True) -> Scheme:
    """Merge a label into another: it is retired, and its annotations are read as the other's.

    Args:
        scheme: in which both are.
        key: the label that goes.
        into: the one that stays.
        fields: whether the one that stays gets the attributes, and values to choose, that only
            the other one had, so that no value is lost.

    Raises:
        UserProblem: both are the same, or the other one is out of use.
    """
    old, new = scheme.label(key), scheme.label(into)
    if key == into:
        raise UserProblem(f"“{old.name}” cannot be merged into itself.")
    if new.retired:
        raise UserProblem(f"“{new.name}” is retired. Bring it back first.")
    # What stands under a label that goes comes to stand under the one that stays.
    above = _ancestors(scheme, into)
    merged = old.model_copy(update={"retired": True, "merged_into": into, "shortcut": ""})
    kept = new.model_copy(
        update={
            "attributes": _united(new.attributes, old.attributes) if fields else new.attributes,
            "shortcut": new.shortcut or old.shortcut,
            "parent": old.parent if new.parent == key else new.parent,
        }
    )
    labels = []
    for one in scheme.labels:
        changed = {key: merged, into: kept}.get(one.key, one)
        if one.parent == key and one.key != into:
            parent = old.parent if one.key in above else into
            changed = one.model_copy(update={"parent": parent})
        labels.append(_linked(changed, key, into))
    relations = tuple(
        one.model_copy(
            update={end: _replaced(getattr(one, end), key, into) for end in ("sources", "targets")}
        )
        for one in scheme.relations
    )
    return checked(scheme.model_copy(update={"labels": tuple(labels), "relations": relations}))


def nest(scheme: Scheme, key: str, parent: str) -> Scheme:
    """Put a label under another, or (“”) under none; it moves behind those that are there.

    Raises:
        UserProblem: it would stand under itself.
    """
    label = scheme.label(key)
    if parent and (parent == key or is_under(scheme, parent, key)):
        raise UserProblem(
            f"“{label.name}” cannot stand under “{scheme.label(parent).name}”, which is itself or "
            "stands under it."
        )
    return in_tree_order(change_label(scheme, key, parent=parent))


def move_label(scheme: Scheme, key: str, steps: int) -> Scheme:
    """Move a label, with what stands under it, up or down among those under the same label."""
    label = scheme.label(key)
    beside = [
        one.key
        for one in scheme.labels
        if one.parent == label.parent and one.retired == label.retired
    ]
    at = beside.index(key)
    to = min(max(0, at + steps), len(beside) - 1)
    if to == at:
        return scheme
    beside.insert(to, beside.pop(at))
    places = {one: number for number, one in enumerate(beside)}
    labels = list(scheme.labels)
    slots = [number for number, one in enumerate(labels) if one.key in places]
    ordered = sorted((labels[slot] for slot in slots), key=lambda one: places[one.key])
    for slot, one in zip(slots, ordered, strict=True):
        labels[slot] = one
    return in_tree_order(scheme.model_copy(update={"labels": tuple(labels)}))


def in_tree_order(scheme: Scheme) -> Scheme:
    """Put every label behind the one under which it stands; retired ones stay in their order."""
    under: dict[str, list[Label]] = {}
    for label in scheme.labels:
        under.setdefault(label.parent, []).append(label)
    ordered: list[Label] = []

    def walk(parent: str) -> None:
        for label in under.get(parent, ()):
            ordered.append(label)
            walk(label.key)

    walk("")
    return scheme.model_copy(update={"labels": tuple(ordered)})


def depth(scheme: Scheme, key: str) -> int:
    """Count the labels under which a label stands."""
    return len(_ancestors(scheme, key))


def is_under(scheme: Scheme, key: str, parent: str) -> bool:
    """Tell whether a label stands under another, directly or not."""
    return parent in _ancestors(scheme, key)


def _refuse_name(scheme: Scheme, name: str, key: str) -> None:
    for one in scheme.labels:
        if one.key != key and not one.retired and one.name.casefold() == name.casefold():
            raise UserProblem(f"There is a label “{one.name}” already.")


def _ancestors(scheme: Scheme, key: str) -> list[str]:
    above = {one.key: one.parent for one in scheme.labels}
    found = []
    while key := above.get(key, ""):
        found.append(key)
    return found


def _replaced(keys: Sequence[str], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if one == old else one for one in keys))


def _linked(label: Label, old: str, new: str) -> Label:
    """Let links that led to one label lead to another."""
    return label.model_copy(
        update={
            "attributes": tuple(
                one.model_copy(update={"labels": _replaced(one.labels, old, new)})
                if isinstance(one, LinkAttribute) and old in one.labels
                else one
                for one in label.attributes
            )
        }
    )


def _united(mine: Sequence[Attribute], theirs: Sequence[Attribute]) -> tuple[Attribute, ...]:
    """Add attributes that are not there, and to a choice the values that it does not have."""
    others = {one.key: one for one in theirs}
    united: list[Attribute] = []
    for one in mine:
        other = others.pop(one.key, None)
        if isinstance(one, ChoiceAttribute) and isinstance(other, ChoiceAttribute):
            known = {key for choice in one.choices for key in (choice.key, *choice.formerly)}
            more = tuple(choice for choice in other.choices if choice.key not in known)
            united.append(one.model_copy(update={"choices": (*one.choices, *more)}))
        else:
            united.append(one)
    # What the one that goes asked for is not asked of what was never asked for it.
    united += [one.model_copy(update={"required": False}) for one in others.values()]
    return tuple(united)
