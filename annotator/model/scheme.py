"""The scheme: which labels there are, what they mean, and what is asked of each. A JSON file.

A scheme file is this module's `Scheme` as JSON; `Scheme.model_json_schema()` describes it to
other tools.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal, Self, TypeVar

import orjson
from pydantic import Field, ValidationError, model_validator

from annotator.model.attributes import Attribute
from annotator.model.base import Written
from annotator.model.faults import first_fault
from annotator.model.listing import end_of_each
from annotator.problems import UnknownNameError, UserProblem

Pattern = Literal[
    "solid", "dots", "dashes", "long-dashes", "dash-dots", "double", "squares", "dot-pairs"
]
"""How the line under a label's spans is drawn, so that shape speaks besides colour."""

# What the next label added without a choice gets; the first three are the default scheme's.
COLOURS = (
    "purple", "green", "orange", "blue", "red", "teal",
    "pink", "olive", "brown", "indigo", "slate", "gold",
)  # fmt: skip
PATTERNS: tuple[Pattern, ...] = (
    "solid", "dots", "dashes", "long-dashes", "dash-dots", "double", "squares", "dot-pairs",
)  # fmt: skip
_DIGITS = "123456789"
_LABEL_KEY = r"^[^\s\x00-\x1f]([^\x00-\x1f]*[^\s\x00-\x1f])?$"
LONGEST_KEY = 64
"""Code points in the key of a label, an attribute or a relation."""

_Option = TypeVar("_Option", bound=str)


class Examples(Written):
    """What to tag and what to leave, as texts with the span between ``[[`` and ``]]``."""

    tag: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


