"""Turning a text that was taken in into an incoming article, for the formats of plain texts."""

from __future__ import annotations

from hashlib import sha256

from annotator.model.article import ArticleSource, Metadata
from annotator.model.incoming import Incoming
from annotator.text.intake import Intake


def incoming_article(intake: Intake, name: str) -> Incoming:
    """Give a taken-in text with its metadata and where it came from."""
    fields = intake.fields
    return Incoming(
        text=intake.text,
        metadata=Metadata(
            title=fields.title,
            url=fields.url,
            outlet=fields.outlet,
            byline=fields.byline,
            published=fields.published,
            language=fields.language,
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
    )
