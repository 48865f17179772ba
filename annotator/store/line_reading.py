"""A canonical line from outside, back in columns.

Whatever is taken over must give back its line byte for byte: a revision is its digest. What the
columns cannot give back (a newer schema, a kind or a field that this program does not know) is
kept verbatim and projected by nobody. What is not canonical, or is no revision, is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any, Literal

import orjson
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from annotator.model.base import first_fault
from annotator.model.canonical import dumps
from annotator.model.identity import entity_bytes, entity_text
from annotator.model.moments import iso, milliseconds
from annotator.problems import UserProblem
from annotator.store.coding import Coder
from annotator.store.lines import line_of, rest_text
from annotator.store.rows import ANNOTATION, KINDS, NOTHING, SCHEMA_VERSION, Content, Revision

_KNOWN = {name: number for number, name in KINDS.items()}
_TYPED = frozenset({"label", "quote", "origin", "created", "fragments"})
_Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Word = Annotated[str, Field(min_length=1, max_length=200)]
_Key = Annotated[str, Field(min_length=1, max_length=64)]
_Offset = Annotated[int, Field(ge=0, lt=2**53)]
_Fragment = Annotated[list[_Offset], Field(min_length=2, max_length=2)]
_STRICT = ConfigDict(strict=True, extra="allow")


@with_config(_STRICT)
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


@with_config(_STRICT)
class _AnnotationBody(TypedDict):
    label: _Key
    fragments: Annotated[list[_Fragment], Field(min_length=1)]
    quote: Annotated[str, Field(min_length=1)]
    origin: _Key
    created: str
    attributes: dict[str, Any]
    note: str


_envelope: TypeAdapter[_Envelope] = TypeAdapter(_Envelope)
_annotation: TypeAdapter[_AnnotationBody] = TypeAdapter(_AnnotationBody)


class LineError(Exception):
    """A line is no revision that may be taken over; the text says why."""


class LineReader:
    """Turns lines into rows; new words are added to the file, which needs a write transaction.

    Args:
        coder: knows the file's words.
        text_number: gives the number of a text by its sha256, also of one that has not come yet.
    """

    def __init__(self, coder: Coder, text_number: Callable[[bytes], int]) -> None:
        self._coder = coder
        self._text_number = text_number

    def read(self, n: int, line: bytes) -> Revision:
        """Give the row, numbered ``n``, of a line.

        Raises:
            LineError: it is not canonical, or no revision.
        """
        try:
            row = self._row(n, line, _envelope.validate_json(line))
            if row.line is None and line_of(self._coder, row) == line:
                return row
            canonical = orjson.dumps(orjson.loads(line), option=orjson.OPT_SORT_KEYS)
        except ValidationError as error:  # is a ValueError too
            raise LineError(first_fault(error)) from error
        except (ValueError, UserProblem, orjson.JSONEncodeError) as error:
            raise LineError(str(error)) from error
        if canonical != line:
            raise LineError("it is not in its canonical form")
        return row._replace(**_VERBATIM, line=line)

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
        if number == ANNOTATION and envelope["article"] is None:
            raise LineError("an annotation belongs to an article")
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
            article=None if article is None else self._text_number(bytes.fromhex(article)),
            **(self._content(number, body) if readable else NOTHING)._asdict(),
            line=None if readable else line,
        )

    def _content(self, kind: int | None, body: dict[str, Any] | None) -> Content:
        if body is None:
            return NOTHING
        if kind != ANNOTATION:
            return Content(rest=dumps(body))
        known = _annotation.validate_python(body)
        fragments = known["fragments"]
        edges = [edge for fragment in fragments for edge in fragment]
        if edges != sorted(set(edges)):
            raise LineError("its fragments do not follow one another")
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


def _moment(text: str) -> int:
    found = milliseconds(text)
    if iso(found) != text:
        raise LineError(f"“{text}” is not written as a moment is")
    return found
