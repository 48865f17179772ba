"""Taking in what brings its own id: it may be here already, or may have been and was removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator.model import moments
from annotator.model.annotator import CONSENSUS, Annotator, AnnotatorKind, annotator_name
from annotator.model.identity import entity_bytes, entity_text, fixed_entity, new_entity
from annotator.model.incoming import Skipped
from annotator.problems import UnknownNameError, UserProblem
from annotator.store import projection
from annotator.store.heads import heads
from annotator.store.importing_twins import Twins, twin_of
from annotator.store.lines import new_row
from annotator.store.rows import KINDS, Content, Revision
from annotator.store.writer import Writer


class IncomingEntity(NamedTuple):
    """An annotation or a relation with its body in columns; without an id it gets a new one."""

    entity: bytes | None
    annotator: str | None
    at: int
    content: Content


class Person(NamedTuple):
    """An annotator as rows need it: the number, the name, and the name as JSON."""

    number: int
    name: str
    quoted: str


class EntityImporter:
    """Writes entities of one import, each id once; knows the annotators it has met."""

    def __init__(self, writer: Writer, skipped: list[Skipped]) -> None:
        self._writer = writer
        self._skipped = skipped
        self.twins = Twins(writer)
        self.known = 0
        """How many things were here already, just as they came."""
        self.kinds: dict[str, AnnotatorKind] = {}
        """Of newcomers who are no people, by name."""
        self.taken: set[bytes] = set()
        """Names of what this import has brought, or found to be here."""
        coder = writer.coder
        self._people: dict[str | None, Person] = {
            None: Person(writer.author_number, writer.author, coder.quoted(writer.author_number))
        }

    def person(self, name: str | None) -> Person:
        """Give an annotator, made known to the project at first sight; None is who imports.

        Raises:
            UserProblem: that cannot be a name.
        """
        found = self._people.get(name)
        if found is None:
            assert name is not None
            tidy = annotator_name(name)
            kind = "consensus" if tidy == CONSENSUS else self.kinds.get(tidy, "person")
            self._writer.ensure_annotator(Annotator(name=tidy, kind=kind))
            number = self._writer.coder.number(tidy)
            found = Person(number, tidy, self._writer.coder.quoted(number))
            self._people[name] = found
        return found

    def take(
        self, kind: int, article: int | None, where: str, incoming: Sequence[IncomingEntity]
    ) -> list[Content]:
        """Write entities of one article, or of none; list what cannot be taken, give the rest."""
        named = [item.entity for item in incoming if item.entity is not None]
        writer = self._writer
        if named:
            writer.flush()
        past = projection.chains(writer.connection, named) if named else {}
        twins = self.twins.of(kind) if len(named) < len(incoming) else set()
        taken: list[Content] = []
        for item in incoming:
            try:
                author = self.person(item.annotator)
                if item.entity is None and twin_of(kind, author.number, item.content) in twins:
                    self.known += 1
                    continue
                entity = item.entity or new_entity(author.name)
                self._expect_new(entity)
                chain = past.get(entity)
                tops = heads(chain, writer.ruling) if chain else []
                if tops and _has(tops[0], kind, article, author, item.content):
                    self.known += 1
                    self.taken.add(entity)
                    continue
                if chain:
                    self._revive(kind, article, author, chain, tops, item.content)
                else:
                    row = new_row(
                        writer.coder, writer.next, entity, kind, author.number,
                        writer.replica_number, item.at, article, item.content,
                    )  # fmt: skip
                    writer.add(row)
            except UserProblem as problem:
                self._skipped.append(Skipped(where, f"{self._named(kind, item)}: {problem}"))
                continue
            self.taken.add(entity)
            taken.append(item.content)
        return taken

    def _named(self, kind: int, item: IncomingEntity) -> str:
        content = item.content
        if content.label is None:
            return KINDS[kind]
        return f"{self._writer.coder.word(content.label)} {content.start}–{content.end}"

    def entity(self, article: int, annotator: str | None, given: str | None) -> bytes | None:
        """Give the name of what has an id in a file; None if it has none.

        Other programs count ``T1``, ``T2`` …: such an id means something only together with its
        article and its annotator, and gives the same name each time it is imported.
        """
        if not given:
            return None
        try:
            return entity_bytes(given)
        except UnknownNameError:
            owner = self.person(annotator).name
            return fixed_entity("import", self._writer.coder.article_id(article), owner, given)

    def annotation_id(self, article: int, annotator: str | None, given: str) -> str:
        """Make sure that an id names an annotation of this article; give it in its usual form.

        Raises:
            UserProblem: it does not.
        """
        entity = self.entity(article, annotator, given) or b""
        self._writer.flush()
        found = self._writer.connection.execute(
            "SELECT 1 FROM revision r JOIN annotation a ON a.rev = r.n"
            " WHERE r.entity=? AND a.article=?",
            (entity, article),
        ).fetchone()
        if not found:
            raise UserProblem(f"{given} is no annotation of this article")
        return entity_text(entity)

    def _expect_new(self, entity: bytes) -> None:
        if entity in self.taken:
            raise UserProblem(f"the id {entity_text(entity)} stands there twice")

    def _revive(
        self,
        kind: int,
        article: int | None,
        author: Person,
        chain: list[Revision],
        tops: list[Revision],
        content: Content,
    ) -> None:
        """Bring back what was removed, or whose import was undone."""
        entity = chain[0].entity
        if not tops:
            raise UserProblem(f"{entity_text(entity)} has come in part only; merge the rest first")
        if (tops[0].kind, tops[0].article, tops[0].author) != (kind, article, author.number):
            raise UserProblem(f"the id {entity_text(entity)} belongs to something else here")
        if tops[0].put:
            raise UserProblem(f"{entity_text(entity)} is here already and says something else")
        self._writer.revise({entity: (1, content)}, {entity: chain})


def _has(
    latest: Revision, kind: int, article: int | None, author: Person, content: Content
) -> bool:
    """Tell whether what an entity says is alive, and is just this."""
    here = latest.put, latest.kind, latest.article, latest.author
    return here == (1, kind, article, author.number) and (
        twin_of(kind, author.number, latest.content) == twin_of(kind, author.number, content)
    )


def moment(text: str | None, otherwise: int) -> int:
    """Read an incoming moment.

    Raises:
        UserProblem: it is none.
    """
    if text is None:
        return otherwise
    try:
        found = moments.milliseconds(text)
        moments.iso(found)
    except ValueError as error:
        raise UserProblem(f"“{text}” is no moment like 2026-02-09T10:42:00Z") from error
    return found
