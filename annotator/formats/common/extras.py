"""What a format of JSON has no field for, of annotations and articles: kept in fields of ours.

Tools of that kind leave fields alone that they do not know. What comes back is checked like
anything that comes from outside: somebody may have changed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Annotated, Any, Literal, NotRequired, TypeVar, cast

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from annotator.formats.base import ReadRequest
from annotator.formats.common.taking import Given, taken
from annotator.formats.jsonl_lines import (
    SOURCE_KEYS,
    SourceLine,
    ZoneLine,
    read_comments,
    read_verdicts,
)
from annotator.model.article import ArticleSource
from annotator.model.base import first_fault
from annotator.model.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingComment,
    IncomingVerdict,
    Note,
    Skipped,
)
from annotator.model.records import AnnotationRecord, ArticleRecord, RelationRecord

_STRICT = ConfigDict(strict=True, extra="forbid")
_Offset = Annotated[int, Field(ge=0, lt=2**53)]
_Checked = TypeVar("_Checked")

_DEEPEST = 40
"""Levels of JSON values within each other."""
_SHOWN = 60
_SELDOM = frozenset({"certainty", "made_from"})
FIELDS = ("title", "url", "outlet", "byline", "published", "language")
"""What is known of an article that is one text each."""
HELD = frozenset(
    {
        "text", "zones", "reference", "states", "none", "verdicts", "comments", "relations", "id",
        "annotator", "certainty", "origin", "created", "modified", "made_from", "attributes",
        "note", "source", *FIELDS,
    }
)  # fmt: skip
"""What these fields hold, in the words of `unheld`; relations where the format has them."""


def _kept(value: dict[str, Any]) -> dict[str, Any]:
    """Refuse values that no project can keep: nested without end, or beyond all numbers."""
    if not _is_sound(value):
        raise ValueError("is nested too deep, or holds a number that is none")
    return value


def _is_sound(value: Any) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        if any(isinstance(one, float) and not isfinite(one) for one in level):
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
    none: dict[str, list[str]]
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


class Piece(IncomingAnnotation):
    """An annotation as a file gives it: perhaps one fragment of several."""

    fragment: NotRequired[list[int]]


_article_extras = TypeAdapter(ArticleExtras)
span_extras: TypeAdapter[SpanExtras] = TypeAdapter(SpanExtras)
many_span_extras: TypeAdapter[list[SpanExtras]] = TypeAdapter(list[SpanExtras])
_relation_extras = TypeAdapter(RelationExtras)
SPAN_EXTRAS = frozenset(SpanExtras.__annotations__)


class Leftovers:
    """Counts what a reader has no place for, to say it once a file."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, what: str, count: int = 1) -> None:
        """Count something, by the words in which it is told."""
        self._counts[what] += count

    def fields(self, unknown: Iterable[str], place: str = "") -> None:
        """Count fields that are none of the format's."""
        for key in unknown:
            self._counts[f"the field “{place}{key}”"] += 1

    def tell(self, request: ReadRequest) -> None:
        """Note all of it as passed over."""
        for what, count in sorted(self._counts.items()):
            request.skipped.append(Skipped(request.name, f"{what} ({count:,}×)"))


def extras_of(annotation: AnnotationRecord, *besides: str) -> dict[str, Any]:
    """Give what an annotation has besides span, label and quote, without the fields named."""
    found: dict[str, Any] = {
        key: annotation[key]
        for key in ("id", "annotator", "attributes", "note", "origin", "created", "modified")
        if annotation[key]
    }
    found |= {key: value for key, value in annotation.items() if key in _SELDOM}
    for key in besides:
        found.pop(key, None)
    return found


def numbered(fragments: list[list[int]]) -> Iterator[tuple[list[int], dict[str, Any]]]:
    """Give each fragment with what says which one it is: nothing if there is one."""
    if len(fragments) == 1:
        yield fragments[0], {}
        return
    for number, fragment in enumerate(fragments, 1):
        yield fragment, {"fragment": [number, len(fragments)]}


