"""Deciding: each verdict with the entry of the consensus it makes, undone and redone with it."""

from __future__ import annotations

import pytest

from annotator import Project
from annotator.app.reviewing_units import OpenCount
from annotator.model.article import Metadata
from annotator.model.incoming import Incoming, IncomingAnnotation
from annotator.model.unit import Proposal
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.importing import Importer
from tests.app.review_people import PEOPLE, TEXT, entries, span, tag, unit_at


@pytest.fixture
def article(project: Project) -> str:
    """An article on which three people worked; Olena is at work again."""
    made = project.import_text(TEXT).id
    for who in PEOPLE:
        tag(project, who, "The minister", "source", attributes={"role": "minister"})
    tag(project, "Olena", "600 square kilometers", "figure", attributes={"value": 600})
    tag(project, "Ben", "about 600 square kilometers", "figure", attributes={"value": 600})
    tag(project, "Amara", "600 square kilometers", "figure", attributes={"value": 6000})
    tag(project, "Olena", "Kyiv", "location")
    tag(project, "Ben", "Kyiv", "source")
    tag(project, "Ben", "12 houses", "figure")
    tag(project, "Ben", "a police spokesman", "source")
    tag(project, "Amara", "a police spokesman", "source")
    project.work_as("Olena")
    return made


def state(project: Project, article: str, words: str) -> str:
    return unit_at(project, article, words).state


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


def test_what_an_annotator_gave_is_kept_though_it_does_not_fit(project: Project) -> None:
    """The scheme may have changed since, or the annotations came from elsewhere."""
    article = project.import_text(TEXT).id
    for who in ("Olena", "Ben"):
        project.work_as(who)
        with project.session.operation("Import") as writer:
            odd: IncomingAnnotation = {
                "label": "old label",
                "start": 0,
                "end": 3,
                "attributes": {"x": [1, 2.5]},
            }
            Importer(writer, project.annotator).run([Incoming(TEXT, Metadata(), annotations=[odd])])
    (one,) = project.reviewing.article(article).units
    project.reviewing.accept(article, one)
    (entry,) = entries(project)
    assert (entry.label, entry.attributes) == ("old label", {"x": [1, 2.5]})


def test_what_was_changed_meanwhile_is_not_decided_about(project: Project, article: str) -> None:
    one = unit_at(project, article, "12 houses")
    with Project.open(project.path, annotator="Ben") as other:
        other.session.backs_up = False
        other.update(one.unit.annotations[0].id, label="source")
    with pytest.raises(UserProblem, match="“12 houses” was changed by Ben meanwhile"):
        project.reviewing.accept(article, one)
    project.reviewing.accept(article, unit_at(project, article, "12 houses"))
    assert state(project, article, "12 houses") == "settled"


