"""Croissant 1.0: a dataset with a description that machines read (JSON-LD), for catalogues.

The data is our own JSONL, which holds everything, and the annotations once more as a table, a row a
fragment: tools that understand Croissant read columns and join the two by the article's id.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, BinaryIO

import orjson

from annotator.formats.base import Format, Option, WriteRequest
from annotator.model.records import ArticleRecord, Loss

ARTICLES = "articles.jsonl"
ANNOTATIONS = "annotations.csv"
DESCRIPTION = "croissant.json"

_CR = "http://mlcommons.org/croissant/"
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{
        name: f"cr:{name}"
        for name in (
            "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject",
            "fileProperty", "fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key",
            "md5", "parentField", "path", "recordSet", "references", "regex", "repeated",
            "replace", "samplingRate", "separator", "source", "subField", "transform",
        )
    },
    "conformsTo": "dct:conformsTo",
    "cr": _CR,
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "rai": f"{_CR}RAI/",
    "sc": "https://schema.org/",
}  # fmt: skip
"""The names that the specification’s own context has: readers compare them."""

_TEXT, _WHOLE = "sc:Text", "sc:Integer"
_OF_ARTICLES = (
    ("id", _TEXT, "sha256 of the text in UTF-8."),
    ("title", _TEXT, "The headline."),
    ("text", _TEXT, "The article; offsets count its Unicode code points."),
    ("url", _TEXT, "Where it was published."),
    ("outlet", _TEXT, "Who published it."),
    ("byline", _TEXT, "Who wrote it."),
    ("published", _TEXT, "When it was published."),
    ("language", _TEXT, "Its language."),
)
_OF_ANNOTATIONS = (
    ("annotation", _TEXT, "The annotation's id; an annotation of several fragments has more rows."),
    ("article", _TEXT, "The id of the article."),
    ("annotator", _TEXT, "Who made it."),
    ("label", _TEXT, "What kind of span it is."),
    ("start", _WHOLE, "Where the fragment begins, in Unicode code points of the text."),
    ("end", _WHOLE, "Where it ends, exclusive."),
    ("fragment", _WHOLE, "The fragment's number, from 1."),
    ("fragments", _WHOLE, "How many fragments the annotation has."),
    ("quote", _TEXT, "The text of the fragment."),
    ("attributes", _TEXT, "Its values, a JSON object."),
    ("note", _TEXT, "What the annotator noted."),
)

_SAID = {
    "license": "license",
    "url": "url",
    "citation": "citeAs",
    "published": "datePublished",
    "version": "version",
}
"""What only the user can say, by option: the description's name for it."""


class _Hashed:
    """Passes on what is written and remembers its size and its sha256."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.hash = sha256()
        self.size = 0

    def write(self, text: str | bytes) -> None:
        """Write bytes, or a text in UTF-8."""
        data = text.encode() if isinstance(text, str) else text
        self.hash.update(data)
        self.size += len(data)
        self._out.write(data)


def _write(request: WriteRequest) -> Iterator[Loss]:
    counts = [0, 0]
    with request.out.part(ARTICLES) as lines, request.out.part(ANNOTATIONS) as table:
        articles, annotations = _Hashed(lines), _Hashed(table)
        rows = csv.writer(annotations)
        rows.writerow([name for name, _, _ in _OF_ANNOTATIONS])
        for article in request.articles:
            articles.write(orjson.dumps(article, option=orjson.OPT_APPEND_NEWLINE))
            rows.writerows(_rows(article))
            counts[0] += 1
            counts[1] += len(article["annotations"])
    description = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": request.name,
        "description": _description(request, *counts),
        "conformsTo": f"{_CR}1.0",
        **{name: said for key, name in _SAID.items() if (said := request.options[key])},
        "keywords": [label.key for label in request.scheme.labels],
        "distribution": [
            _file(ARTICLES, articles, "application/jsonlines", "All there is, an article a line."),
            _file(ANNOTATIONS, annotations, "text/csv", "A row for each fragment."),
        ],
        "recordSet": [
            _records("articles", ARTICLES, "id", _OF_ARTICLES),
            _records("annotations", ANNOTATIONS, None, _OF_ANNOTATIONS),
        ],
    }
    with request.out.part(DESCRIPTION) as out:
        out.write(orjson.dumps(description, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    yield from ()


def _rows(article: ArticleRecord) -> Iterator[list[object]]:
    """Give a row for each fragment of an article's annotations."""
    text = article["text"]
    for one in article["annotations"]:
        attributes = orjson.dumps(one["attributes"]).decode() if one["attributes"] else ""
        for number, (start, end) in enumerate(one["fragments"], 1):
            yield [
                one["id"],
                article["id"],
                one["annotator"],
                one["label"],
                start,
                end,
                number,
                len(one["fragments"]),
                text[start:end],
                attributes,
                one["note"],
            ]


def _description(request: WriteRequest, articles: int, annotations: int) -> str:
    labels = "".join(
        f"\n\n{one.key}: {one.definition}" if one.definition else f"\n\n{one.key}"
        for one in request.scheme.labels
    )
    return (
        f"{articles:,} news articles with {annotations:,} annotations, made with Annotator. "
        f"Each is a span of the text with a label, by one annotator.{labels}"
    )


def _file(name: str, written: _Hashed, media: str, what: str) -> dict[str, str]:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": what,
        "contentUrl": name,
        "contentSize": f"{written.size} B",
        "encodingFormat": media,
        "sha256": written.hash.hexdigest(),
    }


def _records(
    name: str, file: str, key: str | None, fields: tuple[tuple[str, str, str], ...]
) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        **({} if key is None else {"key": {"@id": f"{name}/{key}"}}),
        "field": [_field(name, file, *one) for one in fields],
    }


def _field(records: str, file: str, name: str, kind: str, what: str) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{records}/{name}",
        "name": name,
        "description": what,
        "dataType": kind,
        "source": {"fileObject": {"@id": file}, "extract": {"column": name}},
    }
    if (records, name) == ("annotations", "article"):
        field["references"] = {"field": {"@id": "articles/id"}}
    return field


FORMAT = Format(
    name="croissant",
    title="Croissant",
    extensions=("json",),
    write=_write,
    options={
        "license": Option("", "Address of the licence that the description names.", reads=False),
        "url": Option("", "Address of the dataset's page.", reads=False),
        "citation": Option("", "How the dataset is cited.", reads=False),
        "published": Option("", "Day on which it is published: 2026-11-23.", reads=False),
        "version": Option("", "Its version: 1.0.0.", reads=False),
    },
    layout="folder",
)
