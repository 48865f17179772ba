"""An article as a TEI document: header, the text in paragraphs, and spans that stand off it.

The text is every character between the tags of ``body``, and nothing else is there: a position in
it is a code point of the article. Spans point at it by ``string-range``; several fragments are
several pointers. Labels are a taxonomy of the header, people its statements of responsibility. What
TEI has no element for is JSON in notes and in ``xenoData``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from annotator.formats.common.json_text import json_text
from annotator.formats.common.records_within.written import beside
from annotator.formats.common.xml_characters import FOREIGN, holdable, replaced
from annotator.model.records import AnnotationRecord, ArticleRecord

TEI = "http://www.tei-c.org/ns/1.0"
OURS = "annotator"
"""The type of what only we know how to read."""
_SAID = ("origin", "created", "modified", "made_from")
_PARAGRAPH = re.compile(r"\n*[^\n]+(?:\n(?!\n)[^\n]+)*\n*|\n+")
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\r": "&#13;"}
)
_IN_ATTRIBUTE = _ESCAPES | {ord("\n"): "&#10;"}
_IN_TEXT = _ESCAPES | {ord('"'): '"', ord("\t"): "\t"}


def document(article: ArticleRecord, dataset: str) -> Iterator[str]:
    """Write an article, piece by piece."""
    annotations, text = article["annotations"], article["text"]
    people = {name: f"who{n}" for n, name in enumerate(_people(article), 1)}
    labels = {one["label"]: "" for one in annotations}
    labels = {key: f"label{number}" for number, key in enumerate(labels, 1)}
    kinds = {one["type"]: "" for one in article["relations"]}
    kinds = {key: f"link{number}" for number, key in enumerate(kinds, 1)}
    language = article["language"]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<TEI xmlns="{TEI}"{_language(language)}>\n<teiHeader>\n'
    yield from _file(article, people, dataset)
    yield from _taxonomies(labels, kinds)
    if language:
        yield "<profileDesc>\n"
        yield f'<langUsage><language ident="{_attribute(_tag(language))}">{_text(language)}'
        yield "</language></langUsage>\n</profileDesc>\n"
    yield f'<xenoData type="{OURS}">{_text(json_text(_kept(article)))}</xenoData>\n'
    yield '</teiHeader>\n<text>\n<body xml:id="text" xml:space="preserve">'
    for found in _PARAGRAPH.finditer(holdable(text)):
        yield f"<p>{_text(found.group())}</p>"
    yield "</body>\n</text>\n"
    if not annotations:
        yield "</TEI>\n"
        return
    yield "<standOff>\n"
    for name, who in people.items():
        spans = [_span(one, labels) for one in annotations if one["annotator"] == name]
        if spans:
            yield f'<spanGrp type="annotations" resp="#{who}">\n{"".join(spans)}</spanGrp>\n'
    yield from _relations(article, people, kinds)
    yield "</standOff>\n</TEI>\n"


def _people(article: ArticleRecord) -> dict[str, None]:
    names = [one["annotator"] for one in article["annotations"]]
    return dict.fromkeys([*names, *(one["annotator"] for one in article["relations"])])


def _kept(article: ArticleRecord) -> dict[str, Any]:
    """Give what comes back exactly by JSON alone."""
    kept = beside(article)
    if changes := replaced(article["text"]):
        kept["replaced"] = changes
    return kept


def _file(article: ArticleRecord, people: dict[str, str], dataset: str) -> Iterator[str]:
    """Write what the file is, and what it was made from."""
    title = _text(article["title"] or article["id"])
    yield f"<fileDesc>\n<titleStmt>\n<title>{title}</title>\n"
    if article["byline"]:
        yield f"<author>{_text(article['byline'])}</author>\n"
    for name, who in people.items():
        yield f'<respStmt xml:id="{who}"><resp>annotation</resp><name>{_text(name)}</name>'
        yield "</respStmt>\n"
    yield "</titleStmt>\n<publicationStmt>\n"
    yield f"<p>Annotations of the dataset “{_text(dataset)}”.</p>\n"
    yield f"</publicationStmt>\n<sourceDesc>\n<bibl><title>{title}</title>"
    if article["outlet"]:
        yield f"<publisher>{_text(article['outlet'])}</publisher>"
    if published := article["published"]:
        when = f' when="{published}"' if _ISO.fullmatch(published) else ""
        yield f"<date{when}>{_text(published)}</date>"
    if article["url"]:
        yield f'<idno type="URL">{_text(article["url"])}</idno>'
    if reference := article.get("reference"):
        yield f"<idno>{_text(reference)}</idno>"
    yield "</bibl>\n</sourceDesc>\n</fileDesc>\n"


def _taxonomies(labels: dict[str, str], kinds: dict[str, str]) -> Iterator[str]:
    """Write the labels and the kinds of links that occur."""
    if not labels and not kinds:
        return
    yield "<encodingDesc>\n<classDecl>\n"
    for name, entries in (("labels", labels), ("links", kinds)):
        if entries:
            yield f'<taxonomy xml:id="{name}">\n'
            for key, identity in entries.items():
                yield f'<category xml:id="{identity}"><catDesc>{_text(key)}</catDesc></category>\n'
            yield "</taxonomy>\n"
    yield "</classDecl>\n</encodingDesc>\n"


def _span(one: AnnotationRecord, labels: dict[str, str]) -> str:
    pointers = " ".join(
        f"#string-range(text,{start},{end - start})" for start, end in one["fragments"]
    )
    certainty = ' cert="low"' if one.get("certainty") == "unsure" else ""
    head = f'<span xml:id="a{one["id"]}" target="{pointers}" ana="#{labels[one["label"]]}"'
    fields: dict[str, Any] = dict(one)
    said = {key: fields[key] for key in _SAID if fields.get(key)}
    # Texts that XML cannot hold stand there once more, as they are.
    said |= {key: fields[key] for key in ("label", "note") if FOREIGN.search(fields[key])}
    note = f"<note>{_text(one['note'])}</note>" if one["note"] else ""
    values = one["attributes"]
    if values:
        note += f'<note type="values">{_text(json_text(values))}</note>'
    return f'{head}{certainty}>{note}<note type="{OURS}">{_text(json_text(said))}</note></span>\n'


def _relations(
    article: ArticleRecord, people: dict[str, str], kinds: dict[str, str]
) -> Iterator[str]:
    """Write the links for others; how they come back stands in the header."""
    if article["relations"]:
        yield '<listRelation type="annotations">\n'
        for one in article["relations"]:
            yield f'<relation xml:id="r{one["id"]}" ref="#{kinds[one["type"]]}" '
            yield f'active="#a{one["from"]}" passive="#a{one["to"]}" '
            yield f'resp="#{people[one["annotator"]]}"'
            yield f"><desc>{_text(one['note'])}</desc></relation>\n" if one["note"] else "/>\n"
        yield "</listRelation>\n"


def _language(language: str | None) -> str:
    return f' xml:lang="{_attribute(_tag(language))}"' if language else ""


def _tag(language: str) -> str:
    """Give a language as a tag that XML takes; “und” is one that is not known."""
    return language if re.fullmatch(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", language) else "und"


def _text(text: str) -> str:
    return holdable(text).translate(_IN_TEXT)


def _attribute(text: str) -> str:
    return holdable(text).translate(_IN_ATTRIBUTE)
