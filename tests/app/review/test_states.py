"""What becomes of decisions: when what they cite changes, and when reviewers differ."""

from __future__ import annotations

import json

import pytest

from annotator import Project
from annotator.model.identity import new_entity
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.store.rows import ANNOTATION, COMMENT, VERDICT, Content
from annotator.store.verdicts import Verdicts
from tests.app.review_people import PEOPLE, TEXT, entries, span, state, tag, unit_at, worked_on


@pytest.fixture
def article(project: Project) -> str:
    """An article on which three people worked."""
    return worked_on(project)


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

    def test_what_falls_apart_is_decided_about_apart(self, project: Project, decided: str) -> None:
        """One verdict can be revised for one of the two units only; the other gets its own."""
        project.work_as("Ben")
        there = span("saw")
        project.update(self.of(project, decided, "Ben"), start=there[0], end=there[1])
        project.work_as("Olena")
        units = [unit_at(project, decided, words) for words in ("saw", "a police spokesman")]
        assert [one.state for one in units] == ["changed", "changed"]
        project.reviewing.accept(decided, *units)
        units = [unit_at(project, decided, words) for words in ("saw", "a police spokesman")]
        assert [one.state for one in units] == ["settled", "settled"]
        assert [len(one.verdicts) for one in units] == [1, 1]
        assert sorted(entry.quote for entry in entries(project)) == ["a police spokesman", "saw"]
        project.work_as("Ben")
        back = span("a police spokesman")
        project.update(self.of_word(project, decided, "saw"), start=back[0], end=back[1])
        project.work_as("Olena")
        project.reviewing.accept(decided, unit_at(project, decided, "a police spokesman"))
        assert len(entries(project)) == 1

    def of_word(self, project: Project, article: str, words: str) -> str:
        return unit_at(project, article, words).unit.annotations[0].id

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
        made = Verdicts(project.session.database.connection, project.session.database.coder)
        came_from = made.made_from(entries(project)[0].id)
        assert len(came_from) == 2
        project.reviewing.accept(decided, one)
        assert made.made_from(entries(project)[0].id) == came_from
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

    def test_nobody_takes_back_what_another_decided(self, project: Project, article: str) -> None:
        one = unit_at(project, article, "Kyiv")
        project.reviewing.accept(article, one)
        project.work_as("Ben")
        with pytest.raises(UserProblem, match=r"^Olena decided about that"):
            project.reviewing.reopen(article, one)
        step = project.next_undo()
        project.reviewing.reopen(article, unit_at(project, article, "12 houses"))
        assert project.next_undo() == step
        assert state(project, article, "Kyiv") == "settled"

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


ODD_BODIES: list[tuple[int, dict[str, object]]] = [
    (VERDICT, {}),
    (VERDICT, {"decision": "agree", "cites": [], "created": "2026-01-01T00:00:00Z"}),
    (VERDICT, {"decision": "accept", "cites": {}, "created": "2026-01-01T00:00:00Z"}),
    (VERDICT, {"decision": "accept", "cites": [["x", ""]], "created": "2026-01-01T00:00:00Z"}),
    (VERDICT, {"decision": "accept", "cites": [[1, 2]], "created": "2026-01-01T00:00:00Z"}),
    (VERDICT, {"decision": "accept", "cites": [], "consensus": 5, "created": "2026"}),
    (VERDICT, {"decision": "accept", "cites": [], "reason": 5, "created": "2026"}),
    (VERDICT, {"decision": "reject", "cites": [["-" * 36, "z" * 64]], "created": "2026"}),
    (VERDICT, {"decision": "edit", "cites": [["ID", "z" * 64]], "created": "2026"}),
    (VERDICT, {"decision": "edit", "cites": [["ID", "f" * 64]], "consensus": "z" * 36,
               "created": "2026"}),
    (COMMENT, {}),
    (COMMENT, {"text": 1, "created": "2026"}),
    (COMMENT, {"text": "x", "created": "2026", "act": "shout"}),
    (COMMENT, {"text": "x", "created": "2026", "about": [1]}),
    (COMMENT, {"text": "x", "created": "2026", "after": [1]}),
    (COMMENT, {"text": "x", "created": "2026", "after": "x"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body"), ODD_BODIES)
def test_bodies_that_we_never_write_decide_nothing(
    project: Project, article: str, kind: int, body: dict[str, object]
) -> None:
    """A bundle may bring anything."""
    one = unit_at(project, article, "Kyiv")
    if cites := body.get("cites"):
        body = body | {"cites": [[str(a).replace("ID", one.unit.key), b] for a, b in cites]}  # type: ignore[attr-defined]
        if body["cites"] == [["1", 2]]:
            body["cites"] = [[1, 2]]
    with project.session.operation("Odd") as writer:
        number = project.session.article_number(article)
        writer.create(kind, new_entity(), item_content(body), article=number, author="Mallory")
    with Project.open(project.path, annotator="Olena") as fresh:
        assert unit_at(fresh, article, "Kyiv").state in ("open", "changed")
        assert fresh.reviewing.open_counts()[article]["label"] == 1
        fresh.reviewing.comments()
        fresh.reviewing.accept(article, unit_at(fresh, article, "Kyiv"))
        assert unit_at(fresh, article, "Kyiv").state == "settled"
        fresh.export(project.path.with_name("out.jsonl"), format="jsonl")
        fresh.export(project.path.with_name("out.jsonl"), format="jsonl", consensus=True)


@pytest.mark.parametrize("made_from", [5, "x", [1, None], {"a": 1}, ["z", 2]])
def test_an_entry_may_say_anything_of_where_it_came_from(
    project: Project, article: str, made_from: object
) -> None:
    rest = {"attributes": {}, "made_from": made_from, "note": ""}
    with project.session.operation("Odd") as writer:
        number = project.session.article_number(article)
        content = Content(
            writer.coder.number("source"), 0, 3, TEXT[:3], writer.coder.number("consensus"),
            writer.at, json.dumps(rest),
        )  # fmt: skip
        writer.create(ANNOTATION, new_entity(), content, article=number, author="Consensus")
    out = project.path.with_name("out.jsonl")
    for consensus in (False, True):
        project.export(out, format="jsonl", consensus=consensus)
        entries = [one for one in json.loads(out.read_bytes())["annotations"]
                   if one["annotator"] == "Consensus"]  # fmt: skip
        assert [one.get("made_from") for one in entries] == [
            ["z"] if made_from == ["z", 2] else None
        ]
