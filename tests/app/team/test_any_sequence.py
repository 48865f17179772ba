"""Whatever a team does: who works blind sees their own alone, and nobody found none of what is."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from annotator import Project
from annotator.model.identity import entity_bytes
from annotator.model.listing import ArticleState
from annotator.model.team import Role
from annotator.problems import UserProblem

PEOPLE = ("Olena", "Jonas", "Mei")
LABELS = ("source", "location", "figure")
TEXTS = ("One, two, three.", "Four, five, six.")
STATES: tuple[ArticleState, ...] = ("open", "done", "look")
ROLES: tuple[Role | None, ...] = ("annotator", "reviewer", "lead", None)
_people = st.sampled_from(PEOPLE)
_articles = st.sampled_from(range(len(TEXTS)))


class TeamAtWork(RuleBasedStateMachine):
    """Three people at one window, which looks at what they do from outside."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        path = Path(self._folder.name) / "talks.annot"
        self.project = Project.create(path, annotator="Olena")
        self.project.session.backs_up = False
        self.project.session.keeps_blind = True
        self.articles = [self.project.import_text(text).id for text in TEXTS]
        for name in PEOPLE[1:]:
            self.project.team.add_person(name)
        self.begun = next(self.project.history()).id

    def teardown(self) -> None:
        assert self.project.check() == []
        self.project.close()
        self._folder.cleanup()

    @rule(name=_people)
    def work_as(self, name: str) -> None:
        self.project.work_as(name)

    @rule(at=_articles, start=st.integers(0, 5), label=st.sampled_from(LABELS))
    def tag(self, at: int, start: int, label: str) -> None:
        self.project.annotate(self.articles[at], start, start + 3, label)

    @rule(at=_articles)
    def remove(self, at: int) -> None:
        for one in self.project.annotations(self.articles[at])[:1]:
            if one.annotator == self.project.annotator.name:
                self.project.delete(one.id)

    @rule(at=_articles, state=st.sampled_from(STATES))
    def set_state(self, at: int, state: ArticleState) -> None:
        none = self.project.corpus.set_state(self.articles[at], state)
        found = self.project.corpus.found_none(self.articles[at])
        assert set(found) <= set(none)
        if state == "done":
            used = set(self._labels(at, self.project.annotator.name))
            assert set(none) == set(LABELS) - used == set(found)

    @rule(at=_articles, label=st.sampled_from(LABELS), looked=st.booleans())
    def look_for(self, at: int, label: str, looked: bool) -> None:
        there = label in self._labels(at, self.project.annotator.name)
        try:
            self.project.corpus.looked_and_found_none(self.articles[at], label, looked=looked)
        except UserProblem:
            assert looked
            assert there
        else:
            assert (label in self.project.corpus.found_none(self.articles[at])) == (
                looked and not there
            )

    @rule(blind=st.booleans())
    def set_blind(self, blind: bool) -> None:
        if self.project.team.may("lead"):
            self.project.team.set_blind(blind)

    @rule(name=_people, role=st.sampled_from(ROLES))
    def set_role(self, name: str, role: Role | None) -> None:
        if self.project.team.may("lead") and name != "Olena":
            self.project.team.set_role(name, role)

    @rule(seed=st.integers(0, 3), several=st.integers(1, 3))
    def assign(self, seed: int, several: int) -> None:
        team = self.project.team
        if team.may("lead"):
            team.apply(team.plan(self.articles, PEOPLE, per_article=several, seed=seed))
            assert team.plan(self.articles, PEOPLE, per_article=several, seed=seed).pairs == ()
            for article in self.articles:
                assert len(team.assignments(article)) >= several

    @rule()
    def undo(self) -> None:
        step = self.project.next_undo()
        if step is not None and step.id > self.begun:
            self.project.undo()

    @rule()
    def redo(self) -> None:
        self.project.redo()

    def _labels(self, at: int, name: str) -> list[str]:
        """Give what somebody has tagged, as the file has it."""
        session = self.project.session
        number = session.article_number(self.articles[at])
        return [one.label for one in session.annotations.find(article=number, annotators=[name])]

    @invariant()
    def others_work_is_kept_back(self) -> None:
        project = self.project
        who, corpus = project.annotator.name, project.corpus
        blind, role = project.team.settings().blind, project.team.role_of(who)
        rows = {row.id: row for row in corpus.rows(corpus.numbers())}
        for at, article in enumerate(self.articles):
            if article not in rows:
                continue
            hides = blind and corpus.state(article) != "done"
            assert project.team.hides(article) == hides
            everything = [(name, label) for name in PEOPLE for label in self._labels(at, name)]
            own = [(name, label) for name, label in everything if name == who]
            expected = sorted(own if hides else everything)
            found = project.annotations(article)
            assert sorted((one.annotator, one.label) for one in found) == expected
            marks = project.annotating.marks(article)
            assert sorted((mark.annotator, mark.label) for mark in marks) == expected
            assert rows[article].annotations == len(expected)
            for one in project.session.annotations.find():
                if one.article == article:
                    mark = project.annotating.mark(entity_bytes(one.id))
                    assert (mark is None) == (hides and one.annotator != who)
            for label in LABELS:
                matching = corpus.rows(corpus.numbers(matching=label))
                labels = {one for _, one in expected}
                assert (article in {row.id for row in matching}) == (label in labels)
            hidden = hides and role == "annotator"
            review = project.annotating.marks(article, in_review=True)
            assert len(review) == len(own if hidden else everything)

    @invariant()
    def nobody_found_none_of_what_is_there(self) -> None:
        articles = self.project.session.articles
        states = articles.states()
        for number, found in articles.found_none().items():
            at = self.articles.index(self.project.session.database.coder.article_id(number))
            for name, none in found.items():
                assert none == sorted(set(none) - set(self._labels(at, name)))
                assert name in states[number]

    @invariant()
    def progress_adds_up(self) -> None:
        team = self.project.team
        states = team.articles_by_state()
        assigned = team.assignments()
        for person in team.progress():
            queue = team.queue(person.annotator)
            assert person.assigned == len(queue)
            done = [one for one in queue if self._is_done(one, person.annotator)]
            assert person.done == len(done)
            # First what is not done.
            assert queue[len(queue) - len(done) :] == done
        for article, state in states.items():
            to = {one.annotator for one in assigned if one.article == article}
            if state == "done" and to:
                assert all(self._is_done(article, name) for name in to)

    def _is_done(self, article: str, name: str) -> bool:
        session = self.project.session
        return session.team.is_done(session.article_number(article), name)


TeamAtWork.TestCase.settings = settings(max_examples=25, stateful_step_count=30)
TestTeamAtWork = TeamAtWork.TestCase
