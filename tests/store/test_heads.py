"""Heads are a pure function of the set of an entity's revisions, as the exchange design says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.identity import fixed_entity
from annotator.store.coding import Coder
from annotator.store.heads import Ruling, heads, owner_of, rivals, standings
from annotator.store.rows import ANNOTATION, MEMBER, SCHEME, STATUS, TEAM, Revision, join_digests

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


# What says the same, and what belongs to somebody by its name


def saying(row: Revision, text: str) -> Revision:
    return row._replace(rest=text)


def rival_names(*chain: Revision) -> set[str | None]:
    found = {
        frozenset(row.digest for row in rivals(order, heads(order))) for order in _orders([*chain])
    }
    assert len(found) == 1
    sides = found.pop()
    return {row.rest for row in chain if row.digest in sides}


def test_heads_that_say_different_things_are_rivals() -> None:
    one, two = revision("one", ROOT), revision("two", ROOT)
    assert rival_names(ROOT, one, two) == {"one", "two"}
    assert rival_names(ROOT, one) == set()


def test_heads_that_say_the_same_are_none() -> None:
    one = saying(revision("one", ROOT), "same")
    two = saying(revision("two", ROOT), "same")
    three = revision("three", ROOT)
    assert rival_names(ROOT, one, two) == set()
    assert rival_names(ROOT, one, two, three) == {"same", "three"}


def test_two_removals_are_none() -> None:
    gone = [saying(revision(name, ROOT, put=0), "") for name in ("one", "two")]
    assert rival_names(ROOT, *gone) == set()


def test_a_beginning_made_twice_is_none_when_one_was_gone_on_from() -> None:
    again = saying(revision("again"), "root")
    assert rival_names(ROOT, again, EDIT) == set()
    assert rival_names(ROOT, again) == set()
    other = revision("other root")
    assert rival_names(ROOT, other, EDIT) == {"edit", "other root"}


_PROJECT = "0197a1b2-0000-7000-8000-000000000001"
_SCHEME = fixed_entity("scheme", _PROJECT)


@pytest.fixture(scope="module")
def ruling() -> Iterator[Ruling]:
    """Olena (1) made the project; Ben is 2."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT)")
        connection.execute("CREATE TABLE text(id INTEGER PRIMARY KEY, sha BLOB)")
        connection.execute("INSERT INTO word VALUES(1, 'Olena'), (2, 'Ben')")
        connection.execute("INSERT INTO text VALUES(1, zeroblob(32))")
        yield Ruling(_OLENA, _SCHEME, _PROJECT, Coder(connection))


def ruled(chain: list[Revision], ruling: Ruling) -> list[str | None]:
    found = {tuple(head.rest for head in heads(order, ruling)) for order in _orders(chain)}
    assert len(found) == 1
    return list(found.pop())


@pytest.mark.parametrize("kind", [MEMBER, TEAM, SCHEME])
def test_what_belongs_to_the_team_is_the_owners(ruling: Ruling, kind: int) -> None:
    entity = _SCHEME if kind == SCHEME else b"m" * 16

    def make(name: str, *parents: Revision, author: int = _OLENA) -> Revision:
        return revision(name, *parents, author=author)._replace(kind=kind, entity=entity)

    # Whichever of the digests is the lowest.
    roots = [make(f"by Ben {n}", author=_BEN) for n in range(20)]
    mine = make("mine")
    edit = make("edit", mine)
    assert ruled([roots[0]], ruling) == []
    assert ruled(roots, ruling) == []
    assert ruled([mine, *roots], ruling) == ["mine"]
    foreign = make("foreign", mine, author=_BEN)
    assert ruled([mine, edit, foreign, *roots[:2]], ruling) == ["edit"]
    assert owner_of([roots[0]], ruling) == _OLENA
    assert standings([mine, foreign], ruling) == {foreign.digest: "foreign"}
    waits = make("waits", edit)
    assert standings([mine, waits], ruling) == {waits.digest: "pending"}
    # Another kind, put there to have the lowest digest.
    other = [revision(f"s{n}", author=_BEN)._replace(kind=STATUS, entity=entity) for n in range(20)]
    assert ruled([mine, edit, *other], ruling) == ["edit"]


def test_what_is_named_after_somebody_is_theirs(ruling: Ruling) -> None:
    entity = fixed_entity("status", "00" * 32, "Olena")
    mine = revision("mine")._replace(kind=STATUS, entity=entity)
    roots = [
        revision(f"by Ben {n}", author=_BEN)._replace(kind=STATUS, entity=entity) for n in range(20)
    ]
    assert ruled([mine, *roots], ruling) == ["mine"]
    # What is named after nobody goes by the lowest digest, as ever.
    bare = [row._replace(kind=ANNOTATION) for row in [mine, *roots]]
    lowest = min(bare, key=lambda row: row.digest)
    assert lowest.author == _BEN
    assert owner_of(bare, ruling) == _BEN


def test_standings_say_why_something_does_not_count(ruling: Ruling) -> None:
    foreign = revision("foreign", EDIT, author=_BEN)
    on_it = revision("on it", foreign)
    jump = revision("jump", ROOT, seq=5)
    chain = [ROOT, EDIT, foreign, on_it, jump]
    assert standings(chain, ruling) == dict.fromkeys(
        (foreign.digest, on_it.digest, jump.digest), "foreign"
    )
    later = revision("later", LAST)
    assert standings([ROOT, LAST, later], ruling) == dict.fromkeys(
        (LAST.digest, later.digest), "pending"
    )
    assert standings([LAST], ruling) == {LAST.digest: "pending"}
