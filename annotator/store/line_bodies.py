"""What the body of every kind must hold, so that whoever reads it finds what it looks for.

More may stand there than is asked for: it is kept. What a newer program writes says so in its
``schema_version``, and is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from annotator.model.canonical import plain
from annotator.model.scheme import Label, RelationType, Scheme
from annotator.store import rows

LARGEST_OFFSET = 2**53
_ALLOW = with_config(ConfigDict(strict=True, extra="allow"))
_FORBID = with_config(ConfigDict(strict=True, extra="forbid"))
_Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Word = Annotated[str, Field(min_length=1, max_length=200)]
_Key = Annotated[str, Field(min_length=1, max_length=64)]
_Offset = Annotated[int, Field(ge=0, lt=LARGEST_OFFSET)]
_Fragment = Annotated[list[_Offset], Field(min_length=2, max_length=2)]


@_ALLOW
class AnnotationBody(TypedDict):
    """An annotation's."""

    label: _Key
    fragments: Annotated[list[_Fragment], Field(min_length=1)]
    quote: Annotated[str, Field(min_length=1)]
    origin: _Key
    created: str
    attributes: dict[str, Any]
    note: str
    certainty: NotRequired[Literal["sure", "unsure"]]


@_FORBID
class _Source(TypedDict):
    name: NotRequired[str]
    media: NotRequired[str]
    encoding: NotRequired[str | None]
    extractor: NotRequired[str]
    extractor_version: NotRequired[str]
    raw: NotRequired[str | None]
    newlines: NotRequired[int]
    nul: NotRequired[int]
    surrogates: NotRequired[int]


_ZONE = [int, int, str]
_Zone = Annotated[list[_Offset | str], Field(min_length=3, max_length=3)]


@_ALLOW
class _Article(TypedDict):
    title: str
    outlet: NotRequired[str | None]
    byline: NotRequired[str | None]
    published: NotRequired[str | None]
    language: NotRequired[str | None]
    url: NotRequired[str | None]
    reference: NotRequired[str | None]
    edited: NotRequired[str]
    zones: NotRequired[list[_Zone]]
    source: NotRequired[_Source | None]


_Relation = TypedDict(  # “from” is no name of Python's
    "_Relation", {"type": str, "from": str, "to": str, "created": str, "note": NotRequired[str]}
)


@_ALLOW
class _Status(TypedDict):
    state: str
    none: NotRequired[list[str]]
    flag: NotRequired[str]
    apart: NotRequired[list[_Hex]]


@_ALLOW
class _Annotator(TypedDict):
    name: _Word
    kind: NotRequired[str]
    colour: NotRequired[str]
    initials: NotRequired[str]


@_ALLOW
class _Verdict(TypedDict):
    decision: str
    cites: list[Annotated[list[str], Field(min_length=2, max_length=2)]]
    consensus: NotRequired[str | None]
    reason: NotRequired[str]
    note: NotRequired[str]
    rule: NotRequired[str]
    created: str


@_ALLOW
class _Comment(TypedDict):
    about: NotRequired[str | None]
    text: str
    act: str
    after: NotRequired[list[str]]
    created: str


@_ALLOW
class _Assignment(TypedDict):
    annotator: _Word


@_ALLOW
class _Member(TypedDict):
    name: _Word
    role: str


@_ALLOW
class _Team(TypedDict):
    blind: NotRequired[bool]
    lanes: NotRequired[list[str]]


@_ALLOW
class _Version(TypedDict):
    older: _Hex


@_ALLOW
class _Silence(TypedDict):
    about: Literal["labels", "values", "untagged"]
    string: Annotated[str, Field(min_length=1)]
    label: NotRequired[str | None]
    attribute: NotRequired[str | None]
    start: NotRequired[_Offset | None]
    end: NotRequired[_Offset | None]
    reason: NotRequired[str]
    created: str


@_ALLOW
class _Shelved(TypedDict):
    reason: str
    created: str


_BODIES: dict[int, Any] = {
    rows.ARTICLE: _Article,
    rows.RELATION: _Relation,
    rows.STATUS: _Status,
    rows.ANNOTATOR: _Annotator,
    rows.VERDICT: _Verdict,
    rows.COMMENT: _Comment,
    rows.ASSIGNMENT: _Assignment,
    rows.MEMBER: _Member,
    rows.TEAM: _Team,
    rows.VERSION: _Version,
    rows.SILENCE: _Silence,
    rows.SHELVED: _Shelved,
}


def expect_body(kind: int, body: dict[str, Any]) -> None:
    """Make sure that a body is one of its kind.

    Raises:
        ValueError: it is not; `pydantic.ValidationError` is one.
    """
    if kind == rows.SCHEME:
        _expect_scheme(body)
        return
    _checker(kind)(body)
    if kind == rows.ARTICLE and any(list(map(type, z)) != _ZONE for z in body.get("zones", ())):
        raise ValueError("a zone is not two places and a role")


def expect_attributes(attributes: dict[str, Any]) -> None:
    """Make sure that attributes can be read back.

    Raises:
        ValueError: a number among them is none.
    """
    try:
        plain(attributes)
    except TypeError as error:
        raise ValueError(str(error)) from error


def _expect_scheme(body: dict[str, Any]) -> None:
    if "format" in body:
        Scheme.model_validate(plain(body))
        return
    part = plain(body)
    _part.validate_python({key: part.get(key) for key in ("labels", "relations")})


@with_config(ConfigDict(extra="forbid"))
class _Part(TypedDict):
    labels: list[Label]
    relations: list[RelationType]


_part: TypeAdapter[_Part] = TypeAdapter(_Part)


@cache
def _checker(kind: int) -> Callable[[object], object]:
    return TypeAdapter(_BODIES[kind]).validate_python
