"""One line of our own JSONL: the types that must hold, and what is said when they do not."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, NoReturn, NotRequired, cast

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from annotator.formats.common.json_text import refuse_constant
from annotator.model.article import ArticleSource
from annotator.model.faults import first_fault
from annotator.model.incoming import IncomingComment, IncomingVerdict, Skipped
from annotator.problems import UnreadableInputError

_Offset = Annotated[int, Field(ge=0, lt=2**53)]
_Fragment = Annotated[list[_Offset], Field(min_length=2, max_length=2)]
_Key = Annotated[str, Field(min_length=1, max_length=64)]
_Id = str | int
_SURROGATE = re.compile("[\ud800-\udfff]")
_STRICT = ConfigDict(strict=True, extra="allow")
_NAMES = ("id", "from", "to", "consensus", "about")
_LISTS_OF_NAMES = ("cites", "outdated", "after")


class AnnotationBesides(TypedDict, total=False):
    """What an annotation has besides its span and label; other formats keep it where they can."""

    id: _Id
    annotator: str
    attributes: dict[str, Any]
    note: str
    certainty: Literal["sure", "unsure"]
    origin: _Key
    created: str
    modified: str
    made_from: list[str]


@with_config(_STRICT)
class AnnotationLine(AnnotationBesides):
    """An annotation as it may stand in a line."""

    label: _Key
    start: _Offset
    end: _Offset
    article: NotRequired[_Id]
    fragments: NotRequired[list[_Fragment]]
    quote: NotRequired[str]


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


class RelationBesides(TypedDict, total=False):
    """What a relation has besides its type and ends."""

    id: _Id
    annotator: str
    note: str
    created: str
    modified: str


_RelationEnds = TypedDict("_RelationEnds", {"type": _Key, "from": _Id, "to": _Id})


@with_config(_STRICT)
class RelationLine(_RelationEnds, RelationBesides):
    """A relation as it may stand in a line."""


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


class ArticleBesides(TypedDict, total=False):
    """What an article has besides its text, what is known of it in words, and its annotations."""

    zones: list[ZoneLine]
    reference: str | None
    source: SourceLine
    states: dict[str, Literal["open", "done", "look"]]
    none: dict[str, list[_Key]]
    verdicts: list[Any]
    comments: list[Any]


@with_config(_STRICT)
class ArticleLine(ArticleBesides):
    """An article as it may stand in a line."""

    text: Annotated[str, Field(min_length=1)]
    id: NotRequired[_Id]
    title: NotRequired[str | None]
    url: NotRequired[str | None]
    outlet: NotRequired[str | None]
    byline: NotRequired[str | None]
    published: NotRequired[str | None]
    language: NotRequired[str | None]
    annotations: NotRequired[list[AnnotationLine]]
    relations: NotRequired[list[RelationLine]]
    flags: NotRequired[Any]
    no_copy_of: NotRequired[Any]
    retired: NotRequired[Any]
    intended: NotRequired[Any]


ARTICLE_KEYS = frozenset(ArticleLine.__annotations__)
ANNOTATION_KEYS = frozenset(AnnotationLine.__annotations__)
SOURCE_KEYS = frozenset(SourceLine.__annotations__)
RELATION_KEYS = frozenset(RelationLine.__annotations__)
VERDICT_KEYS = frozenset(VerdictLine.__annotations__)
COMMENT_KEYS = frozenset(CommentLine.__annotations__)

_adapter: TypeAdapter[ArticleLine] = TypeAdapter(ArticleLine)
_verdict: TypeAdapter[VerdictLine] = TypeAdapter(VerdictLine)
_comment: TypeAdapter[CommentLine] = TypeAdapter(CommentLine)


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
        value = json.loads(line, parse_constant=refuse_constant)
        article = _adapter.validate_json(json.dumps(_whole(value)))
    except ValidationError as error:
        _refuse(error, where)
    except (ValueError, RecursionError) as error:
        raise UnreadableInputError(f"{where} is not JSON: {error}.") from error
    # The text itself is left as it came: it is for the intake to replace them, and to count.
    article["text"] = value["text"]
    return article


def reviews_of(
    line: ArticleBesides, where: str, skipped: list[Skipped]
) -> tuple[list[IncomingVerdict], list[IncomingComment]]:
    """Give the verdicts and comments of a line; what is none of ours is noted and left out.

    Other programs have other things by these names.
    """
    verdicts = _readable(_verdict, line.get("verdicts", ()), "a verdict", where, skipped)
    comments = _readable(_comment, line.get("comments", ()), "a comment", where, skipped)
    return verdicts, comments


def named_by_texts(line: Any) -> Any:
    """Give a relation, a verdict or a comment whose ids are text; other programs number them."""
    for key in _NAMES:
        if isinstance(line.get(key), int):
            line[key] = str(line[key])
    for key in _LISTS_OF_NAMES:
        if key in line:
            line[key] = [str(name) for name in line[key]]
    return line


def source_of(line: ArticleBesides) -> ArticleSource | None:
    """Give where a line says that its text came from; None if it says nothing."""
    if "source" not in line:
        return None
    said = cast("dict[str, Any]", line["source"])
    return ArticleSource(**{key: said[key] for key in SOURCE_KEYS & said.keys()})


def _readable(
    adapter: TypeAdapter[Any], given: Sequence[Any], what: str, where: str, skipped: list[Skipped]
) -> list[Any]:
    found: list[Any] = []
    for one in given:
        if not isinstance(one, dict):
            skipped.append(Skipped(where, f"{what}: it is no object"))
            continue
        try:
            found.append(named_by_texts(adapter.validate_python(one)))
        except ValidationError as error:
            skipped.append(Skipped(where, f"{what}: {first_fault(error, one)}"))
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


def _refuse(error: ValidationError, where: str) -> NoReturn:
    raise UnreadableInputError(f"{where}: {first_fault(error)}.") from error
