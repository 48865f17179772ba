"""What is on the table in review: which unit is current, who is hidden, what follows what."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.article import Article
from annotator.model.changes import Place
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.review import desk as module
from annotator.ui.review.desk import Draft, ReviewDesk
from annotator.ui.review.units import is_open
from tests.ui.reviewed import PEOPLE, TEXT, reviewed_article


def _words(review: ReviewDesk, desk: Desk) -> str:
    one = review.current
    assert one is not None
    return desk.scene.display.text[one.unit.start : one.unit.end]


def test_it_begins_at_the_first_open_difference(review: ReviewDesk, desk: Desk) -> None:
    assert _words(review, desk) == "Two aid workers who asked not to be named"
    assert [one.unit.kind for one in review.units] == ["edges", "same", "label", "value", "missed"]
    assert review.number_open() == 5
    assert len(review.agreed()) == 1


def test_walking_goes_round_and_passes_what_all_agree_on(review: ReviewDesk) -> None:
    kinds = []
    for _ in range(5):
        assert review.current is not None
        kinds.append(review.current.unit.kind)
        assert review.step(forward=True)
    assert kinds == ["edges", "label", "value", "missed", "edges"]
    assert review.step(forward=False)
    assert review.current is not None
    assert review.current.unit.kind == "edges"
    assert review.step(forward=False)
    assert review.current.unit.kind == kinds[3]


def test_what_is_settled_is_passed(
    review: ReviewDesk, project: Project, article: Article, desk: Desk
) -> None:
    first = review.current
    assert first is not None
    after = review.beside(forward=True)
    project.reviewing.accept(article.id, first)
    # It stays current until somebody goes on.
    assert review.current_key == first.unit.key
    assert not is_open(review.current)  # type: ignore[arg-type]
    assert review.beside(forward=True) == after
    review.step(forward=True)
    assert review.beside(forward=False) != first.unit.key
    project.undo()
    assert review.unit(first.unit.key).state == "open"  # type: ignore[union-attr]


def test_others_work_arrives(review: ReviewDesk, project: Project, article: Article) -> None:
    key = review.current_key
    with Project.open(project.path, "Jonas") as other:
        start = article.text.index("Friday")
        other.annotate(article.id, start, start + 6, "location")
    project.poll()
    assert len(review.units) == 6
    assert review.current_key == key


def test_a_place_leads_to_its_unit(review: ReviewDesk, article: Article) -> None:
    start = article.text.index("600")
    found = review.find_at(Place(article.id, start, start + 3))
    assert found is not None
    assert review.unit(found).unit.kind == "value"  # type: ignore[union-attr]
    assert review.find_at(Place(article.id, 0, 2)) is None


def test_hidden_names_are_numbers_and_nothing_else(review: ReviewDesk) -> None:
    assert review.people() == list(PEOPLE)
    assert [review.initials_of(one) for one in PEOPLE] == ["A", "J", "M"]
    review.hide_names(hidden=True)
    assert sorted(review.name_of(one) for one in PEOPLE) == ["1", "2", "3"]
    assert [review.name_of(one) for one in review.people()] == ["1", "2", "3"]
    assert {review.initials_of(one) for one in PEOPLE} == {"1", "2", "3"}
    assert review.name_of("Olena") not in PEOPLE
    assert "Olena" not in review.name_of("Olena")
    review.hide_names(hidden=False)
    assert review.people() == list(PEOPLE)


def test_going_elsewhere_ends_an_edit(review: ReviewDesk) -> None:
    review.set_draft(Draft("source", ((0, 3),)))
    review.step(forward=True)
    assert review.draft is None


def test_asleep_it_reads_nothing(
    review: ReviewDesk, project: Project, article: Article, desk: Desk
) -> None:
    review.sleep()
    assert not review.units
    project.annotate(article.id, 0, 5, "location")
    assert not review.units
    review.wake()
    # Olena has taken part now: all four are compared.
    assert len(review.review.people) == 4


def test_roles_say_who_settles(review: ReviewDesk, project: Project) -> None:
    assert review.why_not_settle() == ""
    project.team.set_role("Mei", "annotator")
    project.work_as("Mei")
    assert "reviewers" in review.why_not_settle()
    project.work_as("Olena")
    assert review.why_not_settle() == ""


def test_a_long_article_comes_in_two_steps(
    hub: Hub, desk: Desk, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 20)
    monkeypatch.setattr(module, "_NEAR", 400)
    article = reviewed_article(project, times=12)
    desk.open_article(article.id)
    review = ReviewDesk(hub, desk, hub)
    review.wake()
    assert not review.units
    qtbot.waitUntil(lambda: review.whole)
    assert len(review.units) == 60
    one = review.current
    assert one is not None
    assert one is review.units[0]
    # A decision is worked out where it is; the rest stays as it is.
    far = review.units[-1]
    project.reviewing.accept(article.id, one)
    assert review.unit(one.unit.key).state == "settled"  # type: ignore[union-attr]
    assert review.units[-1] is far
    whole = project.reviewing.article(article.id)
    assert [it.unit.key for it in review.units] == [it.unit.key for it in whole.units]
    assert [it.state for it in review.units] == [it.state for it in whole.units]


def test_the_project_is_counted_in_the_background(
    review: ReviewDesk, project: Project, hub: Hub, qtbot: QtBot
) -> None:
    counted: list[int] = []
    review.count.counted.connect(counted.append)
    assert sum(review.count.open_in.values()) == 4
    other = reviewed_article(project, text="More.\n\n" + TEXT)
    qtbot.waitUntil(lambda: bool(counted) and counted[-1] == 8)
    project.reviewing.accept(other.id, project.reviewing.article(other.id).units[0])
    qtbot.waitUntil(lambda: counted[-1] == 7)
