"""What a spaCy document holds becomes one of our records again: spans, entities, what was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, NamedTuple, NotRequired

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config

from annotator.formats.jsonl_lines import AnnotationLine
from annotator.model.faults import first_fault
from annotator.model.incoming import Skipped

_Offset = Annotated[int, Field(ge=0, lt=2**53)]


@with_config(ConfigDict(strict=True, extra="allow"))
class _Kept(AnnotationLine):
    """An annotation as it was kept; ``written`` are its spans in spaCy where they differ."""

    written: NotRequired[list[Annotated[list[_Offset], Field(min_length=2, max_length=2)]]]


_kept: TypeAdapter[list[_Kept]] = TypeAdapter(list[_Kept])


class Found(NamedTuple):
    """A span as a document has it, in code points."""

    start: int
    end: int
    label: str
    concept: str = ""
    """Its id in a knowledge base."""


def record_of(
    text: str,
    spans: Iterable[Found],
    entities: Iterable[Found],
    kept: Any,
    where: str,
    skipped: list[Skipped],
) -> dict[str, Any]:
    """Give a document as a record with our names, still unchecked.

    A kept annotation counts if its spans are still there; spans that belong to none are new ones.
    An entity that is among the spans too is the same.
    """
    there = Counter(spans)
    places = {(one.start, one.end, one.label) for one in there}
    there.update(one for one in entities if (one.start, one.end, one.label) not in places)
    record: dict[str, Any] = {}
    annotations: list[dict[str, Any]] = []
    if isinstance(kept, Mapping):
        record = {key: value for key, value in kept.items() if isinstance(key, str)}
        annotations = _still_there(record.get("annotations", ()), there, where, skipped)
    for one, count in there.items():
        annotations += [_new(one)] * count if _is_whole(one, where, skipped) else []
    return record | {"text": text, "annotations": annotations}


def _still_there(
    kept: Any, there: Counter[Found], where: str, skipped: list[Skipped]
) -> list[dict[str, Any]]:
    """Give kept annotations whose spans are in the document, and take these out of the count."""
    try:
        checked = _kept.validate_python(list(kept))
    except (ValidationError, TypeError) as error:
        why = first_fault(error) if isinstance(error, ValidationError) else "it is no list"
        skipped.append(Skipped(where, f"what Annotator kept in it was changed: {why}"))
        return []
    concepts: dict[tuple[int, int, str], list[Found]] = {}
    for one in there:
        concepts.setdefault((one.start, one.end, one.label), []).append(one)
    found: list[dict[str, Any]] = []
    for annotation in checked:
        fields: dict[str, Any] = {**annotation}
        written = fields.pop("written", None)
        if written is None:
            written = fields.get("fragments") or [[annotation["start"], annotation["end"]]]
        wanted: list[Found] = []
        for start, end in written:
            same = concepts.get((start, end, annotation["label"]), ())
            wanted += [one for one in same if there[one] > wanted.count(one)][:1]
        if len(wanted) < len(written):
            span = f"{annotation['label']} {annotation['start']}–{annotation['end']}"
            skipped.append(Skipped(where, f"{span}: it is no longer among the spans"))
            continue
        there.subtract(wanted)
        found.append(fields)
    return found


def _is_whole(one: Found, where: str, skipped: list[Skipped]) -> bool:
    if one.label:
        return True
    skipped.append(Skipped(where, f"the span {one.start}–{one.end}: it has no label"))
    return False


def _new(one: Found) -> dict[str, Any]:
    annotation: dict[str, Any] = {"label": one.label, "start": one.start, "end": one.end}
    if one.concept:
        annotation["attributes"] = {"kb_id": one.concept}
    return annotation
