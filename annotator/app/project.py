"""`Project`: the library's face, and what the window and the command line stand on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotator.app.services import Services
from annotator.app.session import Listener, Session
from annotator.app.settings import load_settings, replica_name, user_name
from annotator.model.annotation import Annotation, Certainty
from annotator.model.annotator import Annotator, worker_name
from annotator.model.article import Article
from annotator.model.changes import ChangeSet, Operation
from annotator.model.listing import LabelOutline
from annotator.model.mark import Fragment
from annotator.model.records import AttributeValue
from annotator.model.relation import Relation
from annotator.problems import UserProblem
from annotator.store.beginning import begin_project
from annotator.store.database import ClosesItself, Database

if TYPE_CHECKING:
    from annotator.app.importing import ImportReport
    from annotator.model.exchange import BundleReport, Conflict, MergeReport
    from annotator.model.records import Loss
    from annotator.model.scheme import Scheme
    from annotator.model.search import Hit

StrPath = str | os.PathLike[str]


class Project(Services, ClosesItself):
    """An open project file: articles, annotations, scheme, history.

    Make one with `create` or `open`, and close it (or use it in a ``with`` block). Every verb
    that writes is durable when it returns, is one step for undo, and tells `subscribe`'s
    listeners what it changed. Offsets are code points of the article's text, end exclusive. What
    the user can mend is raised as `annotator.problems.UserProblem`.

    The services behind it (see `Services`) offer more than the verbs here.
    """

    @classmethod
    def create(
        cls, path: StrPath, *, annotator: str | None = None, scheme: Scheme | None = None
    ) -> Self:
        """Make a project file.

        Args:
            path: where; must not exist yet. Its folder must.
            annotator: the name of whoever works; None takes this machine's.
            scheme: the labels; None takes sources, locations and figures.

        Raises:
            UserProblem: the file exists or cannot be written.
        """
        from annotator.app.schemes import default_scheme  # noqa: PLC0415 - pydantic is slow to load

        labels = scheme or default_scheme()
        author = Annotator(name=worker_name(annotator or load_settings().annotator or user_name()))
        replica = replica_name()
        database = Database.create(
            Path(path), lambda file: begin_project(file, author, replica, labels.as_body())
        )
        return cls(Session(database, author))

    @classmethod
    def open(cls, path: StrPath, annotator: str | None = None, *, read_only: bool = False) -> Self:
        """Open a project file.

        Args:
            path: the file.
            annotator: the name of whoever works; None takes this machine's, else who began with
                this file.
            read_only: write nothing. A file that may not be written is opened so in any case.

        Raises:
            ProjectFileError: it is missing, something else, damaged, or made by a newer version.
        """
        database = Database.open(Path(path), read_only=read_only)
        try:
            begun_by = database.value("begun_by") or database.value("creator")
            name = annotator or load_settings().annotator or begun_by or user_name()
            return cls(Session(database, Annotator(name=worker_name(name))))
        except BaseException:
            database.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self.session.database.close()

    # What is open

    @property
    def path(self) -> Path:
        """The project file."""
        return self.session.database.path

    @property
    def name(self) -> str:
        """The project's name: its file's, without the ending."""
        return self.path.stem

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.session.database.read_only

    @property
    def annotator(self) -> Annotator:
        """Who works: the owner of what is written."""
        return self.session.annotator

    @property
    def scheme(self) -> Scheme:
        """The labels and relations."""
        return self.session.scheme

    @property
    def labels(self) -> list[LabelOutline]:
        """What is shown of the labels, in the scheme's order; retired ones among them."""
        return list(self.session.outlines.values())

    def annotators(self) -> list[Annotator]:
        """List everybody who has written something, in the order they began."""
        with self.session.database.reading():
            return self.session.items.annotators()

    def work_as(self, name: str) -> None:
        """Go on as another annotator; who is new is made known with the first thing they write.

        Raises:
            UserProblem: that cannot be a name.
        """
        tidy = worker_name(name)
        known = {one.name: one for one in self.annotators()}
        self.session.annotator = known.get(tidy, Annotator(name=tidy))

    # Articles

    def import_file(
        self, path: StrPath, *, format: str = "auto", encoding: str | None = None
    ) -> Article:
        """Take a file in and give its article (of several, the first).

        The same text twice is the same article.

        Raises:
            UserProblem: it cannot be read; the text says why and what to do.
        """
        report = self.import_files([path], format=format, encoding=encoding)
        for problem in report.problems.values():
            raise problem
        if not report.articles:
            raise UserProblem(f"{Path(path).name} holds no article.")
        return self.article(report.articles[0])

    def import_files(
        self,
        paths: Sequence[StrPath],
        *,
        format: str = "auto",
        encoding: str | None = None,
        offsets: str = "auto",
        options: Mapping[str, str] | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> ImportReport:
        """Take files and folders in, as one step; see `Importing.import_files`."""
        return self.importing.import_files(
            [Path(path) for path in paths],
            format_name=format,
            encoding=encoding,
            offsets=offsets,
            options=options,
            progress=progress,
        )

    def import_text(self, text: str, *, name: str = "") -> Article:
        """Take a pasted text in and give its article.

        Raises:
            UserProblem: it is empty.
        """
        return self.article(self.importing.import_text(text, name=name).articles[0])

    def article(self, article: str) -> Article:
        """Give an article by its id or the first six or more characters of it.

        Raises:
            UnknownNameError: there is none.
        """
        return self.corpus.article(article)

    def articles(self) -> Iterator[Article]:
        """Walk all articles in the order they came."""
        return self.corpus.articles()

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Find articles by their words, best first.

        Raises:
            UserProblem: there is no word in the query.
        """
        return self.corpus.search(query, limit)[0]

    # Annotations

    def annotate(
        self,
        article: str,
        start: int,
        end: int,
        label: str,
        *,
        note: str = "",
        attributes: Mapping[str, AttributeValue] | None = None,
        fragments: Sequence[Fragment] | None = None,
        certainty: Certainty = "sure",
    ) -> Annotation:
        """Put a label on a span.

        Args:
            article: the article's id.
            start: first code point of the span.
            end: the one after its last.
            label: the key of a label of the scheme.
            note: free words.
            attributes: values by attribute key.
            fragments: instead of one span from start to end, several.
            certainty: ``sure`` or ``unsure``.

        Raises:
            UserProblem: there is no such article, label or span, or a value does not fit.
        """
        return self.annotating.annotate(
            article,
            fragments or [(start, end)],
            label,
            attributes=attributes,
            note=note,
            certainty=certainty,
        )

    def update(
        self,
        annotation: str,
        *,
        label: str | None = None,
        start: int | None = None,
        end: int | None = None,
        attributes: Mapping[str, AttributeValue] | None = None,
        note: str | None = None,
        fragments: Sequence[Fragment] | None = None,
        certainty: Certainty | None = None,
    ) -> Annotation:
        """Change an annotation of one's own; what is None stays as it is.

        Raises:
            UserProblem: it is not there, belongs to somebody else, or a value does not fit.
        """
        return self.annotating.update(
            annotation,
            label=label,
            edges=(start, end),
            fragments=fragments,
            attributes=attributes,
            note=note,
            certainty=certainty,
        )

    def delete(self, annotation: str) -> None:
        """Remove an annotation of one's own and the relations at it.

        Raises:
            UserProblem: it is not there, or belongs to somebody else.
        """
        self.annotating.delete(annotation)

    def annotations(
        self,
        article: str | None = None,
        *,
        annotators: Sequence[str] = (),
        labels: Sequence[str] = (),
    ) -> list[Annotation]:
        """List annotations by article and position.

        Raises:
            UnknownNameError: there is no such article.
        """
        return self.annotating.find(article, annotators=annotators, labels=labels)

    def relate(self, source: str, kind: str, target: str) -> Relation:
        """Link two annotations of one article, e.g. ``relate(who, "says", how_much)``.

        Raises:
            UserProblem: one is not there, or the scheme has no such relation between their labels.
        """
        return self.relating.relate(source, kind, target)

    def relations(self, article: str | None = None) -> list[Relation]:
        """List the relations of an article, or all."""
        return self.relating.find(article)

    # History

    def undo(self) -> ChangeSet | None:
        """Take back the latest step that stands; None if there is none."""
        return self.session.undo()

    def redo(self) -> ChangeSet | None:
        """Bring back the step that was undone last; None if there is none."""
        return self.session.redo()

    def next_undo(self) -> Operation | None:
        """Find what `undo` would take back."""
        return self.session.journal.next_undo()

    def next_redo(self) -> Operation | None:
        """Find what `redo` would bring back."""
        return self.session.journal.next_redo()

    def history(self) -> Iterator[Operation]:
        """Walk all steps, newest first."""
        return self.session.journal.history()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function called after every change; call what is returned to stop that."""
        return self.session.subscribe(listener)

    def poll(self) -> None:
        """Look whether another program has changed the project, and announce it if so."""
        self.session.poll()

    # The file

    def export(
        self,
        out: StrPath,
        *,
        format: str,
        annotators: Sequence[str] = (),
        labels: Sequence[str] = (),
        consensus: bool = False,
        options: Mapping[str, str] | None = None,
    ) -> list[Loss]:
        """Write a dataset and give what its format could not hold; see `Exporting.export`."""
        return self.exporting.export(
            Path(out),
            format,
            annotators=annotators,
            labels=labels,
            consensus=consensus,
            options=options,
        )

    def bundle(
        self,
        out: StrPath,
        articles: Sequence[str] | None = None,
        annotators: Sequence[str] | None = None,
    ) -> BundleReport:
        """Write what is sent to teammates; see `Exchanging.bundle`, which can do more."""
        return self.exchanging.bundle(Path(out), articles=articles, annotators=annotators)

    def merge(self, *others: StrPath, accept_new_key: bool = False) -> MergeReport:
        """Take over bundles or project files, as one step; see `Exchanging.merge`."""
        paths = [Path(other) for other in others]
        return self.exchanging.merge(paths, accept_new_key=accept_new_key)

    def conflicts(self) -> list[Conflict]:
        """List what somebody said in two ways on two machines; see `Exchanging.settle`."""
        return self.exchanging.conflicts()

    def check(self, progress: Callable[[int], None] = lambda _: None) -> list[str]:
        """Look for faults in file, texts, revisions, quotes, values and search index; none is good.

        ``progress`` is told the number of things looked at; what it raises stops the check.

        Raises:
            ProjectFileError: the file is too damaged to be read through.
        """
        from annotator.store.check import check  # noqa: PLC0415 - not needed to open

        return check(self.session.database, progress)

    def backup(self, out: StrPath) -> Path:
        """Copy the project as it stands into a file that does not exist yet, and check the copy.

        Raises:
            UserProblem: the file exists or cannot be written.
        """
        from annotator.store.backup import copy_project  # noqa: PLC0415 - not needed to open

        copy_project(self.path, Path(out), self.session.database.connection)
        return Path(out)
