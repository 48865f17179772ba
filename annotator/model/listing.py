"""Lines of lists, and where one was in an article. Light: the window loads this early."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

ArticleState = Literal["open", "done", "look"]
"""What an annotator says of an article: still at it, finished, or needing a second look."""


class ArticleRow(NamedTuple):
    """A line of the article list. ``number`` is the file's own; ``reached`` counts code points."""

    number: int
    id: str
    title: str
    outlet: str | None
    published: str | None
    characters: int
    annotations: int
    own: int
    """Annotations of whoever asks."""
    state: ArticleState
    reached: int
    flag: str = ""
    """Why whoever asks has flagged it; “” if they have not."""
    notes: int = 0
    """Notes on the article as a whole that whoever asks may read."""
    retired: bool = False


Sorting = Literal[
    "came", "title", "outlet", "byline", "published", "language", "url", "reference", "status",
    "flag", "annotations", "length", "worked",
]  # fmt: skip
"""What a list of articles is put in order by; ``worked`` is when one last did something in it."""

Grouping = Literal[
    "", "outlet", "byline", "day", "week", "month", "status", "language", "reference", "flag",
    "assigned", "copies", "versions",
]  # fmt: skip
"""What a list of articles is parted by; “” not at all."""

Showing = Literal["kept", "open", "done", "look", "flagged", "noted", "retired", "mine"]
"""Which articles a list shows, besides what is typed; ``kept`` are all that are not retired."""


class ArticleView(NamedTuple):
    """How the list of articles is looked at. ``text`` is what is typed to filter it."""

    text: str = ""
    sorting: Sorting = "came"
    backwards: bool = False
    grouping: Grouping = ""
    showing: Showing = "kept"


class ArticleGroup(NamedTuple):
    """Articles under one head: what they have in common, as it is kept, and how many they are."""

    key: str
    size: int


class ArticleListing(NamedTuple):
    """The numbers of the articles shown, in order; groups follow each other, none without one."""

    numbers: list[int]
    groups: list[ArticleGroup]


class ReadingPlace(NamedTuple):
    """Positions in code points: the caret, the first character in view, the furthest one seen."""

    caret: int
    top: int
    reached: int


class LabelOutline(NamedTuple):
    """What is shown of a label: all that a bar, a list and a text need to know of the scheme."""

    key: str
    name: str
    colour: str
    pattern: str
    shortcut: str
    definition: str
    retired: bool
    required: tuple[str, ...]
    """Attributes without which an annotation is flawed."""
    parent: str = ""
    """The key of the label under which it stands."""
    merged_into: str = ""
    """The key of the label as which its annotations are read, if it was merged."""


def end_of_each(into: Mapping[str, str]) -> dict[str, str]:
    """Follow steps that lead in no circle to where each of them ends."""
    ends: dict[str, str] = {}
    for key in into:
        end = key
        while end in into:
            end = into[end]
        ends[key] = end
    return ends
