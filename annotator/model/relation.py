"""Relations: a typed, directed link between two annotations of one article."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.records import RelationRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation; ``source`` and ``target`` are ids of annotations (JSON: ``from`` and ``to``)."""

    id: str
    article: str
    annotator: str
    type: str
    source: str
    target: str
    note: str = ""
    created: str
    modified: str

    def as_json(self) -> RelationRecord:
        """Give the relation's JSON, as our own JSONL writes it."""
        return {
            "id": self.id,
            "annotator": self.annotator,
            "type": self.type,
            "from": self.source,
            "to": self.target,
            "note": self.note,
            "created": self.created,
            "modified": self.modified,
        }
