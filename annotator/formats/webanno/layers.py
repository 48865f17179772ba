"""The layers of a WebAnno file become annotations and relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.formats.webanno.cells import (
    EMPTY,
    NOTHING,
    Document,
    Layer,
    Row,
    items,
    listed,
    numbered,
    plain,
    stacked,
    target,
)
from annotator.model.incoming import IncomingAnnotation, IncomingRelation, Skipped

_LABELS = ("label", "value")
_MARKS = {*_LABELS, "identifier"}


@dataclass(slots=True)
class _Mark:
    """An annotation that is being read: its rows, and what its features say."""

    layer: Layer
    rows: list[Row]
    features: dict[str, str] = field(default_factory=dict)
    name: str = ""


class Layers:
    """What the layers of a file say.

    Attributes:
        annotations, relations: what was taken; in code points of the text.
        left: how much of which layer was not taken.
    """

    def __init__(
        self,
        document: Document,
        text: str,
        options: Mapping[str, str],
        name: str,
        skipped: list[Skipped],
    ) -> None:
        self._document = document
        self._text = text
        self._name = name
        self._skipped = skipped
        self._layers = {one.strip() for one in options.get("layer", "").split(",")} - {""}
        self._feature = options.get("feature", "")
        self._marks: dict[tuple[str, str | int], _Mark] = {}
        """By type, and by number or, of what is not stacked, by token."""
        self._by_unit: dict[tuple[str, str], list[_Mark]] = {}
        """By type and token: those that begin there."""
        self.left: Counter[str] = Counter()
        self.annotations: list[IncomingAnnotation] = []
        self.relations: list[IncomingRelation] = []
        for layer in document.layers:
            if layer.kind == "SP" and self._takes(layer):
                self._take_spans(layer)
        self._finish()
        for layer in document.layers:
            if layer.kind == "RL":
                self._take_relations(layer)
            elif layer.kind == "SP" and self._takes(layer):
                self._take_slots(layer)
            else:
                self._leave(layer)

    def _takes(self, layer: Layer) -> bool:
        if self._layers:
            return layer.type in self._layers or layer.name in self._layers
        custom = layer.type.startswith(("custom.", "webanno.custom."))
        return custom or not _MARKS.isdisjoint(layer.columns.values())

    def _rows(self) -> Iterator[Row]:
        for sentence in self._document.sentences:
            yield from sentence.rows

    def _take_spans(self, layer: Layer) -> None:
        for row in self._rows():
            for column in range(min(layer.columns | layer.slots), layer.end):
                cell = row.cells[column] if column < len(row.cells) else NOTHING
                filler = column - 1 in layer.slots
                for item in items(cell):
                    # What fills a slot has a number of its own; a sign for “none” is the host's.
                    if filler and item.value is not None:
                        continue
                    mark = self._mark(layer, row, item.number)
                    if item.value is not None and column in layer.columns:
                        mark.features.setdefault(layer.columns[column], item.value)

    def _mark(self, layer: Layer, row: Row, number: int) -> _Mark:
        key = layer.type, number or row.unit
        mark = self._marks.get(key)
        if mark is None:
            mark = self._marks[key] = _Mark(layer, [])
            self._by_unit.setdefault((layer.type, row.unit), []).append(mark)
        if not mark.rows or mark.rows[-1] is not row:
            mark.rows.append(row)
        return mark

    def _finish(self) -> None:
        """Turn what was read into annotations, by their places."""
        for mark in self._marks.values():
            rows = mark.rows
            start, end = min(row.start for row in rows), max(row.stop for row in rows)
            label, feature = self._label(mark.layer, mark.features)
            where = f"{self._name}, line {rows[0].line}"
            if start < 0:
                self._skipped.append(Skipped(where, f"{label}: its token is not in the sentence"))
                continue
            if start == end:
                self._skipped.append(Skipped(where, f"{label}: it marks a place without text"))
                continue
            mark.name = str(len(self.annotations) + 1)
            annotation: IncomingAnnotation = {
                "label": label,
                "start": start,
                "end": end,
                "quote": self._text[start:end],
                "id": mark.name,
            }
            values: dict[str, Any] = dict(mark.features)
            values.pop(feature, None)
            if values:
                annotation["attributes"] = values
            self.annotations.append(annotation)

    def _label(self, layer: Layer, features: Mapping[str, str]) -> tuple[str, str]:
        """Give the label, and the feature that it is; “” if it is the layer's name."""
        for name in (self._feature,) if self._feature else _LABELS:
            value = " ".join(features.get(name, "").split())
            if name != "none" and value:
                return value, name
        return layer.name, ""

    def _take_relations(self, layer: Layer) -> None:
        """Take links; each stands at the token that it leads to and names where it starts."""
        at = layer.end - 1
        for row in self._rows():
            for place, source in enumerate(stacked(row.cells[at]) if at < len(row.cells) else ()):
                unit, numbers = target(source)
                start = self._at(layer.base, unit, numbers[0])
                end = self._at(layer.base, row.unit, numbers[1])
                if start is None or end is None:
                    self.left[layer.type] += 1
                    continue
                features: dict[str, str] = {}
                for column, name in layer.columns.items():
                    values = items(row.cells[column])
                    if place < len(values) and (value := values[place].value) is not None:
                        features[name] = value
                self._link(layer, features, start, end)

    def _link(self, layer: Layer, features: dict[str, str], start: _Mark, end: _Mark) -> None:
        kind, feature = self._label(layer, features)
        relation: IncomingRelation = {"type": kind, "from": start.name, "to": end.name}
        note = "\n".join(f"{key}: {value}" for key, value in features.items() if key != feature)
        if note:
            relation["note"] = note
        self.relations.append(relation)

    def _take_slots(self, layer: Layer) -> None:
        """Take what fills the slots of annotations as links, of the type that is the role."""
        for row in self._rows():
            for column, slot in layer.slots.items():
                if column + 1 >= len(row.cells):
                    continue
                both = stacked(row.cells[column]), stacked(row.cells[column + 1])
                for said, filled in zip(*both, strict=False):
                    roles, number = numbered(said)
                    host = self._at(layer.type, row.unit, number)
                    if host is None or host.rows[0] is row:
                        self._fill(layer, host, slot, listed(roles), listed(filled))

    def _fill(
        self,
        layer: Layer,
        host: _Mark | None,
        slot: str,
        roles: Sequence[str],
        fillers: Sequence[str],
    ) -> None:
        for role, filler in zip(roles, fillers, strict=False):
            unit, numbers = target(filler)
            end = self._any(unit, numbers[0])
            if host is None or end is None:
                self.left[layer.type] += 1
                continue
            name = slot if role in {EMPTY, NOTHING} else plain(role)
            self._link(layer, {"value": name}, host, end)

    def _at(self, kind: str, unit: str, number: int) -> _Mark | None:
        """Give the annotation of a type that begins at a token, by its number if it has one."""
        if number:
            found = self._marks.get((kind, number))
        else:
            found = next(iter(self._by_unit.get((kind, unit), ())), None)
        return found if found is not None and found.name else None

    def _any(self, unit: str, number: int) -> _Mark | None:
        """Give the annotation of any type that begins at a token."""
        for layer in self._document.layers:
            found = self._at(layer.type, unit, number)
            if found is not None and (found.rows[0].unit == unit or number):
                return found
        return None

    def _leave(self, layer: Layer) -> None:
        for row in self._rows():
            cells = row.cells[min([layer.end - 1, *layer.columns, *layer.slots]) : layer.end]
            if any(cell not in {NOTHING, ""} for cell in cells):
                self.left[layer.type] += 1
