"""Two versions of a scheme compared: what is different, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol

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


Sign = Literal["came", "went", "changed"]
"""Whether something is there that was not, is there no more, or is another."""


class _Said(NamedTuple):
    """What is said of one difference."""

    text: str
    sign: Sign = "changed"
    was: str = ""
    now: str = ""


class SchemeChange(NamedTuple):
    """One thing that is different.

    Attributes:
        about: ``label``, ``relation``, ``reason`` or ``scheme``.
        key: of the label or the relation; “” for the others.
        text: a sentence.
        sign: whether it came, went or changed.
        was: the words that stood there, if they are too long for a sentence.
        now: those that stand there now.
    """

    about: str
    key: str
    text: str
    sign: Sign = "changed"
    was: str = ""
    now: str = ""


def differences(old: Scheme, new: Scheme) -> list[SchemeChange]:
    """List what is different in a newer version, label by label in its order."""
    if old is new:
        return []
    found = [SchemeChange("label", key, *said) for key, said in _labels(old, new)]
    found += [SchemeChange("relation", key, *said) for key, said in _relations(old, new)]
    found += [SchemeChange("reason", "", *said) for said in _reasons(old, new)]
    if old.name != new.name:
        found.append(SchemeChange("scheme", "", f"The scheme is now called “{new.name}”."))
    return found


def _labels(old: Scheme, new: Scheme) -> Iterator[tuple[str, _Said]]:
    before = {label.key: label for label in old.labels}
    names = {label.key: label.name for label in (*old.labels, *new.labels)}
    for label in new.labels:
        known = before.pop(label.key, None)
        if known is None:
            yield label.key, _new_label(label, names)
        else:
            for said in _label(known, label, names):
                yield label.key, said
    for label in before.values():
        yield label.key, _Said(f"“{label.name}” is gone.", "went", label.definition)
    kept = {label.key for label in old.labels}
    if _order(old.labels) != _order(new.labels, kept):
        yield "", _Said("The labels stand in another order.")


def _new_label(label: Label, names: dict[str, str]) -> _Said:
    under = f" under “{names[label.parent]}”" if label.parent else ""
    fields = ", ".join(f"“{one.name}”" for one in label.attributes)
    text = f"“{label.name}” is new{under}{f', with {fields}' if fields else ''}."
    return _Said(text, "came", now=label.definition)


def _label(old: Label, new: Label, names: dict[str, str]) -> Iterator[_Said]:
    name = f"“{new.name}”"
    if old.name != new.name:
        yield _Said(f"“{old.name}” is now called {name}.")
    yield from _standing(old, new, names)
    yield from _looks(old, new)
    if new.definition != old.definition:
        what = f"The definition of {name}"
        yield _rewritten(what, old.definition, new.definition)
    for what, before, after in (
        ("example", old.examples.tag, new.examples.tag),
        ("counterexample", old.examples.leave, new.examples.leave),
    ):
        yield from _examples(name, what, before, after)
    yield from _attributes(old, new, names)


def _standing(old: Label, new: Label, names: dict[str, str]) -> Iterator[_Said]:
    name = f"“{new.name}”"
    if new.merged_into != old.merged_into and new.merged_into:
        yield _Said(f"{name} was merged into “{names[new.merged_into]}”.", "went")
    elif new.merged_into != old.merged_into:
        how = "is retired by itself" if new.retired else "stands by itself again"
        yield _Said(f"{name} {how}: it was merged into “{names[old.merged_into]}”.")
    elif new.retired != old.retired:
        yield (
            _Said(f"{name} was retired.", "went")
            if new.retired
            else _Said(f"{name} is in use again.", "came")
        )
    if new.parent != old.parent:
        where = f"under “{names[new.parent]}”" if new.parent else "by itself, under no other"
        yield _Said(f"{name} stands {where}.")


def _looks(old: Label, new: Label) -> Iterator[_Said]:
    name = f"“{new.name}”"
    # Who is retired gives its key: that goes without saying.
    gave = new.retired and not old.retired and not new.shortcut
    if new.shortcut != old.shortcut and not gave:
        yield _from_to(name, "has key", old.shortcut, new.shortcut, "has no key any more")
    if new.colour != old.colour:
        yield _Said(f"{name} is {new.colour} instead of {old.colour}.")
    if new.pattern != old.pattern:
        now, before = _words(new.pattern), _words(old.pattern)
        yield _Said(f"The line of {name} is {now} instead of {before}.")


def _examples(name: str, what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[_Said]:
    came = [one for one in after if one not in before]
    went = [one for one in before if one not in after]
    was, now = "\n".join(went), "\n".join(came)
    if came and went:
        text = f"{_counted(len(came), what).capitalize()} of {name} came, {len(went)} went."
        yield _Said(text, "changed", was, now)
    elif came:
        yield _Said(f"{name} has {_counted(len(came), what)} more.", "came", now=now)
    elif went:
        yield _Said(f"{name} has {_counted(len(went), what)} fewer.", "went", was)
    elif tuple(before) != tuple(after):
        yield _Said(f"The {what}s of {name} stand in another order.")


def _attributes(old: Label, new: Label, names: Mapping[str, str]) -> Iterator[_Said]:
    name = f"“{new.name}”"
    before = {one.key: one for one in old.attributes}
    for one in new.attributes:
        known = before.pop(one.key, None)
        if known is None:
            must = ", required" if one.required else ""
            text = f"{name} asks for “{one.name}” too ({KIND_NAMES[one.kind]}{must})."
            yield _Said(text, "came", now=one.description)
        elif known != one:
            yield from _attribute(known, one, f"“{one.name}” of {name}", names)
    for one in before.values():
        text = f"{name} does not ask for “{one.name}” any more."
        yield _Said(text, "went", one.description)
    kept = {one.key for one in old.attributes}
    if _order(old.attributes) != _order(new.attributes, kept) and not before:
        yield _Said(f"The fields of {name} stand in another order.")


def _attribute(
    old: Attribute, new: Attribute, name: str, names: Mapping[str, str]
) -> Iterator[_Said]:
    if old.name != new.name:
        yield _Said(f"“{old.name}” is now called {name}.")
    if old.kind != new.kind:
        now, before = KIND_NAMES[new.kind], KIND_NAMES[old.kind]
        yield _Said(f"{name} is now {now} instead of {before}.")
        return
    if old.required != new.required:
        yield _Said(f"{name} is {'required now' if new.required else 'not required any more'}.")
    if old.description != new.description:
        yield _rewritten(f"The description of {name}", old.description, new.description)
    if isinstance(old, ChoiceAttribute) and isinstance(new, ChoiceAttribute):
        yield from _choices(old, new, name)
    for field, what in _FIELDS.items():
        mine, theirs = (getattr(one, field, None) for one in (old, new))
        if mine != theirs:
            shown = _shown_as(field, names)
            yield _from_to(name, what, shown(mine), shown(theirs), "")


def _shown_as(field: str, names: Mapping[str, str]) -> Callable[[Any], object]:
    """Give what makes words for people of what stands in a field of an attribute."""
    match field:
        case "labels":
            return lambda keys: tuple(f"“{names.get(key, key)}”" for key in keys)
        case "whole":
            return lambda whole: "whole numbers only" if whole else "any number"
        case "tolerance":
            return lambda share: f"{share * 100:.15g} per cent"
    return lambda value: value


_FIELDS = {
    "lowest": "allows no less than",
    "highest": "allows no more than",
    "whole": "takes",
    "tolerance": "counts as the same within",
    "units": "takes the units",
    "within_km": "counts as the same within kilometres",
    "labels": "links to",
}


def _choices(old: ChoiceAttribute, new: ChoiceAttribute, name: str) -> Iterator[_Said]:
    before = {one.key: one for one in old.choices}
    came, accepts = [], False
    for one in new.choices:
        known = before.pop(one.key, None)
        former = [before.pop(key) for key in one.formerly if key in before]
        if known is None and not former:
            came.append(f"“{one.name}”")
        for other in former:
            yield _Said(f"“{other.name}” becomes “{one.name}” in {name}.")
        if known is not None and known.name != one.name:
            yield _Said(f"“{known.name}” is now called “{one.name}” in {name}.")
        accepts |= known is not None and not former and known.formerly != one.formerly
    if came:
        yield _Said(f"{name} can be {_listed(came)} too.", "came")
    if before:
        gone = _listed(f"“{one.name}”" for one in before.values())
        yield _Said(f"{name} cannot be {gone} any more.", "went")
    if accepts:
        yield _Said(f"{name} reads other values of earlier versions.")
    kept = {one.key for one in old.choices}
    if not before and not came and _order(old.choices) != _order(new.choices, kept):
        yield _Said(f"The values of {name} stand in another order.")


def _relations(old: Scheme, new: Scheme) -> Iterator[tuple[str, _Said]]:
    before = {one.key: one for one in old.relations}
    names = {label.key: label.name for label in (*old.labels, *new.labels)}
    for one in new.relations:
        name = f"“{one.name}”"
        known = before.pop(one.key, None)
        if known is None:
            yield one.key, _Said(f"The relation {name} is new, {_ends(one, names)}.", "came")
            continue
        if known.name != one.name:
            yield one.key, _Said(f"The relation “{known.name}” is now called {name}.")
        if (known.sources, known.targets) != (one.sources, one.targets):
            text = f"The relation {name} leads {_ends(one, names)}."
            yield one.key, _Said(text, "changed", _ends(known, names), _ends(one, names))
        if (known.outward, known.inward) != (one.outward, one.inward):
            yield one.key, _Said(f"The ends of {name} are called otherwise in forms.")
    for one in before.values():
        yield one.key, _Said(f"The relation “{one.name}” is gone.", "went", _ends(one, names))
    kept = {one.key for one in old.relations}
    if not before and _order(old.relations) != _order(new.relations, kept):
        yield "", _Said("The relations stand in another order.")


def _ends(relation: RelationType, names: dict[str, str]) -> str:
    sources, targets = (
        _listed((names[key] for key in keys), "or") for keys in (relation.sources, relation.targets)
    )
    return f"from {sources} to {targets}"


def _reasons(old: Scheme, new: Scheme) -> Iterator[_Said]:
    before = {one.key: one for one in old.reasons}
    keys = False
    for one in new.reasons:
        known = before.pop(one.key, None)
        if known is None:
            yield _Said(f"One may reject for a new reason: “{one.name}”.", "came")
            continue
        if known.name != one.name:
            yield _Said(f"The reason “{known.name}” is now called “{one.name}”.")
        keys |= known.shortcut != one.shortcut
    for one in before.values():
        yield _Said(f"“{one.name}” is no reason to reject any more.", "went")
    kept = {one.key for one in old.reasons}
    if not before and _order(old.reasons) != _order(new.reasons, kept):
        yield _Said("The reasons to reject stand in another order.")
    elif keys:
        yield _Said("The reasons to reject have other keys.")


def _order(things: Iterable[_Keyed], kept: set[str] | None = None) -> list[str]:
    return [one.key for one in things if kept is None or one.key in kept]


def _rewritten(what: str, old: str, new: str) -> _Said:
    """Tell that long words are others, and give both."""
    if not new:
        return _Said(f"{what} is gone.", "went", old)
    if not old:
        return _Said(f"{what} was written.", "came", now=new)
    return _Said(f"{what} was rewritten.", "changed", old, new)


def _from_to(name: str, what: str, old: object, new: object, gone: str) -> _Said:
    if gone and not new:
        return _Said(f"{name} {gone}.")
    before, after = _words(old), _words(new)
    if not before:
        return _Said(f"{name} {what} {after}.")
    return _Said(f"{name} {what} {after} instead of {before}.")


def _words(value: object) -> str:
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
