"""Taking articles into a project: files, folders, pasted text; each time one operation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from annotator.app.reading.guarded import GuardedReader
from annotator.app.reading.labels import LabelCount, LabelMapping, NewLabels, PersonCount
from annotator.app.reading.names import shown
from annotator.app.reading_files import AUTO, FileRead, SpoiledFileError
from annotator.app.session import Session
from annotator.formats.common.intake import incoming_article
from annotator.model.changes import Act
from annotator.model.identity import fixed_entity
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.problems import UserProblem
from annotator.store.importing import Imported, Importer
from annotator.store.lines import item_content
from annotator.store.scheme_parts import add_to_scheme
from annotator.store.writer import Writer
from annotator.text.intake import take_pasted

_KEPT = "labels_of_imports"
"""Where a project keeps what labels of files became: a convenience, nobody's data; it is not
undone, and travels nowhere."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import took in, and what it did not."""

    articles: tuple[str, ...] = ()
    """Ids in the order of the files, each once, also of those that were here before."""
    new_articles: int = 0
    fresh: tuple[str, ...] = ()
    """The ids of those that were not here before."""
    annotations: int = 0
    relations: int = 0
    known: int = 0
    """Annotations and relations that were here already, just as they came."""
    new_labels: tuple[str, ...] = ()
    labels: tuple[LabelCount, ...] = ()
    """The labels that the files hold, and what they became."""
    people: tuple[PersonCount, ...] = ()
    """Whose annotations the files hold, by the names there."""
    files: tuple[FileRead, ...] = ()
    """What was found in each file, as far as it was read."""
    asks: bool = False
    """Whether nothing was taken, because there are labels that somebody has to be asked about."""
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Note, ...] = ()
    """What was taken in otherwise than it came; nothing of it is missing."""
    problems: dict[Path, UserProblem] = field(default_factory=dict)
    """Files that could not be read at all; what is said of them comes first in ``skipped``."""
    left: tuple[Skipped, ...] = ()
    """What lies in folders and is of no kind that is taken in; comes next in ``skipped``."""

    def passed_over(self, asked: Collection[str] = ()) -> list[str]:
        """Say of each thing that was not taken what it is, what became of the rest, and why.

        Files about which the user is ``asked`` (the reasons) are left out.
        """
        whole = len(self.problems) + len(self.left)
        files = [
            one.reason if one.where in one.reason else f"{one.where}: {one.reason}"
            for one in self.skipped[:whole]
            if one.reason not in asked
        ]
        parts = [f"{one.where} was taken without {one.reason}" for one in self.skipped[whole:]]
        return files + parts

    def renamed(self) -> list[str]:
        """Say of each label of the files that has another name here what it became."""
        return [
            f"{one.label} → {one.key} ({one.annotations:,})"
            for one in self.labels
            if one.key not in (None, one.label)
        ]

    def otherwise(self) -> list[str]:
        """Say of each thing that was taken in otherwise than it came what was done to it."""
        return [f"{one.where}: {one.what}" for one in self.notes]


class _Counter:
    """Tells how many articles there were, and tells it again while there are no new ones."""

    def __init__(self, progress: Callable[[int], None]) -> None:
        self._progress = progress
        self._count = 0

    def __call__(self, count: int) -> None:
        """Take note of a new number."""
        self._count = count
        self._progress(count)

    def again(self) -> None:
        """Tell the number as it stands: who does not want the articles any more may say so."""
        self._progress(self._count)


class _Pasted:
    """A pasted text, as a reader of one article."""

    def __init__(self, text: str, name: str) -> None:
        self._article = incoming_article(take_pasted(text), name)
        self.skipped: list[Skipped] = []
        self.notes: list[Note] = []
        self.read: dict[Path, FileRead] = {}

    def articles(self) -> Iterator[Incoming]:
        """Give the article."""
        yield self._article


