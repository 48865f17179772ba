"""Writing a bundle: what is chosen, what always goes along, and what blind work keeps back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from annotator.app.exchange.keys import own_private_key, trust
from annotator.app.export.out_files import Drafts, is_project
from annotator.app.reading.names import shown
from annotator.app.session import Session
from annotator.app.settings import replica_name
from annotator.model import moments
from annotator.model.exchange import BundleReport
from annotator.model.moments import iso
from annotator.problems import ProjectFileError, UnknownNameError, UserProblem
from annotator.store.coding import Coder
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
    """A choice, settled: ids and names in order; None means all.

    ``work_in`` names the articles in which work is sent, ``kept_back`` counts the sender's
    annotations in others.
    """

    articles: tuple[str, ...] | None
    annotators: tuple[str, ...] | None
    blind: bool = False
    work_in: tuple[str, ...] | None = None
    kept_back: int = 0

    def as_json(self) -> dict[str, Any]:
        """Give what is remembered of it, to be compared with a later one."""
        return {
            "articles": None if self.articles is None else list(self.articles),
            "annotators": None if self.annotators is None else list(self.annotators),
            "blind": self.blind,
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
            keep_sent(database, newest, _noted(selection, out))
    return _report(out, size, manifest, key, selection.kept_back)


def _settled(session: Session, choice: Choice) -> _Selection:
    """Look up articles and annotators, and hold the choice against the rule of blind work."""
    own = session.annotator.name
    with session.database.reading():
        known = {one.name for one in session.items.annotators()} | {own}
        blind, leads = session.team.settings().blind, session.team.leads()
        may_send_all = session.team.oversees(own)
    for name in choice.annotators or ():
        if name not in known:
            raise UnknownNameError(
                f"There is no annotator “{name}” in this project; there are "
                f"{', '.join(sorted(known))}."
            )
    articles = None
    if choice.articles is not None:
        numbers = map(session.article_number, choice.articles)
        articles = tuple(sorted(set(map(session.database.coder.article_id, numbers))))
    annotators = None if choice.annotators is None else tuple(sorted(set(choice.annotators)))
    if not blind:
        return _Selection(articles, annotators)
    if choice.everybody and not may_send_all:
        raise UserProblem(
            "People work blind in this project: only a reviewer or a lead "
            f"({' or '.join(sorted(leads))}) sends everybody's work."
        )
    if choice.everybody:
        return _Selection(articles, annotators)
    if set(annotators or (own,)) - {own}:
        how = " Add --everybody if it is for a reviewer or a lead." if may_send_all else ""
        raise UserProblem(
            "People work blind in this project: a bundle holds only your own work, so that nobody "
            f"is sent others' annotations before they have finished.{how}"
        )
    if own not in leads:
        return _Selection(articles, (own,), blind=True)
    # Others' bundles go to a lead; a lead's go to those who must not see it yet.
    finished, kept_back = _finished_by_others(session, articles)
    return _Selection(articles, (own,), blind=True, work_in=finished, kept_back=kept_back)


def _finished_by_others(
    session: Session, articles: Sequence[str] | None
) -> tuple[tuple[str, ...], int]:
    """Name the articles that everybody else who has to is done with, and count own work in others.

    Who has to do an article are those to whom it is assigned; if it is to nobody, all people.
    """
    own = session.annotator.name
    with session.database.reading():
        people = {one.name for one in session.items.annotators() if one.kind == "person"}
        assigned: dict[str, set[str]] = {}
        for article, name, _ in session.team.assignments():
            assigned.setdefault(article, set()).add(name)
        parts = session.team.parts()
    finished, kept_back = [], 0
    for article, of in parts.items():
        others = (assigned.get(article) or people) - {own}
        if others and all(name in of and of[name].state == "done" for name in others):
            finished.append(article)
        elif own in of and (articles is None or article in articles):
            kept_back += of[own].annotations
    return tuple(sorted(finished)), kept_back


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
        same = {key: one.body.get(key) for key in selection.as_json()}
        # What was kept back then is older than that bundle and has not been sent.
        if same == selection.as_json() and not one.body.get("kept_back"):
            return one.last, one.at
    return 0, ""


def _outgoing(session: Session, selection: _Selection, since: int) -> Outgoing:
    coder = session.database.coder
    authors = None
    if selection.annotators is not None:
        # A name that has written nothing yet has the number of none.
        authors = [coder.known_number(name) or 0 for name in selection.annotators]
    # A verdict tells what others marked, and an entry of the consensus what they marked rightly.
    return Outgoing(
        session.database.connection,
        coder,
        _numbers(coder, selection.articles),
        authors,
        since=since,
        verdicts=not selection.blind,
        work_in=_numbers(coder, selection.work_in),
    )


def _numbers(coder: Coder, articles: Sequence[str] | None) -> list[int] | None:
    if articles is None:
        return None
    found = (coder.text_number(bytes.fromhex(one)) for one in articles)
    return [number for number in found if number is not None]


def _noted(selection: _Selection, out: Path) -> dict[str, Any]:
    """Give what is remembered of a bundle."""
    return selection.as_json() | {"file": shown(out.name), "kept_back": selection.kept_back}


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


def _report(
    out: Path, size: int, manifest: Manifest, key: bytes | None, kept_back: int
) -> BundleReport:
    return BundleReport(
        file=str(out),
        size=size,
        revisions=manifest.revisions,
        articles=manifest.texts,
        annotations=manifest.annotations,
        fingerprint="" if key is None else fingerprint(public_key_of(key)),
        delta=manifest.scope.delta,
        blind=manifest.scope.blind,
        kept_back=kept_back,
    )
