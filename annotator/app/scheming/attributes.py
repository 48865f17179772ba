"""Attributes of a label added, changed, taken out and moved."""

from __future__ import annotations

from annotator.app.scheming.steps import checked, with_label
from annotator.model.attributes import Attribute
from annotator.model.scheme import Label, Scheme
from annotator.problems import UserProblem


def put_attribute(
    scheme: Scheme, label: str, attribute: Attribute, *, instead_of: str = ""
) -> Scheme:
    """Add an attribute to a label, or put it in the place of the one with the key ``instead_of``.

    Raises:
        UserProblem: the label has another one of that key or name.
    """

    def put(one: Label) -> Label:
        for other in one.attributes:
            if other.key != instead_of and (
                other.key == attribute.key or other.name.casefold() == attribute.name.casefold()
            ):
                raise UserProblem(f"{one.name} has “{other.name}” already.")
        if not instead_of:
            return one.model_copy(update={"attributes": (*one.attributes, attribute)})
        one.attribute(instead_of)
        return one.model_copy(
            update={
                "attributes": tuple(
                    attribute if other.key == instead_of else other for other in one.attributes
                )
            }
        )

    return checked(with_label(scheme, label, put))


def drop_attribute(scheme: Scheme, label: str, key: str) -> Scheme:
    """Take an attribute from a label."""
    scheme.label(label).attribute(key)
    return with_label(
        scheme,
        label,
        lambda one: one.model_copy(
            update={"attributes": tuple(other for other in one.attributes if other.key != key)}
        ),
    )


def move_attribute(scheme: Scheme, label: str, key: str, steps: int) -> Scheme:
    """Move an attribute up or down in the form."""
    attributes = list(scheme.label(label).attributes)
    at = next(number for number, one in enumerate(attributes) if one.key == key)
    attributes.insert(min(max(0, at + steps), len(attributes) - 1), attributes.pop(at))
    return with_label(
        scheme, label, lambda one: one.model_copy(update={"attributes": tuple(attributes)})
    )
