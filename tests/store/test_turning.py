"""Undo, redo and going back over thousands of things tell how far they are, and can be stopped."""

from __future__ import annotations

import pytest

from annotator import Project

_TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."


def test_a_stopped_undo_leaves_all_as_it_was(project: Project) -> None:
    article = project.import_text(_TEXT * 100)
    places = [(article.id, at, at + 4) for at in range(0, 6_000, 2)]
    made = project.bulk.tag(places, "figure")
    project.bulk.relabel(list(made.ids)[:2_500], "source")
    before, heard = project.annotations(), list[int]()

    def stop(count: int) -> None:
        heard.append(count)
        raise KeyboardInterrupt

    for turn in (project.session.undo, lambda stop: project.timeline.go_back(2, stop)):
        with pytest.raises(KeyboardInterrupt):
            turn(stop)
        assert project.annotations() == before
    assert heard
    assert project.check() == []
    heard.clear()
    project.session.undo(heard.append)
    project.session.undo(heard.append)
    assert max(heard) >= 2_500
    assert project.annotations() == []
    project.session.redo(heard.append)
    assert len(project.annotations()) == 3_000
    assert project.check() == []
