"""Exchange with teammates: a bundle for them, theirs merged in, conflicts settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import orjson

from annotator.app.exchange.keys import trust
from annotator.app.exchange.parcels import (
    Parcel,
    is_same_file,
    refuse_changed_key,
    refuse_other_project,
)
from annotator.app.exchange.reports import MergeReporter
from annotator.app.exchange.words import conflict_words
from annotator.app.session import Session
from annotator.app.settings import load_settings, replica_name
from annotator.model.exchange import Conflict, MergeReport
from annotator.model.identity import entity_bytes
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.conflicts import conflicts, settle
from annotator.store.line_reading import LineError
from annotator.store.sending import begun_on, last_merged, sent
from annotator.sync.problems import BrokenBundleError

if TYPE_CHECKING:
    from annotator.model.exchange import BundleReport
    from annotator.store.rows import Revision

Progress = Callable[[int], None]
_Item = TypeVar("_Item")

_SHORTEST_DIGEST, _SHOWN_DIGEST = 6, 8


class Exchanging:
    """The verbs that send work to teammates, and take theirs in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def bundle(
        self,
        out: Path,
        *,
        articles: Sequence[str] | None = None,
        annotators: Sequence[str] | None = None,
        since_last: bool = False,
        everybody: bool = False,
        sign: bool = True,
        progress: Progress = lambda _: None,
    ) -> BundleReport:
        """Write a bundle; see `annotator.app.exchange.bundling.write`."""
        from annotator.app.exchange.bundling import Choice, write  # noqa: PLC0415 - nothing else needs it

        choice = Choice(articles, annotators, since_last=since_last, everybody=everybody)
        return write(self._session, out, choice, sign=sign, progress=progress)

    def who_sends(self, annotators: Sequence[str] = ()) -> str:
        """Tell who sends from here if nobody says so.

        On a machine that knows who works there, they; else who began with this file. In the copy of
        a file from elsewhere neither is known: then it is the only one whose work is sent, or who
        worked here last. To take them for the lead would raise an alarm about the lead's key.

        Args:
            annotators: whose work is sent.
        """
        session = self._session
        with session.database.reading() as connection:
            begun_here = begun_on(connection, session.database.coder) == replica_name()
        if begun_here or load_settings().annotator or session.database.value("begun_by"):
            return session.annotator.name
        with session.database.reading():
            people = [one.name for one in session.items.annotators() if one.kind == "person"]
        if len(set(annotators)) == 1:
            worked = annotators[0]
        else:
            worked = next(session.journal.history()).annotator
        return worked if worked in people else session.annotator.name

    def preview(
        self, paths: Sequence[Path], progress: Progress = lambda _: None
    ) -> list[MergeReport]:
        """Say of each file what merging it alone would bring; nothing is written.

        Args:
            paths: bundles and project files.
            progress: told how many revisions were read; what it raises stops the preview.

        Raises:
            UserProblem: one cannot be read, is damaged, or belongs to another project.
        """
        return [self.preview_together([path], progress) for path in paths]

    def preview_together(
        self, paths: Sequence[Path], progress: Progress = lambda _: None
    ) -> MergeReport:
        """Say what merging some files at once would bring, in all; see `preview`."""
        with self._opened(paths) as parcels:
            return self._merged(parcels, progress, dry=True)

    def merge(
        self,
        paths: Sequence[Path],
        *,
        accept_new_key: bool = False,
        progress: Progress = lambda _: None,
    ) -> MergeReport:
        """Take over what teammates sent, all of it as one step that can be undone.

        Merging the same again, or in another order, makes no difference.

        Args:
            paths: bundles and project files.
            accept_new_key: take a bundle over although its sender signed with another key before.
            progress: told how many revisions were read; what it raises stops the merge, and nothing
                was written.

        Returns:
            What it brought, in all.

        Raises:
            UserProblem: one of the files cannot be read, is damaged, belongs to another project, or
                is signed with a key that is not its sender's; then nothing was merged.
        """
        session = self._session
        with self._opened(paths) as parcels:
            if not accept_new_key:
                for parcel in parcels:
                    refuse_changed_key(parcel)
            if session.database.read_only:
                raise session.database.why_read_only
            session.back_up_first()
            report = self._merged(parcels, progress, dry=False)
            try:
                for parcel in parcels:
                    if parcel.key is not None:
                        trust(parcel.sender, parcel.key)
            except UserProblem as problem:
                # What was merged is merged.
                said = f"Merged, but the key that signed it could not be remembered. {problem}"
                report = report._replace(warnings=(*report.warnings, said))
        return report

    def conflicts(self) -> list[Conflict]:
        """List what somebody said in two ways on two machines, and nobody has settled yet."""
        session = self._session
        outlines = session.outlines
        with session.database.reading() as connection:
            coder = session.database.coder
            found = [one for one in conflicts(connection, coder) if one[1]]
            numbers = {heads[0].article for _, heads in found} - {None}
            rows = session.articles.rows([n for n in numbers if n is not None], "")
            places = {row.number: row.title for row in rows}
            return [conflict_words(coder, heads, outlines, places) for _, heads in found]

    def settle(self, entity: str, digest: str) -> None:
        """Let one side of a conflict stand, in the name of its author.

        Args:
            entity: the id of what is in conflict.
            digest: of the side that stands (hex), or the first six or more digits of it.

        Raises:
            UserProblem: there is no such conflict, or it has no such side.
        """
        self.settle_all({entity: digest})

    def settle_all(self, picks: Mapping[str, str]) -> None:
        """Let one side of each of several conflicts stand, in one step; see `settle`.

        Args:
            picks: the digest of the side that stands, by the id of what is in conflict.

        Raises:
            UserProblem: there is no such conflict, or it has no such side.
        """
        session = self._session
        with session.database.reading() as connection:
            coder = session.database.coder
            sides_of = dict(conflicts(connection, coder))
            chosen = {
                entity_bytes(entity): _side(sides_of.get(entity_bytes(entity), []), entity, digest)
                for entity, digest in picks.items()
            }
            words = [conflict_words(coder, sides_of[one], {}, {}).quote for one in chosen]
        if not chosen:
            return
        title = f"Settle “{words[0]}”" if words[0] else "Settle a conflict"
        if len(chosen) > 1:
            title = f"Settle {len(chosen):,} conflicts"
        with session.operation(title) as writer:
            for name, digest in chosen.items():
                settle(writer, name, digest)

    def last_merged(self) -> str | None:
        """Give when something was last merged, as ISO 8601; None if nothing that stands was."""
        with self._session.database.reading() as connection:
            return last_merged(connection)

    def last_sent(self) -> str | None:
        """Give when a bundle was last written, as ISO 8601; None if none was."""
        with self._session.database.reading() as connection:
            return next((one.at for one in sent(connection)), None)

    @contextmanager
    def _opened(self, paths: Sequence[Path]) -> Iterator[list[Parcel]]:
        """Open what came, once each, and make sure that all of it belongs to this project."""
        database = self._session.database
        own, epoch = database.value("id") or "", int(database.value("epoch") or "1")
        if not paths:
            raise UserProblem("Name a bundle or a project file to merge.")
        with ExitStack() as stack:
            parcels: list[Parcel] = []
            for path in paths:
                if is_same_file(path, database.path):
                    raise UserProblem(
                        f"{path.name} is this project itself: there is nothing to merge."
                    )
                parcel = stack.enter_context(Parcel(path))
                refuse_other_project(parcel, own, epoch, database.path.name)
                parcels.append(parcel)
            yield parcels

    def _merged(self, parcels: Sequence[Parcel], progress: Progress, *, dry: bool) -> MergeReport:
        session = self._session
        reporter = MergeReporter(session, parcels)
        reading = [_Read(parcel) for parcel in parcels]
        try:
            _, changes = session.journal.merge(
                reading,
                session.annotator,
                _title(parcels),
                orjson.dumps([_noted(parcel) for parcel in parcels]).decode(),
                dry=dry,
                look=reporter.look,
                progress=progress,
            )
        except LineError as error:
            # What is only found once all have been read may be any one's.
            at_fault = [one.parcel for one in reading if one.is_read] or parcels
            names = " or ".join(parcel.file for parcel in at_fault)
            raise BrokenBundleError(names, str(error)) from error
        if changes is not None:
            session.announce(changes)
        return reporter.report()


