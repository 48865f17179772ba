"""Which feature structures of a document are annotations, and what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple, cast

import orjson

from annotator.formats.base import Option
from annotator.formats.common.json_text import json_object
from annotator.formats.uima.parsing import ELEMENTS, Structure, Value
from annotator.formats.uima.types import ARTICLE, DOCUMENT, METADATA, RELATION, SPAN
from annotator.model.incoming import IncomingAnnotation, IncomingRelation

READING = {
    "layer": Option(
        "", "Types of annotations to take, with commas; “Span” means every type of that name. If "
        "none is named: custom layers, and types with a label or a value.",
        writes=False,
    ),
    "feature": Option(
        "", "The feature that is the label; “none” takes the layer's name. If none is named: "
        "“label” or “value”, else the layer's name.",
        writes=False,
    ),
}  # fmt: skip
_LABELS = ("label", "value")
_MARKS = {*_LABELS, "identifier"}
_SILENT = {ARTICLE, DOCUMENT, METADATA}
_LARGEST = 2**53


@dataclass(slots=True)
class Layers:
    """The annotations of one view.

    Attributes:
        annotations, relations: what was found; offsets are UTF-16 units.
        left: how many structures of which type were not taken.
    """

    annotations: list[IncomingAnnotation] = field(default_factory=list)
    relations: list[IncomingRelation] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)


class _Tie(NamedTuple):
    """A relation, or a reference of one span to another, which has no structure of its own."""

    type: str
    source: int
    target: int
    structure: Structure | None


def layers_of(
    structures: Sequence[Structure],
    everything: Mapping[int, Structure],
    options: Mapping[str, str],
    annotator: str | None,
) -> Layers:
    """Find the annotations among the structures of a view.

    Args:
        structures: those that belong to the view.
        everything: all of the file by their ids, which references name.
        options: see `READING`.
        annotator: whose annotations these are; None if nobody is named.
    """
    choice = _Choice(options, structures)
    groups = list(_groups([one for one in structures if choice.is_span(one)]))
    group_of = {one.id: number for number, group in enumerate(groups) for one in group}
    ties, used = _ties(structures, everything, group_of, choice)
    names = _names(groups, {group_of[end] for tie in ties for end in (tie.source, tie.target)})
    whose: dict[str, Any] = {} if annotator is None else {"annotator": annotator}
    annotations = [
        cast("IncomingAnnotation", _annotation(group, choice, name, everything) | whose)
        for group, name in zip(groups, names, strict=True)
    ]
    relations: list[IncomingRelation] = []
    for tie in ties:
        source, target = names[group_of[tie.source]], names[group_of[tie.target]]
        assert source is not None
        assert target is not None
        fields = whose | ({} if tie.structure is None else _about(tie.structure))
        ends = {"type": tie.type, "from": source, "to": target}
        relations.append(cast("IncomingRelation", fields | ends))
    left = Counter(
        one.type
        for one in structures
        if one.id not in group_of
        and one.id not in used
        and one.type not in _SILENT
        and not one.type.startswith("uima.cas.")
    )
    return Layers(annotations, relations, left)


class _Choice:
    """What the user chose, or what stands to reason."""

    def __init__(self, options: Mapping[str, str], structures: Sequence[Structure]) -> None:
        self._layers = {one.strip() for one in options["layer"].split(",")} - {""}
        self._feature = options["feature"]
        self._labelled = {one.type for one in structures if not _MARKS.isdisjoint(one.features)}

    def is_span(self, one: Structure) -> bool:
        """Tell whether a structure is an annotation to take."""
        if one.begin is None or one.end is None or one.type in _SILENT or is_relation(one):
            return False
        if self._layers:
            return one.type in self._layers or _short(one.type) in self._layers
        custom = one.type.startswith(("custom.", "webanno.custom."))
        return custom or one.type in self._labelled

    def label(self, one: Structure) -> tuple[str, str]:
        """Give the label, and the feature that it is; “” if it is the layer's name."""
        names = (self._feature,) if self._feature else _LABELS
        for name in names:
            value = one.features.get(name)
            if name != "none" and value not in (None, ""):
                return str(value), name
        return _short(one.type), ""


def is_relation(one: Structure) -> bool:
    """Tell whether a structure links two others."""
    return one.type == RELATION or ("Governor" in one.refs and "Dependent" in one.refs)


def _short(kind: str) -> str:
    return kind.rpartition(".")[2]


def _groups(spans: Sequence[Structure]) -> Iterator[list[Structure]]:
    """Put the fragments of an annotation together: they have its id and its label."""
    groups: dict[tuple[Value, Value | None], list[Structure]] = {}
    for one in spans:
        identity = one.features.get("id")
        if one.type == SPAN and identity and "fragment" in one.features:
            groups.setdefault((identity, one.features.get("label")), []).append(one)
        else:
            yield [one]
    for group in groups.values():
        yield sorted(group, key=lambda one: (one.begin or 0, one.end or 0))


