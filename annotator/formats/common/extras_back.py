"""Taking back what `extras` made of annotations and articles.

It is checked like anything that comes from outside: somebody may have changed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from annotator.formats.base import ReadRequest
from annotator.formats.common.extras import FIELDS
from annotator.formats.common.taking import Given, storable, taken
from annotator.formats.jsonl_lines import (
    SOURCE_KEYS,
    SourceLine,
    ZoneLine,
    read_comments,
    read_verdicts,
)
from annotator.model.article import ArticleSource
from annotator.model.base import first_fault
from annotator.model.canonical import LARGEST
from annotator.model.incoming import Incoming, IncomingComment, IncomingVerdict, Skipped

_STRICT = ConfigDict(strict=True, extra="forbid")
_Offset = Annotated[int, Field(ge=0, lt=2**53)]
_Checked = TypeVar("_Checked")
_DEEPEST = 40
"""Levels of JSON values within each other."""


def _kept(value: dict[str, Any]) -> dict[str, Any]:
    """Refuse values that no project can keep: nested without end, or beyond all numbers."""
    if not _is_sound(value):
        raise ValueError("is nested too deep, or holds a number that cannot be kept")
    return value


def _is_sound(value: Any) -> bool:
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
class SpanExtras(TypedDict, total=False):
    """What an annotation has besides its span and label; ``fragment`` is which one of how many."""

    id: str
    annotator: str
    quote: str
    fragment: Annotated[list[_Offset], Field(min_length=2, max_length=2)]
    attributes: Annotated[dict[str, Any], AfterValidator(_kept)]
    note: str
    certainty: Literal["sure", "unsure"]
    origin: Annotated[str, Field(min_length=1, max_length=64)]
    created: str
    modified: str
    made_from: list[str]


@with_config(_STRICT)
class ArticleExtras(TypedDict, total=False):
    """What an article has besides its text, the fields that are one text each, and its spans."""

    offsets: Literal["code-points", "utf16", "graphemes"]
    zones: list[ZoneLine]
    source: SourceLine | None
    reference: str
    states: dict[str, Literal["open", "done", "look"]]
    none: dict[str, list[Annotated[str, Field(min_length=1, max_length=64)]]]
    verdicts: list[Any]
    comments: list[Any]


@with_config(_STRICT)
class RelationExtras(TypedDict, total=False):
    """What a relation has besides its type and ends."""

    id: str
    annotator: str
    note: str
    created: str
    modified: str


_article_extras = TypeAdapter(ArticleExtras)
_span_extras: TypeAdapter[SpanExtras] = TypeAdapter(SpanExtras)
_relation_extras = TypeAdapter(RelationExtras)
SPAN_EXTRAS = frozenset(SpanExtras.__annotations__)


def given_relation_extras(
    relation: Mapping[str, Any], where: str, skipped: list[Skipped]
) -> RelationExtras:
    """Give what a relation of a file has besides; what is not of that form is noted."""
    keys = relation.keys() & RelationExtras.__annotations__.keys()
    try:
        return _relation_extras.validate_python({key: relation[key] for key in keys})
    except ValidationError as error:
        skipped.append(Skipped(where, f"what is known of a relation: {first_fault(error)}"))
        return {}


def given_span_extras(
    span: Mapping[str, Any], what: str, where: str, skipped: list[Skipped]
) -> SpanExtras:
    """Give what a span of a file has besides; what is not of that form is noted."""
    keys = span.keys() & SPAN_EXTRAS
    if not keys:
        return {}
    extras = {key: span[key] for key in keys}
    if type(extras.get("id")) is int:
        extras["id"] = str(extras["id"])
    try:
        return _span_extras.validate_python(extras)
    except ValidationError as error:
        skipped.append(Skipped(where, f"what is known of {what}: {first_fault(error)}"))
        return {}


class KnownArticle:
    """What a file knows of an article: its fields, and what `article_extras` made of it.

    What is not of that form is noted and left out.
    """

    def __init__(
        self, fields: Mapping[str, Any], extras: Any, where: str, skipped: list[Skipped]
    ) -> None:
        self.given: dict[str, Any] = {}
        """What `Given` takes."""
        self._source: ArticleSource | None = None
        self._is_ours = False
        self._unit: str | None = None
        for key in FIELDS:
            value = fields.get(key)
            if isinstance(value, str):
                self.given[key] = value
            elif value is not None:
                skipped.append(Skipped(where, f"the field “{key}”: it is no text"))
        if extras is not None:
            self._take(extras, where, skipped)

    def _take(self, extras: Any, where: str, skipped: list[Skipped]) -> None:
        if not _is_sound(extras):
            skipped.append(Skipped(where, "what is known of the article: it cannot be kept"))
            return
        try:
            checked = _article_extras.validate_python(storable(extras))
        except ValidationError as error:
            skipped.append(Skipped(where, f"what is known of the article: {first_fault(error)}"))
            return
        given = self.given
        # Our own file says all there is to say: an article of ours may have no title.
        given.setdefault("title", "")
        if "zones" in checked:
            given["zones"] = [(one["start"], one["end"], one["role"]) for one in checked["zones"]]
        given.update(
            {key: value for key, value in checked.items() if key in {"reference", "states", "none"}}
        )
        faults: list[str] = []
        for key, read in (("verdicts", read_verdicts), ("comments", read_comments)):
            values = cast("list[Any]", checked.get(key, []))
            given[key] = _with_text_ids(read(values, faults), faults)
        skipped.extend(Skipped(where, fault) for fault in faults)
        self._is_ours = "source" in checked
        self._unit = checked.get("offsets")
        if (source := checked.get("source")) is not None:
            said = {key: value for key, value in source.items() if key in SOURCE_KEYS}
            self._source = ArticleSource(**cast("Any", said))

    def taken(self, request: ReadRequest, given: Given) -> Iterator[Incoming]:
        """Give the incoming article.

        Where its text came from stays as our export says it, and so does what it counts in.
        """
        if self._unit is not None and request.unit is None:
            if request.fitting is not None and request.fitting.looking:
                return
            request = replace(request, unit=self._unit, fitting=None)
        for incoming in taken(request, given):
            if not self._is_ours or incoming.raw is not None:
                yield incoming
            else:
                metadata = replace(incoming.metadata, source=self._source)
                yield incoming._replace(metadata=metadata)


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
        return list(many.validate_python(values))
    except ValidationError:
        pass
    found: list[_Checked | None] = []
    for value in values:
        try:
            found.append(one.validate_python(value))
        except ValidationError as error:
            skipped.append(Skipped(where, f"{what}: {first_fault(error)}"))
            found.append(None)
    return found


def _with_text_ids(lines: Sequence[Any], faults: list[str]) -> list[Any]:
    """Give verdicts or comments that name things by texts, as ours do."""
    found: list[IncomingVerdict | IncomingComment] = []
    for line in lines:
        names = [line.get(key) for key in ("id", "consensus", "about") if line.get(key) is not None]
        names += [one for key in ("cites", "outdated", "after") for one in line.get(key, ())]
        if all(isinstance(name, str) for name in names):
            found.append(line)
        else:
            faults.append("a verdict or a comment: an id in it is no text")
    return found
