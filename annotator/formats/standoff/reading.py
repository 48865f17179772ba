"""Read annotations that came without their texts, and put the texts back that are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired, cast

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from annotator.formats.base import ReadRequest
from annotator.formats.common.json_text import checked, json_lines
from annotator.formats.common.taking import Given, all_storable, taken
from annotator.formats.jsonl_lines import AnnotationLine, ArticleBesides, RelationLine, reviews_of
from annotator.formats.standoff import seals
from annotator.formats.standoff.texts import Texts
from annotator.model.annotation import quoted, tidy_fragments
from annotator.model.article import Metadata
from annotator.model.incoming import Incoming, IncomingAnnotation, Skipped
from annotator.problems import UnreadableInputError, UserProblem

_MAIN = "annotations.standoff.jsonl"
_Offset = Annotated[int, Field(ge=0, lt=2**53)]


@with_config(ConfigDict(strict=True, extra="allow"))
class _Zone(TypedDict):
    start: _Offset
    end: _Offset
    role: Literal["headline", "deck", "byline", "dateline", "caption", "body", "boilerplate"]


@with_config(ConfigDict(strict=True, extra="allow"))
class _Line(TypedDict):
    """What a line may say of an article."""

    id: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    characters: _Offset
    annotations: list[AnnotationLine]
    url: NotRequired[str]
    outlet: NotRequired[str]
    published: NotRequired[str]
    language: NotRequired[str]
    reference: NotRequired[str]
    zones: NotRequired[list[_Zone]]
    states: NotRequired[dict[str, Literal["open", "done", "look"]]]
    none: NotRequired[dict[str, list[str]]]
    relations: NotRequired[list[RelationLine]]
    verdicts: NotRequired[list[Any]]


_adapter: TypeAdapter[_Line] = TypeAdapter(_Line)


def read(request: ReadRequest) -> Iterator[Incoming]:
    """Give the articles; those whose texts are not at hand by their ids alone.

    Raises:
        UnreadableInputError: it is no dataset of this kind.
    """
    path = request.path
    if path.is_dir():
        path = path / _MAIN
        if not path.is_file():
            raise UnreadableInputError(f"{request.name} has no {_MAIN}.")
    asked = request.options.get("texts", "")
    if asked and not Path(asked).exists():
        raise UnreadableInputError(f"There are no texts at {asked}.")
    texts = Texts(Path(asked) if asked else path.parent)
    found = False
    with request.data or path.open("rb") as file:
        for where, value in json_lines(file, request.name):
            found = True
            line = checked(_adapter, value, where)
            text = texts.text(line["id"])
            if text is None:
                yield _without_text(line, where, request)
            else:
                yield from taken(request, _given(line, text, where, request))
    if not found:
        raise UnreadableInputError(f"{request.name} holds no article: every line is empty.")


def _given(line: _Line, text: str, where: str, request: ReadRequest) -> Given:
    return Given(
        text=text,
        where=where,
        extractor="standoff",
        annotations=list(_proved(line, text, where, request)),
        relations=cast("Any", line.get("relations", [])),
        verdicts=_verdicts(line, where, request),
        url=line.get("url"),
        outlet=line.get("outlet"),
        published=line.get("published"),
        language=line.get("language"),
        reference=line.get("reference"),
        states=cast("dict[str, str] | None", line.get("states")),
        none=line.get("none"),
        zones=[(one["start"], one["end"], one["role"]) for one in line.get("zones", ())],
    )


def _proved(
    line: _Line, text: str, where: str, request: ReadRequest
) -> Iterator[IncomingAnnotation]:
    """Give the annotations that fit the text and mark the words that they were made on."""
    key = seals.key_of(text)
    for annotation, sealed in _annotations(line):
        spans = annotation.get("fragments") or [[annotation["start"], annotation["end"]]]
        try:
            quote = quoted(text, tidy_fragments(spans, len(text)))
        except UserProblem as problem:
            _skip(annotation, str(problem), where, request)
            continue
        if sealed is not None and seals.seal(key, quote) != sealed:
            _skip(annotation, "it was made on other words", where, request)
            continue
        annotation["quote"] = quote
        yield annotation


def _annotations(line: _Line) -> Iterator[tuple[IncomingAnnotation, Any]]:
    for one in line["annotations"]:
        fields = cast("dict[str, Any]", one)
        sealed = fields.pop("seal", None)
        if "id" in fields:
            fields["id"] = str(fields["id"])
        yield cast("IncomingAnnotation", fields), sealed


def _skip(annotation: IncomingAnnotation, why: str, where: str, request: ReadRequest) -> None:
    what = f"{annotation['label']} {annotation['start']}–{annotation['end']}"
    request.skipped.append(Skipped(where, f"{what}: {why}"))


def _verdicts(line: _Line, where: str, request: ReadRequest) -> list[Any]:
    said: ArticleBesides = {"verdicts": line.get("verdicts", [])}
    return reviews_of(said, where, request.skipped)[0]


def _without_text(line: _Line, where: str, request: ReadRequest) -> Incoming:
    """Give what is said of an article that only the project may have."""
    return Incoming(
        text="",
        metadata=Metadata(),
        annotations=all_storable([annotation for annotation, _ in _annotations(line)]),
        relations=all_storable(cast("Any", line.get("relations", []))),
        states=cast("dict[str, str] | None", line.get("states")),
        none=line.get("none"),
        where=where,
        verdicts=all_storable(_verdicts(line, where, request)),
        article=line["id"],
    )
