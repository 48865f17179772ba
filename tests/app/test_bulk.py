"""Many annotations at once: one step each, and equal to what is made one by one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.model.annotation import Annotation
from annotator.problems import UserProblem
from tests import nasty

_TEXT = "Kyiv and Lviv said 600 hectares near Kyiv burned. Kyiv’s mayor left Kyiv."
_KYIV = [(0, 4), (37, 41), (50, 54), (68, 72)]


def _essence(one: Annotation) -> tuple[object, ...]:
    return (
        one.article, one.annotator, one.label, one.fragments, one.quote, one.attributes, one.note,
        one.certainty, one.origin,
    )  # fmt: skip


def _article(project: Project, text: str = _TEXT) -> str:
    return project.import_text(text).id


def test_tagging_many_is_one_step(project: Project) -> None:
    article = _article(project)
    steps = len(list(project.history()))
    heard: list[int] = []
    report = project.bulk.tag([(article, *one) for one in _KYIV], "location", progress=heard.append)
    assert (report.made, report.known, report.articles) == (4, 0, 1)
    assert heard == [4]
    found = project.annotations(article)
    assert [(one.start, one.end) for one in found] == _KYIV
    assert {one.quote for one in found} == {"Kyiv"}
    assert [one.id for one in found] == list(report.ids)
    assert len(list(project.history())) == steps + 1
    assert next(project.history()).title == "Tag location 4 times"
    assert project.check() == []
    project.undo()
    assert project.annotations(article) == []
    project.redo()
    assert [(one.start, one.end) for one in project.annotations(article)] == _KYIV
    assert project.check() == []


def test_ones_own_are_known_and_others_are_not(project: Project) -> None:
    article = _article(project)
    project.annotate(article, 0, 4, "location")
    project.annotate(article, 37, 41, "source")
    project.work_as("Mei")
    project.annotate(article, 50, 54, "location")
    project.work_as("Olena")
    places = [(article, *one) for one in _KYIV]
    report = project.bulk.tag([*places, places[0]], "location")
    assert (report.made, report.known) == (3, 2)
    again = project.bulk.tag(places, "location")
    assert (again.made, again.known) == (0, 4)
    assert next(project.history()).title == "Tag location 3 times"


def test_fragments_are_another_annotation(project: Project) -> None:
    article = _article(project)
    project.annotate(article, 0, 0, "location", fragments=[(0, 4), (9, 13)])
    assert project.bulk.tag([(article, 0, 13)], "location").made == 1


def test_known_is_told_with_many_more_annotations_of_the_label(project: Project) -> None:
    article = _article(project)
    for start, end in _KYIV:
        project.annotate(article, start, end, "location")
    assert project.bulk.tag([(article, *_KYIV[2])], "location").known == 1


def test_values_are_given_to_all(project: Project) -> None:
    article = _article(project)
    values = {"place": "Kyiv"}
    kind = project.scheme.label("location")
    values = {kind.attributes[0].key: "Kyiv"} if kind.attributes[0].kind == "text" else {}
    one = project.annotate(article, 0, 4, "location", attributes=values, certainty="unsure")
    project.bulk.tag(
        [(article, *place) for place in _KYIV], "location", one.attributes, certainty="unsure"
    )
    found = project.annotations(article)
    assert {str(each.attributes) for each in found} == {str(one.attributes)}
    assert {each.certainty for each in found} == {"unsure"}
    assert project.check() == []


@pytest.mark.parametrize(
    ("spans", "label", "said"),
    [
        ([(0, 4), (70, 99)], "location", "There is no span 70–99"),
        ([(0, 4), (4, 4)], "location", "There is no span 4–4"),
        ([(0, 4)], "place", "no label"),
    ],
)
def test_what_is_wrong_changes_nothing(
    project: Project, spans: list[tuple[int, int]], label: str, said: str
) -> None:
    article = _article(project)
    with pytest.raises(UserProblem, match=said):
        project.bulk.tag([(article, *one) for one in spans], label)
    assert project.annotations() == []


def test_an_article_that_is_not_there(project: Project) -> None:
    article = _article(project)
    for wrong in ("f" * 64, "z" * 64, "abcdef"):
        with pytest.raises(UserProblem, match="no article"):
            project.bulk.tag([(article, 0, 4), (wrong, 0, 4)], "location")
    assert project.annotations() == []
    assert project.bulk.tag([(article[:8], 0, 4)], "location").made == 1


def test_stopping_leaves_nothing(project: Project) -> None:
    article = _article(project)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.bulk.tag([(article, *one) for one in _KYIV], "location", progress=stop)
    assert project.annotations() == []
    assert project.check() == []


def test_relabel_leaves_others_what_is_gone_and_what_is_so_already(project: Project) -> None:
    article = _article(project)
    mine = [project.annotate(article, *one, "location").id for one in _KYIV[:3]]
    source = project.annotate(article, 0, 4, "source")
    gone = project.annotate(article, *_KYIV[3], "location").id
    project.delete(gone)
    project.work_as("Mei")
    other = project.annotate(article, 9, 13, "location").id
    project.work_as("Olena")
    report = project.bulk.relabel([*mine, other, gone, source.id], "source")
    assert (report.changed, report.known, report.others, report.gone) == (2, 2, 1, 1)
    assert report.ids == (mine[1], mine[2])
    labels = {one.id: one.label for one in project.annotations()}
    assert labels == {
        mine[0]: "location", mine[1]: "source", mine[2]: "source", source.id: "source",
        other: "location",
    }  # fmt: skip
    assert next(project.history()).title == "Change 2 annotations to source"
    project.undo()
    assert {one.label for one in project.annotations() if one.id in mine} == {"location"}
    assert project.check() == []


def test_relabel_keeps_the_values_that_fit_and_drops_relations_that_do_not(
    project: Project,
) -> None:
    article = _article(project)
    who = project.annotate(article, 9, 13, "source", note="the city").id
    how_much = project.annotate(article, 19, 31, "figure").id
    project.relate(who, "says", how_much)
    report = project.bulk.relabel([who], "location")
    assert (report.changed, report.relations) == (1, 1)
    assert project.relations() == []
    assert next(one for one in project.annotations() if one.id == who).note == "the city"
    project.undo()
    assert len(project.relations()) == 1
    assert project.check() == []


def test_remove_takes_relations_along_and_one_undo_brings_all_back(project: Project) -> None:
    article = _article(project)
    who = project.annotate(article, 9, 13, "source").id
    how_much = project.annotate(article, 19, 31, "figure").id
    project.relate(who, "says", how_much)
    project.work_as("Mei")
    other = project.annotate(article, 0, 4, "location").id
    project.work_as("Olena")
    report = project.bulk.remove([who, how_much, other])
    assert (report.removed, report.others, report.articles) == (2, 1, 1)
    assert [one.id for one in project.annotations()] == [other]
    assert project.relations() == []
    assert next(project.history()).title == "Remove 2 annotations"
    project.undo()
    assert len(project.annotations()) == 3
    assert len(project.relations()) == 1
    assert project.check() == []


def test_edit_sets_takes_away_and_leaves_what_is_so(project: Project) -> None:
    article = _article(project)
    key = next(one.key for one in project.scheme.label("source").attributes if one.kind == "text")
    first = project.annotate(article, 9, 13, "source", note="a", attributes={key: "Lviv"}).id
    second = project.annotate(article, 50, 62, "source").id
    report = project.bulk.edit([first, second], {key: "Kyiv"}, certainty="unsure")
    assert (report.changed, report.known) == (2, 0)
    found = {one.id: one for one in project.annotations()}
    assert found[first].attributes == found[second].attributes == {key: "Kyiv"}
    assert (found[first].note, found[second].note) == ("a", "")
    assert found[first].certainty == "unsure"
    report = project.bulk.edit([first, second], {key: None}, note="b\r\nc", certainty="sure")
    found = {one.id: one for one in project.annotations()}
    assert (found[first].attributes, found[first].note) == ({}, "b\nc")
    assert found[second].certainty == "sure"
    assert project.bulk.edit([first, second], note="b\nc").known == 2
    with pytest.raises(UserProblem, match="has no attribute"):
        project.bulk.edit([first, second], {"no such": "x"})
    assert project.check() == []


def test_nothing_to_do_leaves_no_trace(project: Project) -> None:
    steps = len(list(project.history()))
    assert project.bulk.tag([], "location").made == 0
    assert project.bulk.remove([]).removed == 0
    assert project.bulk.relabel([], "location").changed == 0
    assert project.bulk.edit([]).changed == 0
    assert len(list(project.history())) == steps


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(nasty.texts().filter(str.strip), min_size=1, max_size=3),
    cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=8),
    name=st.sampled_from(["Olena", 'O’Brien "x" \\', "Хтось", "🇺🇦"]),
)
def test_many_at_once_say_what_one_by_one_says(
    project: Project, texts: list[str], cuts: list[tuple[int, int]], name: str
) -> None:
    project.work_as(name)
    for one in texts:
        article = project.import_text(one)
        spans = [
            (article.id, start, min(start + length, len(article.text)))
            for start, length in dict.fromkeys(cuts)
            if start < len(article.text)
        ]
        fresh = project.bulk.tag(spans, "figure", certainty="unsure")
        many = sorted(
            (_essence(each) for each in project.annotations(article.id) if each.id in fresh.ids),
            key=repr,
        )
        if not fresh.made:
            continue
        project.undo()
        made = [
            project.annotate(*span, "figure", certainty="unsure")
            for span in {(article.id, each[3][0][0], each[3][0][1]) for each in many}  # type: ignore[index]
        ]
        assert many == sorted(map(_essence, made), key=repr)
    assert project.check() == []