class Label(Written):
    """A kind of span. ``key`` names it in files for ever, ``name`` is what people read.

    ``parent`` is the key of the label under which it stands in lists. A label that was merged is
    retired and names in ``merged_into`` the one as which its annotations are read.
    """

    key: str = Field(min_length=1, max_length=LONGEST_KEY, pattern=_LABEL_KEY)
    name: str = Field(default="", max_length=80)
    colour: str = Field(default="slate", pattern=r"^([a-z]+|#[0-9A-Fa-f]{6})$")
    pattern: Pattern = "solid"
    shortcut: str = Field(default="", pattern=r"^[1-9]?$")
    definition: str = Field(default="", max_length=4000)
    examples: Examples = Examples()
    attributes: tuple[Attribute, ...] = ()
    retired: bool = False
    parent: str = Field(default="", max_length=LONGEST_KEY)
    merged_into: str = Field(default="", max_length=LONGEST_KEY)

    @model_validator(mode="before")
    @classmethod
    def _name_from_key(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("name") and isinstance(data.get("key"), str):
            key: str = data["key"]
            return {**data, "name": key.capitalize() if key.islower() else key}
        return data

    @model_validator(mode="after")
    def _attributes_once(self) -> Self:
        _refuse_twice("attribute", (attribute.key for attribute in self.attributes))
        if self.merged_into and not self.retired:
            raise ValueError("a label that was merged is retired")
        return self

    def attribute(self, key: str) -> Attribute:
        """Look an attribute up.

        Raises:
            UnknownNameError: the label has none of that name; the text lists those it has.
        """
        for attribute in self.attributes:
            if attribute.key == key:
                return attribute
        known = ", ".join(attribute.key for attribute in self.attributes) or "none"
        raise UnknownNameError(f"{self.name} has no attribute “{key}”; it has {known}.")


class Reason(Written):
    """Why a reviewer says that nothing belongs there; ``shortcut`` is its key in the menu."""

    key: str = Field(min_length=1, max_length=LONGEST_KEY, pattern=_LABEL_KEY)
    name: str = Field(default="", max_length=80)
    shortcut: str = Field(default="", pattern=r"^[1-9]?$")

    @model_validator(mode="before")
    @classmethod
    def _name_from_key(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("name") and isinstance(data.get("key"), str):
            return {**data, "name": data["key"].replace("-", " ")}
        return data


USUAL_REASONS = (
    Reason(key="not-of-the-kind", name="not what the label means", shortcut="1"),
    Reason(key="wrong-edges", name="wrong edges", shortcut="2"),
    Reason(key="doubles-another", name="doubles another", shortcut="3"),
    Reason(key="guide-says-no", name="the guide says no", shortcut="4"),
    Reason(key="ambiguous", name="ambiguous", shortcut="5"),
)
"""What a scheme has that does not name reasons of its own."""


class RelationType(Written):
    """A typed, directed link: which labels it may start from and lead to.

    ``outward`` and ``inward`` are what the other end is called in the record of the one where it
    starts, and of the one to which it leads: a figure is “Said by” somebody.
    """

    key: str = Field(min_length=1, max_length=LONGEST_KEY)
    name: str = ""
    outward: str = Field(default="", max_length=64)
    inward: str = Field(default="", max_length=64)
    sources: tuple[str, ...] = Field(min_length=1)
    targets: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _name_from_key(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("name") and isinstance(data.get("key"), str):
            return {**data, "name": data["key"]}
        return data


class Scheme(Written):
    """The labels and relations of a project, in a version of their own."""

    format: Literal["annotator-scheme"] = "annotator-scheme"
    name: str = Field(default="", max_length=200)
    version: int = Field(default=1, ge=1)
    labels: tuple[Label, ...] = ()
    relations: tuple[RelationType, ...] = ()
    reasons: tuple[Reason, ...] = USUAL_REASONS

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _refuse_twice("label", (label.key for label in self.labels))
        _refuse_twice("key", (label.shortcut for label in self.labels if label.shortcut))
        _refuse_twice("relation", (relation.key for relation in self.relations))
        _refuse_twice("reason", (reason.key for reason in self.reasons))
        _refuse_twice("key", (reason.shortcut for reason in self.reasons if reason.shortcut))
        known = {label.key for label in self.labels}
        for relation in self.relations:
            if lost := {*relation.sources, *relation.targets} - known:
                raise ValueError(f"the relation {relation.key} names no such label: {min(lost)}")
        for what, above in (
            ("stands under", {label.key: label.parent for label in self.labels}),
            ("was merged into", {label.key: label.merged_into for label in self.labels}),
        ):
            _refuse_circles(what, above)
        return self

    def label(self, key: str) -> Label:
        """Look a label up.

        Raises:
            UnknownNameError: there is none of that key; the text lists those there are.
        """
        for label in self.labels:
            if label.key == key:
                return label
        known = ", ".join(label.key for label in self.labels) or "none"
        raise UnknownNameError(f"The scheme has no label “{key}”; it has {known}.")

    def relation(self, key: str) -> RelationType:
        """Look a relation up.

        Raises:
            UnknownNameError: there is none of that key.
        """
        for relation in self.relations:
            if relation.key == key:
                return relation
        known = ", ".join(relation.key for relation in self.relations) or "none"
        raise UnknownNameError(f"The scheme has no relation “{key}”; it has {known}.")

    def links(self) -> frozenset[tuple[str, str]]:
        """Give the attributes that lead to annotations, as the keys of label and attribute."""
        return frozenset(
            (label.key, attribute.key)
            for label in self.labels
            for attribute in label.attributes
            if attribute.kind == "link"
        )

    def with_labels(self, keys: Iterable[str]) -> Scheme:
        """Add plain labels for new keys, each with the next free colour, pattern and digit."""
        labels = list(self.labels)
        taken = {label.key for label in labels}
        for key in keys:
            if key in taken:
                continue
            taken.add(key)
            digits = {label.shortcut for label in labels}
            labels.append(
                Label(
                    key=key,
                    colour=least_used(COLOURS, (label.colour for label in labels)),
                    pattern=least_used(PATTERNS, (label.pattern for label in labels)),
                    shortcut=next((digit for digit in _DIGITS if digit not in digits), ""),
                )
            )
        if len(labels) == len(self.labels):
            return self
        return self.model_copy(update={"labels": tuple(labels), "version": self.version + 1})

    def with_relations(self, keys: Iterable[str]) -> Scheme:
        """Add relations for keys that are new, from any label to any label."""
        known = {relation.key for relation in self.relations}
        labels = tuple(label.key for label in self.labels)
        new = [key for key in dict.fromkeys(keys) if key not in known]
        if not new or not labels:
            return self
        added = tuple(RelationType(key=key, sources=labels, targets=labels) for key in new)
        return self.model_copy(
            update={"relations": (*self.relations, *added), "version": self.version + 1}
        )

    def merges(self) -> dict[str, str]:
        """Give for the key of each merged label that of the one as which it is read."""
        into = {label.key: label.merged_into for label in self.labels if label.merged_into}
        return end_of_each(into)

    def as_body(self) -> dict[str, Any]:
        """Give the scheme as a project keeps it: spelled out but for what came with later versions.

        So a scheme that has none of that can be read by every version.
        """
        body = self.model_dump(mode="json")
        for label in body["labels"]:
            for field in ("parent", "merged_into"):
                if not label[field]:
                    del label[field]
            for attribute in label["attributes"]:
                for choice in attribute.get("choices", ()):
                    if not choice["formerly"]:
                        del choice["formerly"]
        return body

    def as_json(self) -> dict[str, Any]:
        """Give the scheme as it stands in a file, without what is at its default."""
        return {"format": self.format, "version": self.version} | self.model_dump(
            mode="json", exclude_defaults=True
        )


def read_scheme(data: bytes, name: str) -> Scheme:
    """Read a scheme file.

    Args:
        data: the file's bytes.
        name: what to call the file in a message.

    Raises:
        UserProblem: it is no scheme; the text names the first thing that is wrong.
    """
    if not data.strip():
        raise UserProblem(f"{name} is not a scheme: it is empty.")
    try:
        content = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: {error.msg}"
        why = "it is not text in UTF-8" if "UTF-8" in error.msg else f"it is not JSON ({where})"
        raise UserProblem(f"{name} is not a scheme: {why}.") from error
    if not isinstance(content, dict):
        raise UserProblem(f"{name} is not a scheme: that is an object in braces, with “labels”.")
    try:
        return Scheme.model_validate(content)
    except ValidationError as error:
        raise UserProblem(f"{name} is not a scheme: {first_fault(error, content)}.") from error


def label_key(text: str) -> str:
    """Check a word that is to become the key of a label.

    Raises:
        UserProblem: it cannot be one.
    """
    if len(text) > LONGEST_KEY or not re.fullmatch(_LABEL_KEY, text):
        raise UserProblem(
            f"“{text[:LONGEST_KEY]}” cannot be the key of a label: one has up to {LONGEST_KEY} "
            "characters in one line, without white space around them."
        )
    return text


def _refuse_twice(what: str, keys: Iterable[str]) -> None:
    for key, count in Counter(keys).items():
        if count > 1:
            raise ValueError(f"the {what} “{key}” stands there twice")


def _refuse_circles(what: str, above: Mapping[str, str]) -> None:
    for key in above:
        seen = {key}
        at = key
        while at := above[at]:
            if at not in above:
                raise ValueError(f"the label {key} {what} one that is not there: {at}")
            if at in seen:
                raise ValueError(f"the label {at} {what} itself")
            seen.add(at)


def least_used(options: tuple[_Option, ...], used: Iterable[str]) -> _Option:
    """Choose what is used least of some options, of several the first."""
    count = Counter(used)
    return min(options, key=lambda option: (count[option], options.index(option)))
