"""A canonical line from outside, back in columns.

Whatever is taken over must give back its line byte for byte: a revision is its digest. What the
columns cannot give back (a newer schema, a kind or a field that this program does not know) is
kept verbatim and projected by nobody. What is not canonical, or is no revision, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Any, Literal

import orjson
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from annotator.model.canonical import dumps
from annotator.model.faults import first_fault
from annotator.model.identity import entity_bytes, entity_text
from annotator.model.moments import iso, milliseconds
from annotator.problems import UserProblem
from annotator.store import line_templates
from annotator.store.coding import Coder
from annotator.store.line_bodies import AnnotationBody, expect_attributes, expect_body
from annotator.store.lines import line_of, rest_text
from annotator.store.rows import (
    ANNOTATION,
    ANNOTATOR,
    KINDS,
    MEMBER,
    NOTHING,
    SCHEMA_VERSION,
    SCHEME,
    SILENCE,
    TEAM,
    Content,
    Revision,
)

_KNOWN = {name: number for number, name in KINDS.items()}
_OF_NO_ARTICLE = (ANNOTATOR, SCHEME, MEMBER, TEAM, SILENCE)
_TYPED = frozenset({"label", "quote", "origin", "created", "fragments"})
_SHOWN = 40
_Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Word = Annotated[str, Field(min_length=1, max_length=200)]
_Key = Annotated[str, Field(min_length=1, max_length=64)]


@with_config(ConfigDict(strict=True, extra="allow"))
class _Envelope(TypedDict):
    article: _Hex | None
    at: str
    author: _Word
    body: dict[str, Any] | None
    entity: str
    kind: _Key
    op: Literal["put", "tombstone"]
    parents: list[_Hex]
    replica: _Word
    schema_version: Annotated[int, Field(ge=1, lt=2**31)]
    seq: Annotated[int, Field(ge=1, lt=2**31)]


_envelope: TypeAdapter[_Envelope] = TypeAdapter(_Envelope)
_annotation: TypeAdapter[AnnotationBody] = TypeAdapter(AnnotationBody)


class LineError(Exception):
    """A line is no revision that may be taken over; the text says why."""


def excerpt(text: str) -> str:
    """Shorten what came so that it can stand in a sentence: its beginning, in one line."""
    line = " ".join(text[:_SHOWN].split())
    return line if len(text) <= _SHOWN else f"{line}…"


class LineReader:
    """Turns lines into rows; new words are added to the file, which needs a write transaction.

    Args:
        coder: knows the file's words.
        text_number: gives the number of a text by its sha256, also of one that has not come yet.
    """

    def __init__(self, coder: Coder, text_number: Callable[[bytes], int]) -> None:
        self._coder = coder
        self._text_number = text_number
        self._articles: dict[str, int] = {}

    def read(self, n: int, line: bytes) -> Revision:
        """Give the row, numbered ``n``, of a line.

        Raises:
            LineError: it is not canonical, or no revision.
        """
        try:
            text = line.decode()
            if (plain := line_templates.PLAIN.fullmatch(text)) is not None:
                found = self._plain(n, line, plain)
            else:
                full = line_templates.FULL.fullmatch(text)
                found = None if full is None else self._full(n, line, full)
            if found is not None:
                return found
            row = self._row(n, line, _envelope.validate_json(line))
            if row.line is None and line_of(self._coder, row) == line:
                return row
            canonical = orjson.dumps(orjson.loads(line), option=orjson.OPT_SORT_KEYS)
        except ValidationError as error:  # is a ValueError too
            raise LineError(first_fault(error)) from error
        except (ValueError, UserProblem, orjson.JSONEncodeError) as error:
            raise LineError(str(error).removesuffix(".")) from error
        if canonical != line:
            raise LineError("it is not in its canonical form")
        return row._replace(**_VERBATIM, line=line)

    def _plain(self, n: int, line: bytes, found: re.Match[str]) -> Revision | None:
        """Give the row of a plain annotation; None if its edges are not in order."""
        (
            article, at, author, created, begin, stop, label, origin, quote, entity, replica,
        ) = found.groups()  # fmt: skip
        start, end = int(begin), int(stop)
        if start >= end:
            return None
        number = self._coder.number
        return Revision(
            n,
            sha256(line).digest(),
            bytes.fromhex(entity.replace("-", "")),
            ANNOTATION,
            number(author),
            number(replica),
            1,
            1,
            SCHEMA_VERSION,
            _moment(at),
            None,
            self._article(article),
            number(label),
            start,
            end,
            quote,
            number(origin),
            _moment(created),
            None,
            None,
        )

    def _full(self, n: int, line: bytes, found: re.Match[str]) -> Revision | None:
        """Give the row of an annotation; None if something in it is not as it should be."""
        full = line_templates.read_full(found)
        if full is None:
            return None
        number = self._coder.number
        return Revision(
            n,
            sha256(line).digest(),
            bytes.fromhex(full.entity.replace("-", "")),
            ANNOTATION,
            number(full.author),
            number(full.replica),
            full.seq,
            1,
            SCHEMA_VERSION,
            _moment(full.at),
            full.parents,
            self._article(full.article),
            number(full.label),
            full.start,
            full.end,
            full.quote,
            number(full.origin),
            _moment(full.created),
            full.rest,
            None,
        )

    def _row(self, n: int, line: bytes, envelope: _Envelope) -> Revision:
        kind, body = envelope["kind"], envelope["body"]
        if (envelope["op"] == "put") != (body is not None):
            raise LineError("it has a body if, and only if, it puts one")
        parents = envelope["parents"]
        if parents != sorted(set(parents)) or bool(parents) != (envelope["seq"] > 1):
            raise LineError("its parents are not as they should be")
        entity = entity_bytes(envelope["entity"])
        if entity_text(entity) != envelope["entity"]:
            raise LineError("its entity is not written as usual")
        number = _KNOWN.get(kind)
        readable = number is not None and envelope["schema_version"] <= SCHEMA_VERSION
        if readable and envelope["article"] is None and number not in _OF_NO_ARTICLE:
            raise LineError(f"“{kind}” belongs to an article, and none is named")
        coder, article = self._coder, envelope["article"]
        return Revision(
            n=n,
            digest=sha256(line).digest(),
            entity=entity,
            kind=coder.number(kind) if number is None else number,
            author=coder.number(envelope["author"]),
            replica=coder.number(envelope["replica"]),
            seq=envelope["seq"],
            put=int(envelope["op"] == "put"),
            version=envelope["schema_version"],
            at=_moment(envelope["at"]),
            parents=b"".join(map(bytes.fromhex, parents)) or None,
            article=None if article is None else self._article(article),
            **(self._content(number, body) if number and readable else NOTHING)._asdict(),
            line=None if readable else line,
        )

    def _article(self, sha: str) -> int:
        number = self._articles.get(sha)
        if number is None:
            number = self._articles[sha] = self._text_number(bytes.fromhex(sha))
        return number

    def _content(self, kind: int, body: dict[str, Any] | None) -> Content:
        if body is None:
            return NOTHING
        if kind != ANNOTATION:
            expect_body(kind, body)
            return Content(rest=dumps(body))
        known = _annotation.validate_python(body)
        fragments = known["fragments"]
        edges = [edge for fragment in fragments for edge in fragment]
        if edges != sorted(set(edges)):
            raise LineError("its fragments do not follow one another")
        expect_attributes(known["attributes"])
        rest = {key: value for key, value in body.items() if key not in _TYPED}
        if len(fragments) > 1:
            rest["fragments"] = fragments
        return Content(
            label=self._coder.number(known["label"]),
            start=edges[0],
            end=edges[-1],
            quote=known["quote"],
            origin=self._coder.number(known["origin"]),
            created=_moment(known["created"]),
            rest=rest_text(rest),
        )


_VERBATIM: dict[str, Any] = NOTHING._asdict()


@lru_cache(4096)
def _moment(text: str) -> int:
    try:
        found = milliseconds(text)
        if iso(found) == text:
            return found
    except ValueError:
        pass
    raise LineError(f"“{excerpt(text)}” is not written as a moment is")
