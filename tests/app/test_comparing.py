"""Who is compared with whom, in which articles, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator import Project
from annotator.app.comparing import Comparing
from annotator.model.annotator import CONSENSUS, Annotator
from annotator.model.identity import new_entity
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.lines import annotation_content
from annotator.store.rows import ANNOTATION

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."
OTHER = "She told reporters in Kosti that the road was closed."


@pytest.fixture
def articles(project: Project) -> list[str]:
    """Two articles; Olena, Ben and Mei have worked on the first, Olena alone on the second."""
    first, second = (project.import_text(text).id for text in (TEXT, OTHER))
    project.annotate(first, 16, 29, "figure", attributes={"value": 600, "unit": "km²"})
    project.annotate(first, 0, 5, "source", attributes={"kind": "named-person"})
    project.annotate(second, 0, 3, "source")
    project.work_as("Ben")
    project.annotate(first, 22, 29, "figure", attributes={"value": 600.0, "unit": "km²"})
    project.annotate(first, 0, 5, "source", attributes={"kind": "pronoun"})
    project.annotate(first, 42, 46, "location")
    project.work_as("Mei")
    project.annotate(first, 42, 46, "location")
    project.work_as("Olena")
    return [first, second]


def by_other(project: Project, annotator: Annotator, article: str) -> None:
    """Put an annotation on the first word in the name of somebody who is no person."""
    with project.session.operation("Suggest") as writer:
        writer.ensure_annotator(annotator)
        writer.create(
            ANNOTATION,
            new_entity(),
            annotation_content(
                writer.coder,
                label="source",
                fragments=((0, 5),),
                quote="Olena",
                origin="test",
                created=writer.at,
                attributes={},
                note="",
                certainty="sure",
            ),
            article=project.session.article_number(article),
            author=annotator.name,
        )


def lines(comparing: Comparing, *annotators: str, **fields: object) -> list[tuple[object, ...]]:
    return [
        (one.kind, one.left and one.left.quote, one.right and one.right.quote, *one.annotators)
        for one in comparing.differences(annotators=annotators, **fields)  # type: ignore[arg-type]
    ]


def test_all_pairs_of_those_who_took_part(project: Project, articles: list[str]) -> None:
    found = lines(project.comparing)
    assert found == [
        ("attribute", "Olena", "Olena", "Olena", "Ben"),
        ("missed", "Olena", None, "Olena", "Mei"),
        ("missed", "Olena", None, "Ben", "Mei"),
        ("edges", "about 600 km²", "600 km²", "Olena", "Ben"),
        ("missed", "about 600 km²", None, "Olena", "Mei"),
        ("missed", "600 km²", None, "Ben", "Mei"),
        ("missed", None, "Kyiv", "Olena", "Ben"),
        ("missed", None, "Kyiv", "Olena", "Mei"),
        ("same", "Kyiv", "Kyiv", "Ben", "Mei"),
    ]


def test_those_named_are_compared_in_their_order(project: Project, articles: list[str]) -> None:
    assert lines(project.comparing, "Mei", "Ben") == [
        ("missed", None, "Olena", "Mei", "Ben"),
        ("missed", None, "600 km²", "Mei", "Ben"),
        ("same", "Kyiv", "Kyiv", "Mei", "Ben"),
    ]


def test_pairs_are_chosen_by_label_kind_and_article(project: Project, articles: list[str]) -> None:
    comparing = project.comparing
    assert lines(comparing, "Olena", "Ben", labels=["figure"]) == [
        ("edges", "about 600 km²", "600 km²", "Olena", "Ben")
    ]
    assert [one[0] for one in lines(comparing, kinds=["same", "attribute"])] == [
        "attribute", "same",
    ]  # fmt: skip
    assert lines(comparing, articles=[articles[1]]) == []
    assert len(lines(comparing, articles=[articles[0][:8], articles[0]])) == 9


def test_who_is_done_and_marked_nothing_has_missed_something(
    project: Project, articles: list[str]
) -> None:
    project.work_as("Ben")
    project.corpus.set_state(articles[1], "look")
    assert lines(project.comparing, articles=[articles[1]]) == []
    project.corpus.set_state(articles[1], "done")
    assert lines(project.comparing, articles=[articles[1]]) == [
        ("missed", "She", None, "Olena", "Ben")
    ]
    assert project.comparing.people(articles[1]) == ("Olena", "Ben")
    (unit,) = project.comparing.units(articles[1])
    assert (unit.kind, unit.silent) == ("missed", ("Ben",))


def test_consensus_and_suggesters_are_compared_only_if_named(
    project: Project, articles: list[str]
) -> None:
    consensus = Annotator(name=CONSENSUS, kind="consensus")
    by_other(project, consensus, articles[0])
    by_other(project, Annotator(name="Rules", kind="suggester"), articles[0])
    by_other(project, Annotator(name="Import", kind="import"), articles[0])
    comparing = project.comparing
    assert comparing.annotators() == ("Olena", "Ben", "Mei", "Import")
    assert comparing.people() == ("Olena", "Ben", "Mei", "Import")
    assert comparing.people(articles[0]) == ("Olena", "Ben", "Mei", "Import")
    assert comparing.people(articles[1]) == ("Olena",)
    assert lines(comparing, CONSENSUS, "Mei")[0] == ("missed", "Olena", None, CONSENSUS, "Mei")
    assert lines(comparing, CONSENSUS, "Rules") == [("same", "Olena", "Olena", CONSENSUS, "Rules")]


def test_the_order_is_that_of_the_lanes(project: Project, articles: list[str]) -> None:
    project.team.set_lanes(["Mei", "Olena"])
    assert project.comparing.people(articles[0]) == ("Mei", "Olena", "Ben")
    first = next(project.comparing.differences())
    assert first.annotators == ("Mei", "Olena")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"annotators": ["Olena", "Zoe"]},
            "There is no annotator “Zoe” in this project; there are Ben, Mei, Olena.",
        ),
        (
            {"labels": ["place"]},
            "The scheme has no label “place”; it has source, location, figure.",
        ),
        (
            {"kinds": ["values"]},
            "There is no kind of difference “values”; there are same, edges, missed,",
        ),
        ({"articles": ["abcdef"]}, "There is no article “abcdef” in talks.annot."),
    ],
)
def test_who_names_what_is_not_there_hears_what_is(
    project: Project, articles: list[str], fields: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(UnknownNameError) as problem:
        list(project.comparing.differences(**fields))
    assert str(problem.value).startswith(said)


def test_it_takes_two(project: Project, articles: list[str]) -> None:
    with pytest.raises(UserProblem) as problem:
        list(project.comparing.differences(annotators=["Ben", "Ben"]))
    assert str(problem.value).startswith("It takes two to compare, and only Ben is named.")


def test_an_empty_project_has_nothing_to_compare(project: Project) -> None:
    assert list(project.comparing.differences()) == []
    assert project.comparing.people() == ()
    article = project.import_text(TEXT).id
    assert project.comparing.units(article) == []
    assert project.comparing.units(article, starts=range(5)) == []


def test_who_works_blind_sees_only_what_they_have_finished(
    project: Project, articles: list[str]
) -> None:
    project.team.set_role("Ben", "annotator")
    project.team.set_blind(True)
    comparing = project.comparing
    assert (len(lines(comparing)), comparing.hidden()) == (9, 0)
    project.work_as("Ben")
    assert (lines(comparing), comparing.hidden()) == ([], 1)
    assert comparing.hidden(annotators=["Ben", "Mei"]) == 1
    assert comparing.hidden([articles[1]]) == 0
    project.corpus.set_state(articles[0], "done")
    assert (len(lines(comparing)), comparing.hidden()) == (9, 0)


def test_somebody_may_write_while_pairs_are_walked(project: Project, articles: list[str]) -> None:
    walk: Iterator[object] = project.comparing.differences()
    next(walk)
    project.annotate(articles[0], 62, 64, "location")
    assert len(list(walk)) == 8
    assert len(lines(project.comparing)) == 11


# Units


def test_units_of_an_article(project: Project, articles: list[str]) -> None:
    found = project.comparing.units(articles[0])
    assert [(one.kind, one.start, one.end, one.silent) for one in found] == [
        ("attribute", 0, 5, ("Mei",)),
        ("missed", 16, 29, ("Mei",)),
        ("missed", 42, 46, ("Olena",)),
    ]
    two = project.comparing.units(articles[0], ["Ben", "Mei"])
    assert [(one.kind, one.silent) for one in two] == [
        ("missed", ("Mei",)), ("missed", ("Mei",)), ("same", ()),
    ]  # fmt: skip


def test_a_stretch_has_the_units_that_the_whole_has_there(
    project: Project, articles: list[str]
) -> None:
    # Reaches from the figure to the city, so that both hang together.
    project.annotate(articles[0], 24, 46, "source")
    whole = project.comparing.units(articles[0])
    for start in range(len(TEXT)):
        for end in (start, start + 1, start + 9, start + 30):
            stretch = range(start, end)
            assert project.comparing.units(articles[0], starts=stretch) == [
                unit for unit in whole if any(one.start in stretch for one in unit.annotations)
            ]


def test_for_a_stretch_no_more_is_read_than_hangs_together(
    project: Project, articles: list[str]
) -> None:
    number = project.session.article_number(articles[0])

    def extent(start: int, end: int, *annotators: str) -> range:
        return project.session.annotations.extent(number, annotators, range(start, end))

    assert list(extent(0, 1, "Olena", "Ben")) == [0]
    assert extent(20, 30, "Olena", "Ben") == range(16, 23)
    assert extent(20, 30, "Ben") == range(22, 23)
    assert extent(10, 50, "Olena", "Ben") == range(16, 43)
    assert list(extent(30, 40, "Olena", "Ben")) == []


def test_links_out_of_a_stretch_are_followed(project: Project, articles: list[str]) -> None:
    targets = project.annotations(articles[0], labels=["source"])
    for target in targets:
        project.work_as(target.annotator)
        project.annotate(
            articles[0], 50, 53, "source", attributes={"refers_to": target.id, "role": "envoy"}
        )
    (unit,) = project.comparing.units(articles[0], ["Olena", "Ben"], starts=range(49, 54))
    assert unit.kind == "same"
