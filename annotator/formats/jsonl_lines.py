"""One line of our own JSONL: the types that must hold, and what is said when they do not."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, NoReturn, NotRequired, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from annotator.model.base import first_fault
from annotator.problems import UnreadableInputError

_Offset = Annotated[int, Field(ge=0, lt=2**53)]
_Fragment = Annotated[list[_Offset], Field(min_length=2, max_length=2)]
_Key = Annotated[str, Field(min_length=1, max_length=64)]
_Id = str | int
_SURROGATE = re.compile("[\ud800-\udfff]")
_STRICT = ConfigDict(strict=True, extra="allow")


@with_config(_STRICT)
class AnnotationLine(TypedDict):
    """An annotation as it may stand in a line."""

    label: _Key
    start: _Offset
    end: _Offset
    id: NotRequired[_Id]
    article: NotRequired[_Id]
    annotator: NotRequired[str]
    fragments: NotRequired[list[_Fragment]]
    quote: NotRequired[str]
    attributes: NotRequired[dict[str, Any]]
    note: NotRequired[str]
    certainty: NotRequired[Literal["sure", "unsure"]]
    origin: NotRequired[_Key]
    created: NotRequired[str]
    modified: NotRequired[str]
    made_from: NotRequired[list[str]]


@with_config(_STRICT)
class VerdictLine(TypedDict):
    """A verdict as it may stand in a line."""

    decision: Literal["accept", "edit", "reject", "unsure"]
    cites: list[_Id]
    id: NotRequired[_Id]
    reviewer: NotRequired[str]
    outdated: NotRequired[list[_Id]]
    consensus: NotRequired[_Id | None]
    reason: NotRequired[str]
    note: NotRequired[str]
    rule: NotRequired[Literal["", "unanimous", "present", "at-least", "share"]]
    created: NotRequired[str]
    modified: NotRequired[str]


@with_config(_STRICT)
class CommentLine(TypedDict):
    """A comment as it may stand in a line."""

    text: str
    id: NotRequired[_Id]
    author: NotRequired[str]
    about: NotRequired[_Id | None]
    act: NotRequired[Literal["say", "ask", "resolve"]]
    after: NotRequired[list[_Id]]
    created: NotRequired[str]
    modified: NotRequired[str]


RelationLine = TypedDict(
    "RelationLine",
    {
        "type": _Key,
        "from": _Id,
        "to": _Id,
        "id": NotRequired[_Id],
        "annotator": NotRequired[str],
        "note": NotRequired[str],
        "created": NotRequired[str],
        "modified": NotRequired[str],
    },
)
with_config(_STRICT)(RelationLine)


@with_config(_STRICT)
class ZoneLine(TypedDict):
    """A zone as it may stand in a line."""

    start: _Offset
    end: _Offset
    role: Literal["headline", "deck", "byline", "dateline", "caption", "body", "boilerplate"]


@with_config(_STRICT)
class SourceLine(TypedDict):
    """Where a text came from, as it may stand in a line."""

    name: NotRequired[str]
    media: NotRequired[str]
    encoding: NotRequired[str | None]
    extractor: NotRequired[str]
    extractor_version: NotRequired[str]
    raw: NotRequired[str | None]
    newlines: NotRequired[int]
    nul: NotRequired[int]
    surrogates: NotRequired[int]


@with_config(_STRICT)
class ArticleLine(TypedDict):
    """An article as it may stand in a line."""

    text: Annotated[str, Field(min_length=1)]
    id: NotRequired[_Id]
    title: NotRequired[str | None]
    zones: NotRequired[list[ZoneLine]]
    url: NotRequired[str | None]
    outlet: NotRequired[str | None]
    byline: NotRequired[str | None]
    published: NotRequired[str | None]
    language: NotRequired[str | None]
    reference: NotRequired[str | None]
    source: NotRequired[SourceLine]
    states: NotRequired[dict[str, Literal["open", "done", "look"]]]
    none: NotRequired[dict[str, list[_Key]]]
    annotations: NotRequired[list[AnnotationLine]]
    relations: NotRequired[list[RelationLine]]
    verdicts: NotRequired[list[Any]]
    comments: NotRequired[list[Any]]


ARTICLE_KEYS = frozenset(ArticleLine.__annotations__)
ANNOTATION_KEYS = frozenset(AnnotationLine.__annotations__)
SOURCE_KEYS = frozenset(SourceLine.__annotations__)
RELATION_KEYS = frozenset(RelationLine.__annotations__)
VERDICT_KEYS = frozenset(VerdictLine.__annotations__)
COMMENT_KEYS = frozenset(CommentLine.__annotations__)

_adapter: TypeAdapter[ArticleLine] = TypeAdapter(ArticleLine)
_verdict: TypeAdapter[VerdictLine] = TypeAdapter(VerdictLine)
_comment: TypeAdapter[CommentLine] = TypeAdapter(CommentLine)
_Line = TypeVar("_Line", VerdictLine, CommentLine)


def read_line(line: bytes, where: str) -> ArticleLine:
    """Read one line.

    Args:
        line: the line's bytes.
        where: what to call it in a message.

    Raises:
        UnreadableInputError: it is no article; the text names the field.
    """
    try:
        return _adapter.validate_json(line)
    except ValidationError as error:
        if error.errors()[0]["type"] != "json_invalid":
            _refuse(error, where)
    # The quick reader refuses lone surrogates, which other programs do write; the slow one does
    # not.
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
        article = _adapter.validate_json(json.dumps(_whole(value)))
    except ValidationError as error:
        _refuse(error, where)
    except (ValueError, RecursionError) as error:
        raise UnreadableInputError(f"{where} is not JSON: {error}.") from error
    # The text itself is left as it came: it is for the intake to replace them, and to count.
    article["text"] = value["text"]
    return article


def read_verdicts(given: Sequence[Any], faults: list[str]) -> list[VerdictLine]:
    """Read the verdicts of a line; what is none of ours is told in ``faults`` and left out."""
    return _readable(_verdict, given, "a verdict", faults)


def read_comments(given: Sequence[Any], faults: list[str]) -> list[CommentLine]:
    """Read the comments of a line; other programs have other things by that name."""
    return _readable(_comment, given, "a comment", faults)


def _readable(
    adapter: TypeAdapter[_Line], given: Sequence[Any], what: str, faults: list[str]
) -> list[_Line]:
    found: list[_Line] = []
    for one in given:
        if not isinstance(one, dict):
            faults.append(f"{what}: it is no object")
            continue
        try:
            found.append(adapter.validate_python(one))
        except ValidationError as error:
            faults.append(f"{what}: {first_fault(error)}")
    return found


def _whole(value: Any) -> Any:
    """Replace lone surrogates in all texts of a JSON value."""
    match value:
        case str():
            return _SURROGATE.sub("\ufffd", value)
        case list():
            return [_whole(item) for item in value]
        case dict():
            return {_whole(key): _whole(item) for key, item in value.items()}
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON's")


def _refuse(error: ValidationError, where: str) -> NoReturn:
    raise UnreadableInputError(f"{where}: {first_fault(error)}.") from error
