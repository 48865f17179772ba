"""Reading verdicts, and what has become of the annotations that they cite."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from string import hexdigits
from typing import Any, Literal, NamedTuple, get_args

import orjson

from annotator.model.canonical import dumps
from annotator.model.identity import entity_bytes, entity_text
from annotator.model.moments import iso
from annotator.model.verdict import Citation, Decision, Verdict
from annotator.problems import UnknownNameError
from annotator.store.coding import Coder
from annotator.store.lines import rest_fields
from annotator.store.rows import VERDICT, expect

_FEW = 300
"""Citations up to which each is looked up by itself; more are found by reading all the article."""

_UUID_TEXT, _HEX_DIGEST = 36, 64
"""Characters of an entity's name and of a digest."""

_COLUMNS = 'a.entity, a.author, r.digest, a.label, a.start, a."end", a.rest'
_HEX = frozenset(hexdigits)
_PLAIN = '{"attributes":{}}'

Fate = Literal["same", "changed", "gone"]
"""What became of a cited annotation: it says the same, says something else, or is not there."""


class Cited(NamedTuple):
    """A cited annotation as it stands: whose it is, its digest (hex), whether it still says that.

    Of what is gone neither owner nor digest are told.
    """

    annotator: str = ""
    digest: str = ""
    fate: Fate = "gone"


class _Present(NamedTuple):
    author: int
    digest: bytes
    content: tuple[object, ...]


class Verdicts:
    """Queries of one open file."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        coder: Coder,
        merged: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._connection = connection
        self._coder = coder
        self._merged = merged  # labels: by the key of a merged one that of the one it is read as

    def of_article(self, article: int) -> list[Verdict]:
        """List the verdicts on an article, in the order they were made."""
        return [verdict for _, verdict in self._walk(" AND i.article=?", (article,))]

    def walk(self) -> Iterator[tuple[int, Verdict]]:
        """Walk all verdicts by article, each with its article's number."""
        return self._walk("", ())

    def get(self, entity: bytes) -> Verdict | None:
        """Give one verdict; None if there is none (or it was removed)."""
        found = next(self._walk(" AND r.entity=?", (entity,)), None)
        return None if found is None else found[1]

    def _walk(self, condition: str, values: tuple[object, ...]) -> Iterator[tuple[int, Verdict]]:
        rows = self._connection.execute(
            "SELECT i.entity, i.article, i.author, i.body, r.at"
            " FROM item i JOIN revision r ON r.n = i.rev"
            f" WHERE i.kind={VERDICT}{condition} ORDER BY i.article, i.entity",
            values,
        )
        for entity, number, author, body, at in rows:
            expect((entity, number, body), bytes, int, str)
            fields = orjson.loads(body)
            if _is_readable(fields):
                yield number, self._verdict(entity, number, author, at, fields)

    def _verdict(
        self, entity: bytes, article: int, author: int, at: int, body: dict[str, Any]
    ) -> Verdict:
        return Verdict(
            id=entity_text(entity),
            article=self._coder.article_id(article),
            reviewer=self._coder.word(author),
            decision=body["decision"],
            cites=tuple(Citation(one[0], one[1]) for one in body["cites"]),
            consensus=body.get("consensus"),
            reason=body.get("reason", ""),
            note=body.get("note", ""),
            rule=body.get("rule", ""),
            created=body["created"],
            modified=iso(at),
        )

    def cited(self, article: int, citations: Collection[Citation]) -> dict[Citation, Cited]:
        """Tell of each citation how the annotation stands that it names.

        What counts is content: label, fragments and attributes. So one that was changed and changed
        back says the same, whatever its digest.
        """
        present = self._present(article, {one.annotation for one in citations})
        found: dict[Citation, Cited] = {}
        for one in citations:
            now = present.get(one.annotation)
            if now is None:
                found[one] = Cited()
                continue
            same = now.digest.hex() == one.digest or self._said(one) == now.content
            fate: Fate = "same" if same else "changed"
            found[one] = Cited(self._coder.word(now.author), now.digest.hex(), fate)
        return found

    def digests(self, article: int, annotations: Collection[str]) -> dict[str, str]:
        """Give the digest (hex) of each of these annotations of an article that is there."""
        present = self._present(article, set(annotations))
        return {one: now.digest.hex() for one, now in present.items()}

    def made_from(self, entry: str) -> list[str]:
        """Give what an entry of the consensus says it was made from; nothing if it does not say."""
        row = self._connection.execute(
            "SELECT a.rest FROM revision r JOIN annotation a ON a.rev = r.n WHERE r.entity=?",
            (_entity(entry),),
        ).fetchone()
        return versions(rest_fields(None if row is None else row[0]).get("made_from"))

    def _present(self, article: int, sought: Collection[str]) -> dict[str, _Present]:
        rows: Iterable[tuple[Any, ...]]
        if len(sought) <= _FEW:
            rows = (row for one in sought for row in self._one(article, one))
        else:
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} FROM annotation a JOIN revision r ON r.n = a.rev"
                " WHERE a.article=?",
                (article,),
            )
        found: dict[str, _Present] = {}
        for entity, author, digest, label, start, end, rest in rows:
            if (identity := entity_text(entity)) in sought:
                content = (self._label(label), start, end, _judged(rest))
                found[identity] = _Present(author, digest, content)
        return found

    def _one(self, article: int, annotation: str) -> Iterable[tuple[Any, ...]]:
        entity = _entity(annotation)
        return (
            ()
            if entity is None
            else self._connection.execute(
                f"SELECT {_COLUMNS} FROM revision r JOIN annotation a ON a.rev = r.n"
                " WHERE r.entity=? AND a.article=?",
                (entity, article),
            )
        )

    def _said(self, citation: Citation) -> tuple[object, ...] | None:
        """Read what the cited revision says; None if it is not here, or says nothing."""
        entity = _entity(citation.annotation)
        if entity is None or not _HEX.issuperset(citation.digest):
            return None
        row = self._connection.execute(
            'SELECT label, start, "end", rest FROM revision'
            " WHERE entity=? AND digest=? AND label IS NOT NULL",
            (entity, bytes.fromhex(citation.digest)),
        ).fetchone()
        return None if row is None else (self._label(row[0]), *row[1:3], _judged(row[3]))

    def _label(self, number: int) -> str:
        """Give the key of a label by its number, a merged one's as it is read."""
        word = self._coder.word(number)
        return self._merged().get(word, word)


