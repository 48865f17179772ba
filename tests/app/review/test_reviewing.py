"""Deciding: each verdict with the entry of the consensus it makes, undone and redone with it."""

from __future__ import annotations

import pytest

from annotator import Project
from annotator.model.article import Metadata
from annotator.model.incoming import Incoming, IncomingAnnotation
from annotator.model.unit import Proposal
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.importing import Importer
from tests.app.review_people import PEOPLE, TEXT, entries, span, state, unit_at, worked_on


@pytest.fixture
def article(project: Project) -> str:
    """An article on which three people worked."""
    return worked_on(project)


def test_at_first_everything_is_open(project: Project, article: str) -> None:
    review = project.reviewing.article(article)
    assert review.people == PEOPLE
    assert review.unfinished == PEOPLE
    assert review.hidden == 0
    assert [(one.unit.kind, one.state) for one in review.units] == [
        ("same", "open"), ("value", "open"), ("label", "open"), ("missed", "open"),
        ("missed", "open"),
    ]  # fmt: skip
    project.corpus.set_state(article, "done")
    assert project.reviewing.article(article).unfinished == ("Ben", "Amara")


def test_accepting_makes_an_entry_that_says_what_it_was_made_from(
    project: Project, article: str
) -> None:
    one = unit_at(project, article, "The minister")
    (verdict,) = project.reviewing.accept(article, one)
    assert project.next_undo().title == "Accept source"  # type: ignore[union-attr]
    assert (verdict.reviewer, verdict.decision, verdict.rule) == ("Olena", "accept", "")
    assert [cite.annotation for cite in verdict.cites] == sorted(
        annotation.id for annotation in one.unit.annotations
    )
    (entry,) = entries(project, article)
    assert (entry.id, entry.origin) == (verdict.consensus, "consensus")
    assert (entry.label, entry.quote) == ("source", "The minister")
    assert entry.attributes == {"role": "minister"}
    ((line,),) = [
        project.session.database.connection.execute(
            "SELECT rest FROM annotation WHERE author=?",
            (project.session.database.coder.number("Consensus"),),
        ).fetchall()
    ]
    assert '"made_from":["' + '","'.join(sorted(c.digest for c in verdict.cites)) in line[0]
    after = unit_at(project, article, "The minister")
    assert (after.state, after.verdict, after.consensus) == ("settled", verdict, entry)
    assert [one.kind for one in project.annotators() if one.name == "Consensus"] == ["consensus"]
    assert "Consensus" not in project.reviewing.article(article).people


def decide(project: Project, article: str, what: str) -> None:
    one = unit_at(project, article, "600 square kilometers")
    reviewing = project.reviewing
    match what:
        case "accept":
            reviewing.accept(article, one)
        case "accept another":
            reviewing.accept(
                article, one, proposal=Proposal("figure", (span("600"),), {"value": 6}, "")
            )
        case "take":
            reviewing.take(article, one, 1)
        case "edit":
            reviewing.edit(article, one, fragments=[span("600 square")], attributes={"value": 7})
        case "edit label":
            reviewing.edit(article, one, label="location", attributes={})
        case "reject":
            reviewing.reject(article, one, reason="ambiguous", note="so  “it” is")
        case "unsure":
            reviewing.unsure(article, one, note="ask")
        case _:
            reviewing.reopen(article, one)


DECISIONS = {
    "accept": ("Accept figure", "settled", ("figure", "600 square kilometers", {"value": 600})),
    "accept another": ("Accept figure", "settled", ("figure", "600", {"value": 6})),
    "take": ("Take figure", "settled", ("figure", "600 square kilometers", {"value": 6000})),
    "edit": ("Edit figure", "settled", ("figure", "600 square", {"value": 7})),
    "edit label": ("Edit location", "settled", ("location", "600 square kilometers", {})),
    "reject": ("Reject figure", "settled", None),
    "unsure": ("Unsure about figure", "unsure", None),
    "reopen": ("Reopen figure", "open", None),
}


def shown(project: Project, article: str) -> object:
    one = unit_at(project, article, "600 square kilometers")
    entry = one.consensus and (one.consensus.label, one.consensus.quote, one.consensus.attributes)
    assert [entry.id for entry in entries(project)] == ([one.consensus.id] if one.consensus else [])
    return one.state, entry


