"""What is tagged in one way here and in another there, and what of it is meant so."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

About = Literal["labels", "values", "untagged"]
"""One string has several labels; one attribute has several values for it; it is tagged here and
not there."""


class Subject(NamedTuple):
    """What a row of a list is about, and what can be said to be intended.

    ``string`` is folded (`string_key`); ``label`` is “” where labels differ, ``attribute`` is “”
    unless values do.
    """

    about: About
    string: str
    label: str = ""
    attribute: str = ""


class Variant(NamedTuple):
    """One way in which a string is tagged: by its label or by a value; how often."""

    name: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inconsistency:
    """A string that is not tagged alike everywhere.

    ``words`` is the string as it is written most often. ``tagged`` counts annotations, ``untagged``
    places without one, ``articles`` those in which either is.
    """

    subject: Subject
    words: str
    variants: tuple[Variant, ...] = ()
    tagged: int = 0
    untagged: int = 0
    articles: int = 0

    def as_json(self) -> dict[str, Any]:
        """Give it as the command line prints it."""
        return {
            "about": self.subject.about,
            "words": self.words,
            "label": self.subject.label or None,
            "attribute": self.subject.attribute or None,
            "variants": [one._asdict() for one in self.variants],
            "tagged": self.tagged,
            "untagged": self.untagged,
            "articles": self.articles,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Somebody's word that an inconsistency is intended: all of it, or at one place.

    ``article`` (an id), ``start`` and ``end`` (code points) name the place; None is everywhere.
    """

    id: str
    author: str
    subject: Subject
    reason: str
    created: str
    article: str | None = None
    start: int | None = None
    end: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Give it as the command line prints it."""
        return {
            "id": self.id,
            "author": self.author,
            **self.subject._asdict(),
            "article": self.article,
            "start": self.start,
            "end": self.end,
            "reason": self.reason,
            "created": self.created,
        }


def string_key(text: str) -> str:
    """Fold what does not make a string another one: case, white space, how accents are written."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
