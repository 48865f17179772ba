"""A merge that is taken back goes to the shelf, and comes back from there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator import Project
from tests.store.replicas import (
    OTHER,
    copy_of,
    first,
    send,
    state,
    take,
)


def test_redo_is_lost_with_a_new_step_and_the_shelf_emptied(olena: Project, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    take(olena, send(ben))
    olena.undo()
    run = olena.session.database.connection.execute
    assert run("SELECT count(*) FROM shelf").fetchone() == (1,)
    assert olena.check() == []
    olena.annotate(first(olena).id, 6, 10, "figure")
    assert run("SELECT count(*) FROM shelf").fetchone() == (0,)
    assert olena.redo() is None
    assert take(olena, send(ben))[0].annotations == 1


def test_numbers_are_never_used_again(olena: Project, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    take(olena, send(ben))
    run = olena.session.database.connection.execute
    (highest,) = run("SELECT max(n) FROM revision").fetchone()
    olena.undo()
    assert run("SELECT max(n) FROM revision").fetchone() < (highest,)
    olena.redo()
    assert run("SELECT min(n) FROM revision WHERE n > ?", (highest,)).fetchone() == (highest + 1,)
    for _ in range(3):
        assert olena.undo() is not None
        assert olena.check() == []
        assert olena.redo() is not None
        assert olena.check() == []


def test_another_window_hears_of_a_merge_and_its_undo(olena: Project, ben: Project) -> None:
    ben.annotate(ben.import_text(OTHER).id, 0, 3, "source")
    with Project.open(olena.path, annotator="Olena") as window:
        heard: list[Any] = []
        window.subscribe(heard.append)
        take(olena, send(ben))
        window.poll()
        olena.undo()
        window.poll()
        window.redo()
    merge, undo, redo = heard
    assert (merge.act, undo.act, redo.act) == ("merge", "undo", "redo")
    for changes in heard:
        assert changes.touches("annotation")
        assert len(changes.articles) == 1
    assert (merge.outside, undo.outside, redo.outside) == (True, True, False)


@pytest.mark.parametrize("window", [0, 1])
def test_either_window_may_take_a_merge_back(olena: Project, ben: Project, window: int) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    before = state(olena)
    with Project.open(olena.path, annotator="Olena") as other:
        other.session.backs_up = False
        take(olena, send(ben))
        (olena, other)[window].undo()
        assert state(olena) == state(other) == before


def test_an_older_step_is_told_after_the_merge_it_stood_on_was_brought_back(
    olena: Project, laptop: Project
) -> None:
    tag = laptop.annotate(first(laptop).id, 22, 29, "figure")
    take(olena, send(laptop))
    with Project.open(olena.path, annotator="Olena") as window:
        olena.delete(tag.id)
        olena.undo()
        olena.undo()
        heard: list[Any] = []
        window.subscribe(heard.append)
        window.poll()
        assert len(heard) == 3
        olena.redo()
        olena.redo()
        window.poll()
        assert {one.place.start for one in heard if one.place} == {22}
    assert [one.id for one in olena.annotations()] != [tag.id]


def test_a_spoilt_shelf_is_a_fault(base: Path, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    with copy_of(base, "spoilt", "Olena") as project:
        take(project, send(ben))
        project.undo()
        assert project.check() == []
        run = project.session.database.connection.execute
        for spoil in ("UPDATE shelf SET lines = x'00'", "DELETE FROM shelf"):
            run(spoil)
            (fault,) = project.check()
            assert fault.endswith("what it brought and was taken back is not as it was")