def _ties(
    structures: Sequence[Structure],
    everything: Mapping[int, Structure],
    group_of: Mapping[int, int],
    choice: _Choice,
) -> tuple[list[_Tie], set[int]]:
    """Find what links two spans, and which structures were used for it."""
    ties: list[_Tie] = []
    used: set[int] = set()
    for one in structures:
        if is_relation(one):
            ends = [one.refs.get(name, ())[:1] for name in ("Governor", "Dependent")]
            if all(end and end[0] in group_of for end in ends):
                ties.append(_Tie(choice.label(one)[0], ends[0][0], ends[1][0], one))
                used.add(one.id)
        elif one.id in group_of:
            for name, targets in one.refs.items():
                for target in _spread(targets, everything):
                    link = everything.get(target)
                    if target in group_of:
                        ties.append(_Tie(name, one.id, target, None))
                    elif link is not None and (end := link.refs.get("target", ())[:1]):
                        used.add(link.id)
                        if end[0] in group_of:
                            role = str(link.features.get("role") or name)
                            ties.append(_Tie(role, one.id, end[0], None))
    return ties, used


def _spread(targets: Sequence[int], everything: Mapping[int, Structure]) -> Iterator[int]:
    """Give what is referred to, and in place of an array what it holds."""
    for target in targets:
        held = everything.get(target)
        if held is not None and ELEMENTS in held.refs:
            yield from held.refs[ELEMENTS]
        else:
            yield target


def _names(groups: Sequence[Sequence[Structure]], needed: set[int]) -> list[str | None]:
    """Name annotations: ours by their ids, others only if something refers to them.

    Ids of a CAS change whenever it is saved: those others are named by what they say.
    """
    names: list[str | None] = []
    seen: Counter[str] = Counter()
    for number, group in enumerate(groups):
        first = group[0]
        name: str | None = None
        own = first.features.get("id")
        if first.type == SPAN and isinstance(own, str) and own and not seen[own]:
            seen[own] += 1
            name = own
        elif number in needed:
            said = [[one.type, one.begin, one.end, one.features] for one in group]
            name = sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]
            seen[name] += 1
            name = f"{name}-{seen[name]}"
        names.append(name)
    return names


def _annotation(
    group: Sequence[Structure],
    choice: _Choice,
    name: str | None,
    everything: Mapping[int, Structure],
) -> dict[str, Any]:
    first = min(group, key=lambda one: (one.features.get("fragment") != 1, one.id))
    label, feature = choice.label(first)
    places = [[one.begin or 0, one.end or 0] for one in group]
    annotation: dict[str, Any] = {
        "label": label,
        "start": min(start for start, _ in places),
        "end": max(end for _, end in places),
    }
    if len(group) > 1:
        annotation["fragments"] = places
    if name is not None:
        annotation["id"] = name
    features = {key: value for key, value in first.features.items() if key != feature}
    for key, targets in first.refs.items():
        held = everything.get(targets[0]) if targets else None
        if held is not None and ELEMENTS in held.features:
            features[key] = held.features[ELEMENTS]
    if first.type == SPAN:
        annotation |= _said(features)
    if features:
        attributes = {key: _storable(value) for key, value in features.items()}
        annotation["attributes"] = annotation.get("attributes", {}) | attributes
    return annotation


def _storable(value: Value) -> Value:
    """Give a number that no database keeps exactly as a text."""
    return str(value) if isinstance(value, int | float) and abs(value) >= _LARGEST else value


def _said(features: dict[str, Value]) -> dict[str, Any]:
    """Take what our own layer says out of the features."""
    said: dict[str, Any] = {}
    for key in ("id", "fragment", "fragments", "exact"):
        features.pop(key, None)
    for key in ("note", "certainty", "origin", "created", "modified"):
        value = features.get(key)
        if isinstance(value, str) and (key != "certainty" or value in ("sure", "unsure")):
            said[key] = features.pop(key)
    if made_from := features.pop("madeFrom", None):
        said["made_from"] = str(made_from).split()
    given = json_object(features.get("attributes"))
    if given is not None:
        del features["attributes"]
        said["attributes"] = given
    return said


def _about(one: Structure) -> dict[str, Any]:
    """Give what a relation of our own layer says besides its kind."""
    if one.type != RELATION:
        return {}
    keys = ("id", "annotator", "note", "created", "modified")
    return {key: value for key in keys if isinstance(value := one.features.get(key), str)}
