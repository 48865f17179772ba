"""Articles as an export gives them to a format, as nasty as a project can hold them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from annotator.model.annotation import quoted, tidy_fragments
from annotator.model.records import AnnotationRecord, ArticleRecord, RelationRecord
from annotator.model.scheme import Scheme
from tests.nasty import texts

PEOPLE = ("Olena", "Ben “B”", "علی‌رضا", "Ann Lee")
LABELS = ("source", "location", "figure", "a “label”, дата", "B-side", "=x")
SCHEME = Scheme.model_validate(
    {
        "labels": [
            {"key": "source", "colour": "purple"},
            {"key": "location", "colour": "green"},
            {
                "key": "figure",
                "colour": "orange",
                "attributes": [
                    {"kind": "number", "key": "value"},
                    {"kind": "text", "key": "words"},
                    {"kind": "flag", "key": "flag"},
                ],
            },
            {"key": "a “label”, дата"},
            {"key": "B-side"},
            {"key": "=x"},
        ],
        "relations": [
            {"key": key, "sources": list(LABELS), "targets": list(LABELS)} for key in ("says", "at")
        ],
    }
)
MOMENT = "2026-11-23T10:42:03.003Z"
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "value": st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9),
    "words": texts(max_size=4),
    "flag": st.booleans(),
}


def identity(number: int) -> str:
    """Give an id that is always the same."""
    return str(UUID(int=(0x01A20682_D43A_7000_8000 << 48) + number))


def annotation(
    text: str,
    fragments: Sequence[tuple[int, int]],
    number: int = 1,
    *,
    label: str = "source",
    annotator: str = PEOPLE[0],
    **fields: Any,
) -> AnnotationRecord:
    """Make an annotation of a text."""
    tidy = tidy_fragments(fragments, len(text))
    record: AnnotationRecord = {
        "id": identity(number),
        "article": sha256(text.encode()).hexdigest(),
        "annotator": annotator,
        "label": label,
        "start": tidy[0][0],
        "end": tidy[-1][1],
        "fragments": [list(one) for one in tidy],
        "quote": quoted(text, tidy),
        "attributes": {},
        "note": "",
        "origin": "manual",
        "created": MOMENT,
        "modified": MOMENT,
    }
    record.update(fields)  # type: ignore[typeddict-item]
    return record


def relation(number: int, source: str, target: str, kind: str = "says") -> RelationRecord:
    """Make a relation between two annotations."""
    return {
        "id": identity(number),
        "annotator": PEOPLE[0],
        "type": kind,
        "from": source,
        "to": target,
        "note": "",
        "created": MOMENT,
        "modified": MOMENT,
    }


def article(
    text: str,
    annotations: Sequence[AnnotationRecord] = (),
    relations: Sequence[RelationRecord] = (),
    **fields: Any,
) -> ArticleRecord:
    """Make an article of a canonical text, its annotations by their places, as in an export."""
    record: ArticleRecord = {
        "id": sha256(text.encode()).hexdigest(),
        "title": "Talks",
        "text": text,
        "zones": [],
        "url": None,
        "outlet": None,
        "byline": None,
        "published": None,
        "language": None,
        "annotations": sorted(annotations, key=lambda one: (one["start"], one["end"], one["id"])),
        "relations": list(relations),
        "verdicts": [],
    }
    record.update(fields)  # type: ignore[typeddict-item]
    return record


@st.composite
def articles(draw: st.DrawFn, *, most: int = 3, spans: int = 5) -> list[ArticleRecord]:
    """Draw articles that differ in their texts.

    Spans are fragmented, nested, crossing, the same by two people or by one; with relations,
    values, notes.
    """
    found: list[ArticleRecord] = []
    number = 0
    many = st.lists(
        texts(min_size=1).filter(str.strip), min_size=1, max_size=most, unique_by=lambda t: t
    )
    for text in draw(many):
        made: list[AnnotationRecord] = []
        for _ in range(draw(st.integers(0, spans))):
            number += 1
            made.append(_annotation(draw, text, number, made))
        ties: list[RelationRecord] = []
        if len(made) > 1 and draw(st.booleans()):
            ends = draw(st.permutations(made))
            number += 1
            kind = draw(st.sampled_from(["says", "at"]))
            ties.append(relation(number, ends[0]["id"], ends[1]["id"], kind))
        fields = {
            "title": draw(st.sampled_from(["Talks", "A “title”, with\ttabs", "=1+1", ""])),
            "url": draw(st.sampled_from([None, "https://example.org/a?b=1&c=ä"])),
            "outlet": draw(st.sampled_from([None, "Vesti, «Вісті»"])),
            "byline": draw(st.sampled_from([None, "Ann Lee"])),
            "published": draw(st.sampled_from([None, "2026-11-23", "2026-11-23T10:42:03Z"])),
            "language": draw(st.sampled_from([None, "en", "uk"])),
        }
        found.append(article(text, made, ties, **fields))
    return found


def _annotation(
    draw: st.DrawFn, text: str, number: int, made: Sequence[AnnotationRecord]
) -> AnnotationRecord:
    label = draw(st.sampled_from(LABELS))
    if made and draw(st.integers(0, 3)) == 0:
        pieces = [(start, end) for start, end in made[-1]["fragments"]]
    else:
        edges = draw(
            st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True).map(sorted)
        )
        pieces = [(edges[0], edges[1])]
        if len(edges) == 4:
            pieces.append((edges[2], edges[3]))
    keys = draw(st.sets(st.sampled_from(sorted(VALUES)))) if label == "figure" else set()
    one = annotation(
        text,
        pieces,
        number,
        label=label,
        annotator=draw(st.sampled_from(PEOPLE)),
        note=draw(st.sampled_from(["", "", "who?", "a\tb\n“c”; =1", "x=y|z"])),
        attributes={key: draw(VALUES[key]) for key in sorted(keys)},
    )
    if draw(st.integers(0, 4)) == 0:
        one["certainty"] = "unsure"
    return one
