"""Articles on their way into a project, as readers of files hand them over.

Plain dictionaries, because a corpus has hundreds of thousands of them: the reader has checked the
types, the store checks what only it can know (spans against the text, ids against the project).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, NotRequired, TypedDict

from annotator.model.article import Metadata
from annotator.model.records import AttributeValue


class IncomingAnnotation(TypedDict):
    """An annotation; only its label and span are required. Offsets are code points of the text."""

    label: str
    start: int
    end: int
    id: NotRequired[str]
    annotator: NotRequired[str]
    fragments: NotRequired[list[list[int]]]
    quote: NotRequired[str]
    attributes: NotRequired[dict[str, AttributeValue]]
    note: NotRequired[str]
    certainty: NotRequired[str]
    origin: NotRequired[str]
    created: NotRequired[str]
    modified: NotRequired[str]
    made_from: NotRequired[list[str]]


class IncomingVerdict(TypedDict):
    """A verdict; ``cites``, ``outdated`` and ``consensus`` are ids of annotations."""

    decision: str
    cites: list[str]
    id: NotRequired[str]
    reviewer: NotRequired[str]
    outdated: NotRequired[list[str]]
    consensus: NotRequired[str | None]
    reason: NotRequired[str]
    note: NotRequired[str]
    rule: NotRequired[str]
    created: NotRequired[str]
    modified: NotRequired[str]


class IncomingComment(TypedDict):
    """A comment; ``about`` is the id of an annotation, ``after`` are ids of comments."""

    text: str
    id: NotRequired[str]
    author: NotRequired[str]
    about: NotRequired[str | None]
    act: NotRequired[str]
    after: NotRequired[list[str]]
    created: NotRequired[str]
    modified: NotRequired[str]


IncomingRelation = TypedDict(
    "IncomingRelation",
    {
        "type": str,
        "from": str,
        "to": str,
        "id": NotRequired[str],
        "annotator": NotRequired[str],
        "note": NotRequired[str],
        "created": NotRequired[str],
        "modified": NotRequired[str],
    },
)


class IncomingIntended(TypedDict):
    """That something is intended: at a place of the article, or everywhere without one."""

    about: str
    string: str
    id: NotRequired[str]
    author: NotRequired[str]
    label: NotRequired[str | None]
    attribute: NotRequired[str | None]
    start: NotRequired[int | None]
    end: NotRequired[int | None]
    reason: NotRequired[str]
    created: NotRequired[str]


class WordsAbout(NamedTuple):
    """What people say of an article for the lists of a project, by annotator's name.

    Attributes:
        flags: the words of their flags.
        no_copy_of: ids of articles that it is no copy of.
        retired: why they have retired it, and when (``reason``, ``created``).
        intended: what they say is intended.
    """

    flags: Mapping[str, str] = {}
    no_copy_of: Mapping[str, Sequence[str]] = {}
    retired: Mapping[str, Mapping[str, str]] = {}
    intended: tuple[IncomingIntended, ...] = ()


class Incoming(NamedTuple):
    """An article with what came along. ``where`` names its place in the file, for messages."""

    text: str
    metadata: Metadata
    raw: bytes | None = None
    annotations: Iterable[IncomingAnnotation] = ()
    relations: Iterable[IncomingRelation] = ()
    states: dict[str, str] | None = None
    """What annotators say of the article: name to state."""
    none: dict[str, list[str]] | None = None
    """Of which labels they have looked and found none: name to keys."""
    where: str = ""
    replaced: tuple[int, int] = (0, 0)
    """How many NULs and how many lone surrogates of the text were replaced."""
    verdicts: Sequence[IncomingVerdict] = ()
    comments: Sequence[IncomingComment] = ()
    kinds: Mapping[str, str] = {}
    """Of annotators who are no people, ``suggester`` or ``import``; by name."""
    article: str = ""
    """The id of an article that the project has, where a file names it and does not hold its text:
    ``text`` is empty then, offsets are code points, and the metadata is not looked at."""
    about: WordsAbout = WordsAbout()


class Skipped(NamedTuple):
    """Something that was not taken in, and why."""

    where: str
    reason: str


class Note(NamedTuple):
    """Something that was taken in otherwise than it came."""

    where: str
    what: str
