"""Names of entities and articles hold for ever: on every machine, in every version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.identity import (
    article_digest,
    entity_bytes,
    entity_maker,
    entity_text,
    fixed_entity,
    is_sealed,
    new_entity,
)
from annotator.problems import UnknownNameError


def test_names_computed_from_what_a_thing_is_never_change() -> None:
    # Projects hold these: another result would part them from their past.
    assert entity_text(fixed_entity("annotator", "Olena")) == "3379d519-6a1b-59c6-93d4-f6bb5a8f892a"
    assert fixed_entity("status", "a", "b") != fixed_entity("status", "ab", "")
    assert article_digest("Kyiv 🇺🇦").hex() == (
        "a825090b6f306ad3b1e9a969d082ad63e13e0f0214062c3d10cafa471eafaa29"
    )


def test_new_names_are_version_7_in_order() -> None:
    names = [new_entity() for _ in range(1000)]
    assert names == sorted(names)
    assert len(set(names)) == 1000
    assert {entity_text(name)[14] for name in names} == {"7"}


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_new_name_tells_those_who_know_whose_it_is(owner: str, other: str) -> None:
    names = [new_entity(owner) for _ in range(20)]
    assert names == sorted(set(names))
    assert {entity_text(name)[14] for name in names} == {"7"}
    for name in names:
        assert is_sealed(name, owner)
        assert is_sealed(name, other) == (owner == other)


def test_what_a_name_tells_never_changes() -> None:
    # Or somebody could take over what is in older projects.
    name = bytes.fromhex("01a20799cb6e740b8fbeac11a1eb0d77")
    assert is_sealed(name[:-4] + bytes.fromhex("143a8e52"), "Olena")
    assert not is_sealed(name, "Olena")


@given(st.binary(min_size=16, max_size=16))
def test_a_name_is_read_as_it_is_written(entity: bytes) -> None:
    text = entity_text(entity)
    assert [len(part) for part in text.split("-")] == [8, 4, 4, 4, 12]
    assert entity_bytes(text) == entity
    assert entity_bytes(text.upper()) == entity


@pytest.mark.parametrize("text", ["", "T1", "0" * 31, "0" * 33, "g" * 32, "٠" * 32, "\ud800"])
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(UnknownNameError, match="is not the id of anything in a project"):
        entity_bytes(text)


def test_names_made_by_the_thousand_are_sealed_too() -> None:
    make = entity_maker("Olena")
    names = [make() for _ in range(100)]
    assert len(set(names)) == 100
    assert all(is_sealed(name, "Olena") for name in names)
    assert not any(is_sealed(name, "Mei") for name in names)
