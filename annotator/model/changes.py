"""What an action did: the one message that everybody who shows something listens to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from annotator.model.identity import entity_text

Kind = Literal[
    "annotation",
    "relation",
    "article",
    "annotator",
    "scheme",
    "status",
    "verdict",
    "comment",
    "assignment",
    "member",
    "team",
    "version",
    "silence",
    "shelved",
]
"""The kinds of entity a project holds."""

Act = Literal["start", "do", "merge", "undo", "redo"]
"""``start`` made the project; undo passes over it."""


class Change(NamedTuple):
    """One entity that an operation wrote; ``article`` is its id, or None if it belongs to none."""

    kind: str
    entity: bytes
    article: str | None

    @property
    def id(self) -> str:
        """Give the entity's id as text."""
        return entity_text(self.entity)


class Place(NamedTuple):
    """Where an operation happened, so that undo can lead there. Code points."""

    article: str
    start: int
    end: int
    annotation: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one or more operations changed.

    ``many`` says that there were too many changes to name each: then ``changes`` is empty and only
    ``kinds`` and ``articles`` tell what to look at again.
    """

    title: str
    act: Act = "do"
    changes: tuple[Change, ...] = ()
    kinds: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    many: bool = False
    place: Place | None = None
    outside: bool = False
    """Another window or command line made it."""
    operation: int = field(default=0, compare=False)

    def touches(self, kind: Kind, article: str | None = None) -> bool:
        """Tell whether entities of a kind changed (in that article, if one is named)."""
        if kind not in self.kinds:
            return False
        if article is None or self.many:
            return article is None or article in self.articles
        return any(c.kind == kind and c.article == article for c in self.changes)

    def of(self, kind: Kind, article: str | None = None) -> list[bytes]:
        """List the entities of a kind (in that article) that changed, each once."""
        return list(
            dict.fromkeys(
                change.entity
                for change in self.changes
                if change.kind == kind and article in (None, change.article)
            )
        )


class Operation(NamedTuple):
    """One line of the history."""

    id: int
    title: str
    act: Act
    state: Literal["done", "undone", "lost"]
    at: str
    annotator: str
    revisions: int
    target: int | None
    """For undo and redo: the operation that was turned; for a step back, the one it led to."""
