"""What goes into a dataset of reviewing: verdicts, comments, and the consensus by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from annotator.app.export.consensus import SettledArticle
from annotator.app.review.states import Evidence
from annotator.app.session import Session
from annotator.model.annotation import Annotation
from annotator.model.annotator import CONSENSUS
from annotator.model.comment import Comment
from annotator.model.export import Selection
from annotator.model.records import AnnotationRecord, CommentRecord, Loss, LossKind, VerdictRecord
from annotator.model.verdict import Verdict
from annotator.store.comments import Comments
from annotator.store.verdicts import Verdicts, versions

_Record = TypeVar("_Record")
TORN_REVIEW = LossKind(
    "other", "Verdicts and comments on what is not exported", "left out", "beside"
)


class Review(NamedTuple):
    """The verdicts and comments of one article."""

    verdicts: list[VerdictRecord]
    comments: list[CommentRecord]


class InStep(Generic[_Record]):
    """Hands out the records of one article after the other, from a walk in the articles' order."""

    def __init__(self, walk: Iterator[tuple[int, _Record]]) -> None:
        self._walk = walk
        self._ahead = next(walk, None)

    def of(self, number: int) -> list[_Record]:
        """Give the records of an article; numbers must be asked for in rising order."""
        found: list[_Record] = []
        ahead, walk = self._ahead, self._walk
        while ahead is not None and ahead[0] <= number:
            if ahead[0] == number:
                found.append(ahead[1])
            ahead = next(walk, None)
        self._ahead = ahead
        return found


class ReviewRecords:
    """Gives what belongs to the review of one article after the other.

    Args:
        session: the open project.
        selection: what is exported.
        dropped: told what is left out because other things are.
    """

    def __init__(
        self, session: Session, selection: Selection, dropped: Callable[[Loss], None]
    ) -> None:
        connection, coder = session.database.connection, session.database.coder
        self._session = session
        self.authors = (CONSENSUS,) if selection.consensus else selection.annotators
        """Whose annotations are exported; none named means everybody's."""
        self._is_part = bool(self.authors or selection.labels)
        self._dropped = dropped
        self._verdicts = Verdicts(connection, coder, session.merges)
        self._walk = InStep(self._verdicts.walk())
        self._comments = InStep(Comments(connection, coder).walk())
        self._links = session.scheme.links() if selection.consensus else frozenset()

    def of(self, number: int, annotations: list[AnnotationRecord]) -> Review:
        """Give what of a review belongs to an article of which these annotations are exported.

        Entries of the consensus name the annotations they were made from instead of versions.
        """
        verdicts, comments = self._walk.of(number), self._comments.of(number)
        evidence = self._evidence(number, verdicts)
        _name_versions(annotations, evidence)
        here = {one["id"] for one in annotations} if self._is_part else None
        return Review(
            [
                verdict.as_json(evidence.outdated(verdict))
                for verdict in verdicts
                if here is None or self._has_all(verdict, here, evidence)
            ],
            [
                comment.as_json()
                for comment in comments
                if here is None or self._has_object(comment, here)
            ],
        )

    def settled(self, number: int, entries: list[AnnotationRecord]) -> SettledArticle:
        """Give what is settled in an article that has these entries."""
        verdicts = self._walk.of(number)
        evidence = self._evidence(number, verdicts)
        _name_versions(entries, evidence)
        return SettledArticle(entries, verdicts, evidence, self._links, self._dropped)

    def _evidence(self, number: int, verdicts: Sequence[Verdict]) -> Evidence:
        if not verdicts:
            return Evidence({}, {})
        citations = {cite for verdict in verdicts for cite in verdict.cites}
        return Evidence(self._verdicts.cited(number, citations), self._entries(number))

    def _entries(self, number: int) -> dict[str, Annotation]:
        found = self._session.annotations.find(article=number, annotators=[CONSENSUS])
        return {one.id: one for one in found}

    def _has_all(self, verdict: Verdict, here: Collection[str], evidence: Evidence) -> bool:
        """Tell whether all that a verdict is about is exported; note it if not."""
        alive = {one.annotation for one in verdict.cites if evidence.cited[one].fate != "gone"}
        if verdict.consensus in evidence.entries:
            alive.add(verdict.consensus or "")
        if alive <= set(here):
            return True
        detail = f"verdict of {verdict.reviewer}: what it is about is not all in the selection"
        cited = verdict.cites[0].annotation if verdict.cites else None
        self._dropped(TORN_REVIEW.of(cited, verdict.article, detail))
        return False

    def _has_object(self, comment: Comment, here: Collection[str]) -> bool:
        """Tell whether what a comment is about is exported; note it if not."""
        if comment.about is None or comment.about in here:
            return True
        detail = f"comment of {comment.author}: what it is about is not in the selection"
        self._dropped(TORN_REVIEW.of(comment.about, comment.article, detail))
        return False


def _name_versions(annotations: Sequence[AnnotationRecord], evidence: Evidence) -> None:
    """Name annotations where entries of the consensus say of which versions they were made."""
    named = {one.digest: one.annotation for one in evidence.cited if one.digest}
    for annotation in annotations:
        made = versions(annotation.pop("made_from", None))
        if made:
            annotation["made_from"] = sorted(named.get(one, one) for one in made)
