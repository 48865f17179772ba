"""Two versions of a scheme compared: what is different, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from annotator.model.attributes import Attribute, ChoiceAttribute
from annotator.model.scheme import Label, RelationType, Scheme

KIND_NAMES = {
    "choice": "one of",
    "flag": "yes or no",
    "number": "number",
    "quantity": "number with unit",
    "text": "text",
    "date": "date",
    "place": "place",
    "link": "link",
}
"""What people call the kinds of attributes."""


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


class SchemeChange(NamedTuple):
    """One thing that is different.

    Attributes:
        about: ``label``, ``relation``, ``reason`` or ``scheme``.
        key: of the label or the relation; “” for the others.
        text: a sentence.
    """

    about: str
    key: str
    text: str


def differences(old: Scheme, new: Scheme) -> list[SchemeChange]:
    """List what is different in a newer version, label by label in its order."""
    found = [SchemeChange("label", key, text) for key, text in _labels(old, new)]
    found += [SchemeChange("relation", key, text) for key, text in _relations(old, new)]
    found += [SchemeChange("reason", "", text) for text in _reasons(old, new)]
    if old.name != new.name:
        found.append(SchemeChange("scheme", "", f"The scheme is now called “{new.name}”."))
    return found


def _labels(old: Scheme, new: Scheme) -> Iterator[tuple[str, str]]:
    before = {label.key: label for label in old.labels}
    names = {label.key: label.name for label in (*old.labels, *new.labels)}
    for label in new.labels:
        known = before.pop(label.key, None)
        if known is None:
            yield label.key, _new_label(label, names)
        else:
            for text in _label(known, label, names):
                yield label.key, text
    for label in before.values():
        yield label.key, f"“{label.name}” is gone."
    kept = {label.key for label in old.labels}
    if _order(old.labels) != _order(new.labels, kept):
        yield "", "The labels stand in another order."


def _new_label(label: Label, names: dict[str, str]) -> str:
    under = f" under “{names[label.parent]}”" if label.parent else ""
    fields = ", ".join(f"“{one.name}”" for one in label.attributes)
    return f"“{label.name}” is new{under}{f', with {fields}' if fields else ''}."


def _label(old: Label, new: Label, names: dict[str, str]) -> Iterator[str]:
    name = f"“{new.name}”"
    if old.name != new.name:
        yield f"“{old.name}” is now called {name}."
    yield from _standing(old, new, names)
    yield from _looks(old, new)
    if new.definition != old.definition:
        yield (
            f"The definition of {name} was {'rewritten' if old.definition else 'written'}."
            if new.definition
            else f"The definition of {name} is gone."
        )
    for what, before, after in (
        ("example", old.examples.tag, new.examples.tag),
        ("counterexample", old.examples.leave, new.examples.leave),
    ):
        yield from _examples(name, what, before, after)
    yield from _attributes(old, new)


def _standing(old: Label, new: Label, names: dict[str, str]) -> Iterator[str]:
    name = f"“{new.name}”"
    if new.merged_into != old.merged_into and new.merged_into:
        yield f"{name} was merged into “{names[new.merged_into]}”."
    elif new.merged_into != old.merged_into and not new.retired:
        yield f"{name} stands by itself again: it was merged into “{names[old.merged_into]}”."
    elif new.retired != old.retired:
        yield f"{name} was retired." if new.retired else f"{name} is in use again."
    if new.parent != old.parent:
        where = f"under “{names[new.parent]}”" if new.parent else "by itself, under no other"
        yield f"{name} stands {where}."


def _looks(old: Label, new: Label) -> Iterator[str]:
    name = f"“{new.name}”"
    if new.shortcut != old.shortcut and not (new.retired and not new.shortcut):
        yield _from_to(name, "has key", old.shortcut, new.shortcut, "has no key any more")
    if new.colour != old.colour:
        yield f"{name} is {new.colour} instead of {old.colour}."
    if new.pattern != old.pattern:
        yield f"The line of {name} is {_words(new.pattern)} instead of {_words(old.pattern)}."


def _examples(name: str, what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    came = sum(1 for one in after if one not in before)
    went = sum(1 for one in before if one not in after)
    if came and went:
        yield f"{_counted(came, what)} of {name} came, {went} went."
    elif came:
        yield f"{name} has {_counted(came, what)} more."
    elif went:
        yield f"{name} has {_counted(went, what)} fewer."
    elif tuple(before) != tuple(after):
        yield f"The {what}s of {name} stand in another order."


def _attributes(old: Label, new: Label) -> Iterator[str]:
    name = f"“{new.name}”"
    before = {one.key: one for one in old.attributes}
    for one in new.attributes:
        known = before.pop(one.key, None)
        if known is None:
            must = ", required" if one.required else ""
            yield f"{name} asks for “{one.name}” too ({KIND_NAMES[one.kind]}{must})."
        elif known != one:
            yield from _attribute(known, one, f"“{one.name}” of {name}")
    for one in before.values():
        yield f"{name} does not ask for “{one.name}” any more."
    kept = {one.key for one in old.attributes}
    if _order(old.attributes) != _order(new.attributes, kept) and not before:
        yield f"The fields of {name} stand in another order."


def _attribute(old: Attribute, new: Attribute, name: str) -> Iterator[str]:
    said = False
    if old.name != new.name:
        said = True
        yield f"“{old.name}” is now called {name}."
    if old.kind != new.kind:
        yield f"{name} is now {KIND_NAMES[new.kind]} instead of {KIND_NAMES[old.kind]}."
        return
    if old.required != new.required:
        said = True
        yield f"{name} is {'required now' if new.required else 'not required any more'}."
    if isinstance(old, ChoiceAttribute) and isinstance(new, ChoiceAttribute):
        for text in _choices(old, new, name):
            said = True
            yield text
    rest = {"name", "required", "choices"}
    other = [
        field
        for field in type(new).model_fields
        if field not in rest and getattr(old, field) != getattr(new, field)
    ]
    if "description" in other:
        said = True
        other.remove("description")
        yield f"The description of {name} was rewritten."
    for field in other:
        said = True
        yield _from_to(
            name, _FIELDS.get(field, field), getattr(old, field), getattr(new, field), ""
        )
    if not said:
        yield f"{name} was changed."


_FIELDS = {
    "lowest": "allows no less than",
    "highest": "allows no more than",
    "whole": "takes whole numbers only:",
    "tolerance": "counts as the same within",
    "units": "takes the units",
    "within_km": "counts as the same within kilometres",
    "labels": "links to",
}


def _choices(old: ChoiceAttribute, new: ChoiceAttribute, name: str) -> Iterator[str]:
    before = {one.key: one for one in old.choices}
    came = []
    for one in new.choices:
        known = before.pop(one.key, None)
        former = [before.pop(key) for key in one.formerly if key in before]
        if known is None and not former:
            came.append(f"“{one.name}”")
        for other in former:
            yield f"“{other.name}” becomes “{one.name}” in {name}."
        if known is not None and known.name != one.name:
            yield f"“{known.name}” is now called “{one.name}” in {name}."
    if came:
        yield f"{name} can be {_listed(came)} too."
    if before:
        yield f"{name} cannot be {_listed(f'“{one.name}”' for one in before.values())} any more."
    kept = {one.key for one in old.choices}
    if not before and not came and _order(old.choices) != _order(new.choices, kept):
        yield f"The values of {name} stand in another order."


def _relations(old: Scheme, new: Scheme) -> Iterator[tuple[str, str]]:
    before = {one.key: one for one in old.relations}
    names = {label.key: label.name for label in (*old.labels, *new.labels)}
    for one in new.relations:
        name = f"“{one.name}”"
        known = before.pop(one.key, None)
        if known is None:
            yield one.key, f"The relation {name} is new, {_ends(one, names)}."
            continue
        if known.name != one.name:
            yield one.key, f"The relation “{known.name}” is now called {name}."
        if (known.sources, known.targets) != (one.sources, one.targets):
            yield one.key, f"The relation {name} leads {_ends(one, names)}."
        if (known.outward, known.inward) != (one.outward, one.inward):
            yield one.key, f"The ends of {name} are called otherwise in forms."
    for one in before.values():
        yield one.key, f"The relation “{one.name}” is gone."
    kept = {one.key for one in old.relations}
    if not before and _order(old.relations) != _order(new.relations, kept):
        yield "", "The relations stand in another order."


def _ends(relation: RelationType, names: dict[str, str]) -> str:
    sources, targets = (
        _listed((names[key] for key in keys), "or") for keys in (relation.sources, relation.targets)
    )
    return f"from {sources} to {targets}"


def _reasons(old: Scheme, new: Scheme) -> Iterator[str]:
    before = {one.key: one for one in old.reasons}
    for one in new.reasons:
        known = before.pop(one.key, None)
        if known is None:
            yield f"One may reject for a new reason: “{one.name}”."
        elif known.name != one.name:
            yield f"The reason “{known.name}” is now called “{one.name}”."
    for one in before.values():
        yield f"“{one.name}” is no reason to reject any more."
    kept = {one.key for one in old.reasons}
    if not before and _order(old.reasons) != _order(new.reasons, kept):
        yield "The reasons to reject stand in another order."


def _order(things: Iterable[_Keyed], kept: set[str] | None = None) -> list[str]:
    return [one.key for one in things if kept is None or one.key in kept]


def _from_to(name: str, what: str, old: object, new: object, gone: str) -> str:
    if gone and not new:
        return f"{name} {gone}."
    before, after = _words(old), _words(new)
    return f"{name} {what} {after} instead of {before}." if before else f"{name} {what} {after}."


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return _listed(str(one) for one in value) or "any"
    if value is None:
        return "any"
    return str(value).replace("-", " ")


def _counted(count: int, what: str) -> str:
    return f"one {what}" if count == 1 else f"{count} {what}s"


def _listed(words: Iterable[str], last: str = "and") -> str:
    given = list(words)
    if len(given) < 2:
        return "".join(given)
    return f"{', '.join(given[:-1])} {last} {given[-1]}"
