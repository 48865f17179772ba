"""Counts: every number is that of the annotations behind it."""

from __future__ import annotations

import pytest

from annotator import Project
from annotator.app.counting import Wanted
from annotator.model.annotator import Annotator
from annotator.model.moments import now, week_of
from annotator.model.tally import Phrase

TEXT = "Kyiv said 600 people left 🇺🇦.\nThe mayor said KYIV waits.\n\nOdesa and Kyiv: 600 people.\n"


@pytest.fixture
def counted(project: Project) -> Project:
    """Two people's annotations of one article, and a consensus that does not count."""
    article = project.import_text(TEXT).id
    for words, nth, label, values in (
        ("Kyiv", 0, "location", {"sense": "government"}),
        ("600 people", 0, "figure", {}),
        ("The mayor", 0, "source", {"kind": "named-person"}),
        ("KYIV", 0, "location", {}),
        ("Odesa", 0, "location", {"sense": "place"}),
        ("Kyiv", 1, "location", {}),
        ("600 people", 1, "figure", {}),
    ):
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(words, start + 1)
        project.annotate(article, start, start + len(words), label, attributes=values)
    project.work_as("Mei")
    project.annotate(article, 0, 4, "location", attributes={"sense": "place"})
    with project.session.operation("Add") as writer:
        writer.ensure_annotator(Annotator(name="Team", kind="consensus"))
    project.work_as("Team")
    project.annotate(article, 0, 4, "location")
    project.work_as("Olena")
    return project


def test_labels_are_counted_by_person(counted: Project) -> None:
    found = counted.counting.tallies()
    assert found.labels == {
        ("Olena", "location"): 4,
        ("Olena", "figure"): 2,
        ("Olena", "source"): 1,
        ("Mei", "location"): 1,
    }
    assert (found.by_label()["location"], found.by_label("Mei")["location"]) == (5, 1)


def test_values_are_counted_by_outlet(counted: Project) -> None:
    found = counted.counting.tallies()
    assert found.by_outlet("location", "sense") == {"": {"government": 1, "place": 2, None: 2}}
    assert found.by_outlet("location", "sense", "Mei") == {"": {"place": 1}}


def test_what_stands_in_the_same_paragraph(counted: Project) -> None:
    found = counted.counting.tallies()
    assert found.together == {("figure", "location"): 2, ("location", "source"): 1}
    assert found.paragraphs == {"location": 3, "figure": 2, "source": 1}
    kyiv, people = Phrase("location", "kyiv"), Phrase("figure", "600 people")
    assert found.pairs == {(people, kyiv): 2}


@pytest.mark.parametrize(
    ("wanted", "quotes"),
    [
        (Wanted(label="figure"), ["600 people", "600 people"]),
        (Wanted(label="location", annotator="Mei"), ["Kyiv"]),
        (
            Wanted(label="location", attribute="sense", values=frozenset({"place"})),
            ["Kyiv", "Odesa"],
        ),
        (Wanted(label="location", attribute="sense", values=frozenset({None})), ["KYIV", "Kyiv"]),
        (Wanted(label="location", outlet="Reuters"), []),
        (
            Wanted(label="location", attribute="sense", values=frozenset({"place", None})),
            ["Kyiv", "KYIV", "Odesa", "Kyiv"],
        ),
        (Wanted(annotator="Mei", week="1999-12-27"), []),
        (Wanted(annotator="Mei", week=week_of(now())), ["Kyiv"]),
        (Wanted(label="location", words="kyiv"), ["Kyiv", "Kyiv", "KYIV", "Kyiv"]),
        (Wanted(label="location", also=("source", "")), ["KYIV"]),
        (Wanted(label="figure", words="600 people", also=("location", "odesa")), ["600 people"]),
    ],
)
def test_a_count_opens_its_annotations(counted: Project, wanted: Wanted, quotes: list[str]) -> None:
    assert [one.quote for one, _ in counted.counting.spans(wanted)] == quotes


def test_who_works_blind_counts_their_own(counted: Project) -> None:
    counted.team.set_blind(True)
    assert {who for who, _ in counted.counting.tallies().labels} == {"Olena"}


def test_a_count_can_be_stopped(counted: Project) -> None:
    def stop(_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        counted.counting.tallies(stop)


def test_an_empty_project_has_no_counts(project: Project) -> None:
    found = project.counting.tallies()
    assert not found.labels
    assert not found.pairs
