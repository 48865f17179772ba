"""Saying that something is tagged unlike elsewhere on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.app.session import Session
from annotator.model.identity import entity_bytes, new_entity
from annotator.model.inconsistency import Silence, Subject
from annotator.model.moments import iso
from annotator.model.short_words import reason_words
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.lines import item_content
from annotator.store.rows import SILENCE
from annotator.store.silences import silences

Spot = tuple[str, int, int]
"""An article's id and a span of it, in code points."""


class Silences:
    """The verbs about what is intended. It counts for all; who said it can take it back."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> list[Silence]:
        """List what is said to be intended, in the order it was said.

        Of a label that was merged it is said of the one as which that is read. While people work
        blind, what others said is kept from who works: it tells what they tagged.
        """
        session = self._session
        with session.database.reading() as connection:
            found = list(silences(connection, session.database.coder, session.merges()))
            blind = session.is_blind
        return [one for one in found if not blind or one.author == session.annotator.name]

    def add(self, subject: Subject, reason: str = "", spots: Sequence[Spot] = ()) -> list[Silence]:
        """Say that something is intended: everywhere, or at some places alone.

        What is said already is not said again.

        Args:
            subject: what it is about.
            reason: free words.
            spots: the places; none means everywhere.

        Raises:
            UserProblem: the reason is too long, there are no words that it is about, or there is no
                such article.
        """
        if not subject.string:
            raise UserProblem("There are no words of which that could be said.")
        words = reason_words(reason)
        session = self._session
        made: list[bytes] = []
        with session.operation("Say it is intended") as writer:
            known = {
                (one.subject, one.article, one.start, one.end)
                for one in silences(writer.connection, writer.coder, session.merges())
            }
            for spot in spots or (None,):
                number = None if spot is None else session.article_number(spot[0])
                article = None if number is None else writer.coder.article_id(number)
                start, end = (None, None) if spot is None else spot[1:]
                place = (subject, article, start, end)
                if place in known:
                    continue
                known.add(place)
                body = {
                    "about": subject.about,
                    "string": subject.string,
                    "label": subject.label or None,
                    "attribute": subject.attribute or None,
                    "start": start,
                    "end": end,
                    "reason": words,
                    "created": iso(writer.at),
                }
                entity = new_entity(session.annotator.name)
                writer.create(SILENCE, entity, item_content(body), article=number)
                made.append(entity)
        with session.database.reading() as connection:
            return [
                one
                for entity in made
                for one in silences(connection, session.database.coder, entity=entity)
            ]

    def take_back(self, silence: str) -> Silence:
        """Take back one's own word that something is intended; give what it was.

        Raises:
            UserProblem: it is not there, or is somebody else's.
        """
        session = self._session
        entity = entity_bytes(silence)
        with session.operation("Take back that it is intended") as writer:
            found = next(silences(writer.connection, writer.coder, entity=entity), None)
            if found is None:
                raise UnknownNameError("That is not there (any more).")
            if found.author != session.annotator.name:
                raise UserProblem(
                    f"{found.author} said that this is intended, and only they take it back."
                )
            writer.remove([entity])
        return found


class Silenced:
    """What is said to be intended, to be asked often."""

    def __init__(self, silences: Iterable[Silence]) -> None:
        self._everywhere: set[Subject] = set()
        self.places: set[tuple[Subject, Spot]] = set()
        """What is intended at some place, with the place."""
        for one in silences:
            if one.article is None or one.start is None or one.end is None:
                self._everywhere.add(one.subject)
            else:
                self.places.add((one.subject, (one.article, one.start, one.end)))

    def everywhere(self, subject: Subject) -> bool:
        """Tell whether all of it is intended."""
        return subject in self._everywhere

    def at(self, subject: Subject, place: Spot) -> bool:
        """Tell whether it is intended at a place."""
        return bool(self.places) and (subject, place) in self.places
