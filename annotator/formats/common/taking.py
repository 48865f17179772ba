"""A text with its annotations, as another program's file gives it, becomes an incoming article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, cast

import orjson

from annotator.formats.base import ReadRequest
from annotator.formats.common.intake import tidy
from annotator.formats.common.offsets import OffsetProblem
from annotator.formats.common.places import Places
from annotator.model.article import ArticleSource, Metadata
from annotator.model.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingComment,
    IncomingRelation,
    IncomingVerdict,
    Skipped,
)
from annotator.problems import UnreadableInputError
from annotator.text.canonical import canonical
from annotator.text.plain import title_of
from annotator.text.zone import Zone
from annotator.text.zones import find_zones
from annotator.version import __version__

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True, kw_only=True)
class Given:
    """An article as a file gives it. Offsets are in the file's unit, of ``text`` as it is here.

    Attributes:
        text: the text, not yet canonical.
        where: its place in the file, for messages: “talks.jsonl, line 3”.
        annotations: the spans; a ``quote`` is checked, and shows in which unit the file counts.
        relations, verdicts, comments: what ties annotations together, by their ids.
        title: None finds one in the text, as the other fields are left empty.
        reference: the id that the file gives the article.
        states, none: what annotators say of the article.
        kinds: of annotators who are no people: ``suggester`` or ``import``, by name.
        zones: its parts in the file's unit, each a start, an end and a role; None finds them.
        zones_unit: what they count in, if that is not the file's unit.
        extractor: the format's name, kept as where the text came from.
        media: its media type.
    """

    text: str
    where: str
    extractor: str
    media: str = "text/plain"
    annotations: Sequence[IncomingAnnotation] = ()
    relations: Sequence[IncomingRelation] = ()
    verdicts: Sequence[IncomingVerdict] = ()
    comments: Sequence[IncomingComment] = ()
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    reference: str | None = None
    states: dict[str, str] | None = None
    none: dict[str, list[str]] | None = None
    kinds: dict[str, str] = field(default_factory=dict)
    zones: Sequence[tuple[int, int, str]] | None = None
    zones_unit: str = ""


def taken(request: ReadRequest, given: Given) -> Iterator[Incoming]:
    """Give the incoming article, or none if its text is empty, which is noted as passed over.

    While the file's unit is looked for nothing is given, only looked at. What does not fit the
    text is noted, the rest is taken.

    Raises:
        MisfitError: the unit that was believed is not the file's; the file has to be looked over.
    """
    clean = canonical(given.text)
    if not clean.text.strip():
        request.skipped.append(Skipped(given.where, "an article: its text is empty"))
        return
    annotations = cast("list[IncomingAnnotation]", all_storable(given.annotations))
    if request.fitting is not None:
        request.fitting.consider(given.text, annotations)
        if request.fitting.looking:
            return
    unit = request.unit or (request.fitting.units[0] if request.fitting else "code-points")
    places = Places(given.text, clean.text, unit)
    if not places.are_ours:
        annotations = places.move(annotations, given.where, request.skipped)
    text = clean.text
    raw = None if text == given.text else given.text.encode("utf-8", "surrogatepass")
    zones = find_zones(text) if given.zones is None else _zones(places, text, given, request)
    yield Incoming(
        text=text,
        metadata=Metadata(
            title=_title(given, text, zones),
            url=tidy(given.url),
            outlet=tidy(given.outlet),
            byline=tidy(given.byline),
            published=tidy(given.published),
            language=tidy(given.language),
            zones=tuple(zones),
            reference=_reference(given, text),
            source=ArticleSource(
                name=request.name,
                media=given.media,
                extractor=given.extractor,
                extractor_version=__version__,
                raw=None if raw is None else sha256(raw).hexdigest(),
                newlines=clean.newlines,
                nul=clean.nul,
                surrogates=clean.surrogates,
            ),
        ),
        raw=raw,
        annotations=annotations,
        relations=cast("list[IncomingRelation]", all_storable(given.relations)),
        states=given.states,
        none=given.none,
        where=given.where,
        replaced=(clean.nul, clean.surrogates),
        verdicts=cast("list[IncomingVerdict]", all_storable(given.verdicts)),
        comments=cast("list[IncomingComment]", all_storable(given.comments)),
        kinds=given.kinds,
    )


def without_text(given: Given, article: str) -> Incoming:
    """Give what is said of an article of which the file has no text; the project may have it.

    Args:
        given: what is said; its offsets are code points.
        article: its id, the sha256 of its text.
    """
    return Incoming(
        text="",
        metadata=Metadata(),
        annotations=all_storable(given.annotations),
        relations=all_storable(given.relations),
        states=given.states,
        none=given.none,
        where=given.where,
        verdicts=all_storable(given.verdicts),
        comments=all_storable(given.comments),
        article=article,
    )


def all_storable(values: Sequence[Any]) -> list[Any]:
    """Give values as `storable` does: nearly all are so, which a quick writer of JSON tells.

    Raises:
        UnreadableInputError: they nest without end.
    """
    try:
        if b"\\u0000" not in orjson.dumps(values):
            return list(values)
    except orjson.JSONEncodeError as error:
        if "ecursion" in str(error):
            what = "Its values lie within each other, hundreds of levels deep."
            raise UnreadableInputError(what) from error
    return [storable(one) for one in values]


def storable(value: Any) -> Any:
    """Replace what no database holds in all texts of a JSON value: lone surrogates and NUL."""
    match value:
        case str():
            try:
                value.encode()
            except UnicodeEncodeError:
                value = _SURROGATE.sub("\ufffd", value)
            return value.replace("\0", "\ufffd") if "\0" in value else value
        case list():
            return [storable(item) for item in value]
        case dict():
            return {storable(key): storable(item) for key, item in value.items()}
    return value


def _title(given: Given, text: str, zones: Sequence[Zone]) -> str:
    if given.title is None:
        return title_of(text, zones)
    return tidy(given.title) or ""


def _reference(given: Given, text: str) -> str | None:
    """Give the article's id elsewhere, unless it is ours, which its text has anyway."""
    if given.reference == sha256(text.encode()).hexdigest():
        return None
    return tidy(given.reference)


def _zones(places: Places, text: str, given: Given, request: ReadRequest) -> list[Zone]:
    """Give the zones that fit; they lie in the text, one after the other."""
    if given.zones_unit:
        places = Places(given.text, text, given.zones_unit)
    found: list[Zone] = []
    for start, end, role in given.zones or ():
        last = found[-1].end if found else 0
        try:
            first, after = places.of(start), places.of(end)
        except OffsetProblem:
            first = after = -1
        if last <= first < after <= len(text):
            found.append(Zone(first, after, cast("Any", role)))
        else:
            request.skipped.append(
                Skipped(given.where, f"the zone {start}–{end}: it does not fit the text")
            )
    return found