class TestWhatBecomesOfADecision:
    """What is cited is changed, changed back, removed; somebody joins."""

    @pytest.fixture
    def decided(self, project: Project, article: str) -> str:
        project.reviewing.accept(article, unit_at(project, article, "a police spokesman"))
        assert state(project, article, "a police spokesman") == "settled"
        return article

    def of(self, project: Project, article: str, who: str) -> str:
        unit = unit_at(project, article, "a police spokesman").unit
        return next(one.id for one in unit.annotations if one.annotator == who)

    def test_a_note_alone_changes_nothing(self, project: Project, decided: str) -> None:
        project.work_as("Ben")
        project.update(self.of(project, decided, "Ben"), note="by phone", certainty="unsure")
        assert state(project, decided, "a police spokesman") == "settled"

    @pytest.mark.parametrize(
        "change",
        [
            {"start": TEXT.index("police spokesman")},
            {"label": "location"},
            {"attributes": {"role": "spokesman"}},
        ],
    )
    def test_other_content_does_and_it_may_come_back(
        self, project: Project, decided: str, change: dict[str, object]
    ) -> None:
        project.work_as("Ben")
        mine = self.of(project, decided, "Ben")
        project.update(mine, **change)  # type: ignore[arg-type]
        after = unit_at(project, decided, "police spokesman")
        assert after.state == "changed"
        assert after.consensus is not None
        project.undo()
        assert state(project, decided, "a police spokesman") == "settled"
        project.redo()
        assert state(project, decided, "police spokesman") == "changed"
        project.update(mine, start=span("a police")[0], label="source", attributes={})
        assert state(project, decided, "a police spokesman") == "settled"

    def test_somebody_goes(self, project: Project, decided: str) -> None:
        project.work_as("Ben")
        project.delete(self.of(project, decided, "Ben"))
        assert state(project, decided, "a police spokesman") == "changed"
        project.undo()
        assert state(project, decided, "a police spokesman") == "settled"

    def test_somebody_joins(self, project: Project, decided: str) -> None:
        tag(project, "Olena", "a police spokesman", "source")
        one = unit_at(project, decided, "a police spokesman")
        assert one.state == "changed"
        project.reviewing.accept(decided, one)
        assert state(project, decided, "a police spokesman") == "settled"
        assert len(entries(project)) == 1

    def test_others_than_those_compared_do_not_matter(self, project: Project, decided: str) -> None:
        def of_two() -> str:
            review = project.reviewing.article(decided, ["Ben", "Olena"])
            return next(
                one.state
                for one in review.units
                if one.unit.end == one.unit.end and TEXT[one.unit.start :].startswith("a police")
            )

        assert of_two() == "settled"
        project.work_as("Amara")
        project.update(self.of(project, decided, "Amara"), attributes={"role": "police"})
        assert of_two() == "settled"
        assert state(project, decided, "a police spokesman") == "changed"

    def test_all_go_and_the_entry_is_left(self, project: Project, decided: str) -> None:
        for who in ("Ben", "Amara"):
            project.work_as(who)
            project.delete(self.of(project, decided, who))
        one = unit_at(project, decided, "a police spokesman")
        assert one.state == "changed"
        assert one.unit.silent == PEOPLE
        assert one.unit.proposal.why == "nobody marks this any more"
        project.work_as("Olena")
        project.reviewing.accept(decided, one)
        kept = unit_at(project, decided, "a police spokesman")
        assert kept.state == "settled"
        assert len(entries(project)) == 1
        project.reviewing.edit(decided, kept, fragments=[span("police spokesman")])
        kept = unit_at(project, decided, "police spokesman")
        assert kept.state == "settled"
        assert [entry.quote for entry in entries(project)] == ["police spokesman"]
        project.reviewing.reject(decided, kept)
        assert entries(project) == []
        assert not [
            one
            for one in project.reviewing.article(decided).units
            if one.unit.start >= span("police spokesman")[0]
        ]
        project.undo()
        assert state(project, decided, "police spokesman") == "settled"


class TestTwoReviewers:
    """Each has verdicts of their own."""

    def test_who_differ_dispute_until_one_gives_in(self, project: Project, article: str) -> None:
        one = unit_at(project, article, "Kyiv")
        project.reviewing.accept(article, one)
        project.work_as("Ben")
        project.reviewing.reject(article, one)
        disputed = unit_at(project, article, "Kyiv")
        assert disputed.state == "disputed"
        assert {verdict.decision for verdict in disputed.verdicts} == {"accept", "reject"}
        assert disputed.verdict is not None
        assert disputed.verdict.reviewer == "Ben"
        project.reviewing.edit(article, one, label="source")
        assert state(project, article, "Kyiv") == "disputed"
        project.reviewing.accept(article, one)
        assert state(project, article, "Kyiv") == "settled"
        project.undo()
        assert state(project, article, "Kyiv") == "disputed"
        project.reviewing.reopen(article, one)
        assert state(project, article, "Kyiv") == "settled"
        assert unit_at(project, article, "Kyiv").verdict.reviewer == "Olena"  # type: ignore[union-attr]

    def test_edit_and_accept_agree_if_they_say_the_same(
        self, project: Project, article: str
    ) -> None:
        one = unit_at(project, article, "Kyiv")
        project.reviewing.accept(article, one)
        project.work_as("Ben")
        project.reviewing.edit(article, one, label=one.unit.proposal.label)
        assert state(project, article, "Kyiv") == "settled"

    def test_that_one_is_unsure_disputes_nothing(self, project: Project, article: str) -> None:
        one = unit_at(project, article, "Kyiv")
        project.reviewing.unsure(article, one)
        assert state(project, article, "Kyiv") == "unsure"
        project.work_as("Ben")
        project.reviewing.reject(article, one)
        assert state(project, article, "Kyiv") == "settled"

    def test_a_newer_decision_overtakes_one_about_what_was(
        self, project: Project, article: str
    ) -> None:
        project.reviewing.reject(article, unit_at(project, article, "12 houses"))
        project.work_as("Ben")
        mine = unit_at(project, article, "12 houses").unit.annotations[0].id
        project.update(mine, attributes={"value": 12})
        assert state(project, article, "12 houses") == "changed"
        project.reviewing.accept(article, unit_at(project, article, "12 houses"))
        assert state(project, article, "12 houses") == "settled"


