"""Turning a text that was taken in into an incoming article, for the formats of plain texts."""

from __future__ import annotations

import re
from hashlib import sha256

from annotator.model.article import ArticleSource, Metadata
from annotator.model.incoming import Incoming
from annotator.text.canonical import canonical
from annotator.text.intake import Intake

_OUTER = re.compile(r"^[\s\ufeff]+|[\s\ufeff]+$")


def incoming_article(intake: Intake, name: str) -> Incoming:
    """Give a taken-in text with its metadata and where it came from."""
    fields = intake.fields
    return Incoming(
        text=intake.text,
        metadata=Metadata(
            title=tidy(fields.title) or "",
            url=tidy(fields.url),
            outlet=tidy(fields.outlet),
            byline=tidy(fields.byline),
            published=tidy(fields.published),
            language=tidy(fields.language),
            zones=intake.zones,
            source=ArticleSource(
                name=name,
                media=intake.media,
                encoding=intake.encoding,
                extractor=intake.extractor,
                extractor_version=intake.extractor_version,
                raw=None if intake.raw is None else sha256(intake.raw).hexdigest(),
                newlines=intake.newlines,
                nul=intake.nul,
                surrogates=intake.surrogates,
            ),
        ),
        raw=intake.raw,
        where=name,
        replaced=(intake.nul, intake.surrogates),
    )


def tidy(field: str | None) -> str | None:
    """Give a field in canonical form, without blanks around it; an empty one says nothing."""
    return None if field is None else _OUTER.sub("", canonical(f"…{field}").text[1:]) or None
