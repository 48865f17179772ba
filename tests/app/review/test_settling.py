"""Rules that settle many differences at once: worked tables, and what they leave alone."""

from __future__ import annotations

import pytest

from annotator import Project
from annotator.app.review.settling import winner
from annotator.model.annotation import Annotation
from annotator.model.unit import Answer, Proposal, Unit
from annotator.model.verdict import Rule
from annotator.problems import UserProblem
from tests.app.review_people import PEOPLE, TEXT, entries, tag, unit_at

_NAMES = "ABCDEFGHIJ"


def unit(votes: str) -> Unit:
    """Make a unit of so many votes for each answer, and so many silent: “2 1 | 1”."""
    given, _, silent = votes.partition("|")
    names = iter(_NAMES)
    answers = tuple(
        Answer(who, tuple(annotation(one, number) for one in who))
        for number, count in enumerate(map(int, given.split()))
        if (who := tuple(next(names) for _ in range(count)))
    )
    rest = tuple(next(names) for _ in range(int(silent or 0)))
    return Unit("label", 0, 9, answers, rest, Proposal("mixed", ((0, 9),), {}, ""))


def annotation(who: str, number: int) -> Annotation:
    return Annotation(
        id=f"{who}{number}", article="a", annotator=who, label=f"answer {number}", start=0, end=9,
        fragments=((0, 9),), quote="", created="", modified="",
    )  # fmt: skip


TABLE: list[tuple[str, Rule, float, bool]] = [
    ("3", "unanimous", 0, True),
    ("2", "unanimous", 0, True),
    ("1", "unanimous", 0, False),  # one alone is nobody to agree with
    ("2 | 1", "unanimous", 0, False),
    ("2 1", "unanimous", 0, False),
    ("3", "present", 0, True),
    ("2 | 1", "present", 0, True),
    ("1 | 2", "present", 0, True),
    ("1", "present", 0, False),
    ("2 1", "present", 0, False),
    ("1 1 | 1", "present", 0, False),
    ("2 1", "at-least", 2, True),
    ("2 1", "at-least", 3, False),
    ("2 2", "at-least", 2, False),  # a tie
    ("2 2 1", "at-least", 1, False),
    ("3 2", "at-least", 2, True),
    ("2 | 3", "at-least", 2, True),  # silence is no answer of its own here
    ("1 | 1", "at-least", 1, True),
    ("2 1", "share", 0.66, True),
    ("2 1", "share", 0.67, False),
    ("2 1", "share", 2 / 3, True),
    ("1 1", "share", 0.5, False),  # a tie
    ("1 | 1", "share", 0.5, False),  # as many say that nothing is there
    ("2 | 1", "share", 0.5, True),
    ("2 1 1", "share", 0.5, True),
    ("2 1 | 1", "share", 0.5, True),
    ("2 2 | 1", "share", 0.2, False),
    ("3", "share", 1, True),
    ("3 | 1", "share", 1, False),
    ("7 3", "share", 0.7, True),
]


@pytest.mark.parametrize(("votes", "rule", "measure", "decides"), TABLE)
def test_what_a_rule_decides(votes: str, rule: Rule, measure: float, decides: bool) -> None:
    one = unit(votes)
    found = winner(one, rule, measure)
    assert (found is not None) == decides
    if found is not None:
        # Where all say the same it is what is proposed; else the answer itself, and no mixture.
        assert found.label == ("answer 0" if len(one.answers) > 1 else "mixed")


@pytest.fixture
def article(project: Project) -> str:
    made = project.import_text(TEXT).id
    for who in PEOPLE:
        tag(project, who, "The minister", "source")
    tag(project, "Olena", "600 square kilometers", "figure")
    tag(project, "Ben", "about 600 square kilometers", "figure")
    tag(project, "Amara", "600 square kilometers", "figure")
    tag(project, "Ben", "Kyiv", "location")
    project.work_as("Olena")
    return made


