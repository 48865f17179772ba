"""The articles of a project: taking them in, reading them, saying how far one is with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.app.reading_files import FileReader, SpoiledFileError
from annotator.app.session import Session
from annotator.formats.intake import incoming_article
from annotator.model.article import Article
from annotator.model.canonical import dumps, storable
from annotator.model.changes import Act
from annotator.model.identity import fixed_entity
from annotator.model.incoming import Incoming, Skipped
from annotator.model.listing import ArticleRow, ArticleState, ReadingPlace
from annotator.model.search import Hit
from annotator.problems import UserProblem
from annotator.store.importing import Imported, Importer
from annotator.store.lines import item_content
from annotator.store.reading import (
    keep_reading_place,
    last_read,
    reading_place,
)
from annotator.store.rows import STATUS, Content
from annotator.store.search import search
from annotator.store.writer import Writer
from annotator.text.intake import take_pasted

_STATE_TITLES: dict[ArticleState, str] = {
    "open": "Mark article open",
    "done": "Mark article done",
    "look": "Mark article for a second look",
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import took in, and what it did not."""

    articles: tuple[str, ...] = ()
    """Ids in the order of the files, each once, also of those that were here before."""
    new_articles: int = 0
    annotations: int = 0
    relations: int = 0
    new_labels: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: dict[Path, UserProblem] = field(default_factory=dict)
    """Files that could not be read at all."""


