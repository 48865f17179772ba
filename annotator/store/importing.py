"""Taking articles in by the thousand: one operation, rows gathered and handed over in chunks."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any

import orjson

from annotator.model.annotator import Annotator
from annotator.model.article import ArticleSource, Metadata
from annotator.model.canonical import dumps, storable
from annotator.model.identity import article_digest, fixed_entity
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.model.moments import iso
from annotator.model.values import compact
from annotator.problems import UserProblem
from annotator.store.importing_annotations import AnnotationImporter
from annotator.store.importing_entities import EntityImporter, IncomingEntity, moment
from annotator.store.importing_reviews import ReviewImporter
from annotator.store.importing_words import WordsImporter
from annotator.store.lines import item_content
from annotator.store.rows import ARTICLE, RELATION, Content
from annotator.store.writer import Writer
from annotator.text.canonical import canonical


@dataclass(slots=True)
class Imported:
    """What an import took in."""

    articles: list[str] = field(default_factory=list)
    """Ids, in the order they came, also of those that were here before."""
    new_articles: int = 0
    fresh: list[str] = field(default_factory=list)
    """The ids of those that were not here before."""
    annotations: int = 0
    relations: int = 0
    verdicts: int = 0
    comments: int = 0
    known: int = 0
    """What was here already, just as it came."""
    labels: list[str] = field(default_factory=list)
    relation_types: list[str] = field(default_factory=list)
    """What was used, so that the scheme can be completed."""
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class Importer:
    """Writes incoming articles with a `Writer`; what does not fit is listed, never half taken."""

    def __init__(self, writer: Writer, author: Annotator) -> None:
        self._writer = writer
        self._author = author
        self._result = Imported()
        self._entities = EntityImporter(writer, self._result.skipped)
        self._annotations = AnnotationImporter(writer, self._entities, self._result.skipped)
        self._reviews = ReviewImporter(writer, self._entities, self._result.skipped)
        self._words = WordsImporter(writer, self._entities, self._result.skipped)
        self._relation_types: dict[str, None] = {}

    def run(
        self, incoming: Iterable[Incoming], progress: Callable[[int], None] = lambda _: None
    ) -> Imported:
        """Take in all articles; ``progress`` hears how many there were and may raise to stop."""
        for count, article in enumerate(incoming, 1):
            known = self._with_text(article) if article.article else article
            if known is not None:
                self._take(known)
            progress(count)
        self._result.known = self._entities.known
        self._result.labels = list(self._annotations.labels)
        self._result.relation_types = list(self._relation_types)
        self._result.notes += self._words.notes()
        return self._result

    def _take(self, incoming: Incoming) -> None:
        coder = self._writer.coder
        number, fresh = coder.add_text(article_digest(incoming.text), incoming.text)
        article = coder.article_id(number)
        self._result.articles.append(article)
        about = incoming.about
        if not incoming.article and self._put_metadata(
            number, article, incoming.metadata, fresh=fresh
        ):
            self._words.take_retired(number, incoming)
            self._result.new_articles += 1
            self._result.fresh.append(article)
            if incoming.raw is not None:
                self._keep_raw(number, incoming.raw)
        if any(incoming.replaced):
            self._result.notes.append(Note(incoming.where, _replaced(*incoming.replaced)))
        for name, kind in incoming.kinds.items():
            self._entities.kinds[name] = "suggester" if kind == "suggester" else "import"
        self._entities.twins.enter(number, fresh=fresh)
        self._result.annotations += self._annotations.take(number, incoming)
        if incoming.relations:
            self._result.relations += self._put_relations(number, incoming)
        if incoming.verdicts:
            self._result.verdicts += self._reviews.take_verdicts(number, incoming)
        if incoming.comments:
            self._result.comments += self._reviews.take_comments(number, incoming)
        if incoming.states or incoming.none or about.flags or about.no_copy_of:
            self._words.take_status(number, incoming)
        if about.intended:
            self._words.take_intended(number, incoming)

    def _with_text(self, incoming: Incoming) -> Incoming | None:
        """Give what was said of an article of the project with its text; None if there is none."""
        try:
            sha = bytes.fromhex(incoming.article)
        except ValueError:
            sha = b""
        self._writer.flush()
        row = self._writer.connection.execute(
            "SELECT t.text FROM text t JOIN article a ON a.text = t.id"
            " WHERE t.sha=? AND t.text IS NOT NULL LIMIT 1",
            (sha,),
        ).fetchone()
        if row is not None:
            return incoming._replace(text=row[0])
        missing = f"the project has no article {incoming.article}, and the file not its text"
        self._result.skipped.append(Skipped(incoming.where, f"its annotations: {missing}"))
        return None

    def _put_metadata(self, number: int, article: str, metadata: Metadata, *, fresh: bool) -> bool:
        """Give a text its metadata unless it has some; tell whether it is new to the project."""
        writer = self._writer
        if not fresh:
            writer.flush()
            live = writer.connection.execute(
                "SELECT 1 FROM article WHERE text=? LIMIT 1", (number,)
            ).fetchone()
            # A merge may have brought the metadata without the text, which comes only now.
            if live and number not in writer.coder.late_texts:
                return False
        entity = fixed_entity("article", article, self._author.name)
        content = Content(rest=dumps(_body(metadata)))
        if fresh:
            writer.create(ARTICLE, entity, content, article=number)
        else:
            writer.put(ARTICLE, entity, content, article=number)
        return True

    def _keep_raw(self, number: int, raw: bytes) -> None:
        self._writer.connection.execute(
            "INSERT INTO raw VALUES(?,?,?) ON CONFLICT DO NOTHING",
            (number, sha256(raw).digest(), zlib.compress(raw)),
        )

    def _put_relations(self, number: int, incoming: Incoming) -> int:
        ready: list[IncomingEntity] = []
        entities, at = self._entities, self._writer.at
        for relation in incoming.relations:
            annotator = relation.get("annotator")
            try:
                content = item_content(
                    {
                        "type": relation["type"],
                        "from": entities.annotation_id(number, annotator, relation["from"]),
                        "to": entities.annotation_id(number, annotator, relation["to"]),
                        "note": canonical(relation.get("note", "")).text,
                        "created": iso(moment(relation.get("created"), at)),
                    }
                )
                entity = entities.entity(number, annotator, relation.get("id"))
                modified = moment(relation.get("modified"), at)
                ready.append(IncomingEntity(entity, annotator, modified, content))
            except UserProblem as problem:
                self._result.skipped.append(Skipped(incoming.where, f"a relation: {problem}"))
        taken = entities.take(RELATION, number, incoming.where, ready)
        for content in taken:
            self._relation_types[orjson.loads(content.rest or "")["type"]] = None
        return len(taken)


def _replaced(nul: int, surrogates: int) -> str:
    """Say which characters were replaced in a text."""
    parts = []
    if nul:
        parts.append(f"{nul:,} NUL character{'s' * (nul != 1)}")
    if surrogates:
        halves = "half" if surrogates == 1 else "halves"
        parts.append(f"{surrogates:,} lone {halves} of a character")
    verb = "was" if nul + surrogates == 1 else "were"
    return f"{' and '.join(parts)} {verb} replaced by “\ufffd”, one for one"


def _body(metadata: Metadata) -> dict[str, Any]:
    """Give what is kept of an article's metadata: the title, and what is known.

    The texts are canonical by now, and zones lie within the article: all of it can be written.
    """
    body = {"title": metadata.title} | compact(metadata)
    if metadata.zones:
        body["zones"] = [list(zone) for zone in metadata.zones]
    if metadata.source is not None:
        body["source"] = _source(metadata.source)
    return body


@lru_cache(maxsize=16)
def _source(source: ArticleSource) -> Any:
    """Give what is kept of where a text came from: often the same for all texts of a file."""
    return storable(compact(source))