def versions(made_from: object) -> list[str]:
    """Read what an annotation says it was made from: it may have come from anywhere."""
    if not isinstance(made_from, list):
        return []
    return [one for one in made_from if isinstance(one, str)]


def _entity(text: str) -> bytes | None:
    try:
        return entity_bytes(text)
    except UnknownNameError:
        return None


def _is_readable(body: dict[str, Any]) -> bool:
    """Tell whether a body is as we write it: it may have come from anywhere."""
    cites = body.get("cites")
    texts = [body.get(key, "") for key in ("reason", "note", "rule", "created")]
    return (
        body.get("decision") in get_args(Decision)
        and isinstance(cites, list)
        and all(_is_citation(one) for one in cites)
        and ("created" in body and all(isinstance(one, str) for one in texts))
        and (body.get("consensus") is None or _is_entity(body["consensus"]))
    )


def _is_citation(one: object) -> bool:
    return (
        type(one) is list
        and len(one) == len(Citation._fields)
        and _is_entity(one[0])
        and type(one[1]) is str
        and len(one[1]) in (0, _HEX_DIGEST)
    )


def _is_entity(text: object) -> bool:
    # No more is asked, as there are many thousands; what is none names nothing that is here.
    return type(text) is str and len(text) == _UUID_TEXT


def _judged(rest: str | None) -> str:
    """Give what is judged of the part of an annotation's body that has no columns."""
    if rest is None:
        return _PLAIN
    fields = orjson.loads(rest)
    return dumps({key: fields[key] for key in ("attributes", "fragments") if key in fields})
