"""What belongs to an article besides its text and its spans, as one JSON text.

Formats that have a field of their own keep it there, so that it comes back: it is a line of our own
JSONL without the text and without the annotations. Its offsets are code points.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

import orjson

from annotator.formats.base import ReadRequest
from annotator.formats.common.taking import Given, taken
from annotator.formats.common.xml_characters import CONTROL, FOREIGN
from annotator.formats.jsonl_lines import named_by_texts, read_line, reviews_of, source_of
from annotator.model.article import ArticleSource
from annotator.model.incoming import Incoming, IncomingRelation, Skipped
from annotator.model.records import ArticleRecord, Loss
from annotator.problems import UnreadableInputError
from annotator.text.zone import Zone

FIELDS = ("title", "url", "outlet", "byline", "published", "language", "reference")
"""What is known of an article in plain words."""
_TIES = ("zones", "source", "states", "none", "relations", "verdicts", "comments")
_DEEPEST = 40
"""Levels of JSON values within each other."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was kept beside a text."""

    fields: dict[str, Any] = field(default_factory=dict)
    """Arguments of `Given`."""
    zones: tuple[Zone, ...] | None = None
    """In code points; None if none of ours were kept."""
    source: ArticleSource | None = None


def beside(article: ArticleRecord, without: Collection[str] = ()) -> dict[str, Any]:
    """Give what belongs to an article besides its text and its spans, as far as it says something.

    Args:
        article: what is written.
        without: keys that are kept elsewhere.
    """
    fields = cast("dict[str, Any]", article)
    keys = [key for key in (*FIELDS, *_TIES) if key not in without]
    return {key: fields[key] for key in keys if fields.get(key)}


def read_beside(given: str | dict[str, Any], where: str, skipped: list[Skipped]) -> Beside:
    """Read what `beside` gave; what is none of ours is noted and left out."""
    try:
        value = orjson.loads(given) if isinstance(given, str) else given
        value = value if isinstance(value, dict) else {"": value}
        if unknown := value.keys() - {*FIELDS, *_TIES}:
            skipped.append(Skipped(where, f"the fields {', '.join(sorted(unknown))}: none of ours"))
        kept = {key: one for key, one in value.items() if key not in unknown}
        line = read_line(orjson.dumps(kept | {"text": "-"}), where)
    except (UnreadableInputError, orjson.JSONDecodeError, orjson.JSONEncodeError) as error:
        why = str(error).removeprefix(f"{where}: ")
        skipped.append(Skipped(where, f"what is kept beside the text: {why}"))
        return Beside()
    verdicts, comments = reviews_of(line, where, skipped)
    fields: dict[str, Any] = {key: line.get(key) for key in FIELDS if line.get(key) is not None}
    fields["relations"] = [named_by_texts(one) for one in line.get("relations", ())]
    fields["verdicts"], fields["comments"] = verdicts, comments
    fields["states"], fields["none"] = line.get("states"), line.get("none")
    return Beside(
        fields=fields,
        zones=tuple(Zone(one["start"], one["end"], one["role"]) for one in line.get("zones", ())),
        source=source_of(line),
    )


def taken_with(request: ReadRequest, given: Given, kept: Beside, unit: str) -> Iterator[Incoming]:
    """Give the incoming article as `taken` does, with zones and source as they were kept.

    It is one that we wrote: its offsets are in ``unit`` unless the user says otherwise.
    """
    if request.fitting is not None and request.fitting.looking:
        return
    request = replace(request, unit=request.unit or unit, fitting=None)
    for article in taken(request, given):
        metadata = replace(article.metadata, source=kept.source)
        if kept.zones is not None:
            last = 0
            for zone in kept.zones:
                if not last <= zone.start < zone.end <= len(article.text):
                    where = f"{zone.start}–{zone.end}"
                    request.skipped.append(
                        Skipped(given.where, f"the zone {where}: it does not fit the text")
                    )
                    break
                last = zone.end
            else:
                metadata = replace(metadata, zones=kept.zones)
        yield article._replace(metadata=metadata)


def replaced_in(article: ArticleRecord) -> Iterator[Loss]:
    """Tell of characters that XML cannot hold, in the text and in what is said of it."""
    identity = article["id"]
    if found := len(FOREIGN.findall(article["text"])):
        yield CONTROL.of(None, identity, f"{found:,} in the text")
    if any(FOREIGN.search(article.get(key) or "") for key in FIELDS):  # type: ignore[call-overload]
        yield CONTROL.of(None, identity, "in what is known of the article")
    for one in article["annotations"]:
        if FOREIGN.search(one["note"]) or FOREIGN.search(one["label"]):
            yield CONTROL.of(one["id"], identity, "in its label or its note")
    for relation in article["relations"]:
        if FOREIGN.search(relation["note"]) or FOREIGN.search(relation["type"]):
            yield CONTROL.of(relation["from"], identity, f"in the note on {relation['type']}")


def json_text(value: Any) -> str:
    """Write a value as JSON without characters that XML cannot hold."""
    text = orjson.dumps(value).decode()
    return FOREIGN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def json_object(given: Any) -> dict[str, Any] | None:
    """Read a text that is a JSON object, as our files have them; None if it is anything else."""
    try:
        value = orjson.loads(given) if isinstance(given, str) else None
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) and is_shallow(value) else None


def is_shallow(value: Any) -> bool:
    """Tell whether a JSON value is nested no deeper than anybody nests one.

    A file that does so wants to exhaust whoever reads it.
    """
    level = [value]
    for _ in range(_DEEPEST):
        inner = (one.values() if isinstance(one, dict) else one for one in level)
        level = [one for some in inner for one in some if isinstance(one, dict | list)]
        if not level:
            return True
    return False


def relations_of(kept: Beside) -> list[IncomingRelation]:
    """Give the relations that were kept."""
    return cast("list[IncomingRelation]", kept.fields.get("relations", []))