@pytest.mark.parametrize("second", DECISIONS)
@pytest.mark.parametrize("first", [one for one in DECISIONS if one != "reopen"])
def test_every_decision_can_follow_every_other_and_be_undone(
    project: Project, article: str, first: str, second: str
) -> None:
    """Deciding again revises; there is never more than one verdict of one reviewer on a unit."""
    past = [shown(project, article)]
    for what in (first, second):
        title, state, entry = DECISIONS[what]
        decide(project, article, what)
        assert shown(project, article) == (state, entry)
        if shown(project, article) != past[-1]:
            assert project.next_undo().title == title  # type: ignore[union-attr]
        assert len(unit_at(project, article, "600 square").verdicts) == (what != "reopen")
        past.append(shown(project, article))
    if first == second:
        past.pop()  # nothing was changed, so there is no step
    for expected in reversed(past[:-1]):
        project.undo()
        assert shown(project, article) == expected
    for expected in past[1:]:
        project.redo()
        assert shown(project, article) == expected


def test_several_units_are_one_step(project: Project, article: str) -> None:
    units = project.reviewing.article(article).units
    project.reviewing.accept(article, *units)
    assert project.next_undo().title == "Accept 5 differences"  # type: ignore[union-attr]
    assert {one.state for one in project.reviewing.article(article).units} == {"settled"}
    assert len(entries(project)) == 5
    project.undo()
    assert {one.state for one in project.reviewing.article(article).units} == {"open"}
    assert entries(project) == []


def test_units_may_be_named_by_their_keys(project: Project, article: str) -> None:
    one = unit_at(project, article, "Kyiv")
    project.reviewing.reject(article[:8], one.key, reason="guide-says-no")
    after = project.reviewing.unit(article, one.key)
    assert after is not None
    assert after.verdict is not None
    assert (after.state, after.verdict.reason) == ("settled", "guide-says-no")
    with pytest.raises(UnknownNameError, match="not there"):
        project.reviewing.accept(article, "00000000-0000-0000-0000-000000000000")


def test_what_cannot_be_is_said(project: Project, article: str) -> None:
    one = unit_at(project, article, "600 square kilometers")
    for problem, words in (
        (lambda: project.reviewing.take(article, one, 9), "There is no such answer; there are 3."),
        (lambda: project.reviewing.reject(article, one, reason="no"), "no reason “no”"),
        (lambda: project.reviewing.edit(article, one, label="no"), "no label “no”"),
        (lambda: project.reviewing.edit(article, one, attributes={"value": "x"}), "not a number"),
        (lambda: project.reviewing.edit(article, one, fragments=[(0, 9999)]), "no span 0–9999"),
    ):
        with pytest.raises(UserProblem, match=words):
            problem()
    assert shown(project, article) == ("open", None)


@pytest.mark.parametrize("label", ["old label", "figure"])
def test_what_an_annotator_gave_is_kept_though_it_does_not_fit(
    project: Project, label: str
) -> None:
    """The scheme may have changed since, or the annotations came from elsewhere."""
    article = project.import_text(TEXT).id
    for who in ("Olena", "Ben"):
        project.work_as(who)
        with project.session.operation("Import") as writer:
            odd: IncomingAnnotation = {
                "label": label,
                "start": 0,
                "end": 3,
                "attributes": {"x": [1, 2.5], "value": "many", "unit": "km"},
            }
            Importer(writer, project.annotator).run([Incoming(TEXT, Metadata(), annotations=[odd])])
    (one,) = project.reviewing.article(article).units
    project.reviewing.accept(article, one)
    (entry,) = entries(project)
    given = {"x": [1, 2.5], "value": "many", "unit": "km"}
    assert (entry.label, entry.attributes) == (label, given)
    (one,) = project.reviewing.article(article).units
    project.reviewing.edit(article, one, attributes=given | {"unit": "km²", "value": None})
    (entry,) = entries(project)
    assert entry.attributes == {"x": [1, 2.5], "unit": "km²"}
    if label == "figure":
        with pytest.raises(UserProblem, match="has no attribute “x”"):
            project.reviewing.edit(article, one, attributes={"x": [1, 3]})


def test_what_was_changed_meanwhile_is_not_decided_about(project: Project, article: str) -> None:
    one = unit_at(project, article, "12 houses")
    with Project.open(project.path, annotator="Ben") as other:
        other.session.backs_up = False
        other.update(one.unit.annotations[0].id, label="source")
    with pytest.raises(UserProblem, match="“12 houses” was changed by Ben meanwhile"):
        project.reviewing.accept(article, one)
    project.reviewing.accept(article, unit_at(project, article, "12 houses"))
    assert state(project, article, "12 houses") == "settled"
