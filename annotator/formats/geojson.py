"""GeoJSON (RFC 7946): the places of a corpus as points, for maps.

A feature is a place that an annotation names: its attributes ``latitude`` and ``longitude``, or an
attribute that is a place. It holds the whole annotation, but not the article's text: reading it
back needs a project that has the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import Annotated, Any, NotRequired, cast

import orjson
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config

from annotator.formats.base import Format, ReadRequest, WriteRequest
from annotator.formats.common.json_text import json_items
from annotator.formats.common.losses import unheld
from annotator.formats.common.taking import all_storable
from annotator.formats.jsonl_lines import AnnotationBesides
from annotator.model.article import Metadata
from annotator.model.faults import first_fault
from annotator.model.incoming import Incoming, IncomingAnnotation, Skipped
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss, LossKind
from annotator.problems import UnreadableInputError

_TYPE = re.compile(rb'"type"\s*:\s*"(FeatureCollection|Feature)"')
_ARTICLE = ("title", "url", "outlet", "published")
_ANNOTATION = ("certainty", "origin", "created", "modified", "made_from", "attributes", "note")
_HELD = (*_ANNOTATION, *_ARTICLE, "id", "annotator")
_GAZETTEER = ("gazetteer_id", "name", "country")

NO_POINT = LossKind(
    "other", "Annotations without coordinates", "left out: the file holds places alone", "left out"
)  # fmt: skip

_Offset = Annotated[int, Field(ge=0, lt=2**53)]


@with_config(ConfigDict(strict=True, extra="allow"))
class _Properties(AnnotationBesides):
    """What a feature of ours says of its annotation."""

    article: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    annotation: str
    label: Annotated[str, Field(min_length=1, max_length=64)]
    start: _Offset
    end: _Offset
    quote: str
    fragments: NotRequired[list[Annotated[list[_Offset], Field(min_length=2, max_length=2)]]]


_adapter: TypeAdapter[_Properties] = TypeAdapter(_Properties)


def _write(request: WriteRequest) -> Iterator[Loss]:
    between = b"\n"
    with request.out.main() as out:
        out.write(
            b'{"type":"FeatureCollection","name":' + orjson.dumps(request.name) + b',"features":['
        )
        for article in request.articles:
            for annotation in article["annotations"]:
                features = list(_features(annotation, article))
                if not features:
                    yield NO_POINT.of(annotation["id"], article["id"])
                    continue
                out.write(between + b",\n".join(map(orjson.dumps, features)))
                between = b",\n"
            yield from unheld(article, _HELD)
        out.write(b"\n]}\n")


def _features(annotation: AnnotationRecord, article: ArticleRecord) -> Iterator[dict[str, Any]]:
    """Give a feature for each point among an annotation's values, the first under its id."""
    values = annotation["attributes"]
    places = [("", values)] + [
        (key, value) for key, value in values.items() if isinstance(value, dict)
    ]
    count = 0
    for key, place in places:
        point = _point(place)
        if point is None:
            continue
        fields: Any = annotation
        about: Any = article
        properties = {
            "article": article["id"],
            **{name: about[name] for name in _ARTICLE if about.get(name)},
            "annotation": annotation["id"],
            "annotator": annotation["annotator"],
            "label": annotation["label"],
            "quote": annotation["quote"],
            "start": annotation["start"],
            "end": annotation["end"],
        }
        if len(annotation["fragments"]) > 1:
            properties["fragments"] = annotation["fragments"]
        if key:
            properties |= {"place": key, "gazetteer_id": place.get("id")}
        properties |= {name: place[name] for name in _GAZETTEER if place.get(name) is not None}
        properties |= {name: fields[name] for name in _ANNOTATION if fields.get(name)}
        yield {
            "type": "Feature",
            "id": annotation["id"] if count == 0 else f"{annotation['id']}#{key}",
            "geometry": {"type": "Point", "coordinates": point},
            "properties": {name: one for name, one in properties.items() if one is not None},
        }
        count += 1


def _point(place: dict[str, Any]) -> list[float] | None:
    """Give the longitude and latitude of a place, in this order; None if it has none on earth."""
    point = [place.get("longitude"), place.get("latitude")]
    for value, limit in zip(point, (180, 90), strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        if not isfinite(value) or abs(value) > limit:
            return None
    return cast("list[float]", point)


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        yield from _articles(file, request)


def _articles(file: Any, request: ReadRequest) -> Iterator[Incoming]:
    """Gather the features of an article, which stand together."""
    total = others = 0
    article, seen = "", set[str]()
    gathered: list[IncomingAnnotation] = []
    begun = ""
    for where, feature in json_items(file, request.name, "features.item"):
        total += 1
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict) or "article" not in properties:
            others += 1
            continue
        try:
            checked = _adapter.validate_python(properties)
        except ValidationError as error:
            request.skipped.append(Skipped(where, f"a place: {first_fault(error, properties)}"))
            continue
        if checked["article"] != article:
            yield from _article(article, gathered, begun)
            article, begun, gathered, seen = checked["article"], where, [], set()
        # One that names several places has a feature for each.
        if checked["annotation"] not in seen:
            seen.add(checked["annotation"])
            gathered.append(_annotation(checked))
    yield from _article(article, gathered, begun)
    if not total:
        raise UnreadableInputError(f"{request.name} holds no places.")
    if others == total:
        raise UnreadableInputError(
            f"{request.name} holds places, but not where they stand in texts: there is nothing to "
            "mark."
        )
    if others:
        what = f"{others:,} places: they do not say where they stand in a text"
        request.skipped.append(Skipped(request.name, what))


def _annotation(properties: _Properties) -> IncomingAnnotation:
    fields: Any = properties
    kept = ("label", "start", "end", "quote", "fragments", "annotator", *_ANNOTATION)
    one = {name: fields[name] for name in kept if name in fields}
    return cast("IncomingAnnotation", one | {"id": properties["annotation"]})


def _article(article: str, annotations: list[IncomingAnnotation], where: str) -> Iterator[Incoming]:
    if annotations:
        yield Incoming(
            text="",
            metadata=Metadata(),
            annotations=all_storable(annotations),
            where=where,
            article=article,
        )


def _recognises(head: bytes, name: str) -> bool:
    del name
    return bool(_TYPE.search(head))


FORMAT = Format(
    name="geojson",
    title="GeoJSON (places)",
    extensions=("geojson", "json"),
    read=_read,
    write=_write,
    cannot_hold=("relation", "other"),
    recognises=_recognises,
)