def test_all_articles_are_settled_in_one_step(project: Project, article: str) -> None:
    second = project.import_text("Second. " + TEXT).id
    for who in ("Olena", "Ben"):
        project.work_as(who)
        project.annotate(second, 0, 6, "source")
    alone = project.import_text("Alone. " + TEXT).id
    project.annotate(alone, 0, 5, "source")
    project.work_as("Olena")
    heard: list[int] = []
    dry = project.reviewing.settle_by_rule("unanimous", dry=True)
    assert entries(project) == []
    found = project.reviewing.settle_by_rule("unanimous", progress=heard.append)
    assert found == dry == [(article, 1, {"edges": 1, "missed": 1}), (second, 1, {})]
    assert heard == [1, 2]
    assert project.next_undo().title == "Settle 2 differences"  # type: ignore[union-attr]
    (first, other) = entries(project)
    assert (first.quote, other.quote) == ("The minister", "Second")
    one = unit_at(project, article, "The minister")
    assert one.verdict is not None
    assert (one.verdict.rule, one.verdict.decision) == ("unanimous", "accept")
    project.undo()
    assert entries(project) == []
    assert project.reviewing.settle_by_rule("unanimous", [article])[0].settled == 1
    assert project.reviewing.settle_by_rule("unanimous") == [
        (article, 0, {"edges": 1, "missed": 1}), (second, 1, {}),
    ]  # fmt: skip


def test_what_somebody_decided_is_left_alone(project: Project, article: str) -> None:
    project.reviewing.reject(article, unit_at(project, article, "The minister"))
    project.reviewing.unsure(article, unit_at(project, article, "Kyiv"))
    project.work_as("Ben")
    mine = next(one for one in project.annotations(article, annotators=["Ben"]) if one.start > 30)
    project.reviewing.accept(article, unit_at(project, article, "600 square"))
    project.update(mine.id, label="source")
    assert unit_at(project, article, "600 square").state == "changed"
    (one,) = project.reviewing.settle_by_rule("at-least", least=1)
    assert (one.settled, one.open) == (0, {"label": 1, "missed": 1})
    assert one == project.reviewing.settle_by_rule("present", dry=True)[0]


def test_only_those_named_count(project: Project, article: str) -> None:
    (one,) = project.reviewing.settle_by_rule("unanimous", annotators=["Olena", "Amara"])
    assert (one.settled, one.open) == (2, {})


def test_with_nothing_to_settle_there_is_no_step(project: Project, article: str) -> None:
    before = project.next_undo()
    assert project.reviewing.settle_by_rule("share", share=1, annotators=["Ben"]) == [
        (article, 0, {})
    ]
    assert project.next_undo() == before


def test_what_is_stopped_leaves_nothing(project: Project, article: str) -> None:
    class StoppedError(Exception):
        pass

    def stop(_: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        project.reviewing.settle_by_rule("unanimous", progress=stop)
    assert entries(project) == []
    assert unit_at(project, article, "The minister").state == "open"


@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        ("majority", {}),
        ("", {}),
        ("at-least", {}),
        ("at-least", {"least": 0}),
        ("share", {"least": 1}),
        ("share", {"share": 0}),
        ("share", {"share": 1.01}),
        ("present", {"share": 0.5}),
    ],
)
def test_a_rule_with_a_wrong_number_is_refused(
    project: Project, article: str, rule: Rule, numbers: dict[str, float]
) -> None:
    with pytest.raises(UserProblem, match="rule"):
        project.reviewing.settle_by_rule(rule, **numbers)  # type: ignore[arg-type]


def test_what_another_window_does_meanwhile_is_seen(project: Project, article: str) -> None:
    """While it is compared, somebody joins: what was unanimous is so no longer."""
    with Project.open(project.path, annotator="Mei") as other:
        other.session.backs_up = False
        told: list[int] = []

        def join(count: int) -> None:
            told.append(count)
            if len(told) == 1:
                other.annotate(article, 0, 3, "location")

        (one,) = project.reviewing.settle_by_rule("unanimous", progress=join)
    assert told == [1, 1]
    assert one.settled == 0
    assert entries(project) == []
