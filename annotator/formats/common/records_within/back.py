"""An article of ours that travelled inside another format, with what was kept of it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, cast

import orjson
from pydantic import TypeAdapter, ValidationError

from annotator.formats.base import ReadRequest
from annotator.formats.common.json_text import checked, is_shallow
from annotator.formats.common.records_within.checked import ARTICLE_EXTRAS, is_sound
from annotator.formats.common.records_within.written import FIELDS, TEXTS, TIES
from annotator.formats.common.taking import Given, storable, taken
from annotator.formats.jsonl_lines import (
    AnnotationLine,
    ArticleLine,
    named_by_texts,
    reviews_of,
    source_of,
)
from annotator.model.article import ArticleSource
from annotator.model.faults import first_fault
from annotator.model.incoming import Incoming, IncomingAnnotation, IncomingRelation, Skipped

_line: TypeAdapter[ArticleLine] = TypeAdapter(ArticleLine)


@dataclass(slots=True)
class Kept:
    """What a file keeps of an article of ours besides its text and its spans."""

    fields: dict[str, Any] = field(default_factory=dict)
    """Arguments of `Given`."""
    unit: str | None = None
    """What the file says that it counts in."""
    source: ArticleSource | None = None
    says_source: bool = False
    """Whether the file says where the text came from, or that nobody knows."""

    @property
    def relations(self) -> list[IncomingRelation]:
        """The relations that were kept."""
        return cast("list[IncomingRelation]", self.fields.get("relations", []))

    def into(self, given: Given) -> Given:
        """Give an article with these fields; one of ours has a title only if one was kept."""
        relations = [*given.relations, *self.relations]
        return replace(given, **{"title": ""} | self.fields | {"relations": relations})

    def taken(self, request: ReadRequest, given: Given) -> Iterator[Incoming]:
        """Give the incoming article, as `taken` does.

        What it counts in stays as the file says it, unless the user says otherwise; and so does
        where its text came from, unless the text was changed.
        """
        if self.unit is not None and request.unit is None:
            if request.fitting is not None and request.fitting.looking:
                return
            request = replace(request, unit=self.unit, fitting=None)
        for incoming in taken(request, given):
            if not self.says_source or incoming.raw is not None:
                yield incoming
            else:
                metadata = replace(incoming.metadata, source=self.source)
                yield incoming._replace(metadata=metadata)


def kept_beside(given: Any, where: str, skipped: list[Skipped], unit: str = "code-points") -> Kept:
    """Read what `beside` gave, as JSON or its text; what is none of ours is noted and left out.

    Args:
        given: what the file has; its zones are in code points.
        where: its place in the file, for messages.
        skipped: where is noted what is left out.
        unit: what the file's annotations count in.
    """
    try:
        value = orjson.loads(given) if isinstance(given, str) else given
        value = value if isinstance(value, dict) else {"": value}
        if unknown := value.keys() - {*TEXTS, *TIES}:
            skipped.append(Skipped(where, f"the fields {', '.join(sorted(unknown))}: none of ours"))
        known = {key: one for key, one in value.items() if key not in unknown}
        if not is_shallow(known):
            skipped.append(Skipped(where, "what is kept beside the text: it is nested too deep"))
            return Kept(unit=unit)
        line = _line.validate_python(storable(known) | {"text": "-"})
    except (ValidationError, orjson.JSONDecodeError) as error:
        why = first_fault(error) if isinstance(error, ValidationError) else str(error)
        skipped.append(Skipped(where, f"what is kept beside the text: {why}"))
        return Kept(unit=unit)
    kept = _kept(line, where, skipped)
    kept.fields.setdefault("zones", [])
    kept.fields["zones_unit"] = "code-points"
    kept.unit, kept.says_source = unit, True
    return kept


def kept_article(
    fields: Mapping[str, Any], extras: Any, where: str, skipped: list[Skipped]
) -> Kept:
    """Read what a file knows of an article: its fields, and what `article_extras` made of it.

    What is not of that form is noted and left out.
    """
    kept = Kept()
    if is_sound(extras):
        try:
            kept = _kept_extras(extras, where, skipped)
        except ValidationError as error:
            skipped.append(Skipped(where, f"what is known of the article: {first_fault(error)}"))
    else:
        skipped.append(Skipped(where, "what is known of the article: it cannot be kept"))
    for key in FIELDS:
        value = fields.get(key)
        if isinstance(value, str):
            kept.fields[key] = value
        elif value is not None:
            skipped.append(Skipped(where, f"the field “{key}”: it is no text"))
    return kept


def _kept_extras(extras: Any, where: str, skipped: list[Skipped]) -> Kept:
    if extras is None:
        return Kept()
    says_source = isinstance(extras, dict) and "source" in extras
    if says_source and extras["source"] is None:
        extras = {key: value for key, value in extras.items() if key != "source"}
    line = ARTICLE_EXTRAS.validate_python(storable(extras))
    kept = _kept(cast("ArticleLine", line), where, skipped)
    # Our own file says all there is to say: an article of ours may have no title.
    kept.fields["title"] = ""
    kept.unit, kept.says_source = line.get("offsets"), says_source
    return kept


def taken_whole(
    request: ReadRequest, record: Mapping[str, Any], where: str, *, extractor: str, media: str
) -> Iterator[Incoming]:
    """Give the incoming article of a record with our names; see `taken`.

    Where its text came from stays as the record says it.

    Raises:
        UnreadableInputError: a field holds something else than our names promise.
        MisfitError: as `taken`.
    """
    line = checked(_line, record, where)
    kept = _kept(line, where, request.skipped)
    if "reference" not in kept.fields and "id" in line:
        kept.fields["reference"] = str(line["id"])
    given = Given(
        text=line["text"],
        where=where,
        extractor=extractor,
        media=media,
        annotations=[_annotation(one) for one in line.get("annotations", ())],
        **kept.fields,
    )
    for incoming in taken(request, given):
        # A record of ours that says nothing of its source is left so.
        ours = line.get("id") == sha256(incoming.text.encode()).hexdigest()
        if "source" in line or ours:
            metadata = replace(incoming.metadata, source=kept.source)
            yield incoming._replace(metadata=metadata)
        else:
            yield incoming


def _kept(line: ArticleLine, where: str, skipped: list[Skipped]) -> Kept:
    """Give what a line says of its article besides its text and its annotations."""
    said = cast("dict[str, Any]", line)
    fields = {key: said[key] for key in (*TEXTS, "states", "none") if said.get(key) is not None}
    if "zones" in line:
        fields["zones"] = [(one["start"], one["end"], one["role"]) for one in line["zones"]]
    if "relations" in line:
        fields["relations"] = [named_by_texts(one) for one in line["relations"]]
    fields["verdicts"], fields["comments"] = reviews_of(line, where, skipped)
    return Kept(fields=fields, source=source_of(line))


def _annotation(line: AnnotationLine) -> IncomingAnnotation:
    """Give an annotation; one fragment that is all of it goes without saying, and is quicker so."""
    fragments = line.get("fragments")
    if fragments is not None and fragments == [[line["start"], line["end"]]]:
        del line["fragments"]
    return cast("IncomingAnnotation", named_by_texts(line))
