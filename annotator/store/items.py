"""Reading what is neither article nor annotation: scheme, annotators, relations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import orjson

from annotator.model.annotator import Annotator
from annotator.model.canonical import plain
from annotator.model.identity import entity_bytes, fixed_entity
from annotator.model.listing import LabelOutline
from annotator.model.records import RelationRecord
from annotator.model.relation import Relation
from annotator.store import relations
from annotator.store.coding import Coder
from annotator.store.rows import ANNOTATOR
from annotator.store.scheme_parts import scheme_body

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme


class Items:
    """Queries of one open file."""

    def __init__(self, connection: sqlite3.Connection, coder: Coder) -> None:
        self._connection = connection
        self._coder = coder

    def scheme(self) -> Scheme:
        """Read the scheme."""
        from annotator.model.scheme import Scheme  # noqa: PLC0415 - pydantic is slow to load

        return Scheme.model_validate(plain(self._scheme_body()))

    def label_outlines(self) -> dict[str, LabelOutline]:
        """Read what is shown of the scheme's labels, by key in the scheme's order."""
        return {
            label["key"]: LabelOutline(
                key=label["key"],
                name=label["name"],
                colour=label["colour"],
                pattern=label["pattern"],
                shortcut=label["shortcut"],
                definition=label["definition"],
                retired=label["retired"],
                required=tuple(one["key"] for one in label["attributes"] if one["required"]),
                parent=label.get("parent", ""),
                merged_into=label.get("merged_into", ""),
            )
            for label in self._scheme_body()["labels"]
        }

    def annotators(self) -> list[Annotator]:
        """List the annotators by when they began, each once: the same on every machine."""
        rows = self._connection.execute(
            "SELECT i.entity, i.body FROM item i JOIN revision r ON r.n = i.rev"
            f" WHERE i.kind={ANNOTATOR}"
            " ORDER BY (SELECT min(f.at) FROM revision f WHERE f.entity = i.entity),"
            " json_extract(i.body, '$.name')"
        )
        found: dict[str, Annotator] = {}
        for entity, body in rows:
            one = _annotator(orjson.loads(body))
            # What came may give one name twice: what is named after the annotator counts.
            if one.name not in found or entity == fixed_entity("annotator", one.name):
                found[one.name] = one
        return list(found.values())

    def _scheme_body(self) -> dict[str, Any]:
        return scheme_body(self._connection, self._coder)

    def relation(self, entity: bytes) -> Relation | None:
        """Give one relation; None if there is none (or it was removed)."""
        return next(self._relations(" AND r.entity=?", (entity,)), None)

    def relations(self, article: int | None = None) -> Iterator[Relation]:
        """Walk the relations of an article, or all by article, in the order they were made."""
        if article is None:
            return self._relations("", ())
        return self._relations(" AND i.article=?", (article,))

    def relations_at(self, annotation: str, article: int) -> Iterator[Relation]:
        """Walk the relations that start or end at an annotation, in the order they were made."""
        return self._relations(
            " AND i.article=:article AND (json_extract(i.body, '$.from')=:end"
            " OR json_extract(i.body, '$.to')=:end)",
            {"article": article, "end": annotation},
        )

    def _relations(
        self, condition: str, values: tuple[object, ...] | dict[str, object]
    ) -> Iterator[Relation]:
        return relations.read(self._connection, self._coder, condition, values)

    def relation_records(self) -> Iterator[tuple[int, RelationRecord]]:
        """Walk relations as JSON by article, each with its article's number."""
        for relation in self.relations():
            number = self._coder.text_number(bytes.fromhex(relation.article))
            assert number is not None
            yield number, relation.as_json()

    def relations_of(self, annotation: str, article: int) -> list[bytes]:
        """List the relations that start or end at an annotation, those that wait among them."""
        return relations.at_annotations(self._connection, [entity_bytes(annotation)], [article])


def _annotator(body: dict[str, Any]) -> Annotator:
    return Annotator(
        name=body["name"],
        kind=body.get("kind", "person"),
        colour=body.get("colour", ""),
        initials=body.get("initials", ""),
    )
