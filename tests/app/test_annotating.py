"""The verbs of tagging: what they do, and every refusal in its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project
from annotator.app.annotating import surviving, with_edges
from annotator.model.article import Article
from annotator.model.identity import entity_text, new_entity
from annotator.model.mark import Mark
from annotator.model.scheme import Scheme
from annotator.problems import UnknownNameError
from tests.app.refusal import refusal

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."


@pytest.fixture
def article(project: Project) -> Article:
    return project.import_text(TEXT)


# Making


def test_an_annotation_holds_what_was_given(project: Project, article: Article) -> None:
    made = project.annotate(
        article.id,
        16,
        29,
        "figure",
        note="one\r\ntwo\0",
        attributes={"value": 600.0, "unit": "km²", "low": None},
        certainty="unsure",
    )
    assert (made.article, made.annotator, made.label) == (article.id, "Olena", "figure")
    assert (made.start, made.end, made.fragments) == (16, 29, ((16, 29),))
    assert made.quote == "about 600 km²"
    assert made.attributes == {"value": 600, "unit": "km²"}
    assert (made.note, made.certainty, made.origin) == ("one\ntwo\ufffd", "unsure", "manual")
    assert made.created == made.modified
    assert project.annotations(article.id) == [made]
    assert project.annotating.get(made.id) == made


def test_fragments_are_put_in_order(project: Project, article: Article) -> None:
    made = project.annotate(article.id, 0, 0, "figure", fragments=[(26, 29), (16, 21), (21, 22)])
    assert made.fragments == ((16, 22), (26, 29))
    assert (made.start, made.end) == (16, 29)
    assert made.quote == "about  km²"


def test_an_article_is_named_by_the_beginning_of_its_id(project: Project, article: Article) -> None:
    assert project.annotate(article.id[:6], 0, 5, "source").article == article.id
    assert project.annotate(article.id[:7].upper(), 0, 5, "source").article == article.id
    assert len(project.annotations(article.id[:63])) == 2
    for name in (article.id[:5], "", "zz" * 6, article.id + "0", "0" * 64, "é" * 8):
        assert refusal(project.annotate, name, 0, 5, "source") == (
            f"There is no article “{name}” in talks.annot. An article is named by its id, or by "
            "the first six or more characters of it."
        )


def test_annotations_come_by_article_and_position(project: Project, article: Article) -> None:
    second = project.import_text("Another article of Ben.")
    later = project.annotate(second.id, 0, 7, "source")
    outer = project.annotate(article.id, 0, 15, "source")
    project.work_as("Ben")
    inner = project.annotate(article.id, 0, 5, "figure")
    last = project.annotate(article.id, 41, 45, "location")
    assert project.annotations() == [inner, outer, last, later]
    assert project.annotations(article.id) == [inner, outer, last]
    assert project.annotations(annotators=["Ben"]) == [inner, last]
    assert project.annotations(labels=["source", "location"]) == [outer, last, later]
    assert project.annotations(article.id, annotators=["Ben"], labels=["figure"]) == [inner]
    assert project.annotations(annotators=["Nobody"]) == []
    assert project.annotations(labels=["\ud800"]) == []


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 5), (0, 67), (66, 67)])
def test_a_span_that_is_none_is_refused(
    project: Project, article: Article, start: int, end: int
) -> None:
    assert refusal(project.annotate, article.id, start, end, "source") == (
        f"There is no span {start}–{end} in this article: it has {len(TEXT)} characters, and a "
        "span starts before it ends."
    )


def test_what_the_scheme_does_not_know_is_refused(project: Project, article: Article) -> None:
    assert refusal(project.annotate, article.id, 0, 5, "person") == (
        "The scheme has no label “person”; it has source, location, figure."
    )
    assert refusal(project.annotate, article.id, 0, 5, "source", attributes={"age": 1}) == (
        "Source has no attribute “age”; it has kind, role, affiliation, anonymity, refers_to."
    )
    assert refusal(project.annotate, article.id, 0, 5, "figure", attributes={"value": "x"}) == (
        "Value: “x” is not a number."
    )
    assert project.annotations() == []


def test_a_retired_label_takes_nothing_new(tmp_path: Path) -> None:
    labels = [{"key": "old", "name": "Old", "retired": True}, {"key": "new"}]
    scheme = Scheme.model_validate({"labels": labels})
    with Project.create(tmp_path / "p.annot", annotator="Olena", scheme=scheme) as project:
        article = project.import_text(TEXT)
        assert refusal(project.annotate, article.id, 0, 5, "old") == (
            "Old is retired: it takes no new annotations."
        )
        made = project.annotate(article.id, 0, 5, "new")
        assert refusal(project.update, made.id, label="old").startswith("Old is retired")
        assert [label.retired for label in project.labels] == [True, False]


# Changing


def test_what_is_not_named_stays(project: Project, article: Article) -> None:
    made = project.annotate(
        article.id, 16, 29, "figure", note="n", attributes={"value": 600}, certainty="unsure"
    )
    changed = project.update(made.id, end=25)
    assert changed.quote == "about 600"
    assert (changed.note, changed.attributes, changed.certainty) == ("n", {"value": 600}, "unsure")
    assert (changed.id, changed.created) == (made.id, made.created)
    assert project.update(made.id, note="").note == ""
    assert project.update(made.id, attributes={}).attributes == {}
    assert project.update(made.id, certainty="sure").certainty == "sure"
    assert project.update(made.id, start=22).quote == "600"


@pytest.mark.parametrize(
    ("edges", "fragments"),
    [
        ((None, None), [(5, 8), (10, 12), (20, 30)]),
        ((2, None), [(2, 8), (10, 12), (20, 30)]),
        ((6, None), [(6, 8), (10, 12), (20, 30)]),
        ((9, None), [(9, 12), (20, 30)]),
        ((None, 40), [(5, 8), (10, 12), (20, 40)]),
        ((None, 25), [(5, 8), (10, 12), (20, 25)]),
        ((None, 15), [(5, 8), (10, 15)]),
        ((11, 22), [(11, 12), (20, 22)]),
        ((13, 15), [(13, 15)]),
        ((35, 40), [(35, 40)]),
        ((40, 35), [(40, 35)]),
    ],
)
def test_edges_move_and_drop_fragments(
    edges: tuple[int | None, int | None], fragments: list[tuple[int, int]]
) -> None:
    assert with_edges([(5, 8), (10, 12), (20, 30)], *edges) == fragments


def test_another_label_keeps_what_it_has_too(tmp_path: Path) -> None:
    number = {"kind": "number", "key": "n"}
    scheme = Scheme.model_validate(
        {
            "labels": [
                {"key": "a", "attributes": [number, {"kind": "text", "key": "t"}]},
                {"key": "b", "attributes": [number | {"highest": 5}]},
            ]
        }
    )
    assert surviving(scheme.label("b"), {"n": 3, "t": "x"}) == {"n": 3}
    assert surviving(scheme.label("b"), {"n": 7}) == {}
    with Project.create(tmp_path / "p.annot", annotator="Olena", scheme=scheme) as project:
        article = project.import_text(TEXT)
        made = project.annotate(article.id, 0, 5, "a", attributes={"n": 3, "t": "x"})
        assert project.update(made.id, label="b").attributes == {"n": 3}
        again = project.update(made.id, label="a", attributes={"t": "y"})
        assert again.attributes == {"t": "y"}


def test_only_the_owner_changes_an_annotation(project: Project, article: Article) -> None:
    made = project.annotate(article.id, 0, 5, "source")
    relation = project.relate(made.id, "says", project.annotate(article.id, 16, 29, "figure").id)
    project.work_as("Ben")
    why = (
        "“Olena” was tagged by Olena, and only Olena can change it. You work as Ben; tag the words "
        "yourself if you see it differently."
    )
    assert refusal(project.update, made.id, note="mine") == why
    assert refusal(project.delete, made.id) == why
    assert refusal(project.relating.unrelate, relation.id).startswith("“says” was tagged by")
    project.work_as("Olena")
    project.relating.unrelate(relation.id)
    project.delete(made.id)


def test_what_is_gone_is_said(project: Project, article: Article) -> None:
    made = project.annotate(article.id, 0, 5, "source")
    project.delete(made.id)
    unknown = entity_text(new_entity())
    for identity in (made.id, unknown):
        for verb in (project.delete, project.update, project.annotating.get):
            assert refusal(verb, identity) == "That annotation is not there (any more)."
        assert refusal(project.relating.unrelate, identity) == (
            "That relation is not there (any more)."
        )
    with pytest.raises(UnknownNameError, match="“T1” is not the id of anything in a project"):
        project.delete("T1")


# Relations


def test_a_relation_ties_what_the_scheme_says(project: Project, article: Article) -> None:
    who = project.annotate(article.id, 0, 5, "source")
    how_much = project.annotate(article.id, 16, 29, "figure")
    where = project.annotate(article.id, 41, 45, "location")
    said = project.relating.relate(who.id, "says", how_much.id, note="loud\r\n")
    assert (said.article, said.annotator, said.type) == (article.id, "Olena", "says")
    assert (said.source, said.target, said.note) == (who.id, how_much.id, "loud\n")
    at = project.relate(how_much.id, "at", where.id)
    assert project.relations() == [said, at]
    assert project.relations(article.id) == [said, at]
    assert refusal(project.relate, where.id, "says", how_much.id) == (
        "“says” leads from source to figure or location or source, not from location to figure."
    )
    assert refusal(project.relate, who.id, "denies", how_much.id) == (
        "The scheme has no relation “denies”; it has says, at."
    )
    second = project.import_text("Another article.")
    other = project.annotate(second.id, 0, 7, "figure")
    assert refusal(project.relate, who.id, "says", other.id) == (
        "A relation ties two annotations of one article."
    )
    assert project.relations(second.id) == []


def test_relations_go_with_their_ends(project: Project, article: Article) -> None:
    who = project.annotate(article.id, 0, 5, "source")
    how_much = project.annotate(article.id, 16, 29, "figure")
    where = project.annotate(article.id, 41, 45, "location")
    project.relate(who.id, "says", how_much.id)
    at = project.relate(how_much.id, "at", where.id)
    project.delete(who.id)
    assert project.relations() == [at]
    project.delete(where.id)
    assert project.relations() == []
    project.undo()
    project.undo()
    assert len(project.relations()) == 2


# What is shown


def test_marks_say_what_is_painted(project: Project, article: Article) -> None:
    made = project.annotate(article.id, 0, 5, "source")
    broken = project.annotate(article.id, 0, 0, "figure", fragments=[(16, 21), (26, 29)])
    marks = project.annotating.marks(article.id)
    assert [(one.start, one.end, one.label, one.annotator, one.id) for one in marks] == [
        (0, 5, "source", "Olena", made.id),
        (16, 29, "figure", "Olena", broken.id),
    ]
    assert [one.pieces for one in marks] == [((0, 5),), ((16, 21), (26, 29))]
    assert not any(one.flawed for one in marks)
    assert isinstance(marks[0], Mark)
    assert project.annotating.mark(marks[1].entity) == marks[1]
    assert project.annotating.mark(new_entity()) is None


def test_a_flaw_is_seen_and_said(tmp_path: Path) -> None:
    fields = [
        {"kind": "number", "key": "n", "required": True, "highest": 5},
        {"kind": "text", "key": "t"},
    ]
    scheme = Scheme.model_validate({"labels": [{"key": "a", "attributes": fields}]})
    with Project.create(tmp_path / "p.annot", annotator="Olena", scheme=scheme) as project:
        article = project.import_text(TEXT)
        project.annotate(article.id, 0, 5, "a")
        project.annotate(article.id, 6, 10, "a", attributes={"n": 3})
        assert [one.flawed for one in project.annotating.marks(article.id)] == [True, False]
        flaws = project.annotating.flaws
        assert flaws("a", {}) == ["N is missing."]
        assert flaws("a", {"n": 3, "t": "x"}) == []
        assert flaws("a", {"n": 7, "x": 1}) == [
            "N: 7 is above 5.",
            "A has no attribute “x”; it has n, t.",
        ]
        assert flaws("b", {}) == ["The scheme has no label “b”; it has a."]
