"""What values an attribute takes, in few words."""

from __future__ import annotations

from annotator.model.attributes import (
    Attribute,
    ChoiceAttribute,
    LinkAttribute,
    NumberAttribute,
    QuantityAttribute,
)
from annotator.ui.i18n import tr


def values_of(one: Attribute, names: dict[str, str]) -> str:
    """Say what values an attribute takes, in few words."""
    match one:
        case ChoiceAttribute():
            said = ", ".join(choice.name for choice in one.choices)
        case NumberAttribute():
            said = _bounds(one)
        case QuantityAttribute():
            said = ", ".join(one.units) or tr("any unit")
        case LinkAttribute():
            named = ", ".join(names.get(key, key) for key in one.labels)
            said = tr("to {labels}", labels=named) if named else tr("to any label")
        case _:
            said = {
                "flag": tr("yes or no"),
                "text": tr("any words"),
                "date": tr("day, month or year"),
                "place": tr("a name or a point"),
            }[one.kind]
    return said


def _bounds(one: NumberAttribute) -> str:
    low, high = (None if one is None else f"{one:.15g}" for one in (one.lowest, one.highest))
    if low is not None and high is not None:
        return tr("{a} to {b}", a=low, b=high)
    if low is not None:
        return tr("{a} and more", a=low)
    if high is not None:
        return tr("up to {b}", b=high)
    return tr("whole numbers") if one.whole else tr("any number")
