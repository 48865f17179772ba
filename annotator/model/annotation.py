"""Annotations: one label put on one span, or on several fragments, by one annotator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from annotator.model.mark import Fragment
from annotator.model.records import AnnotationRecord, AttributeValue
from annotator.problems import UserProblem

Certainty = Literal["sure", "unsure"]
Origin = str
"""How an annotation came about: ``manual``, ``import``, or the name of a suggester."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """An annotation with everything it holds; what scripts and exports see.

    ``start`` and ``end`` span all fragments; offsets are code points of the article's text, end
    exclusive. ``quote`` is the fragments' text, joined by one space.
    """

    id: str
    article: str
    annotator: str
    label: str
    start: int
    end: int
    fragments: tuple[Fragment, ...]
    quote: str
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    note: str = ""
    certainty: Certainty = "sure"
    origin: Origin = "manual"
    created: str
    modified: str

    def as_json(self) -> AnnotationRecord:
        """Give the annotation's JSON, as the command line and our own JSONL write it."""
        record: AnnotationRecord = {
            "id": self.id,
            "article": self.article,
            "annotator": self.annotator,
            "label": self.label,
            "start": self.start,
            "end": self.end,
            "fragments": [list(fragment) for fragment in self.fragments],
            "quote": self.quote,
            "attributes": self.attributes,
            "note": self.note,
            "origin": self.origin,
            "created": self.created,
            "modified": self.modified,
        }
        if self.certainty != "sure":
            record["certainty"] = self.certainty
        return record


def tidy_fragments(fragments: Sequence[Sequence[int]], length: int) -> tuple[Fragment, ...]:
    """Sort fragments, join those that touch, check them against a text of ``length`` code points.

    Raises:
        UserProblem: there is none, one is empty, or one lies outside the text.
    """
    if not fragments:
        raise UserProblem("An annotation needs a span of text.")
    tidy: list[Fragment] = []
    for start, end in sorted((fragment[0], fragment[1]) for fragment in fragments):
        if not 0 <= start < end <= length:
            raise UserProblem(
                f"There is no span {start}–{end} in this article: it has {length} characters, "
                "and a span starts before it ends."
            )
        if tidy and start <= tidy[-1][1]:
            tidy[-1] = (tidy[-1][0], max(end, tidy[-1][1]))
        else:
            tidy.append((start, end))
    return tuple(tidy)


def quoted(text: str, fragments: Sequence[Fragment]) -> str:
    """Cut the fragments out of a text, joined by one space."""
    return " ".join(text[start:end] for start, end in fragments)
