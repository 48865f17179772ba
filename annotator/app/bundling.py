"""Writing a bundle: what is chosen, what always goes along, and what blind work keeps back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from annotator.app.keys import own_private_key, trust
from annotator.app.out_files import Drafts, is_project
from annotator.app.reading_files import shown
from annotator.app.session import Session
from annotator.app.settings import replica_name
from annotator.model import moments
from annotator.model.exchange import BundleReport
from annotator.model.moments import iso
from annotator.problems import ProjectFileError, UnknownNameError, UserProblem
from annotator.store.outgoing import Outgoing
from annotator.store.sending import keep_sent, newest_revision, sent
from annotator.sync.bundle import Cover, Line, write_bundle
from annotator.sync.manifest import Manifest, Scope, Sender
from annotator.sync.signing import fingerprint, public_key_of
from annotator.sync.signing import sign as signed

_Item = TypeVar("_Item")
_OFTEN = 1_000
"""Revisions between two words on how far the bundle is."""


class Choice(NamedTuple):
    """What is to be sent.

    Attributes:
        articles: ids, or beginnings of ids; None means all.
        annotators: whose work; None means everybody's.
        since_last: only what is newer than the last bundle of the same choice.
        everybody: while people work blind, send everybody's work all the same: from lead or
            reviewer to lead or reviewer.
    """

    articles: Sequence[str] | None = None
    annotators: Sequence[str] | None = None
    since_last: bool = False
    everybody: bool = False


class _Selection(NamedTuple):
    """A choice, settled: ids and names in order; None means all."""

    articles: tuple[str, ...] | None
    annotators: tuple[str, ...] | None
    blind: bool

    def as_json(self) -> dict[str, Any]:
        """Give what is remembered of it, to be compared with a later one."""
        return {
            "articles": None if self.articles is None else list(self.articles),
            "annotators": None if self.annotators is None else list(self.annotators),
        }


def write(
    session: Session,
    out: Path,
    choice: Choice,
    *,
    sign: bool = True,
    progress: Callable[[int], None] = lambda _: None,
) -> BundleReport:
    """Write a bundle; it appears under its name only when it is whole.

    The scheme, the annotators, roles and settings always go along, and of the chosen articles text,
    metadata and assignments, whoever made them. That it was sent is remembered, so that the next
    one may hold only what is newer.

    Args:
        session: the project.
        out: the file to write; one that is there is replaced, unless it is a project.
        choice: what is to be sent.
        sign: whether to sign it with this machine's key, which is made if there is none.
        progress: told the number of revisions so far; what it raises stops the bundle, and nothing
            is left behind.

    Raises:
        UserProblem: there is no such article or annotator, the lead has settled that people work
            blind, nothing is newer, or the file cannot be written.
    """
    selection = _settled(session, choice)
    _require_free(out)
    key = own_private_key() if sign else None
    if key is not None:
        trust(session.annotator.name, public_key_of(key))
    database = session.database
    with Drafts() as drafts:
        with drafts.open(out) as file, database.snapshot() as connection:
            newest = newest_revision(connection)
            since, before = _since(session, selection) if choice.since_last else (0, "")
            outgoing = _outgoing(session, selection, since)
            manifest = write_bundle(
                file,
                _cover(session, selection, is_delta=since > 0),
                (Line(*line) for line in _counted(outgoing.lines(), progress)),
                outgoing.texts(),
                outgoing.annotations(),
                None if key is None else partial(signed, private_key=key),
            )
            size = file.tell()
        if since and not manifest.revisions:
            raise UserProblem(
                f"Nothing is new since the bundle of {before[:16].replace('T', ' ')} UTC. There is "
                "nothing to send."
            )
        drafts.keep()
    if not database.read_only:
        # The bundle is there. If this cannot be noted, the next one holds more than it would.
        with suppress(ProjectFileError):
            keep_sent(database, newest, selection.as_json() | {"file": shown(out.name)})
    return _report(out, size, manifest, key)


def _settled(session: Session, choice: Choice) -> _Selection:
    """Look up articles and annotators, and hold the choice against the rule of blind work."""
    own = session.annotator.name
    with session.database.reading():
        known = {one.name for one in session.items.annotators()} | {own}
        blind, leads = session.team.settings().blind, session.team.leads()
        is_reviewer = session.team.roles().get(own) == "reviewer"
    for name in choice.annotators or ():
        if name not in known:
            raise UnknownNameError(
                f"There is no annotator “{name}” in this project; there are "
                f"{', '.join(sorted(known))}."
            )
    articles = None
    if choice.articles is not None:
        numbers = map(session.article_number, choice.articles)
        articles = tuple(sorted(map(session.database.coder.article_id, numbers)))
    annotators = None if choice.annotators is None else tuple(sorted(set(choice.annotators)))
    if not blind:
        return _Selection(articles, annotators, blind=False)
    may_send_all = is_reviewer or own in leads
    if choice.everybody and not may_send_all:
        raise UserProblem(
            "People work blind in this project: only a reviewer or a lead "
            f"({' or '.join(sorted(leads))}) sends everybody's work."
        )
    if choice.everybody:
        return _Selection(articles, annotators, blind=False)
    if set(annotators or (own,)) - {own}:
        how = " Add --everybody if it is for a reviewer or a lead." if may_send_all else ""
        raise UserProblem(
            "People work blind in this project: a bundle holds only your own work, so that nobody "
            f"is sent others' annotations before they have finished.{how}"
        )
    return _Selection(articles, (own,), blind=True)


def _require_free(out: Path) -> None:
    """Make sure that no bundle is written over a project, nor into a pipe."""
    if is_project(out):
        raise UserProblem(
            f"{out.name} is a project; a bundle is not written over it. Choose another name, like "
            f"{out.stem}.annotz."
        )
    if out.exists() and not out.is_file():
        raise UserProblem(f"{out} is no file. Choose another name for the bundle.")


def _since(session: Session, selection: _Selection) -> tuple[int, str]:
    """Give the newest revision of the last bundle of the same choice, and when that was made."""
    for one in sent(session.database.connection):
        same = {key: one.body.get(key) for key in ("articles", "annotators")}
        if same == selection.as_json():
            return one.last, one.at
    return 0, ""


def _outgoing(session: Session, selection: _Selection, since: int) -> Outgoing:
    coder = session.database.coder
    articles = authors = None
    if selection.articles is not None:
        articles = [
            number
            for one in selection.articles
            if (number := coder.text_number(bytes.fromhex(one))) is not None
        ]
    if selection.annotators is not None:
        # A name that has written nothing yet has the number of none.
        authors = [coder.known_number(name) or 0 for name in selection.annotators]
    # A verdict tells what others marked, and an entry of the consensus what they marked rightly.
    return Outgoing(
        session.database.connection,
        coder,
        articles,
        authors,
        since=since,
        verdicts=not selection.blind,
    )


def _cover(session: Session, selection: _Selection, *, is_delta: bool) -> Cover:
    database = session.database
    return Cover(
        project=database.value("id") or "",
        name=shown(database.path.stem),
        epoch=int(database.value("epoch") or "1"),
        sender=Sender(annotator=session.annotator.name, replica=replica_name()),
        made=iso(moments.now()),
        scope=Scope(
            articles=selection.articles,
            annotators=selection.annotators,
            delta=is_delta,
            blind=selection.blind,
        ),
        creator=database.value("creator") or "",
        created=database.value("created") or "",
    )


def _counted(items: Iterable[_Item], progress: Callable[[int], None]) -> Iterator[_Item]:
    for count, item in enumerate(items, 1):
        yield item
        if count % _OFTEN == 0:
            progress(count)


def _report(out: Path, size: int, manifest: Manifest, key: bytes | None) -> BundleReport:
    return BundleReport(
        file=str(out),
        size=size,
        revisions=manifest.revisions,
        articles=manifest.texts,
        annotations=manifest.annotations,
        fingerprint="" if key is None else fingerprint(public_key_of(key)),
        delta=manifest.scope.delta,
        blind=manifest.scope.blind,
    )
