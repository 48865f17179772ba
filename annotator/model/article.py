"""Articles: one immutable text each, with metadata that may change."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.model.records import ArticleFields
from annotator.model.values import compact
from annotator.text.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSource:
    """Where a text came from, so that the intake can be repeated and judged."""

    name: str = ""
    """The file's name as the user had it; empty when pasted."""
    media: str = ""
    encoding: str | None = None
    extractor: str = ""
    """What made the text of the file, and its version; empty where that is not known."""
    extractor_version: str = ""
    raw: str | None = None
    newlines: int = 0
    nul: int = 0
    surrogates: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about an article besides its text."""

    title: str = ""
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    reference: str | None = None
    """The id that another program gave the article."""
    source: ArticleSource | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article: its canonical text and the metadata that its importer gave it.

    ``id`` is the sha256 (hex) of the text's UTF-8. Zones are in code points of ``text``.
    """

    id: str
    title: str
    text: str = field(repr=False)
    zones: tuple[Zone, ...] = ()
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    reference: str | None = None
    source: ArticleSource | None = None

    def as_json(self) -> ArticleFields:
        """Give the article's JSON, as the command line and our own JSONL write it."""
        record: ArticleFields = {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "zones": [{"start": one[0], "end": one[1], "role": one[2]} for one in self.zones],
            "url": self.url,
            "outlet": self.outlet,
            "byline": self.byline,
            "published": self.published,
            "language": self.language,
        }
        if self.reference is not None:
            record["reference"] = self.reference
        if self.source is not None:
            record["source"] = compact(self.source)
        return record
