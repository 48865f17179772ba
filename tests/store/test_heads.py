"""Heads are a pure function of the set of an entity's revisions, as the exchange design says."""

from __future__ import annotations

from hashlib import sha256
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.heads import heads
from annotator.store.rows import ANNOTATION, Revision, join_digests

_OLENA, _BEN = 1, 2


def revision(
    name: str, *parents: Revision, author: int = _OLENA, seq: int | None = None, put: int = 1
) -> Revision:
    """Make a revision; its digest is of its name."""
    above = max((parent.seq for parent in parents), default=0)
    return Revision(
        n=0,
        digest=sha256(name.encode()).digest(),
        entity=b"e" * 16,
        kind=ANNOTATION,
        author=author,
        replica=9,
        seq=above + 1 if seq is None else seq,
        put=put,
        version=1,
        at=0,
        parents=join_digests([parent.digest for parent in parents]),
        article=1,
        label=3,
        start=0,
        end=1,
        quote="x",
        origin=4,
        created=0,
        rest=name,
        line=None,
    )


def names(chain: list[Revision]) -> list[str | None]:
    """Name the heads, in every order of the set the same."""
    found = {tuple(head.rest for head in heads(order)) for order in _orders(chain)}
    assert len(found) == 1
    return list(found.pop())


def _orders(chain: list[Revision]) -> list[list[Revision]]:
    if len(chain) <= 6:
        return [list(order) for order in permutations(chain)]
    return [chain, chain[::-1], sorted(chain, key=lambda row: row.digest)]


ROOT = revision("root")
EDIT = revision("edit", ROOT)
LAST = revision("last", EDIT)


def test_nothing_has_no_head() -> None:
    assert heads([]) == []


def test_the_last_of_a_chain_is_the_head() -> None:
    assert names([ROOT]) == ["root"]
    assert names([ROOT, EDIT]) == ["edit"]
    assert names([ROOT, EDIT, LAST]) == ["last"]


def test_a_tombstone_is_a_head() -> None:
    gone = revision("gone", EDIT, put=0)
    (head,) = heads([ROOT, EDIT, gone])
    assert (head.rest, head.put) == ("gone", 0)


def test_two_machines_of_one_person_make_two_heads() -> None:
    one, two = revision("one", ROOT), revision("two", ROOT)
    first = max(one, two, key=lambda row: row.digest).rest
    second = min(one, two, key=lambda row: row.digest).rest
    assert names([ROOT, one, two]) == [first, second]


def test_the_longer_branch_stands_in_for_the_value_whatever_the_clock_says() -> None:
    longer = revision("longer", EDIT)._replace(at=-(10**12))
    other = revision("other", ROOT)._replace(at=10**12)
    assert names([ROOT, EDIT, longer, other]) == ["longer", "other"]


def test_naming_all_heads_settles_for_good() -> None:
    one, two = revision("one", ROOT), revision("two", ROOT)
    settled = revision("settled", one, two)
    assert names([ROOT, one, two, settled]) == ["settled"]
    later = revision("later", settled)
    assert names([ROOT, one, two, settled, later]) == ["later"]


def test_a_foreign_revision_changes_nothing() -> None:
    foreign = revision("foreign", EDIT, author=_BEN)
    on_it = revision("on it", foreign)
    assert names([ROOT, EDIT, foreign]) == ["edit"]
    assert names([ROOT, EDIT, foreign, on_it]) == ["edit"]


def test_what_stands_on_something_missing_waits() -> None:
    assert names([ROOT, LAST]) == ["root"]
    assert names([EDIT, LAST]) == []
    assert names([LAST]) == []
    assert names([ROOT, EDIT, LAST]) == ["last"]


def test_a_settlement_waits_for_all_that_it_names() -> None:
    one, two = revision("one", ROOT), revision("two", ROOT)
    settled = revision("settled", one, two)
    assert names([ROOT, one, settled]) == ["one"]


def test_a_wrong_number_is_not_valid() -> None:
    assert names([revision("root", seq=2)]) == []
    assert names([ROOT, revision("jump", ROOT, seq=5)]) == ["root"]
    assert names([ROOT, revision("level", ROOT, seq=1)]) == ["root"]


def test_the_lowest_digest_of_several_roots_says_who_owns() -> None:
    mine, theirs = revision("mine"), revision("theirs", author=_BEN)
    owner = min(mine, theirs, key=lambda row: row.digest)
    edit = revision("an edit", owner, author=owner.author)
    assert names([mine, theirs]) == [owner.rest]
    assert names([mine, theirs, edit]) == ["an edit"]


def test_two_roots_of_one_person_are_in_conflict() -> None:
    other = revision("other root")
    assert set(names([ROOT, other])) == {"root", "other root"}


@st.composite
def chains(draw: st.DrawFn) -> list[Revision]:
    """A set of revisions that stand on any earlier ones, some by somebody else, some numbered."""
    chain = [revision("0")]
    for number in range(1, draw(st.integers(1, 9))):
        parents = draw(st.lists(st.sampled_from(chain), max_size=3, unique=True))
        chain.append(
            revision(
                str(number),
                *parents,
                author=draw(st.sampled_from([_OLENA, _OLENA, _OLENA, _BEN])),
                seq=draw(st.sampled_from([None, None, None, None, 1, 2, 5])),
                put=draw(st.sampled_from([1, 1, 0])),
            )
        )
    return chain


@given(chains(), st.data())
def test_heads_do_not_depend_on_the_order_of_arrival(
    chain: list[Revision], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(chain))
    assert heads(shuffled) == heads(chain)


@given(chains())
def test_heads_are_the_valid_ones_that_no_valid_one_names(chain: list[Revision]) -> None:
    """The definition once more, written as slowly and as plainly as it is said."""
    roots = [row for row in chain if not row.parents]
    owner = min(roots, key=lambda row: row.digest).author
    by_digest = {row.digest: row for row in chain}

    def valid(row: Revision) -> bool:
        parents = [by_digest[digest] for digest in row.named_parents]
        return (
            row.author == owner
            and all(map(valid, parents))
            and row.seq == 1 + max((parent.seq for parent in parents), default=0)
        )

    standing = [row for row in chain if valid(row)]
    named = {digest for row in standing for digest in row.named_parents}
    expected = [row for row in standing if row.digest not in named]
    found = heads(chain)
    assert {row.digest for row in found} == {row.digest for row in expected}
    assert found == sorted(found, key=lambda row: (row.seq, row.digest), reverse=True)


@given(chains())
def test_a_missing_parent_makes_none_of_its_children_valid(chain: list[Revision]) -> None:
    whole = {row.digest for row in _valid(chain)}
    for missing in (row for row in chain if row.parents):
        rest = [row for row in chain if row is not missing]
        assert {row.digest for row in _valid(rest)} <= whole


def _valid(chain: list[Revision]) -> list[Revision]:
    """List all that are or were heads of a part of the set that is closed under parents."""
    by_digest = {row.digest: row for row in chain}
    found = [*heads(chain)]
    for row in found:
        found += [
            by_digest[digest] for digest in row.named_parents if by_digest[digest] not in found
        ]
    return found