class Corpus:
    """The verbs about articles."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def import_files(
        self,
        paths: Sequence[Path],
        *,
        format_name: str = "auto",
        encoding: str | None = None,
        offsets: str = "code-points",
        progress: Callable[[int], None] = lambda _: None,
        act: Act = "do",
    ) -> ImportReport:
        """Take in files and folders, in one operation.

        Args:
            paths: what to take in; of a folder every file of a known kind.
            format_name: a format's name, or ``auto``.
            encoding: the encoding of plain texts that do not say it themselves.
            offsets: the unit of offsets in the files, one of `OFFSET_UNITS`.
            progress: told the number of articles so far; what it raises stops the import.
            act: ``start`` for what belongs to the making of the project: undo passes over it.

        Raises:
            UserProblem: there is no such format, or the project cannot be written. Files that
            cannot be
                read are in the report instead.
        """
        reader = FileReader(paths, format_name=format_name, encoding=encoding, offsets=offsets)
        while True:
            try:
                report = self._take_in(reader.articles, progress, reader.skipped, act)
            except SpoiledFileError:
                continue
            unread = [Skipped(path.name, str(why)) for path, why in reader.problems.items()]
            return ImportReport(
                articles=report.articles,
                new_articles=report.new_articles,
                annotations=report.annotations,
                relations=report.relations,
                new_labels=report.new_labels,
                skipped=(*unread, *report.skipped),
                problems=reader.problems,
            )

    def import_text(self, text: str, *, name: str = "") -> ImportReport:
        """Take in a pasted text as an article.

        Raises:
            UserProblem: it is empty.
        """
        incoming = incoming_article(take_pasted(text), name)
        return self._take_in(lambda: [incoming], lambda _: None, [], "do")

    def article(self, article: str) -> Article:
        """Give an article by its id or the beginning of it.

        Raises:
            UnknownNameError: there is none.
        """
        session = self._session
        number = session.article_number(article)
        with session.database.reading():
            found = session.articles.get(number)
        assert found is not None
        return found

    def articles(self) -> Iterator[Article]:
        """Walk all articles in the order they came."""
        with self._session.database.reading():
            for _, article in self._session.articles.walk():
                yield article

    def count(self) -> int:
        """Count articles."""
        with self._session.database.reading():
            return self._session.articles.count()

    def count_in_state(self, state: ArticleState) -> int:
        """Count the articles that whoever works has put into a state."""
        with self._session.database.reading():
            return self._session.articles.count_in_state(state, self._session.annotator.name)

    def numbers(self, *, matching: str = "", state: ArticleState | None = None) -> list[int]:
        """List the file's own numbers of articles, for a list that reads its rows when seen."""
        with self._session.database.reading():
            return self._session.articles.numbers(
                matching=matching, state=state, author=self._session.annotator.name
            )

    def rows(self, numbers: Sequence[int]) -> list[ArticleRow]:
        """Read lines of the article list."""
        with self._session.database.reading():
            return self._session.articles.rows(list(numbers), self._session.annotator.name)

    def set_state(self, article: str, state: ArticleState) -> None:
        """Say that one is done with an article, still at it, or wants to look again.

        Raises:
            UnknownNameError: there is no such article.
        """
        session = self._session
        number = session.article_number(article)
        who = session.annotator.name
        identity = session.database.coder.article_id(number)
        with session.operation(_STATE_TITLES[state]) as writer:
            writer.put(
                STATUS,
                fixed_entity("status", identity, who),
                item_content({"state": state}),
                article=number,
                author=who,
            )

    def state(self, article: str) -> ArticleState:
        """Give what whoever works says of an article."""
        return self.rows([self._session.article_number(article)])[0].state

    def reading_place(self, article: str) -> ReadingPlace | None:
        """Give where whoever works left an article; None if never opened."""
        session = self._session
        return reading_place(
            session.database, session.article_number(article), session.annotator.name
        )

    def keep_reading_place(self, article: str, place: ReadingPlace) -> None:
        """Remember where whoever works is; a read-only project forgets."""
        session = self._session
        if not session.database.read_only:
            keep_reading_place(
                session.database, session.article_number(article), session.annotator.name, place
            )

    def last_read(self) -> str | None:
        """Give the id of the article that whoever works had open last."""
        session = self._session
        number = last_read(session.database, session.annotator.name)
        return None if number is None else session.database.coder.article_id(number)

    def search(self, query: str, limit: int = 50) -> tuple[list[Hit], int]:
        """Find articles by their words, best first; give the first ones and how many there are.

        Raises:
            UserProblem: there is no word in the query.
        """
        session = self._session
        with session.database.reading() as connection:
            return search(connection, session.database.coder, query, limit)

    def raw(self, article: str) -> bytes:
        """Give the bytes that an article came as."""
        session = self._session
        number = session.article_number(article)
        with session.database.reading():
            return session.articles.raw(number)

    def _take_in(
        self,
        articles: Callable[[], Iterable[Incoming]],
        progress: Callable[[int], None],
        skipped: list[Skipped],
        act: Act,
    ) -> ImportReport:
        session = self._session
        with session.operation("Import", act=act) as writer:
            imported = Importer(writer, session.annotator).run(articles(), progress)
            new_labels = self._complete_scheme(writer, imported)
            writer.title = _title(imported)
        return ImportReport(
            articles=tuple(dict.fromkeys(imported.articles)),
            new_articles=imported.new_articles,
            annotations=imported.annotations,
            relations=imported.relations,
            new_labels=new_labels,
            skipped=(*skipped, *imported.skipped),
        )

    def _complete_scheme(self, writer: Writer, imported: Imported) -> tuple[str, ...]:
        """Add labels and relations that came and are not in the scheme."""
        old = self._session.scheme
        new = old.with_labels(imported.labels).with_relations(imported.relation_types)
        if new is old:
            return ()
        project = self._session.database.value("id") or ""
        body = dumps(storable(new.as_json()))
        writer.revise({fixed_entity("scheme", project): (1, Content(rest=body))})
        return tuple(label.key for label in new.labels[len(old.labels) :])


def _title(imported: Imported) -> str:
    articles, annotations = imported.new_articles, imported.annotations
    parts = []
    if articles:
        parts.append("1 article" if articles == 1 else f"{articles:,} articles")
    if annotations:
        parts.append("1 annotation" if annotations == 1 else f"{annotations:,} annotations")
    return "Import " + (" and ".join(parts) or "nothing new")