class _Read:
    """A parcel that knows whether it is the one being read, to be named if something is wrong."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel = parcel
        self.is_read = False

    def lines(self) -> Iterator[tuple[bytes, bytes]]:
        """Walk the revisions."""
        return self._watched(self.parcel.lines())

    def texts(self) -> Iterator[tuple[str, str]]:
        """Walk the texts."""
        return self._watched(self.parcel.texts())

    def _watched(self, source: Iterator[_Item]) -> Iterator[_Item]:
        self.is_read = True
        yield from source
        self.is_read = False


def _side(sides: Sequence[Revision], entity: str, digest: str) -> bytes:
    """Find the side of a conflict that somebody named by the first digits of its digest."""
    if not sides:
        raise UnknownNameError(f"Nothing of the id “{entity}” is in conflict.")
    chosen = [side.digest for side in sides if side.digest.hex().startswith(digest.lower())]
    if len(chosen) != 1 or len(digest) < _SHORTEST_DIGEST:
        known = ", ".join(side.digest.hex()[:_SHOWN_DIGEST] for side in sides)
        raise UnknownNameError(
            f"The conflict has no side “{digest}”. Name one of {known} by its first "
            f"{_SHORTEST_DIGEST} or more digits."
        )
    return chosen[0]


def _title(parcels: Sequence[Parcel]) -> str:
    if len(parcels) > 1:
        return f"Merge {len(parcels)} files"
    return f"Merge {_whose(parcels[0])}"


def _whose(parcel: Parcel) -> str:
    return f"a bundle from {parcel.sender}" if parcel.sender else parcel.file


def _noted(parcel: Parcel) -> dict[str, str]:
    """Give what is remembered of a parcel that was merged."""
    return {
        "file": parcel.file,
        "sender": parcel.sender,
        "made": parcel.made,
        "key": "" if parcel.key is None else parcel.key.hex(),
    }
