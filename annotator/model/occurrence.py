"""Where some words occur, and what is tagged there by now."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from annotator.text.zone import Role

Reason = Literal[
    "", "tagged", "inside", "around", "overlaps", "labelled", "intended", "crosses", "suggested",
    "theirs",
]  # fmt: skip
"""What is there besides the words.

``tagged``: one's own annotation says just that. ``inside`` one's own of the same label, ``around``
or ``overlaps`` one; ``labelled``: one has put another label on the very words; ``intended``:
somebody said that they are left out on purpose. ``crosses`` one's own of another label,
``suggested`` by a program, ``theirs``: somebody else has tagged the very words.
"""

ROLES: tuple[Role, ...] = get_args(Role)
USUAL_ROLES: frozenset[Role] = frozenset(ROLES) - {"headline", "boilerplate"}
"""Zones of which a hit is taken unless somebody says otherwise: a headline says what the body says
again, and boilerplate is not news."""
TAKEN: frozenset[Reason] = frozenset({"", "crosses", "suggested", "theirs"})
"""Reasons that only tell what else is there."""


class Occurrence(NamedTuple):
    """One place where the words stand.

    ``article`` is the file's own number; ``start`` and ``end`` are code points. ``place`` is a few
    letters: ``¶3``, ``head``. ``reason`` says what is there besides; ``other`` is the label (its
    key) or the name that it speaks of. ``entity`` is one's own annotation that says just that.
    """

    article: int
    start: int
    end: int
    role: Role
    place: str
    left: str
    hit: str
    right: str
    reason: Reason = ""
    other: str = ""
    entity: bytes | None = None

    def is_taken(self, roles: frozenset[Role] = USUAL_ROLES) -> bool:
        """Tell whether a careful annotator would tag it, in the zones that are wanted."""
        return self.reason in TAKEN and self.role in roles


class ArticleHits(NamedTuple):
    """An article with hits: its id, its title, how many there are."""

    id: str
    title: str
    hits: int


class Occurrences(NamedTuple):
    """All hits by article and position, and the articles that have some, by number."""

    hits: list[Occurrence]
    articles: dict[int, ArticleHits]
