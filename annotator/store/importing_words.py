"""Taking in what people say of articles: how far they are, flags, what is retired or intended."""

from __future__ import annotations

from collections import Counter
from typing import Any

import orjson

from annotator.model.identity import fixed_entity
from annotator.model.incoming import Incoming, IncomingIntended, Note, Skipped
from annotator.model.moments import iso
from annotator.model.short_words import flag_words, reason_words
from annotator.problems import UserProblem
from annotator.store.importing_entities import EntityImporter, IncomingEntity, moment
from annotator.store.lines import item_content
from annotator.store.rows import KINDS, SHELVED, SILENCE, STATUS
from annotator.store.team import Team
from annotator.store.writer import Writer


class WordsImporter:
    """Writes what is said of the articles of one import."""

    def __init__(self, writer: Writer, entities: EntityImporter, skipped: list[Skipped]) -> None:
        self._writer = writer
        self._entities = entities
        self._skipped = skipped
        self._retired: Counter[str] = Counter()

    def take_status(self, number: int, incoming: Incoming) -> None:
        """Write how far people are with an article, what they found none of, and their flags.

        What a file does not speak of stays as it is here.
        """
        states, none, about = incoming.states or {}, incoming.none or {}, incoming.about
        of_states = {*states, *(name for name in none if none[name])}
        names = (*states, *none, *about.flags, *about.no_copy_of)
        for name in dict.fromkeys(names):
            if name not in of_states and not about.flags.get(name) and name not in about.no_copy_of:
                continue
            try:
                person = self._entities.person(name).name
                flag = flag_words(about.flags.get(name, ""))
            except UserProblem as problem:
                self._skipped.append(Skipped(incoming.where, f"a state: {problem}"))
                continue
            body = {"state": "open"} | self._said(number, person)
            if name in of_states:
                body |= {"state": states.get(name, "open"), "none": sorted(set(none.get(name, ())))}
            if flag:
                body["flag"] = flag
            if name in about.no_copy_of:
                body["apart"] = sorted(set(about.no_copy_of[name]))
            self._put(STATUS, number, person, {key: one for key, one in body.items() if one})

    def take_retired(self, number: int, incoming: Incoming) -> None:
        """Write who has retired an article that is new here."""
        for name, said in incoming.about.retired.items():
            try:
                person = self._entities.person(name).name
                created = iso(moment(said.get("created"), self._writer.at))
                body = {"reason": reason_words(said.get("reason", "")), "created": created}
            except UserProblem as problem:
                self._skipped.append(Skipped(incoming.where, f"who retired it: {problem}"))
                continue
            self._put(SHELVED, number, person, body)
            self._retired[person] += 1

    def take_intended(self, number: int, incoming: Incoming) -> None:
        """Write what is said to be intended, at places of an article or everywhere."""
        for one in incoming.about.intended:
            try:
                article, ready = self._intended(number, incoming.text, one)
            except UserProblem as problem:
                self._skipped.append(Skipped(incoming.where, f"what is intended: {problem}"))
                continue
            # What holds everywhere stands in each file that one export wrote.
            if article is not None or ready.entity not in self._entities.taken:
                self._entities.take(SILENCE, article, incoming.where, [ready])

    def notes(self) -> list[Note]:
        """Say whose word that articles are retired does not count here."""
        if not self._retired:
            return []
        self._writer.flush()
        leads = Team(self._writer.connection, self._writer.coder).leads()
        return [
            Note(name, f"no lead here; the articles they have retired ({count:,}) are listed")
            for name, count in self._retired.items()
            if name not in leads
        ]

    def _intended(
        self, number: int, text: str, one: IncomingIntended
    ) -> tuple[int | None, IncomingEntity]:
        start, end = one.get("start"), one.get("end")
        if (start is None) != (end is None) or (
            start is not None and end is not None and not start < end <= len(text)
        ):
            raise UserProblem(f"{start}–{end} is no place in the text")
        created = moment(one.get("created"), self._writer.at)
        subject = {
            "about": one["about"],
            "string": one["string"],
            "label": one.get("label") or None,
            "attribute": one.get("attribute") or None,
            "start": start,
            "end": end,
        }
        reason = reason_words(one.get("reason", ""))
        body = subject | {"reason": reason, "created": iso(created)}
        author = one.get("author")
        # Without an id it has that of what it says: the same again is nothing new.
        given = one.get("id") or orjson.dumps(subject).decode()
        entity = self._entities.entity(number, author, given)
        article = None if start is None else number
        return article, IncomingEntity(entity, author, created, item_content(body))

    def _put(self, kind: int, number: int, person: str, body: dict[str, Any]) -> None:
        self._writer.put(
            kind,
            fixed_entity(KINDS[kind], self._writer.coder.article_id(number), person),
            item_content(body),
            article=number,
            author=person,
        )

    def _said(self, number: int, person: str) -> dict[str, Any]:
        writer = self._writer
        writer.flush()
        row = writer.connection.execute(
            f"SELECT body FROM item WHERE kind={STATUS} AND article=? AND author=?",
            (number, writer.coder.known_number(person) or 0),
        ).fetchone()
        return {} if row is None else dict(orjson.loads(row[0]))
