"""Taking in verdicts and comments: they name annotations that came with them, or were here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from annotator.model.identity import entity_bytes, entity_text
from annotator.model.incoming import Incoming, IncomingAnnotation, IncomingVerdict, Skipped
from annotator.model.moments import iso
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.importing_entities import EntityImporter, IncomingEntity, moment
from annotator.store.lines import item_content
from annotator.store.rows import COMMENT, VERDICT
from annotator.store.verdicts import Verdicts
from annotator.store.writer import Writer
from annotator.text.canonical import canonical

_DIGEST = re.compile("[0-9a-f]{64}")


class ReviewImporter:
    """Writes the verdicts and comments of one import."""

    def __init__(self, writer: Writer, entities: EntityImporter, skipped: list[Skipped]) -> None:
        self._writer = writer
        self._entities = entities
        self._skipped = skipped

    def take_verdicts(self, article: int, incoming: Incoming) -> int:
        """Write the verdicts on an article, on its annotations as they stand; give how many.

        Of an annotation that is said to have changed since, the version is not known.
        """
        names = _Names(self._entities, article, incoming)
        cited = {name: names.of(name) for one in incoming.verdicts for name in one["cites"]}
        self._writer.flush()
        digests = _digests(self._writer, article, cited.values())
        ready: list[IncomingEntity] = []
        for verdict in incoming.verdicts:
            try:
                outdated = set(verdict.get("outdated", ()))
                cites = sorted(
                    [
                        _known(name, cited[name]),
                        "" if name in outdated else digests.get(cited[name] or "", ""),
                    ]
                    for name in dict.fromkeys(verdict["cites"])
                )
                consensus = verdict.get("consensus")
                body = {
                    "decision": verdict["decision"],
                    "cites": cites,
                    "consensus": None
                    if consensus is None
                    else _known(consensus, names.of(consensus)),
                    "reason": canonical(verdict.get("reason", "")).text,
                    "note": canonical(verdict.get("note", "")).text,
                    "rule": verdict.get("rule", ""),
                }
                ready.append(self._entity(article, verdict.get("reviewer"), dict(verdict), body))
            except UserProblem as problem:
                self._skipped.append(Skipped(incoming.where, f"a verdict: {problem}"))
        return len(self._entities.take(VERDICT, article, incoming.where, ready))

    def take_comments(self, article: int, incoming: Incoming) -> int:
        """Write the comments on an article and its annotations; give how many."""
        names = _Names(self._entities, article, incoming)
        own = {one["id"]: one.get("author") for one in incoming.comments if "id" in one}
        ready: list[IncomingEntity] = []
        for comment in incoming.comments:
            try:
                about = comment.get("about")
                after = (self._comment(article, one, own) for one in comment.get("after", ()))
                body = {
                    "about": None if about is None else _known(about, names.of(about)),
                    "text": canonical(comment["text"]).text,
                    "act": comment.get("act", "say"),
                    "after": sorted({one for one in after if one is not None}),
                }
                ready.append(self._entity(article, comment.get("author"), dict(comment), body))
            except UserProblem as problem:
                self._skipped.append(Skipped(incoming.where, f"a comment: {problem}"))
        return len(self._entities.take(COMMENT, article, incoming.where, ready))

    def _comment(self, article: int, given: str, own: dict[str, str | None]) -> str | None:
        """Give the id of a comment in its usual form; None if it is another program's, not here."""
        try:
            return entity_text(entity_bytes(given))
        except UnknownNameError:
            if given not in own:
                return None
        entity = self._entities.entity(article, own[given], given)
        return None if entity is None else entity_text(entity)

    def _entity(
        self, article: int, author: str | None, given: dict[str, Any], body: dict[str, Any]
    ) -> IncomingEntity:
        now = self._writer.at
        content = item_content(body | {"created": iso(moment(given.get("created"), now))})
        entity = self._entities.entity(article, author, given.get("id"))
        return IncomingEntity(entity, author, moment(given.get("modified"), now), content)


def versions_of(
    writer: Writer, entities: EntityImporter, article: int, incoming: Incoming
) -> Callable[[IncomingAnnotation], list[str]]:
    """Make what tells of an entry of the consensus the versions that it was made from.

    Where the version is not known (the annotation did not come along, or has changed since, as its
    verdict says) the annotation's id stands in its place.
    """
    names = _Names(entities, article, incoming)
    outdated = _outdated(incoming.verdicts)
    given = {name for one in incoming.annotations for name in one.get("made_from", ())}
    named = {name: names.of(name) for name in given}
    writer.flush()
    digests = _digests(writer, article, named.values())

    def versions(annotation: IncomingAnnotation) -> list[str]:
        old = outdated.get(annotation.get("id", ""), set())
        found: list[str] = []
        for name in dict.fromkeys(annotation.get("made_from", ())):
            identity = named[name]
            if identity is None:
                if not _DIGEST.fullmatch(name):
                    raise UserProblem(f"it was made from {name}, which is no annotation here")
                found.append(name)
            else:
                known = None if name in old else digests.get(identity)
                found.append(known or identity)
        return found

    return versions


class _Names:
    """Knows what the ids of a line mean; other programs' ones need the annotator as well."""

    def __init__(self, entities: EntityImporter, article: int, incoming: Incoming) -> None:
        self._entities = entities
        self._article = article
        self._owners = {
            one["id"]: one.get("annotator") for one in incoming.annotations if "id" in one
        }

    def of(self, given: str) -> str | None:
        """Give the id of an annotation in its usual form; None if it is none, nor in the line."""
        try:
            return entity_text(entity_bytes(given))
        except UnknownNameError:
            if given not in self._owners:
                return None
        entity = self._entities.entity(self._article, self._owners[given], given)
        return None if entity is None else entity_text(entity)


def _known(given: str, identity: str | None) -> str:
    if identity is None:
        raise UserProblem(f"{given} is no annotation of this article")
    return identity


def _digests(writer: Writer, article: int, ids: Iterable[str | None]) -> dict[str, str]:
    wanted = {one for one in ids if one is not None}
    return Verdicts(writer.connection, writer.coder).digests(article, wanted) if wanted else {}


def _outdated(verdicts: Sequence[IncomingVerdict]) -> dict[str, set[str]]:
    """Give what has changed since an entry was made, by the entry's id."""
    return {
        entry: set(one.get("outdated", ())) for one in verdicts if (entry := one.get("consensus"))
    }
