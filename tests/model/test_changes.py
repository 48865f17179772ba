"""A change set tells those who listen whether they are concerned."""

from __future__ import annotations

from annotator.model.changes import Change, ChangeSet
from annotator.model.identity import entity_text

_A, _B = bytes(16), bytes(range(16))


def test_a_change_set_names_what_it_touched() -> None:
    changes = ChangeSet(
        "Tag",
        changes=(
            Change("annotation", _A, "one"),
            Change("annotation", _B, "two"),
            Change("annotation", _A, "one"),
            Change("annotator", _B, None),
        ),
        kinds=frozenset({"annotation", "annotator"}),
        articles=frozenset({"one", "two"}),
    )
    assert changes.touches("annotation")
    assert changes.touches("annotation", "one")
    assert not changes.touches("annotation", "three")
    assert not changes.touches("relation")
    assert not changes.touches("annotator", "one")
    assert changes.of("annotation") == [_A, _B]
    assert changes.of("annotation", "two") == [_B]
    assert changes.of("relation") == []
    assert changes.changes[0].id == entity_text(_A)


def test_a_large_change_set_names_articles_only() -> None:
    changes = ChangeSet(
        "Import", kinds=frozenset({"annotation"}), articles=frozenset({"one"}), many=True
    )
    assert changes.touches("annotation")
    assert changes.touches("annotation", "one")
    assert not changes.touches("annotation", "two")
    assert not changes.touches("scheme")
    assert changes.of("annotation") == []
