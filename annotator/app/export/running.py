"""One export on its way: what is walked, written, counted and described."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from annotator.app.comparing import Comparing
from annotator.app.export import notes as notes_page
from annotator.app.export.choosing import chosen_articles
from annotator.app.export.gathering import gathered
from annotator.app.export.losses import Losses, Tally
from annotator.app.export.manifest import HISTORY, NAME, WHOLE, WrittenFile, manifest
from annotator.app.export.places import Place
from annotator.app.export.pseudonyms import Pseudonyms
from annotator.app.export.splits import dealt_out
from annotator.app.export.targets import Beside, Nowhere
from annotator.app.session import Session
from annotator.formats.base import Format, Target, WriteRequest
from annotator.formats.registry import format_named
from annotator.model.annotator import CONSENSUS
from annotator.model.export import SPLITS, ExportPlan
from annotator.model.records import WORDS_ABOUT, ArticleRecord, Loss, LossKind
from annotator.store.outgoing import Outgoing

NO_WORDS = LossKind(
    "other",
    "Flags of articles, what is retired, no copy, or intended",
    "left out; this is said once an article",
    "beside",
)
_WORDS = {
    "flags": "flags",
    "no_copy_of": "what it is no copy of",
    "retired": "who retired it",
    "intended": "what is intended",
}
_MOST_COMPARED = 50_000
"""Annotations up to which figures of agreement are worked out for the manifest."""


class ExportRun:
    """Writes an export, or looks what it would hold; in a snapshot of the project.

    Args:
        session: the project.
        plan: what is asked for.
        chosen: the format.
        options: the format's options, settled.
        progress: told the number of articles so far; what it raises stops the work.

    Raises:
        UnknownNameError: there is no such article, annotator or label.
    """

    def __init__(
        self,
        session: Session,
        plan: ExportPlan,
        chosen: Format,
        options: Mapping[str, str],
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._session = session
        self._plan = plan
        self._format = chosen
        self._options = options
        self._progress = progress
        self._count = 0
        self.losses = Losses()
        self.tally = Tally()
        self.written: tuple[WrittenFile, ...] = ()
        """The files, without the manifest that lists them; of a pipe none."""
        self._articles = chosen_articles(session, plan.selection)
        names = [one.name for one in session.items.annotators()]
        project = session.database.value("id") or ""
        self._pseudonyms = Pseudonyms(project, names) if plan.pseudonyms else None
        self._annotators = self._who(names)
        self._splits: dict[str, str] = {}

    def _who(self, names: Sequence[str]) -> tuple[str, ...]:
        """Name those whose annotations are exported, as they are called in it."""
        selection = self._plan.selection
        among = set(selection.annotators) or self._session.annotations.authors()
        if selection.consensus:
            among = {CONSENSUS}
        called = [name for name in names if name in among]
        if self._pseudonyms is None:
            return tuple(called)
        return tuple(sorted(map(self._pseudonyms.of, called), key=lambda name: (len(name), name)))

    def walk(self) -> Iterator[ArticleRecord]:
        """Walk what is exported, without writing it."""
        return self._walk(self._articles, self._format, counts=False)

    def write_some(self, articles: Sequence[ArticleRecord], out: Target) -> None:
        """Write a few articles; nothing is counted."""
        assert self._format.write is not None
        for _ in self._format.write(self._request(articles, out, self._options)):
            pass

    def weigh(self) -> None:
        """Write to nowhere."""
        self._write_one(self._format, Nowhere(), self._articles, self._options)

    def write(self, goes: Place) -> None:
        """Write all that belongs to the export."""
        plan = self._plan
        if plan.splits is not None:
            with_retired = self._articles is not None or plan.selection.retired
            every = self._session.articles.walk(with_retired=with_retired)
            walk = (one for _, one in every if self._takes(one.id))
            self._splits = dealt_out(walk, plan.splits, self._progress)
        if plan.splits is None or self._format.splits_itself:
            self._write_one(self._format, goes.target(), self._articles, self._options)
        else:
            for split in SPLITS:
                part = frozenset(one for one, of in self._splits.items() if of == split)
                if part:
                    self._write_one(self._format, goes.target(split), part, self._options)
        beside = goes.with_it()
        if beside is not None:
            self._write_with_it(goes, beside)

    def _write_with_it(self, goes: Place, beside: Target) -> None:
        plan, session = self._plan, self._session
        honesty = self.tally.honesty()
        if plan.also_jsonl:
            whole = format_named("jsonl")
            self._write_one(whole, Beside(beside, WHOLE), self._articles, {})
        if plan.history:
            with beside.part(HISTORY) as file:
                file.writelines(line + b"\n" for line in self._history())
        if plan.notes:
            page = notes_page.notes(plan, self._format.title, honesty, session.database.path.stem)
            with beside.part(notes_page.NAME) as file:
                file.write(page.encode())
        self.written = tuple(goes.written())
        body = manifest(session, plan, honesty, self.written, self._splits, self._agreement())
        with beside.part(NAME) as file:
            file.write(body)

    def _write_one(
        self,
        chosen: Format,
        out: Target,
        articles: frozenset[str] | None,
        options: Mapping[str, str],
    ) -> None:
        assert chosen.write is not None
        records = self._walk(articles, chosen, counts=chosen is self._format)
        for loss in chosen.write(self._request(records, out, options)):
            self._note(loss)

    def _request(
        self, articles: Iterable[ArticleRecord], out: Target, options: Mapping[str, str]
    ) -> WriteRequest:
        return WriteRequest(
            articles=articles,
            out=out,
            options=options,
            scheme=self._session.scheme,
            annotators=self._annotators,
            name=self._session.database.path.stem,
            split_of=lambda article: self._splits.get(article, ""),
        )

    def _walk(
        self, articles: frozenset[str] | None, chosen: Format, *, counts: bool
    ) -> Iterator[ArticleRecord]:
        def dropped(loss: Loss) -> None:
            if counts:
                self._note(loss)

        walk = gathered(
            self._session,
            self._plan.selection,
            articles,
            dropped,
            pseudonyms=self._pseudonyms,
        )
        for record in walk:
            if counts:
                self.tally.see(record)
            if not chosen.holds_words and (loss := _drop_words(record)):
                dropped(loss)
            yield record
            self._count += 1
            self._progress(self._count)

    def _note(self, loss: Loss) -> None:
        self.losses.append(loss)
        self.tally.note(loss)

    def _takes(self, article: str) -> bool:
        return self._articles is None or article in self._articles

    def _agreement(self) -> list[dict[str, object]]:
        """Give the figures of agreement of those who are exported, where that is not too much."""
        session, selection = self._session, self._plan.selection
        people = [one for one in session.items.annotators() if one.kind in ("person", "import")]
        if len(people) < 2 or session.annotations.count() > _MOST_COMPARED:
            return []
        report = Comparing(session).report(
            None if self._articles is None else sorted(self._articles),
            selection.annotators,
            labels=selection.labels,
        )
        found = [one.as_json() for one in report.measures]
        for one in found:
            if self._pseudonyms is not None:
                one["annotators"] = [self._pseudonyms.of(name) for name in one["annotators"]]
        return found

    def _history(self) -> Iterator[bytes]:
        """Walk every revision of the articles that are exported, as canonical lines."""
        session = self._session
        numbers = None
        if self._articles is not None:
            numbers = [session.article_number(one) for one in sorted(self._articles)]
        outgoing = Outgoing(session.database.connection, session.database.coder, numbers)
        return (line for _, line in outgoing.lines())


def _drop_words(record: ArticleRecord) -> Loss | None:
    """Take out of a record what is said of the article for the lists of a project."""
    fields = cast("dict[str, object]", record)
    said = [key for key in WORDS_ABOUT if fields.pop(key, None)]
    words = ", ".join(_WORDS[key] for key in said)
    return NO_WORDS.of(None, record["id"], f"left out: {words}") if said else None
