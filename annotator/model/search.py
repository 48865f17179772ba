"""What a search gives."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Hit(NamedTuple):
    """An article that matches. Positions are code points of its text.

    ``snippet`` is a stretch around the best place; ``marks`` are the matches inside it. An article
    that was found by its fields alone is shown from its beginning, without a match.
    """

    article: str
    title: str
    start: int
    end: int
    snippet: str
    marks: tuple[tuple[int, int], ...]


class LineMark(NamedTuple):
    """An annotation that lies on a hit, or over a part of it."""

    entity: bytes
    start: int
    end: int
    label: str
    annotator: str


class Line(NamedTuple):
    """A line of a concordance: a hit between what stands before and behind it in the text.

    ``article`` is the file's own number; ``start`` and ``end`` are code points of its text.
    ``entity`` is the annotation that was found, if annotations were looked for.
    """

    article: int
    start: int
    end: int
    left: str
    hit: str
    right: str
    marks: tuple[LineMark, ...] = ()
    entity: bytes | None = None


class ArticleHead(NamedTuple):
    """What a line says of its article."""

    id: str
    title: str
    outlet: str
    published: str


class Piece(NamedTuple):
    """Some lines of a concordance in the order of the articles, and the heads of new articles."""

    lines: list[Line]
    heads: dict[int, ArticleHead]


class Concordance(NamedTuple):
    """Lines in the order asked for, the heads of their articles by number, and how many hits.

    There are fewer lines than hits if there were more hits than anybody can read.
    """

    lines: list[Line]
    heads: dict[int, ArticleHead]
    hits: int


SortKey = Literal[
    "article", "title", "outlet", "date", "hit", "label",
    "left1", "left2", "left3", "right1", "right2", "right3",
]  # fmt: skip
"""What lines are sorted by: ``left2`` by the second word before the hit, then those before it."""
