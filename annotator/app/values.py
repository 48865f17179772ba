"""Values that were typed before in the project, to be offered again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import orjson

from annotator.app.session import Session
from annotator.model.identity import entity_bytes
from annotator.model.records import AttributeValue
from annotator.problems import UnknownNameError
from annotator.store.earlier import UsedValue, used_values, values_of_words


class Earlier(NamedTuple):
    """A value that was used before, and how often; ``here``: on the same words."""

    value: AttributeValue
    uses: int
    here: bool = False


class _Known(NamedTuple):
    value: AttributeValue
    uses: int
    latest: int
    folded: str
    """Its words without capitals and accents."""


class KnownValues:
    """The values that the annotations of one label have, by attribute; made by `Values.known`.

    Holds what it was told, and can be told of more without reading the project again.
    """

    def __init__(self, used: Iterable[UsedValue] = ()) -> None:
        self._by_key: dict[str, dict[bytes, _Known]] = {}
        self._latest = 0
        for one in used:
            self._put(one.key, one.value, one.uses, one.latest)

    def add(self, key: str, value: AttributeValue) -> None:
        """Count one more use of a value, the latest of all."""
        if value is not None:
            self._put(key, value, 1, self._latest + 1)

    def matching(
        self,
        key: str,
        typed: str = "",
        *,
        here: Sequence[AttributeValue] = (),
        limit: int = 8,
    ) -> list[Earlier]:
        """List the values of an attribute that fit what is typed.

        First those that the same words had (``here``), then the most used and, of these, the
        latest; those that begin with what is typed before those of which a word does.
        """
        known = self._by_key.get(key, {})
        wanted = folded(typed)
        first = {_bytes(value): order for order, value in enumerate(here)}
        found: list[tuple[tuple[int, ...], _Known, bool]] = []
        for name, one in known.items():
            rank = _rank(one.folded, wanted)
            if rank is None:
                continue
            place = first.get(name, len(first))
            found.append(((place, rank, -one.uses, -one.latest), one, name in first))
        found.sort(key=lambda each: each[0])
        return [Earlier(one.value, one.uses, is_here) for _, one, is_here in found[:limit]]

    def _put(self, key: str, value: AttributeValue, count: int, latest: int) -> None:
        held = self._by_key.setdefault(key, {})
        name = _bytes(value)
        old = held.get(name)
        total = count + (old.uses if old is not None else 0)
        latest = max(latest, old.latest if old is not None else 0)
        held[name] = _Known(value, total, latest, folded(_words(value)))
        self._latest = max(self._latest, latest)


class Values:
    """The verbs about values that were used before. Who works blind sees their own alone."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def known(self, label: str) -> KnownValues:
        """Count the values that annotations of a label (its key) have, of many the latest.

        Takes a tenth of a second where a label has 100,000 annotations.
        """
        labels = self._numbers(label)
        if not labels:
            return KnownValues()
        with self._session.database.reading() as connection:
            return KnownValues(used_values(connection, labels, self._author()))

    def suggest(
        self, label: str, key: str, typed: str = "", *, words: str = "", limit: int = 8
    ) -> list[Earlier]:
        """List values of an attribute that were used before and fit what is typed, best first.

        Args:
            label: the key of a label.
            key: that of one of its attributes.
            typed: the beginning of the value, or of one of its words.
            words: tagged words; values that they had before come first.
            limit: how many at most.
        """
        here = [held[key] for held in self._of_words(label, words) if key in held] if words else []
        return self.known(label).matching(key, typed, here=here, limit=limit)

    def of_words(self, annotation: str) -> list[dict[str, AttributeValue]]:
        """List the values that the words of an annotation had elsewhere.

        One's own come first, then the latest; each set of values once. What links to an annotation
        of another article is left out: it would lead nowhere.

        Raises:
            UnknownNameError: there is no such annotation.
        """
        entity = entity_bytes(annotation)
        with self._session.database.reading():
            found = self._session.annotations.get(entity)
        if found is None:
            raise UnknownNameError("That annotation is not there (any more).")
        return self._of_words(found.label, found.quote, entity)

    def last_time(self, annotation: str) -> dict[str, AttributeValue]:
        """Give the values that the words of an annotation had last; {} if they had none.

        Raises:
            UnknownNameError: there is no such annotation.
        """
        return next(iter(self.of_words(annotation)), {})

    def _of_words(
        self, label: str, words: str, but: bytes = b""
    ) -> list[dict[str, AttributeValue]]:
        labels = self._numbers(label)
        session = self._session
        try:
            kind = session.scheme.label(label)
        except UnknownNameError:
            return []
        if not labels:
            return []
        kept = {one.key for one in kind.attributes if one.kind != "link"}
        me = session.database.coder.known_number(session.annotator.name)
        with session.database.reading() as connection:
            rows = list(values_of_words(connection, labels, words, self._author(), but))
        rows.sort(key=lambda row: row[0] != me)
        sets: dict[bytes, dict[str, AttributeValue]] = {}
        for _, values in rows:
            held = {key: value for key, value in values.items() if key in kept}
            if held:
                sets.setdefault(_bytes(held), held)
        return list(sets.values())

    def _numbers(self, label: str) -> list[int]:
        """Give the numbers of the labels that are read as one."""
        session = self._session
        with session.database.reading():
            names = [label, *(old for old, new in session.merges().items() if new == label)]
            found = [session.database.coder.known_number(name) for name in names]
        return [number for number in found if number is not None]

    def _author(self) -> int | None:
        """Give the number of who works if others' values are kept from them; None if not."""
        session = self._session
        if not session.is_blind:
            return None
        return session.database.coder.known_number(session.annotator.name) or 0


def folded(text: str) -> str:
    """Write a text without capitals and accents, to be compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _rank(value: str, typed: str) -> int | None:
    """Say how well a value fits what is typed (both folded); None if it does not."""
    if not typed or value.startswith(typed):
        return 0
    if f" {typed}" in value:
        return 1
    words = value.split()
    parts = typed.split()
    if len(parts) > 1 and all(any(word.startswith(part) for word in words) for part in parts):
        return 2
    return None


def _words(value: AttributeValue) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or " ".join(str(one) for one in value.values()))
    return str(value)


def _bytes(value: AttributeValue) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
