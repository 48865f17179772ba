"""The history: its steps, what an annotation has been, and going back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from annotator.app.session import Session
from annotator.model.changes import ChangeSet, Operation, Place
from annotator.model.identity import entity_bytes
from annotator.model.moments import iso
from annotator.model.timeline import Listed, Weight
from annotator.problems import UnknownNameError
from annotator.store import history, timeline
from annotator.store.lines import rest_fields
from annotator.store.rows import Revision

Step = Operation
"""One step of the history."""


class Changed(NamedTuple):
    """A field of an annotation that became another; None is nothing.

    ``field`` is “label”, “words”, “note”, “certainty” or the name of an attribute.
    """

    field: str
    old: Any
    new: Any


class Version(NamedTuple):
    """What was done to an annotation at a moment.

    ``act`` is “made”, “changed”, “removed” or “brought back”; ``step`` the title of the step.
    """

    at: str
    who: str
    act: str
    step: str
    changes: tuple[Changed, ...]


class Timeline:
    """What can be asked of the history, and the one verb on all of it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def steps(
        self,
        *,
        annotator: str | None = None,
        article: str | None = None,
        words: str = "",
        after: int = 0,
    ) -> list[Listed]:
        """List the numbers of steps with their days, newest first; see `store.timeline.listed`."""
        session = self._session
        number = None if article is None else session.article_number(article)
        with session.database.reading() as connection:
            who = None
            if annotator is not None:
                who = session.database.coder.known_number(annotator) or -1
            return timeline.listed(connection, author=who, article=number, words=words, after=after)

    def details(self, numbers: Sequence[int]) -> list[Step]:
        """Read some steps, by their numbers."""
        with self._session.database.reading() as connection:
            return timeline.details(connection, numbers)

    def gone_back(self) -> list[tuple[int, int]]:
        """List which steps a standing going back has taken back: those between two numbers."""
        with self._session.database.reading() as connection:
            return timeline.gone_back(connection)

    def place(self, step: int) -> Place | None:
        """Find where a step was made; None if nowhere, or where nobody may look yet.

        Raises:
            UnknownNameError: there is no such step.
        """
        session = self._session
        with session.database.reading() as connection:
            found = timeline.details(connection, [step])
            if not found:
                raise UnknownNameError(f"There is no step {step}.")
            place = history.place_of(connection, session.database.coder, step)
            if place is None or found[0].annotator == session.annotator.name:
                return place
            number = session.articles.number(place.article)
            own = session.annotator.name
            if session.keeps_blind and number is not None and session.team.hides(number, own):
                return None
            return place

    def weigh(self, step: int) -> Weight:
        """Say what going back to just after a step would take back.

        Raises:
            UnknownNameError: there is no such step, or it does not stand.
        """
        with self._session.database.reading() as connection:
            return timeline.weigh(connection, self._session.database.coder, step)

    def go_back(self, step: int) -> ChangeSet:
        """Say again, as one step, what stood just after an earlier one, whoever did what since.

        What merges have brought since stays. Undo takes the going back itself back.

        Raises:
            UnknownNameError: there is no such step, or it does not stand.
        """
        session = self._session
        session.back_up_first()
        changes = session.journal.go_back(session.annotator, step)
        session.announce(changes)
        return changes

    def of_annotation(self, annotation: str) -> list[Version]:
        """List what was done to an annotation, oldest first; also of one that was removed.

        Raises:
            UnknownNameError: it has never been here.
        """
        session = self._session
        entity = entity_bytes(annotation)
        with session.database.reading() as connection:
            found = timeline.versions(connection, entity)
            if not found:
                raise UnknownNameError("That annotation is not there (any more).")
            return list(self._told(found))

    def _told(self, found: Sequence[timeline.Version]) -> Iterator[Version]:
        word = self._session.database.coder.word
        before: Mapping[str, Any] = {}
        removed = False
        for number, (revision, step) in enumerate(found):
            now = self._fields(revision)
            who = word(revision.author)
            title = ""
            if step is not None:
                title = step.title
                if step.act != "merge":
                    who = step.annotator
            if not revision.put:
                act = "removed"
            elif number == 0:
                act = "made"
            else:
                act = "brought back" if removed else "changed"
            changes = tuple(_differences(before, now)) if revision.put else ()
            if act != "changed" or changes:
                yield Version(iso(revision.at), who, act, title, changes)
            removed = not revision.put
            if revision.put:
                before = now

    def _fields(self, revision: Revision) -> dict[str, Any]:
        """Give what a revision says, a field each; of what it does not say, nothing."""
        if not revision.put or revision.label is None:
            return {}
        session = self._session
        key = session.database.coder.word(revision.label)
        label = next((one for one in session.scheme.labels if one.key == key), None)
        rest = rest_fields(revision.rest)
        names = {} if label is None else {one.key: one.name for one in label.attributes}
        fields = {"label": label.name if label else key, "words": revision.quote}
        fields |= {names.get(one, one): value for one, value in rest.get("attributes", {}).items()}
        for field in ("note", "certainty"):
            if value := rest.get(field):
                fields[field] = value
        return fields


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Changed]:
    for field in dict.fromkeys([*old, *new]):
        if old.get(field) != new.get(field):
            yield Changed(field, old.get(field), new.get(field))
