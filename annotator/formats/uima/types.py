"""The types of our documents: three of our own, and DKPro's that INCEpTION knows."""

from __future__ import annotations

from typing import NamedTuple

import orjson

SOFA = "uima.cas.Sofa"
VIEW = "_InitialView"
ANNOTATION = "uima.tcas.Annotation"
DOCUMENT = "uima.tcas.DocumentAnnotation"
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
METADATA = f"{_DKPRO}.metadata.type.DocumentMetaData"
TOKEN = f"{_DKPRO}.segmentation.type.Token"
SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
SPAN = "custom.Span"
RELATION = "custom.Relation"
ARTICLE = "custom.Article"
_STRING, _INTEGER, _BOOLEAN = "uima.cas.String", "uima.cas.Integer", "uima.cas.Boolean"


class _Type(NamedTuple):
    name: str
    base: str
    what: str
    features: tuple[tuple[str, str, str], ...] = ()
    """Name, range, description."""


def _strings(**features: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((name, _STRING, what) for name, what in features.items())


_EXACT = _strings(exact="JSON: texts with characters that XML cannot hold, by feature.")
_WHEN = _strings(created="When it was made.", modified="When it was changed last.")
TYPES = (
    _Type(
        SPAN, ANNOTATION, "A span with a label; one of several fragments has a twin for each.",
        (
            *_strings(
                label="Key of the label.",
                id="Id of the annotation, the same for all its fragments.",
                attributes="JSON: values by name.",
                note="What the annotator noted.",
                certainty="“unsure”, or nothing.",
                origin="How it was made.",
                madeFrom="Ids of the annotations that it was made from, with blanks between.",
            ),
            ("fragment", _INTEGER, "Which of its fragments this is, from 1."),
            ("fragments", _INTEGER, "How many fragments it has."),
            *_WHEN,
            *_EXACT,
        ),
    ),
    _Type(
        RELATION, ANNOTATION, "A link from Governor to Dependent.",
        (
            ("Governor", SPAN, "From where."),
            ("Dependent", SPAN, "To where."),
            *_strings(
                label="Key of the kind of link.",
                id="Id of the link.",
                annotator="Who made it, if not the document's annotator.",
                note="What was noted.",
            ),
            *_WHEN,
            *_EXACT,
        ),
    ),
    _Type(
        ARTICLE, "uima.cas.AnnotationBase", "What is known of the article.",
        (
            *_strings(
                annotator="Whose annotations these are.",
                title="Title.", url="Address.", outlet="Outlet.", byline="Byline.",
                published="When it appeared.", language="Language.",
                reference="Id elsewhere.",
                beside="JSON: zones, states, verdicts, comments; as in Annotator JSONL.",
                replaced="JSON: characters that XML cannot hold, [position, code point].",
            ),
            *_EXACT,
        ),
    ),
    _Type(TOKEN, ANNOTATION, "A token."),
    _Type(SENTENCE, ANNOTATION, "A sentence."),
    _Type(
        METADATA, DOCUMENT, "What the document is.",
        (
            *_strings(
                documentTitle="Title.", documentId="In INCEpTION, whose annotations these are.",
                documentUri="Address.", collectionId="Dataset.", documentBaseUri="",
            ),
            ("isLastSegment", _BOOLEAN, ""),
        ),
    ),
)  # fmt: skip


def types_json() -> bytes:
    """Write the types as CAS JSON has them, one a line."""
    lines: list[bytes] = []
    for one in sorted(TYPES):
        told: dict[str, object] = {
            "%NAME": one.name, "%SUPER_TYPE": one.base, "%DESCRIPTION": one.what,
        }  # fmt: skip
        for name, values, what in one.features:
            told[name] = {"%NAME": name, "%RANGE": values} | (
                {"%DESCRIPTION": what} if what else {}
            )
        lines.append(orjson.dumps(one.name) + b":" + orjson.dumps(told))
    return b"{\n" + b",\n".join(lines) + b"\n}"


def types_xml() -> bytes:
    """Write the types as a UIMA type system, which INCEpTION takes as layers."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">',
        "  <name>Annotator</name>",
        "  <types>",
    ]
    for one in sorted(TYPES):
        lines += [
            "    <typeDescription>",
            f"      <name>{one.name}</name>",
            f"      <description>{one.what}</description>",
            f"      <supertypeName>{one.base}</supertypeName>",
            "      <features>",
        ]
        for name, values, what in one.features:
            lines += [
                "        <featureDescription>",
                f"          <name>{name}</name>",
                f"          <description>{what}</description>",
                f"          <rangeTypeName>{values}</rangeTypeName>",
                "        </featureDescription>",
            ]
        lines += ["      </features>", "    </typeDescription>"]
    return "\n".join([*lines, "  </types>", "</typeSystemDescription>", ""]).encode()
