"""Which revisions of an entity count: a pure function of their set, whatever the order.

The owner is the author of the root (of several roots, see below). A revision is valid if the owner
wrote it, all its parents are there and valid, and its ``seq`` is one more than the highest of
theirs. Heads are the valid revisions that no valid one names as a parent. One head is the value;
several are a conflict, of which the first, by (seq, digest), stands in for the value.

What belongs to the whole team (the scheme, members, the team's settings) is the project owner's:
of these a revision by anybody else never counts, not even as a root. What is named after an
annotator (a state, the metadata they gave an article) is theirs, whoever else begins it; so is what
has a name that was made for them, as annotations, verdicts and comments have. Of anything else with
several roots the one with the lowest digest says who owns it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from annotator.model.identity import fixed_entity, is_sealed
from annotator.store.coding import Coder
from annotator.store.rows import (
    ANNOTATION,
    ANNOTATOR,
    ARTICLE,
    COMMENT,
    KINDS,
    MEMBER,
    RELATION,
    SCHEME,
    SHELVED,
    SILENCE,
    STATUS,
    TEAM,
    VERDICT,
    Content,
    Revision,
)

_NEW_EACH_TIME = (ANNOTATION, RELATION, VERDICT, COMMENT, SILENCE)
RULED = (SCHEME, MEMBER, TEAM)
"""The kinds of what may belong to the whole team."""

Standing = Literal["pending", "foreign"]
"""Why a revision does not count: a parent has not come yet; or it never will."""


class Ruling(NamedTuple):
    """Whose things are that are known by their names.

    ``owner`` is the number of whoever made the project, ``scheme`` the scheme's entity.
    """

    owner: int
    scheme: bytes
    project: str
    coder: Coder

    def governs(self, row: Revision) -> bool:
        """Tell whether a revision is of something that belongs to the whole team."""
        return row.kind in (MEMBER, TEAM) or row.entity == self.scheme

    def is_named_after(self, entity: bytes, kind: int, article: int | None, author: int) -> bool:
        """Tell whether an entity's name is computed from its author's, in whole or at its end."""
        name = self.coder.word(author)
        if kind in _NEW_EACH_TIME:
            return is_sealed(entity, name)
        if kind in (ARTICLE, STATUS, SHELVED) and article is not None:
            return entity == fixed_entity(KINDS[kind], self.coder.article_id(article), name)
        if kind == ANNOTATOR:
            return entity == fixed_entity(KINDS[kind], name)
        return kind == SCHEME and entity == fixed_entity(KINDS[kind], self.project, name)


def heads(chain: Sequence[Revision], ruling: Ruling | None = None) -> list[Revision]:
    """Find the heads of one entity's revisions, the winner first; none if nothing is valid yet."""
    if len(chain) == 1:
        (row,) = chain
        lets = ruling is None or row.author == ruling.owner or not ruling.governs(row)
        return [row] if row.parents is None and row.seq == 1 and lets else []
    valid, named = _valid(chain, ruling)
    return sorted(
        (row for digest, row in valid.items() if digest not in named),
        key=lambda row: (row.seq, row.digest),
        reverse=True,
    )


def owner_of(chain: Sequence[Revision], ruling: Ruling | None = None) -> int | None:
    """Give the number of the annotator whose an entity is; None as long as no root has come."""
    roots = [row for row in chain if row.parents is None]
    if ruling is not None:
        shared = [row for row in chain if ruling.governs(row)]
        roots = [row for row in roots if row.author == ruling.owner or row not in shared]
        if shared and (not roots or any(row in shared for row in roots)):
            return ruling.owner
        if len({row.author for row in roots}) > 1:
            rightful = [row for row in roots if ruling.is_named_after(*_name_of(row))]
            roots = rightful or roots
    return min(roots, key=lambda row: row.digest).author if roots else None


def _name_of(row: Revision) -> tuple[bytes, int, int | None, int]:
    return row.entity, row.kind, row.article, row.author


def rivals(chain: Sequence[Revision], tops: Sequence[Revision]) -> list[Revision]:
    """Give the heads that contradict each other, the winner first; none if they say the same.

    A thing of which there is one is begun anew on every machine. Of several beginnings that say the
    same, one that nobody has gone on from contradicts nothing.
    """
    if len(tops) < 2:
        return []
    beginnings = {says(row) for row in chain if row.parents is None and row not in tops}
    left = [row for row in tops if row.parents is not None or says(row) not in beginnings]
    return left if len({says(row) for row in left}) > 1 else []


def standings(chain: Sequence[Revision], ruling: Ruling | None) -> dict[bytes, Standing]:
    """Say of each revision that does not count, by digest, why."""
    valid, _ = _valid(chain, ruling)
    owner = owner_of(chain, ruling)
    here = {row.digest for row in chain}
    found: dict[bytes, Standing] = {}
    for row in sorted(chain, key=lambda row: row.seq):
        if row.digest in valid:
            continue
        waits = any(
            parent not in here or found.get(parent) == "pending" for parent in row.named_parents
        )
        mine = owner is None or row.author == owner
        found[row.digest] = "pending" if mine and waits else "foreign"
    return found


def says(row: Revision) -> tuple[int, int, int | None, Content, bytes | None]:
    """Give what a revision says, without when, where and on what it was written."""
    return row.kind, row.put, row.article, row.content, row.line


def _valid(
    chain: Sequence[Revision], ruling: Ruling | None
) -> tuple[dict[bytes, Revision], set[bytes]]:
    """Give the valid revisions by digest, and the digests that they name."""
    owner = owner_of(chain, ruling)
    valid: dict[bytes, Revision] = {}
    named: set[bytes] = set()
    if owner is None:
        return valid, named
    for row in sorted(chain, key=lambda row: row.seq):
        above = row.named_parents
        if row.author != owner or not all(digest in valid for digest in above):
            continue
        if ruling is not None and owner != ruling.owner and ruling.governs(row):
            continue
        if row.seq == 1 + max((valid[digest].seq for digest in above), default=0):
            valid[row.digest] = row
            named.update(above)
    return valid, named
