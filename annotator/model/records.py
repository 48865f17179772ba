"""The JSON shapes in which articles travel: what the command line prints and formats take and give.

Plain dictionaries, because a corpus has hundreds of thousands of them.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, NotRequired, TypedDict

AttributeValue = Any
"""A JSON value: str, bool, int, float, or a dict of these."""


class ZoneRecord(TypedDict):
    """A part of an article, in code points, end exclusive."""

    start: int
    end: int
    role: str


class AnnotationRecord(TypedDict):
    """An annotation; ``certainty`` only stands there when it is not ``sure``."""

    id: str
    article: str
    annotator: str
    label: str
    start: int
    end: int
    fragments: list[list[int]]
    quote: str
    attributes: dict[str, AttributeValue]
    note: str
    origin: str
    created: str
    modified: str
    certainty: NotRequired[str]
    made_from: NotRequired[list[str]]
    """Of an entry of the consensus: ids of the annotations that it was made from."""


RelationRecord = TypedDict(
    "RelationRecord",
    {
        "id": str,
        "annotator": str,
        "type": str,
        "from": str,
        "to": str,
        "note": str,
        "created": str,
        "modified": str,
    },
)


class VerdictRecord(TypedDict):
    """A verdict; ``cites`` and ``outdated`` are ids of annotations.

    ``outdated`` are those of the cited that are gone or say something else than was judged.
    """

    id: str
    reviewer: str
    decision: str
    cites: list[str]
    outdated: list[str]
    consensus: str | None
    reason: str
    note: str
    rule: str
    created: str
    modified: str


class CommentRecord(TypedDict):
    """A comment; ``about`` is None if it is about the article, ``after`` are ids of comments."""

    id: str
    author: str
    about: str | None
    text: str
    act: str
    after: list[str]
    created: str
    modified: str


class RetiredRecord(TypedDict):
    """That somebody has retired an article."""

    reason: str
    created: str


class IntendedRecord(TypedDict):
    """That something is tagged unlike elsewhere on purpose; without a place it is so everywhere."""

    id: str
    author: str
    about: str
    string: str
    label: str | None
    attribute: str | None
    start: int | None
    end: int | None
    reason: str
    created: str


class ArticleFields(TypedDict):
    """An article by itself; ``reference`` and ``source`` only stand there when known."""

    id: str
    title: str
    text: str
    zones: list[ZoneRecord]
    url: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    language: str | None
    reference: NotRequired[str]
    source: NotRequired[dict[str, Any]]


class ArticleRecord(ArticleFields):
    """An article with all that belongs to it: one line of our own JSONL."""

    states: NotRequired[dict[str, str]]
    none: NotRequired[dict[str, list[str]]]
    annotations: list[AnnotationRecord]
    relations: list[RelationRecord]
    verdicts: list[VerdictRecord]
    comments: NotRequired[list[CommentRecord]]
    flags: NotRequired[dict[str, str]]
    no_copy_of: NotRequired[dict[str, list[str]]]
    retired: NotRequired[dict[str, RetiredRecord]]
    intended: NotRequired[list[IntendedRecord]]


WORDS_ABOUT = ("flags", "no_copy_of", "retired", "intended")
"""What people say of articles for the project's own lists. ``flags``, ``no_copy_of`` (ids of
articles) and ``retired`` are by annotator's name; what is ``intended`` everywhere stands with the
first article."""


LossReason = Literal[
    "discontinuous",
    "overlapping",
    "identical",
    "not-token-aligned",
    "label-charset",
    "relation",
    "attribute",
    "note",
    "empty",
    "other",
]


LossEffect = Literal["changed", "left out", "beside"]
"""What becomes of the annotation: it is written otherwise, or not at all, or its span is written as
it is and something beside it (a value, a link, a note) is not."""


class LossKind(NamedTuple):
    """What a format cannot hold, and what it does instead: a row of the honesty sheet.

    ``what`` names the things in the plural, ``instead`` says what happens to them.
    """

    reason: LossReason
    what: str
    instead: str
    effect: LossEffect

    def of(self, annotation: str | None, article: str, detail: str = "") -> Loss:
        """Give the loss of one thing, with the kind's own words if there are no others."""
        return Loss(annotation, article, self.reason, detail or self.instead, self)


class Loss(NamedTuple):
    """Something that a format could not hold. ``annotation`` is None if it is about the article."""

    annotation: str | None
    article: str
    reason: LossReason
    detail: str
    kind: LossKind | None = None

    def as_json(self) -> dict[str, str | None]:
        """Give the loss's JSON, as ``--loss-report`` writes it."""
        return {
            "annotation": self.annotation,
            "article": self.article,
            "reason": self.reason,
            "detail": self.detail,
        }
