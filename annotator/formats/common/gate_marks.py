"""Annotations of GATE, from JSON or from XML: which are ours to take, and what they say.

What GATE has no place for stands in features whose names begin with “annotator.”: the id, which all
fragments of an annotation share, notes, moments; relations at the annotation from which they go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from annotator.formats.base import Option, ReadRequest
from annotator.model.incoming import IncomingAnnotation, IncomingRelation, Skipped

PREFIX = "annotator."
ID, RELATIONS, ATTRIBUTES = f"{PREFIX}id", f"{PREFIX}relations", f"{PREFIX}attributes"
FRAGMENT, FRAGMENTS = f"{PREFIX}fragment", f"{PREFIX}fragments"
SAID = ("note", "certainty", "origin", "created", "modified", "made_from")
CHOICES = {
    "sets": Option(
        "", "Sets of annotations to take, with commas; each is an annotator's. If none is named: "
        "all but “Original markups”.",
        writes=False,
    ),
    "types": Option(
        "", "Types of annotations to take, with commas. If none is named: all but what GATE's "
        "tokenisers and gazetteers make.",
        writes=False,
    ),
}  # fmt: skip
_MARKUP = "Original markups"
_TOOLS = frozenset({"Token", "SpaceToken", "Sentence", "Split", "Lookup", "DEFAULT_TOKEN"})
_LARGEST = 2**53
_OF_RELATION = ("id", "annotator", "type", "to", "note", "created", "modified")


class Tie(NamedTuple):
    """A relation of GATE's between two annotations of a set, by their numbers."""

    whose: str
    type: str
    source: str
    target: str


class Mark(NamedTuple):
    """An annotation of GATE; ``whose`` is the name of its set, “” of the default one."""

    whose: str
    type: str
    start: int
    end: int
    features: dict[str, Any]
    number: str = ""


def annotations_of(
    marks: Iterable[Mark], request: ReadRequest, where: str, ties: Sequence[Tie] = ()
) -> tuple[list[IncomingAnnotation], list[IncomingRelation]]:
    """Turn marks and ties into annotations and relations; what is not taken is noted."""
    tied = {(tie.whose, end) for tie in ties for end in (tie.source, tie.target)}
    seen: set[str] = set()
    names: dict[tuple[str, str], str] = {}
    annotations: list[IncomingAnnotation] = []
    relations: list[IncomingRelation] = []
    for group in _groups(marks, request, where):
        first = min(group, key=lambda mark: (mark.features.get(FRAGMENT) != 1, mark.start))
        annotation = _annotation(sorted(group, key=lambda mark: mark[2:4]), first)
        identity = first.features.get(ID)
        if isinstance(identity, str) and identity and identity not in seen:
            seen.add(identity)
            annotation["id"] = identity
            for one in first.features.get(RELATIONS) or ():
                relations += _relation(one, identity, first.whose, where, request)
        elif (first.whose, first.number) in tied:
            annotation["id"] = first.number
        if "id" in annotation:
            names[first.whose, first.number] = annotation["id"]
        annotations.append(cast("IncomingAnnotation", annotation))
    for tie in ties:
        relations += _tied(tie, names, where, request)
    return annotations, relations


def _groups(marks: Iterable[Mark], request: ReadRequest, where: str) -> list[list[Mark]]:
    """Put the fragments of an annotation together; note what is not taken."""
    choice = _Choice(request.options)
    left: Counter[str] = Counter()
    alone: list[list[Mark]] = []
    groups: dict[tuple[str, str, str], list[Mark]] = {}
    for mark in marks:
        identity = mark.features.get(ID)
        if not choice.takes(mark):
            left[f"{mark.type} of the set “{mark.whose}”"] += 1
        elif isinstance(identity, str) and FRAGMENTS in mark.features:
            groups.setdefault((identity, mark.whose, mark.type), []).append(mark)
        else:
            alone.append([mark])
    for what, count in sorted(left.items()):
        why = "GATE's own work; the options “sets” and “types” take it"
        request.skipped.append(Skipped(where, f"{what} ({count:,}×): {why}"))
    return [*alone, *groups.values()]


def _tied(
    tie: Tie, names: Mapping[tuple[str, str], str], where: str, request: ReadRequest
) -> list[IncomingRelation]:
    """Turn a relation of GATE's into one of ours."""
    source, target = (names.get((tie.whose, end)) for end in (tie.source, tie.target))
    if source is None or target is None:
        why = f"a relation “{tie.type}”: it links what is not taken"
        request.skipped.append(Skipped(where, why))
        return []
    owner = {"annotator": tie.whose} if tie.whose else {}
    ends = {"type": tie.type, "from": source, "to": target}
    return [cast("IncomingRelation", owner | ends)]


class _Choice:
    """What the user chose, or what stands to reason."""

    def __init__(self, options: Mapping[str, str]) -> None:
        self._sets, self._types = (
            {one.strip() for one in options[key].split(",")} - {""} for key in ("sets", "types")
        )

    def takes(self, mark: Mark) -> bool:
        """Tell whether a mark is an annotation to take; one that we wrote always is."""
        named = mark.whose in self._sets if self._sets else mark.whose != _MARKUP
        if self._types:
            return named and mark.type in self._types
        return named and (mark.type not in _TOOLS or ID in mark.features)


def _annotation(group: Sequence[Mark], first: Mark) -> dict[str, Any]:
    annotation: dict[str, Any] = {
        "label": first.type,
        "start": min(mark.start for mark in group),
        "end": max(mark.end for mark in group),
    }
    if len(group) > 1:
        annotation["fragments"] = [[mark.start, mark.end] for mark in group]
    if first.whose:
        annotation["annotator"] = first.whose
    features = dict(first.features)
    if ID in features:
        for key in (ID, RELATIONS, FRAGMENT, FRAGMENTS):
            features.pop(key, None)
        for key in SAID:
            if _fits(key, features.get(PREFIX + key)):
                annotation[key] = features.pop(PREFIX + key)
        inner = features.pop(ATTRIBUTES, None)
        features |= inner if isinstance(inner, dict) else {}
    if features:
        annotation["attributes"] = {key: storable(value) for key, value in features.items()}
    return annotation


def _fits(key: str, value: Any) -> bool:
    if key == "made_from":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, str) and (key != "certainty" or value in ("sure", "unsure"))


def _relation(
    given: Any, source: str, whose: str, where: str, request: ReadRequest
) -> list[IncomingRelation]:
    """Check a relation that we wrote."""
    if not (
        isinstance(given, dict)
        and all(isinstance(given.get(key), str) for key in ("type", "to"))
        and all(isinstance(one, str) for one in given.values())
    ):
        request.skipped.append(Skipped(where, f"a relation of {source}: it has no type or no end"))
        return []
    kept = {key: given[key] for key in _OF_RELATION if key in given}
    owner = {"annotator": whose} if whose else {}
    return [cast("IncomingRelation", owner | kept | {"from": source})]


def storable(value: Any) -> Any:
    """Give a value of a feature as it can be kept: too large numbers as text."""
    match value:
        case bool() | str() | None:
            return value
        case int() | float():
            return value if abs(value) < _LARGEST else str(value)
        case list():
            return [storable(one) for one in value]
        case dict():
            return {str(key): storable(one) for key, one in value.items()}
    return str(value)
