"""The desk: what lies open follows the project, step by step, and nothing is left behind."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.article import Article
from annotator.model.mark import Mark
from annotator.ui import desk as desk_module
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub

TEXT = "Talks in Odesa 🇺🇦\n\n" + "\n\n".join(
    f"Minister {n} said that {n},000 people left." for n in range(1, 60)
)


@pytest.fixture
def article(project: Project) -> Article:
    return project.import_text(TEXT)


def _tag(project: Project, article: Article, words: str, label: str = "figure") -> str:
    start = article.text.index(words)
    return project.annotate(article.id, start, start + len(words), label).id


def _told(desk: Desk) -> list[tuple[Mark | None, Mark | None]]:
    told: list[tuple[Mark | None, Mark | None]] = []
    desk.mark_changed.connect(lambda old, new: told.append((old, new)))
    return told


def test_an_article_is_laid_open_with_its_annotations(
    desk: Desk, project: Project, article: Article
) -> None:
    _tag(project, article, "5,000")
    desk.open_article(article.id)
    assert desk.article is not None
    assert desk.article.id == article.id
    (mark,) = desk.scene.marks.ordered
    assert desk.scene.display.text[mark.start : mark.end] == "5,000"
    assert desk.scene.lanes == ["Olena"]


def test_what_is_known_of_an_article_changes_and_its_text_is_not_taken_in_anew(
    desk: Desk, project: Project, article: Article
) -> None:
    desk.open_article(article.id)
    display, before = desk.scene.display, desk.scene.paragraphs.roles[2]
    project.details.give_role(article.id, article.text.index("Minister 1"), 40, "caption")
    assert desk.scene.display is display
    assert (before, desk.scene.paragraphs.roles[2]) == ("body", "caption")
    other = project.import_text("Another one.").id
    desk.open_article(other)
    assert desk.scene.display.text == "Another one."
    desk.open_article(article.id)
    assert desk.scene.display.text == TEXT


def test_a_tag_is_told_by_itself(desk: Desk, project: Project, article: Article) -> None:
    desk.open_article(article.id)
    told = _told(desk)
    made = _tag(project, article, "5,000")
    ((old, new),) = told
    assert old is None
    assert new is not None
    assert new.id == made
    assert desk.scene.marks.get(new.entity) == new


def test_a_moved_edge_tells_old_and_new(desk: Desk, project: Project, article: Article) -> None:
    made = _tag(project, article, "5,000")
    desk.open_article(article.id)
    told = _told(desk)
    project.update(made, end=article.text.index("5,000") + len("5,000 people"))
    ((old, new),) = told
    assert old is not None
    assert new is not None
    assert (old.start, new.end - old.end) == (new.start, len(" people"))


def test_a_removed_annotation_is_not_selected_any_more(
    desk: Desk, project: Project, article: Article
) -> None:
    made = _tag(project, article, "5,000")
    desk.open_article(article.id)
    desk.set_active(desk.scene.marks.ordered[0].entity)
    told, selected = _told(desk), list[object]()
    desk.active_changed.connect(lambda entity, _: selected.append(entity))
    project.delete(made)
    assert [new for _, new in told] == [None]
    assert selected == [None]
    assert desk.active is None


def test_other_articles_are_not_told(desk: Desk, project: Project, article: Article) -> None:
    other = project.import_text("Another text about 7,000 people.")
    desk.open_article(article.id)
    told = _told(desk)
    _tag(project, other, "7,000")
    assert told == []


def test_many_changes_are_told_at_once(
    desk: Desk, project: Project, article: Article, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(desk_module, "_FEW", 0)
    desk.open_article(article.id)
    told = _told(desk)
    with qtbot.waitSignal(desk.marks_reset, timeout=0):
        _tag(project, article, "5,000")
    assert told == []
    assert len(desk.scene.marks) == 1


def test_an_undone_import_clears_the_desk(desk: Desk, project: Project, article: Article) -> None:
    desk.open_article(article.id)
    project.undo()
    assert desk.article is None
    assert desk.scene.display.text == ""


def test_an_undone_import_takes_many_annotations_along(
    desk: Desk, project: Project, tmp_path: Path
) -> None:
    spans = [{"start": at, "end": at + 1, "label": "figure"} for at in range(0, 2_600, 2)]
    line = {"title": "Many", "text": "a " * 1_400, "annotations": spans}
    file = tmp_path / "many.jsonl"
    file.write_text(json.dumps(line), encoding="utf-8")
    (article,) = project.import_files([file]).articles
    desk.open_article(article)
    assert not desk.scene.marks.is_whole
    project.undo()
    assert desk.article is None
    assert len(desk.scene.marks.ordered) == 0


def test_closing_the_project_clears_the_desk(desk: Desk, hub: Hub, article: Article) -> None:
    desk.open_article(article.id)
    desk.pick("figure")
    desk.show_lane("Amara", shown=False)
    hub.close()
    assert (desk.article, desk.picked, desk.hidden) == (None, None, set())
    assert desk.annotators() == []


def test_an_unknown_article_clears_the_desk_and_is_said(desk: Desk, problems: list[str]) -> None:
    desk.open_article("ffff")
    assert desk.article is None
    assert len(problems) == 1
    problems.clear()


def test_an_article_opens_where_it_was_left(desk: Desk, article: Article) -> None:
    desk.open_article(article.id)
    desk.keep_place(caret=40, top=20, reached=900)
    desk.keep_now()
    desk.open_article(None)
    desk.open_article(article.id)
    assert tuple(desk.place) == (40, 20, 900)


def test_a_place_waits_while_somebody_else_writes(
    desk: Desk, project: Project, article: Article, problems: list[str], qtbot: QtBot
) -> None:
    """An import holds the file for as long as it takes; the window must not wait for it."""
    desk.open_article(article.id)
    with Project.open(project.path, annotator="Amara") as other:
        with other.session.database.writing():
            desk.keep_place(caret=40, top=20, reached=900)
            begun = time.monotonic()
            qtbot.wait(50)
            assert time.monotonic() - begun < 2
        assert problems == []
    desk.open_article(None)
    with qtbot.waitSignal(desk.place_kept, timeout=5_000):
        pass
    assert project.corpus.reading_place(article.id) == (40, 20, 900)


def test_a_label_that_is_picked_again_is_let_go(desk: Desk) -> None:
    desk.pick("figure")
    assert desk.picked == "figure"
    desk.pick("source")
    assert desk.picked == "source"
    desk.pick("source")
    assert desk.picked is None


def test_a_hidden_annotator_has_no_lane(desk: Desk, project: Project, article: Article) -> None:
    with Project.open(project.path, annotator="Amara") as other:
        _tag(other, article, "5,000")
    desk.open_article(article.id)
    assert desk.scene.lanes == ["Olena", "Amara"]
    desk.show_lane("Amara", shown=False)
    assert desk.scene.lanes == ["Olena"]
    desk.show_lane("Amara", shown=True)
    assert desk.scene.lanes == ["Olena", "Amara"]


def test_a_new_annotator_gets_a_lane_at_once(
    desk: Desk, hub: Hub, project: Project, article: Article
) -> None:
    desk.open_article(article.id)
    told = _told(desk)
    with Project.open(project.path, annotator="Amara") as other:
        _tag(other, article, "5,000")
    hub.look()
    assert desk.scene.lanes == ["Olena", "Amara"]
    assert [new.annotator for _, new in told if new] == ["Amara"]


def test_the_same_annotation_is_selected_once(
    desk: Desk, project: Project, article: Article
) -> None:
    _tag(project, article, "5,000")
    desk.open_article(article.id)
    entity = desk.scene.marks.ordered[0].entity
    told = list[object]()
    desk.active_changed.connect(lambda *args: told.append(args))
    desk.set_active(entity)
    desk.set_active(entity)
    desk.set_active(entity, reveal=True)
    assert told == [(entity, False), (entity, True)]


@pytest.fixture
def in_part(
    desk: Desk, project: Project, article: Article, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """A desk that reads the annotations near the place of reading first."""
    for n in (3, 55):
        _tag(project, article, f"{n},000")
    monkeypatch.setattr(desk_module, "_AT_ONCE", 1)
    monkeypatch.setattr(desk_module, "_IN_VIEW", 300)
    return desk


def test_of_many_annotations_those_in_view_come_first(
    in_part: Desk, article: Article, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(in_part.marks_reset, timeout=2000):
        in_part.open_article(article.id)
        assert len(in_part.scene.marks.known) == 1
        assert not in_part.scene.marks.is_whole
    assert len(in_part.scene.marks.known) == 2


def _look_for_one(desk: Desk, _: Project, __: Article) -> None:
    desk.scene.marks.at(0)


def _tag_another(_: Desk, project: Project, article: Article) -> None:
    _tag(project, article, "20,000")


@pytest.mark.parametrize("meanwhile", [_look_for_one, _tag_another])
def test_what_reads_the_others_first_hides_none(
    meanwhile: Callable[[Desk, Project, Article], None],
    in_part: Desk,
    project: Project,
    article: Article,
    qtbot: QtBot,
) -> None:
    told, reset = _told(in_part), list[int]()
    in_part.marks_reset.connect(lambda: reset.append(len(in_part.scene.marks.known)))
    in_part.open_article(article.id)
    meanwhile(in_part, project, article)
    qtbot.waitUntil(lambda: bool(reset), timeout=2000)
    # Whoever follows, by resets and single steps, knows all of them now.
    known = len(in_part.scene.marks.ordered)
    fresh = sum(old is None for old, _ in told)
    assert reset[-1] + fresh == known


def _three(project: Project, article: Article, desk: Desk) -> list[bytes]:
    for words in ("5,000", "6,000", "7,000"):
        _tag(project, article, words)
    desk.open_article(article.id)
    return [mark.entity for mark in desk.scene.marks.ordered]


def test_several_are_selected_with_one_of_them_active(
    desk: Desk, project: Project, article: Article
) -> None:
    first, second, third = _three(project, article, desk)
    told: list[tuple[bytes, ...]] = []
    desk.selected_changed.connect(lambda: told.append(desk.selected))
    desk.set_active(first)
    desk.select([first, second, second, third, b"gone"])
    assert desk.selected == (first, second, third)
    assert desk.scene.active == first
    desk.select([first, third], third)
    assert desk.scene.active == third
    desk.select([first, second])
    assert desk.scene.active == second
    assert told == [(first,), (first, second, third), (first, third), (first, second)]


def test_selecting_one_lets_go_of_the_others(
    desk: Desk, project: Project, article: Article, qtbot: QtBot
) -> None:
    first, second, third = _three(project, article, desk)
    desk.select([first, second, third], second)
    with (
        qtbot.assertNotEmitted(desk.active_changed),
        qtbot.waitSignal(desk.selected_changed, timeout=0),
    ):
        desk.set_active(second)
    assert len(desk.selected) == 1
    with qtbot.waitSignal(desk.selected_changed, timeout=0):
        desk.set_active(None)
    assert not desk.selected


def test_what_is_removed_is_not_among_the_selected(
    desk: Desk, project: Project, article: Article
) -> None:
    first, second, third = _three(project, article, desk)
    desk.select([first, second, third], second)
    project.delete(desk.scene.marks.ordered[1].id)
    assert (desk.selected, desk.scene.active) == ((first, third), third)
    desk.open_article(None)
    assert not desk.selected
