"""Which revisions of an entity count: a pure function of their set, whatever the order.

The owner is the author of the root (of several roots, of the one with the lowest digest). A
revision is valid if the owner wrote it, all its parents are there and valid, and its ``seq`` is
one more than the highest of theirs. Heads are the valid revisions that no valid one names as a
parent. One head is the value; several are a conflict, of which the first, by (seq, digest),
stands in for the value.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.store.rows import Revision


def heads(chain: Sequence[Revision]) -> list[Revision]:
    """Find the heads of one entity's revisions, the winner first; none if nothing is valid yet."""
    if len(chain) == 1 and chain[0].parents is None and chain[0].seq == 1:
        return [chain[0]]
    roots = [row for row in chain if row.parents is None]
    if not roots:
        return []
    owner = min(roots, key=lambda row: row.digest).author
    valid: dict[bytes, Revision] = {}
    named: set[bytes] = set()
    for row in sorted(chain, key=lambda row: row.seq):
        above = row.named_parents
        if row.author != owner or not all(digest in valid for digest in above):
            continue
        if row.seq == 1 + max((valid[digest].seq for digest in above), default=0):
            valid[row.digest] = row
            named.update(above)
    return sorted(
        (row for digest, row in valid.items() if digest not in named),
        key=lambda row: (row.seq, row.digest),
        reverse=True,
    )
