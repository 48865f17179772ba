"""One open project as the services share it: the file, who works, the scheme, who listens."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.app.settings import replica_name
from annotator.model.annotator import Annotator
from annotator.model.changes import Act, ChangeSet
from annotator.model.listing import LabelOutline, end_of_each
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.annotations import Annotations
from annotator.store.articles import Articles
from annotator.store.database import Database
from annotator.store.items import Items
from annotator.store.journal import Journal
from annotator.store.problems import DamagedError
from annotator.store.team import Team
from annotator.store.writer import Writer

if TYPE_CHECKING:
    from annotator.model.scheme import Label, Scheme

_log = logging.getLogger(__name__)

Listener = Callable[[ChangeSet], None]

_DAY = 24 * 60 * 60
_TEXTS_HELD = 4


class Session:
    """What `Project`'s services work on. Used from the thread that opened the file."""

    def __init__(self, database: Database, annotator: Annotator) -> None:
        self.database = database
        self.annotator = annotator
        """Who works: the owner of what is written."""
        # Before anything else is read: what others write from now on is news.
        self._version = database.data_version()
        self.journal = Journal(database, replica_name())
        self.articles = Articles(database.connection, database.coder, self.merges)
        self.annotations = Annotations(database.connection, database.coder, self.merges)
        self.items = Items(database.connection, database.coder)
        self.team = Team(database.connection, database.coder)
        self._listeners: list[Listener] = []
        self._scheme: Scheme | None = None
        self._outlines: dict[str, LabelOutline] | None = None
        self._merged: Mapping[str, str] | None = None
        self.backs_up = True
        """Whether the first operation backs the project up; the window does that by itself."""
        self.keeps_blind = False
        """Whether, while people work blind, others' work is kept from who works: the window does
        that; a script and the command line are tools that see the file."""
        self.text = lru_cache(_TEXTS_HELD)(self._read_text)
        """Gives the text of an article by its number; texts never change."""

    @property
    def scheme(self) -> Scheme:
        """The scheme as it stands."""
        if self._scheme is None:
            with self.database.reading():
                self._scheme = self.items.scheme()
        return self._scheme

    @property
    def outlines(self) -> dict[str, LabelOutline]:
        """What is shown of the scheme's labels, by key; quicker to have than the scheme."""
        if self._outlines is None:
            with self.database.reading():
                self._outlines = self.items.label_outlines()
        return self._outlines

    @property
    def is_blind(self) -> bool:
        """Whether people work blind, and others' work is kept from who works here."""
        if not self.keeps_blind:
            return False
        with self.database.reading():
            return self.team.settings().blind

    def hurry(self, patience: int) -> None:
        """Wait only so many milliseconds for somebody else who writes, then raise `BusyError`."""
        self.database.patience = patience

    def is_free(self) -> bool:
        """Tell whether nobody else writes to the file at this moment."""
        return self.database.read_only or self.database.is_free()

    def merges(self) -> Mapping[str, str]:
        """Give for the key of each merged label that of the one as which it is read."""
        if self._merged is None:
            into = {one.key: one.merged_into for one in self.outlines.values() if one.merged_into}
            self._merged = end_of_each(into)
        return self._merged

    @contextmanager
    def operation(self, title: str, *, act: Act = "do") -> Iterator[Writer]:
        """Run a block as one operation and tell everybody what it changed.

        Before the first one of a session the project is backed up if that has not been done for a
        day.
        """
        self.back_up_first()
        with self.journal.operation(title, self.annotator, act=act) as writer:
            if self.database.data_version() != self._version:
                # Another program has written: until it is announced, this may be outdated.
                self._scheme = self._outlines = self._merged = None
            yield writer
        self.announce(writer.changes)

    def undo(self, progress: Callable[[int], None] = lambda _: None) -> ChangeSet | None:
        """Take back the latest operation that stands, and tell everybody; None if there is none.

        ``progress`` is told how many revisions were written; what it raises stops it.
        """
        return self._announced(self.journal.undo(self.annotator, progress))

    def redo(self, progress: Callable[[int], None] = lambda _: None) -> ChangeSet | None:
        """Bring back the operation undone last, as `undo` does; None if there is none."""
        return self._announced(self.journal.redo(self.annotator, progress))

    def _announced(self, changes: ChangeSet | None) -> ChangeSet | None:
        if changes is not None:
            self.announce(changes)
        return changes

    def announce(self, changes: ChangeSet) -> None:
        """Tell everybody who listens that something changed."""
        if not changes.kinds:
            return
        if "scheme" in changes.kinds:
            self._scheme = self._outlines = self._merged = None
        for listener in list(self._listeners):
            listener(changes)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function called with every `ChangeSet`; call what is returned to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def poll(self) -> None:
        """Look whether another program has written to the file, and announce what it did.

        Takes some microseconds if nothing happened.
        """
        version = self.database.data_version()
        if version == self._version:
            return
        self._version = version
        for changes in self.journal.news():
            self.announce(changes)

    def article_number(self, article: str) -> int:
        """Look an article up by its id or the beginning of it.

        Raises:
            UnknownNameError: there is none, or several begin so.
        """
        with self.database.reading():
            number = self.articles.number(article)
        if number is None:
            raise UnknownNameError(
                f"There is no article “{article}” in {self.database.path.name}. "
                "An article is named by its id, or by the first six or more characters of it."
            )
        return number

    def article_numbers(self, articles: Sequence[str]) -> list[int]:
        """Look articles up, very many quickly; each once, in their order.

        Raises:
            UnknownNameError: as `article_number`.
        """
        with self.database.reading():
            known = self.articles.numbers_of(articles)
        return list(dict.fromkeys(known.get(one) or self.article_number(one) for one in articles))

    def annotators_named(self, names: Iterable[str]) -> list[Annotator]:
        """Look annotators up.

        Raises:
            UnknownNameError: there is none of one of these names; the text lists those there are.
        """
        with self.database.reading():
            known = {one.name: one for one in self.items.annotators()}
        found: list[Annotator] = []
        for name in names:
            if name not in known:
                raise UnknownNameError(
                    f"There is no annotator “{name}” in this project; there are "
                    f"{', '.join(sorted(known))}."
                )
            found.append(known[name])
        return found

    def usable_label(self, key: str) -> Label:
        """Give a label that takes new annotations.

        Raises:
            UnknownNameError: there is no such label.
            UserProblem: it is retired.
        """
        label = self.scheme.label(key)
        if label.retired:
            raise UserProblem(f"{label.name} is retired: it takes no new annotations.")
        return label

    def require_own(self, owner: str, what: str) -> None:
        """Refuse to change what somebody else has tagged.

        Raises:
            UserProblem: whoever works is not its owner; ``what`` names it.
        """
        if owner != self.annotator.name:
            raise UserProblem(
                f"{what} was tagged by {owner}, and only {owner} can change it. "
                f"You work as {self.annotator.name}; tag the words yourself if you see it "
                "differently."
            )

    def back_up_first(self) -> None:
        """Back the project up before the first operation, if that has not been done for a day.

        That there is no room for a copy is said, but stops nobody.
        """
        if not self.backs_up or self.database.read_only:
            return
        self.backs_up = False
        from annotator.store.backup import back_up  # noqa: PLC0415 - once a session

        try:
            back_up(self.database.path, at_least_apart=_DAY)
        except DamagedError:
            raise
        except UserProblem as problem:
            _log.warning("No backup was made. %s", problem)

    def _read_text(self, number: int) -> str:
        with self.database.reading():
            return self.articles.text(number)
