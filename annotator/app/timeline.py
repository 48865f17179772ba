"""The history: its steps, what an annotation has been, and going back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from annotator.app.session import Session
from annotator.model.changes import ChangeSet, Operation, Place
from annotator.model.identity import entity_bytes
from annotator.model.moments import iso
from annotator.model.timeline import About, Listed, Weight
from annotator.problems import UnknownNameError
from annotator.store import history, timeline
from annotator.store.lines import rest_fields
from annotator.store.rows import Revision
from annotator.store.subjects import subject_of
from annotator.text.shortening import shortened

_OF_ONE, _OF_TWO = 80, 40
"""Characters that are told of one annotation, and of each of two."""

_Fields = Mapping[tuple[str, bool], Any]
"""Values by the name of a field and whether that is an attribute of the label."""

Step = Operation
"""One step of the history."""


class Changed(NamedTuple):
    """A field of an annotation that became another; None is nothing.

    ``field`` is “label”, “words”, “note”, “certainty”, or with ``own`` the name of an attribute of
    the label, which may be any of these words.
    """

    field: str
    old: Any
    new: Any
    own: bool = False


class Version(NamedTuple):
    """What was done to an annotation at a moment.

    ``act`` is “made”, “changed”, “removed” or “brought back”; ``step`` the title of the step.
    ``through`` is who took in what somebody else had made, “” if nobody did.
    """

    at: str
    who: str
    act: str
    step: str
    changes: tuple[Changed, ...]
    through: str = ""


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
        progress: Callable[[int], None] = lambda _: None,
    ) -> list[Listed]:
        """List the numbers of steps with their days, newest first; see `store.timeline.listed`.

        Words are sought in titles, in what a step touched, and in the article's title; ``progress``
        is told the number of each step that is looked at, and what it raises stops the search.
        """
        session = self._session

        def told(step: int) -> str:
            progress(step)
            return " ".join(self._about(step))

        number = None if article is None else session.article_number(article)
        with session.database.reading() as connection:
            who = None
            if annotator is not None:
                who = session.database.coder.known_number(annotator) or -1
            return timeline.listed(
                connection,
                author=who,
                article=number,
                words=words,
                after=after,
                told=told,
            )

    def details(self, numbers: Sequence[int]) -> list[Step]:
        """Read some steps, by their numbers."""
        with self._session.database.reading() as connection:
            return timeline.details(connection, numbers)

    def told(self, numbers: Sequence[int]) -> list[tuple[Step, About]]:
        """Read some steps, by their numbers, each with what it was about."""
        with self._session.database.reading():
            return [(step, self._about(step.id)) for step in self.details(numbers)]

    def _about(self, step: int) -> About:
        found = subject_of(self._session.database.connection, step)
        if not self._may_look(step, *found.articles):
            return About()
        if found.related:
            told = " → ".join(f"“{shortened(one, _OF_TWO)}”" for one in found.words)
        else:
            told = "".join(f"“{shortened(one, _OF_ONE)}”" for one in found.words[:1])
            told += " …" * (len(found.words) > 1)
        return About(told, shortened(found.title, _OF_ONE))

    def _may_look(self, step: int, *articles: int) -> bool:
        """Tell whether what a step did in articles is not kept from who works, if blind."""
        session, connection = self._session, self._session.database.connection
        own = session.annotator.name
        if not session.keeps_blind:
            return True
        hidden = [session.team.hides(n, own) for n in articles] or [session.team.settings().blind]
        if not any(hidden):
            return True
        return all(one.annotator == own for one in timeline.details(connection, [step]))

    def newest(self) -> int:
        """Give the number of the newest step, whoever did it."""
        with self._session.database.reading() as connection:
            return timeline.newest(connection)

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
            if place is None:
                return None
            number = session.articles.number(place.article)
            may_look = number is None or self._may_look(step, number)
            return place if may_look else None

    def weigh(self, step: int) -> Weight:
        """Say what going back to just after a step would take back.

        Raises:
            UnknownNameError: there is no such step, or it does not stand.
        """
        with self._session.database.reading() as connection:
            return timeline.weigh(connection, self._session.database.coder, step)

    def go_back(self, step: int, progress: Callable[[int], None] = lambda _: None) -> ChangeSet:
        """Say again, as one step, what stood just after an earlier one, whoever did what since.

        What merges have brought since stays. Undo takes the going back itself back.

        Args:
            step: its number.
            progress: told how many revisions were written; what it raises stops it.

        Raises:
            UnknownNameError: there is no such step, or it does not stand.
            UserProblem: all is as it was then.
        """
        session = self._session
        session.back_up_first()
        changes = session.journal.go_back(session.annotator, step, progress)
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
        before: _Fields = {}
        removed = False
        for number, (revision, step) in enumerate(found):
            now = self._fields(revision)
            owner = who = word(revision.author)
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
                taken_in = act == "made" and who != owner
                yield Version(
                    iso(revision.at),
                    owner if taken_in else who,
                    act,
                    title,
                    changes,
                    who if taken_in else "",
                )
            removed = not revision.put
            if revision.put:
                before = now

    def _fields(self, revision: Revision) -> _Fields:
        """Give what a revision says, a field each; of what it does not say, nothing."""
        if not revision.put or revision.label is None:
            return {}
        session = self._session
        key = session.database.coder.word(revision.label)
        label = next((one for one in session.scheme.labels if one.key == key), None)
        rest = rest_fields(revision.rest)
        names = {} if label is None else {one.key: one.name for one in label.attributes}
        fields: dict[tuple[str, bool], Any] = {
            ("label", False): label.name if label else key,
            ("words", False): revision.quote,
        }
        for one, value in rest.get("attributes", {}).items():
            fields[names.get(one, one), True] = value
        for field in ("note", "certainty"):
            if value := rest.get(field):
                fields[field, False] = value
        return fields


def _differences(old: _Fields, new: _Fields) -> Iterator[Changed]:
    for field in dict.fromkeys([*old, *new]):
        if old.get(field) != new.get(field):
            name, own = field
            yield Changed(name, old.get(field), new.get(field), own)