def test_who_may_not_settle_is_told(project: Project, article: str) -> None:
    project.team.set_role("Ben", "annotator")
    project.team.set_role("Amara", "reviewer")
    one = unit_at(project, article, "Kyiv")
    project.work_as("Ben")
    for verb in (
        lambda: project.reviewing.accept(article, one),
        lambda: project.reviewing.reopen(article, one),
        lambda: project.reviewing.settle_by_rule("unanimous"),
    ):
        with pytest.raises(UserProblem, match="Only a reviewer or a lead may settle"):
            verb()
    assert entries(project) == []
    project.reviewing.comment(article, "But why?", one)
    project.work_as("Amara")
    project.reviewing.accept(article, one)
    assert state(project, article, "Kyiv") == "settled"


def test_people_who_work_blind_see_their_own_work_alone(project: Project, article: str) -> None:
    project.reviewing.comment(article, "Look here.", unit_at(project, article, "12 houses"))
    project.reviewing.accept(article, unit_at(project, article, "12 houses"))
    project.team.set_role("Amara", "reviewer")
    project.team.set_blind(True)
    project.work_as("Ben")
    review = project.reviewing.article(article)
    assert (review.people, review.hidden) == (("Ben",), 2)
    assert {one.annotator for unit in review.units for one in unit.unit.annotations} == {"Ben"}
    assert {(one.state, one.comments, one.consensus) for one in review.units} == {("open", 0, None)}
    assert project.reviewing.thread(article, review.units[-2]) == []
    project.corpus.set_state(article, "done")
    assert project.reviewing.article(article).hidden == 0
    project.work_as("Amara")
    assert project.reviewing.article(article).hidden == 0


def test_a_stretch_has_what_all_of_it_has(project: Project, article: str) -> None:
    project.reviewing.accept(article, unit_at(project, article, "12 houses"))
    whole = project.reviewing.article(article).units
    middle = TEXT.index("Ben was")
    parts = [
        one
        for starts in (range(middle), range(middle, len(TEXT)))
        for one in project.reviewing.article(article, starts=starts).units
    ]
    assert parts == list(whole)


def test_what_is_open_is_counted(project: Project, article: str) -> None:
    project.import_text("Nobody was here.")
    alone = project.import_text("Olena alone was here.")
    project.annotate(alone.id, 0, 5, "source")
    counts = project.reviewing.open_counts()
    assert counts == {article: {"same": 1, "value": 1, "label": 1, "missed": 2}}
    project.reviewing.accept(article, unit_at(project, article, "The minister"))
    project.reviewing.unsure(article, unit_at(project, article, "12 houses"))
    assert project.reviewing.open_counts() == {article: {"value": 1, "label": 1, "missed": 2}}
    with Project.open(project.path, annotator="Ben") as other:
        other.session.backs_up = False
        other.delete(unit_at(project, article, "12 houses").unit.annotations[0].id)
    assert project.reviewing.open_counts() == {article: {"value": 1, "label": 1, "missed": 1}}
    project.undo()
    assert project.reviewing.open_counts([article]) == {
        article: {"value": 1, "label": 1, "missed": 2}
    }


def test_an_article_is_counted_again_only_if_something_changed(
    project: Project, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewing = project.reviewing
    usual, counted = reviewing._count, list[str]()

    def count(one: str) -> OpenCount:
        counted.append(one)
        return usual(one)

    monkeypatch.setattr(reviewing, "_count", count)
    reviewing.open_counts()
    reviewing.open_counts()
    assert counted == [article]
    other = project.import_text("Another article.")
    project.annotate(other.id, 0, 7, "source")
    reviewing.open_counts()
    assert counted == [article]
    project.update(unit_at(project, article, "Kyiv").unit.annotations[0].id, note="x")
    reviewing.open_counts()
    assert counted == [article, article]


def test_disguises_differ_between_articles_and_stay(project: Project, article: str) -> None:
    people = [f"Person {number}" for number in range(8)]
    given = [project.reviewing.disguises(f"{n}", people) for n in range(20)]
    assert all(sorted(one.values()) == list("12345678") for one in given)
    assert len({tuple(one.items()) for one in given}) == 20
    again = project.reviewing.disguises("3", list(reversed(people)))
    assert again == given[3]
    with Project.create(project.path.with_name("other.annot")) as other:
        assert other.reviewing.disguises("3", people) != given[3]