def relation_extras(relation: RelationRecord, owner: str) -> dict[str, Any]:
    """Give what a relation has besides its type and ends; the owner's name goes without saying."""
    found: dict[str, Any] = {"id": relation["id"]}
    if relation["annotator"] != owner:
        found["annotator"] = relation["annotator"]
    if relation["note"]:
        found["note"] = relation["note"]
    return found | {"created": relation["created"], "modified": relation["modified"]}


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
        return span_extras.validate_python(extras)
    except ValidationError as error:
        skipped.append(Skipped(where, f"what is known of {what}: {first_fault(error)}"))
        return {}


def people(article: ArticleRecord) -> list[str]:
    """Name who has annotated an article, or is done with it and found nothing."""
    states = article.get("states", {})
    names = [one["annotator"] for one in article["annotations"]]
    return list(dict.fromkeys([*names, *(name for name in states if states[name] == "done")]))


def fields_of(article: ArticleRecord) -> dict[str, str]:
    """Give what is known of an article that is one text each."""
    record = cast("dict[str, Any]", article)
    return {key: record[key] for key in FIELDS if record[key]}


def article_extras(
    article: ArticleRecord, position: Callable[[int], int] = lambda at: at
) -> dict[str, Any]:
    """Give what an article has besides its text, those fields, spans and relations.

    Args:
        article: what is written.
        position: turns code points into the file's unit, in which zones are written too.
    """
    found: dict[str, Any] = {
        "zones": [
            {"start": position(zone["start"]), "end": position(zone["end"]), "role": zone["role"]}
            for zone in article["zones"]
        ],
        "source": article.get("source"),
    }
    for key in ("reference", "states", "none", "verdicts", "comments"):
        if value := article.get(key):
            found[key] = value
    return found


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
            skipped.append(Skipped(where, "what is known of the article: it is nested too deep"))
            return
        try:
            checked = _article_extras.validate_python(extras)
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


def with_extras(piece: Piece, extras: SpanExtras) -> Piece:
    """Give a piece with what an annotation has besides."""
    return cast("Piece", {**piece, **extras})


def joined(pieces: Sequence[Piece], where: str, notes: list[Note]) -> list[IncomingAnnotation]:
    """Put fragments together that say they are of one annotation; others stay as they are."""
    if not any("fragment" in one for one in pieces):
        return list(pieces)
    found: list[IncomingAnnotation] = []
    parts: dict[tuple[str, str | None, str], list[Piece]] = {}
    for one in pieces:
        if "fragment" not in one or "id" not in one:
            found.append(_plain(one))
            continue
        key = one["id"], one.get("annotator"), one["label"]
        if key not in parts:
            parts[key] = []
            # Its place among the others is that of its first fragment.
            found.append(one)
        parts[key].append(one)
    for number, first in enumerate(found):
        key = first.get("id", ""), first.get("annotator"), first["label"]
        if "fragment" in first:
            found[number] = _whole(parts[key], where, notes)
    return found


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


def _whole(pieces: list[Piece], where: str, notes: list[Note]) -> IncomingAnnotation:
    pieces.sort(key=lambda one: one["fragment"])
    count = pieces[0]["fragment"][1]
    if [one["fragment"] for one in pieces] != [[n, count] for n in range(1, count + 1)]:
        what = f"{pieces[0]['label']} {pieces[0]['start']}–{pieces[0]['end']}"
        notes.append(Note(where, f"{what}: {len(pieces)} of its {count} fragments are there"))
    whole = _plain(pieces[0])
    if len(pieces) == 1:
        return whole
    spans = sorted([one["start"], one["end"]] for one in pieces)
    whole["start"], whole["end"] = spans[0][0], spans[-1][1]
    whole["fragments"] = spans
    if all("quote" in one for one in pieces):
        by_place = sorted(pieces, key=lambda one: (one["start"], one["end"]))
        whole["quote"] = " ".join(one["quote"] for one in by_place)
    return whole


def _plain(piece: Piece) -> IncomingAnnotation:
    return cast(
        "IncomingAnnotation", {key: value for key, value in piece.items() if key != "fragment"}
    )


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


def shown(value: Any) -> str:
    """Give the beginning of a value for a message, whatever it is."""
    try:
        text = str(value)
    except (ValueError, RecursionError):
        return "…"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
