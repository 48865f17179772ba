"""What a merge brings: gathered inside its transaction, where a preview is gone afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annotator.app.exchange.parcels import Parcel
from annotator.app.exchange.words import conflict_words, ignored_words
from annotator.app.session import Session
from annotator.model.exchange import (
    Conflict,
    Ignored,
    MergeReport,
    OtherVersion,
    Signature,
    SignatureState,
)
from annotator.problems import UserProblem
from annotator.store.beginning import has_scheme
from annotator.store.conflicts import conflicts
from annotator.store.merging import Brought
from annotator.store.versions import count_annotations, link, twins
from annotator.store.writer import Writer
from annotator.text.sentences import sentences

_DAY = 10
"""Characters of an ISO moment that name its day."""
_WORST: tuple[SignatureState, ...] = ("changed", "unsigned", "unknown", "known")


class MergeReporter:
    """Looks at a merge before it is committed or rolled back, and reports it.

    A merge that would leave the project without its scheme is refused.

    Args:
        session: the project.
        parcels: what is merged.
    """

    def __init__(self, session: Session, parcels: Sequence[Parcel]) -> None:
        self._session = session
        self._parcels = parcels
        self._brought: Brought | None = None
        self._ignored: tuple[Ignored, ...] = ()
        self._conflicts: tuple[Conflict, ...] = ()
        self._versions: tuple[OtherVersion, ...] = ()

    def look(self, writer: Writer, brought: Brought) -> None:
        """Read what can only be read now, and link other versions of articles with ours."""
        session, run = self._session, writer.connection
        self._brought = brought
        if not has_scheme(run, session.database.value("id") or ""):
            # Whoever sent it says so in the owner's name; the project could not be opened any more.
            files = ", ".join(parcel.file for parcel in self._parcels)
            raise UserProblem(
                f"{files} would leave this project without labels that can be read: they were "
                "removed, or changed with a newer version of Annotator. Nothing was merged; ask "
                f"{session.database.value('creator')}, the project's lead, and update Annotator if "
                "there is a newer version."
            )
        self._ignored = ignored_words(brought.ignored, session.team.owner())
        touched = set(brought.conflicts)
        if touched:
            found = [one for one in conflicts(run, writer.coder) if one[0] in touched and one[1]]
            numbers = {heads[0].article for _, heads in found} - {None}
            rows = session.articles.rows([n for n in numbers if n is not None], "")
            places = {row.number: row.title for row in rows}
            outlines = session.items.label_outlines()
            self._conflicts = tuple(
                conflict_words(writer.coder, heads, outlines, places) for _, heads in found
            )
        pairs = twins(run, brought.new_articles)
        self._versions = tuple(
            OtherVersion(
                theirs=writer.coder.article_id(pair.new),
                ours=writer.coder.article_id(pair.old),
                title=pair.title,
                annotations=count_annotations(run, pair.new),
                differing=_differing(
                    session.articles.text(pair.new), session.articles.text(pair.old)
                ),
            )
            for pair in pairs
        )
        link(writer, pairs, session.annotator)

    def report(self) -> MergeReport:
        """Say what the merge brings, or has brought."""
        brought, parcels = self._brought, self._parcels
        assert brought is not None
        return MergeReport(
            file=", ".join(parcel.file for parcel in parcels),
            sender=", ".join(dict.fromkeys(one.sender for one in parcels if one.sender)),
            made=max(parcel.made for parcel in parcels),
            size=sum(parcel.size for parcel in parcels),
            signature=_worst([parcel.signature for parcel in parcels]),
            new=brought.new,
            new_by_kind=brought.new_by_kind,
            new_by_label=brought.new_by_label,
            known=brought.known,
            ignored=self._ignored,
            conflicts=self._conflicts,
            versions=self._versions,
            articles=len(brought.articles),
            new_articles=len(brought.new_articles),
            annotations=brought.annotations,
            pending=brought.pending,
            warnings=tuple(filter(None, map(_warning, parcels))),
        )


def _warning(parcel: Parcel) -> str:
    """Say what speaks against believing that a bundle is its sender's; “” if nothing does."""
    signature, sender = parcel.signature, parcel.sender
    if signature.state == "changed":
        return (
            f"{parcel.file} is signed with another key than {sender}'s earlier bundles. Compare "
            f"its fingerprint, {signature.fingerprint}, by phone before you merge it."
        )
    if signature.state == "unknown" and parcel.signs_for:
        return (
            f"{parcel.file} says that it is {sender}'s, and is signed with the key of "
            f"{' and '.join(parcel.signs_for)}. Ask whether they are one person, or share a "
            "computer."
        )
    if signature.state == "unsigned" and signature.since:
        return (
            f"{sender} has signed bundles since {signature.since[:_DAY]}, and {parcel.file} is not "
            "signed: anybody may have made it. Ask them whether it is theirs."
        )
    return ""


def _worst(signatures: Sequence[Signature]) -> Signature:
    return min(signatures, key=lambda one: _WORST.index(one.state))


def _differing(theirs: str, ours: str) -> int:
    """Count the sentences of the one text that the other has not, whichever has more of them."""
    one, other = (Counter(text[a:b] for a, b in sentences(text)) for text in (theirs, ours))
    return max((one - other).total(), (other - one).total())