class Importing:
    """The verbs that bring articles in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def import_files(
        self,
        paths: Sequence[Path],
        *,
        format_name: str = AUTO,
        encoding: str | None = None,
        offsets: str = AUTO,
        options: Mapping[str, str] | None = None,
        labels: Mapping[str, str | None] | None = None,
        annotators: Mapping[str, str] | None = None,
        new_labels: NewLabels = "add",
        ask: bool = False,
        progress: Callable[[int], None] = lambda _: None,
        begins: Callable[[str, int, int], None] = lambda _name, _number, _of: None,
        act: Act = "do",
    ) -> ImportReport:
        """Take in files and folders, in one operation.

        Files of other programs are read by a process of their own (`GuardedReader`).

        Args:
            paths: what to take in; of a folder every file of a known kind.
            format_name: a format's name, or ``auto``.
            encoding: the encoding of plain texts that do not say it themselves.
            offsets: the unit of offsets in the files, one of `OFFSET_UNITS`; ``auto`` finds it.
            options: the format's options.
            labels: by label of the files the key of one here; None leaves its annotations out. The
                project remembers them.
            annotators: by name of an annotator in the files the name here.
            new_labels: what becomes of labels that are not in the scheme and not in ``labels``.
            ask: whether to take nothing if there are such labels; the report says which then.
            progress: told the number of articles so far, also several times a second while there
                are no new ones; what it raises stops the import.
            begins: told the name of each file when its turn comes, its number and how many there
                are.
            act: ``start`` for what belongs to the making of the project: undo passes over it.

        Raises:
            UserProblem: there is no such format, or the project cannot be written. Files that
                cannot be read are in the report instead.
        """
        counter = _Counter(progress)
        reader = GuardedReader(
            paths,
            format_name=format_name,
            encoding=encoding,
            offsets=offsets,
            options=options,
            alive=counter.again,
        )
        reader.begins = lambda number, path: begins(shown(path.name), number, len(reader.files))
        mapping = LabelMapping(
            labels=labels or {},
            annotators=annotators or {},
            known={label.key for label in self._session.scheme.labels},
            new=new_labels,
        )
        try:
            while True:
                try:
                    report = self._take_in(reader, counter, act, mapping, ask=ask)
                    break
                except SpoiledFileError:
                    continue
        finally:
            reader.close()
        if labels and not report.asks:
            self._remember(labels)
        unread = [Skipped(shown(path.name), str(why)) for path, why in reader.problems.items()]
        return replace(
            report,
            skipped=(*unread, *reader.left, *report.skipped),
            problems=reader.problems,
            left=reader.left,
        )

    def import_text(self, text: str, *, name: str = "") -> ImportReport:
        """Take in a pasted text as an article.

        Raises:
            UserProblem: it is empty.
        """
        return self._take_in(_Pasted(text, name), lambda _: None, "do", LabelMapping())

    def remembered_labels(self) -> dict[str, str | None]:
        """Give what labels of files became in earlier imports; None stands for left out."""
        kept = self._session.database.value(_KEPT)
        return {} if kept is None else dict(orjson.loads(kept))

    def _remember(self, labels: Mapping[str, str | None]) -> None:
        before = self.remembered_labels()
        if (now := before | dict(labels)) != before:
            # What was imported stands; that the next import has to be told again is no matter.
            with suppress(UserProblem):
                self._session.database.keep_value(_KEPT, orjson.dumps(now).decode())

    def _take_in(
        self,
        reader: GuardedReader | _Pasted,
        progress: Callable[[int], None],
        act: Act,
        mapping: LabelMapping,
        *,
        ask: bool = False,
    ) -> ImportReport:
        session = self._session
        with session.operation("Import", act=act) as writer:
            incoming = mapping.through(reader.articles())
            imported = Importer(writer, session.annotator).run(incoming, progress)
            labels = tuple(mapping.counted())
            asks = ask and any(
                one.label not in mapping.known and one.label not in mapping.labels for one in labels
            )
            writer.dry = asks
            new_labels = () if asks else self._complete_scheme(writer, imported)
            writer.title = _title(imported)
        return ImportReport(
            articles=tuple(dict.fromkeys(imported.articles)),
            new_articles=imported.new_articles,
            fresh=tuple(imported.fresh),
            annotations=imported.annotations,
            relations=imported.relations,
            known=imported.known,
            new_labels=new_labels,
            labels=labels,
            people=tuple(mapping.people()),
            files=tuple(reader.read.values()),
            asks=asks,
            skipped=(*reader.skipped, *mapping.left_out(), *imported.skipped),
            notes=(*reader.notes, *imported.notes),
        )

    def _complete_scheme(self, writer: Writer, imported: Imported) -> tuple[str, ...]:
        """Add labels and relations that came and are not in the scheme."""
        old = self._session.scheme
        new = old.with_labels(imported.labels).with_relations(imported.relation_types)
        if new is old:
            return ()
        body = new.as_body()
        if writer.author == self._session.database.value("creator"):
            project = self._session.database.value("id") or ""
            writer.revise({fixed_entity("scheme", project): (1, item_content(body))})
        else:  # the scheme itself is its owner's
            labels, relations = body["labels"], body["relations"]
            add_to_scheme(writer, labels[len(old.labels) :], relations[len(old.relations) :])
        return tuple(label.key for label in new.labels[len(old.labels) :])


def _title(imported: Imported) -> str:
    articles, annotations = imported.new_articles, imported.annotations
    parts = []
    if articles:
        parts.append("1 article" if articles == 1 else f"{articles:,} articles")
    if annotations:
        parts.append("1 annotation" if annotations == 1 else f"{annotations:,} annotations")
    return "Import " + (" and ".join(parts) or "nothing new")
