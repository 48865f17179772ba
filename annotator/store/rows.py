"""The columns of a revision, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from types import UnionType
from typing import NamedTuple

# Fixed by the foundation, so that statements can name them.
ANNOTATION, ARTICLE, RELATION, STATUS, ANNOTATOR, SCHEME = range(1, 7)
# Those that came later are no words of the file, where positive numbers may be taken.
VERDICT, COMMENT, ASSIGNMENT, MEMBER, TEAM, VERSION = range(-1, -7, -1)
SILENCE = -7
SHELVED = -9
KINDS = {
    ANNOTATION: "annotation",
    ARTICLE: "article",
    RELATION: "relation",
    STATUS: "status",
    ANNOTATOR: "annotator",
    SCHEME: "scheme",
    VERDICT: "verdict",
    COMMENT: "comment",
    ASSIGNMENT: "assignment",
    MEMBER: "member",
    TEAM: "team",
    VERSION: "version",
    SILENCE: "silence",
    SHELVED: "shelved",
}
SCHEMA_VERSION = 1
"""The version of the bodies that this program writes."""


class Content(NamedTuple):
    """What a revision says: typed columns for an annotation, ``rest`` alone for other kinds.

    A tombstone says nothing: all None.
    """

    label: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    origin: int | None = None
    created: int | None = None
    rest: str | None = None


NOTHING = Content()


class Revision(NamedTuple):
    """A row of the table `revision`; words and texts are the file's own numbers."""

    n: int
    digest: bytes
    entity: bytes
    kind: int
    author: int
    replica: int
    seq: int
    put: int
    version: int
    at: int
    parents: bytes | None
    article: int | None
    label: int | None
    start: int | None
    end: int | None
    quote: str | None
    origin: int | None
    created: int | None
    rest: str | None
    line: bytes | None

    @property
    def content(self) -> Content:
        """What it says."""
        return Content(
            self.label, self.start, self.end, self.quote, self.origin, self.created, self.rest
        )

    @property
    def named_parents(self) -> list[bytes]:
        """The digests it was written on."""
        return split_digests(self.parents)


def expect(row: Sequence[object], *kinds: type | UnionType) -> None:
    """Refuse a row with values of other kinds than were written: SQLite looks when it writes alone.

    Raises:
        TypeError: the file is damaged.
    """
    for value, kind in zip(row, kinds, strict=True):
        if not isinstance(value, kind):
            raise TypeError(f"{value!r} is no {kind}")


def plain_row(replica: int, at: int, origin: int) -> str:
    """Spell out as SQL an imported annotation that is a label and a span and no more.

    Nine values are bound instead of twenty: n, digest, entity, author, article, label, start, end,
    quote.
    """
    return (
        f"?,?,?,{ANNOTATION},?,{replica},1,1,{SCHEMA_VERSION},{at},NULL,?,?,?,?,?,{origin},{at},"
        "NULL,NULL"
    )


def named_row(replica: int) -> str:
    """Spell out as SQL the first revision of an annotation that is a label and a span and no more.

    Twelve values are bound: n, digest, entity, author, at, article, label, start, end, quote,
    origin, created.
    """
    return f"?,?,?,{ANNOTATION},?,{replica},1,1,{SCHEMA_VERSION},?,NULL,?,?,?,?,?,?,?,NULL,NULL"


def second_tombstone_row(replica: int, at: int) -> str:
    """Spell out as SQL a tombstone on the only revision of an entity.

    Seven values are bound: n, digest, entity, kind, author, parents, article.
    """
    return f"?,?,?,?,?,{replica},2,0,{SCHEMA_VERSION},{at},?,?" + ",NULL" * 8


def split_digests(parents: bytes | None) -> list[bytes]:
    """Part joined digests of 32 bytes each."""
    return [parents[i : i + 32] for i in range(0, len(parents), 32)] if parents else []


def join_digests(digests: list[bytes]) -> bytes | None:
    """Join digests in their order; None for none."""
    return b"".join(sorted(digests)) or None
