"""Units of review: what several annotators say about the same words, and how that stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.mark import Fragment
from annotator.model.records import AttributeValue
from annotator.model.verdict import Verdict

DifferenceKind = Literal["same", "edges", "missed", "attribute", "value", "label"]
"""Kinds of difference, from mild to hard."""

KINDS: tuple[DifferenceKind, ...] = ("same", "edges", "missed", "attribute", "value", "label")

UnitState = Literal["open", "settled", "unsure", "changed", "disputed"]
"""``changed``: what the verdict cites is no longer what it was. ``disputed``: two reviewers decided
differently."""


class Difference(NamedTuple):
    """Two annotators' annotations of one thing, or one that the other has not; who has which.

    Attributes:
        article: the article's id.
        kind: the hardest of the differences.
        left: of the first annotator; None if it is missed.
        right: of the second one.
        annotators: first and second.
        detail: the keys of the attributes that differ.
    """

    article: str
    kind: DifferenceKind
    left: Annotation | None
    right: Annotation | None
    annotators: tuple[str, str]
    detail: tuple[str, ...] = ()


class Answer(NamedTuple):
    """One distinct answer: annotations that are equal in label, span and attributes."""

    annotators: tuple[str, ...]
    annotations: tuple[Annotation, ...]

    @property
    def first(self) -> Annotation:
        """Give one of them."""
        return self.annotations[0]


class Proposal(NamedTuple):
    """What would be accepted: the majority's edges and label, attributes put together.

    ``why`` says in some words how it came about; ``unnamed`` says so without anybody's name.
    """

    label: str
    fragments: tuple[Fragment, ...]
    attributes: Mapping[str, AttributeValue]
    why: str
    unnamed: str = ""


class Unit(NamedTuple):
    """What the annotators of an article say about the same words. Offsets are code points.

    Attributes:
        kind: the hardest difference among its answers.
        start: of the first of its annotations.
        end: of the last.
        answers: each distinct answer once, most votes first.
        silent: who worked on the article and marked nothing here.
        proposal: what accepting it would make of it.
    """

    kind: DifferenceKind
    start: int
    end: int
    answers: tuple[Answer, ...]
    silent: tuple[str, ...]
    proposal: Proposal

    @property
    def key(self) -> str:
        """Name the unit for as long as its first annotation is there."""
        return min(one.id for answer in self.answers for one in answer.annotations)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """Give all annotations of the unit."""
        return tuple(one for answer in self.answers for one in answer.annotations)


class ReviewUnit(NamedTuple):
    """A unit with what has been decided about it."""

    unit: Unit
    state: UnitState
    verdict: Verdict | None = None
    consensus: Annotation | None = None
    comments: int = 0
    asking: bool = False
    """A comment on it waits for an answer."""
    verdicts: tuple[Verdict, ...] = ()
    """All verdicts on any of its annotations: of a disputed unit those that differ are here."""

    @property
    def key(self) -> str:
        """Name it as its unit is named."""
        return self.unit.key


class ArticleReview(NamedTuple):
    """An article as a reviewer sees it.

    Attributes:
        article: its id.
        people: the annotators compared, in the order of their lanes.
        unfinished: those of them who have not marked the article done.
        units: by position.
        hidden: how many annotators' work is not shown because people work blind.
    """

    article: str
    people: tuple[str, ...]
    unfinished: tuple[str, ...]
    units: tuple[ReviewUnit, ...]
    hidden: int = 0
