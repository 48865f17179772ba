"""The types that must hold when what was kept comes back: those of our own JSONL.

It is checked like anything that comes from outside: somebody may have changed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config

from annotator.formats.jsonl_lines import (
    AnnotationBesides,
    ArticleBesides,
    RelationBesides,
    named_by_texts,
)
from annotator.model.canonical import LARGEST
from annotator.model.faults import first_fault
from annotator.model.incoming import Skipped

_STRICT = ConfigDict(strict=True, extra="forbid")
_Offset = Annotated[int, Field(ge=0, lt=2**53)]
_Checked = TypeVar("_Checked")
_DEEPEST = 40
"""Levels of JSON values within each other."""
_UNSOUND = "its values are nested too deep, or hold a number that cannot be kept"


def is_sound(value: Any) -> bool:
    """Tell whether a project can keep a value: it ends, and so do its numbers."""
    level = [value]
    for _ in range(_DEEPEST):
        if any(isinstance(one, int | float) and not _is_number(one) for one in level):
            return False
        inner = (
            one.values() if isinstance(one, dict) else one
            for one in level
            if isinstance(one, dict | list)
        )
        level = [one for some in inner for one in some]
        if not level:
            return True
    return False


def _is_number(value: float) -> bool:
    """Tell whether a number can be kept exactly."""
    return abs(value) <= LARGEST if isinstance(value, int) else isfinite(value)


@with_config(_STRICT)
class SpanExtras(AnnotationBesides, total=False):
    """What is kept of an annotation; ``fragment`` is which one of how many."""

    quote: str
    fragment: Annotated[list[_Offset], Field(min_length=2, max_length=2)]


@with_config(_STRICT)
class ArticleExtras(ArticleBesides, total=False):
    """What is kept of an article; ``offsets`` is what its zones and spans count in."""

    offsets: Literal["code-points", "utf16", "graphemes"]


@with_config(_STRICT)
class RelationExtras(RelationBesides, total=False):
    """What is kept of a relation."""


ARTICLE_EXTRAS = TypeAdapter(ArticleExtras)
_span_extras: TypeAdapter[SpanExtras] = TypeAdapter(SpanExtras)
_relation_extras = TypeAdapter(RelationExtras)
SPAN_EXTRAS = frozenset(SpanExtras.__annotations__)


def given_relation_extras(
    relation: Mapping[str, Any], where: str, skipped: list[Skipped]
) -> RelationExtras:
    """Give what a relation of a file has besides; what is not of that form is noted."""
    keys = relation.keys() & RelationExtras.__annotations__.keys()
    try:
        extras = _relation_extras.validate_python({key: relation[key] for key in keys})
    except ValidationError as error:
        skipped.append(Skipped(where, f"what is known of a relation: {first_fault(error)}"))
        return {}
    return cast("RelationExtras", named_by_texts(extras))


def given_span_extras(
    span: Mapping[str, Any], what: str, where: str, skipped: list[Skipped]
) -> SpanExtras:
    """Give what a span of a file has besides; what is not of that form is noted."""
    keys = span.keys() & SPAN_EXTRAS
    if not keys:
        return {}
    try:
        extras = _span_extras.validate_python({key: span[key] for key in keys})
    except ValidationError as error:
        skipped.append(Skipped(where, f"what is known of {what}: {first_fault(error)}"))
        return {}
    if not is_sound(extras.get("attributes")):
        skipped.append(Skipped(where, f"what is known of {what}: {_UNSOUND}"))
        return {}
    return cast("SpanExtras", named_by_texts(extras))


def each_valid(
    many: TypeAdapter[list[_Checked]],
    one: TypeAdapter[_Checked],
    values: list[Any],
    what: str,
    where: str,
    skipped: list[Skipped],
) -> list[_Checked | None]:
    """Check values, all at once if they are right; what is wrong is noted and None in its place."""
    try:
        checked = many.validate_python(values)
        if all(is_sound(cast("Any", value).get("attributes")) for value in checked):
            return [named_by_texts(value) for value in checked]
    except ValidationError:
        pass
    found: list[_Checked | None] = []
    for value in values:
        good: Any = None
        try:
            good = one.validate_python(value)
        except ValidationError as error:
            skipped.append(Skipped(where, f"{what}: {first_fault(error)}"))
        if good is not None and not is_sound(good.get("attributes")):
            skipped.append(Skipped(where, f"{what}: {_UNSOUND}"))
            good = None
        found.append(None if good is None else named_by_texts(good))
    return found
