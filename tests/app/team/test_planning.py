"""Plans: balanced, exact in what is shared, repeatable, mindful of what is begun."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.team.planning import AssignmentPlan, make_plan
from annotator.problems import UserProblem

NAMES = [f"P{n}" for n in range(6)]
LENGTHS = st.dictionaries(
    st.text("0123456789abcdef", min_size=4, max_size=6), st.integers(1, 5000), max_size=30
)
PEOPLE = st.lists(st.sampled_from(NAMES), min_size=1, unique=True)


def holders(plan: AssignmentPlan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for article, name in plan.pairs:
        found.setdefault(article, set()).add(name)
    assert sum(map(len, found.values())) == len(plan.pairs), "somebody has an article twice"
    return found


@given(lengths=LENGTHS, people=PEOPLE, data=st.data(), seed=st.integers())
def test_nobody_has_more_than_one_article_more_than_another(
    lengths: dict[str, int], people: list[str], data: st.DataObject, seed: int
) -> None:
    several = data.draw(st.integers(1, len(people)))
    overlap = data.draw(st.none() | st.floats(0, 1))
    plan = make_plan(lengths, people, {}, {}, per_article=several, overlap=overlap, seed=seed)
    found = holders(plan)
    assert found.keys() == lengths.keys()
    counts = Counter(name for _, name in plan.pairs)
    loads = [counts[name] for name in people]
    assert max(loads) - min(loads) <= 1
    assert [share.articles for share in plan.shares] == loads == [s.new for s in plan.shares]
    assert [share.characters for share in plan.shares] == [
        sum(lengths[article] for article, of in found.items() if name in of) for name in people
    ]
    sizes = Counter(map(len, found.values()))
    if overlap is None:
        assert set(sizes) <= {several}
    elif several > 1:
        exact = int(overlap * len(lengths) + 0.5) or (1 if overlap and lengths else 0)
        assert sizes == +Counter({several: exact, 1: len(lengths) - exact})
        assert plan.shared == exact


@given(lengths=LENGTHS, people=PEOPLE, seed=st.integers())
def test_characters_differ_by_no_more_than_the_longest_article(
    lengths: dict[str, int], people: list[str], seed: int
) -> None:
    plan = make_plan(lengths, people, {}, {}, seed=seed)
    characters = [share.characters for share in plan.shares]
    assert max(characters) - min(characters) <= max(lengths.values(), default=0)


def test_long_articles_go_round() -> None:
    """Without a look at the characters, lots alone would leave them twelve times as uneven."""
    lengths = {f"{n:04x}": 40 * n * n for n in range(1, 31)}
    plan = make_plan(lengths, ["Ann", "Ben", "Cem"], {}, {})
    characters = [share.characters for share in plan.shares]
    assert max(characters) - min(characters) < 0.002 * sum(characters)


@given(lengths=LENGTHS, people=PEOPLE, seed=st.integers(), data=st.data())
def test_a_seed_gives_the_same_plan_in_whatever_order_things_are_named(
    lengths: dict[str, int], people: list[str], seed: int, data: st.DataObject
) -> None:
    overlap = data.draw(st.none() | st.floats(0, 1))
    plan = make_plan(lengths, people, {}, {}, per_article=None, overlap=overlap, seed=seed)
    shuffled = dict(data.draw(st.permutations(list(lengths.items()))))
    others = data.draw(st.permutations(people))
    again = make_plan(shuffled, others, {}, {}, per_article=None, overlap=overlap, seed=seed)
    assert sorted(again.pairs) == sorted(plan.pairs)
    assert again.shared == plan.shared


def test_another_seed_gives_another_plan() -> None:
    lengths = {f"{n:06x}": 1000 for n in range(40)}
    plans = {
        make_plan(lengths, NAMES[:3], {}, {}, per_article=2, overlap=0.2, seed=seed).pairs
        for seed in range(10)
    }
    assert len(plans) == 10


def test_a_plan_is_the_same_for_ever() -> None:
    """Drawn lots must not depend on the version of anything."""
    lengths = {"aa": 10, "bb": 20, "cc": 30, "dd": 40, "ee": 50}
    plan = make_plan(lengths, ["Amara", "Jonas"], {}, {}, per_article=2, overlap=0.2, seed=7)
    assert plan.pairs == EXPECTED
    assert plan.as_json()["people"][0].keys() == {"annotator", "new", "articles", "characters"}


EXPECTED: tuple[tuple[str, str], ...] = (
    ("aa", "Jonas"),
    ("bb", "Amara"),
    ("bb", "Jonas"),
    ("cc", "Amara"),
    ("dd", "Amara"),
    ("ee", "Jonas"),
)


@given(lengths=LENGTHS, people=PEOPLE, data=st.data(), seed=st.integers())
def test_what_is_begun_stays_and_counts(
    lengths: dict[str, int], people: list[str], data: st.DataObject, seed: int
) -> None:
    some = (
        st.dictionaries(st.sampled_from(sorted(lengths)), st.sets(st.sampled_from(NAMES)))
        if lengths
        else st.just(dict[str, set[str]]())
    )
    assigned, begun = data.draw(some), data.draw(some)
    several = data.draw(st.integers(1, len(people)))
    plan = make_plan(lengths, people, assigned, begun, per_article=several, seed=seed)
    found = holders(plan)
    after: dict[str, set[str]] = {}
    for article in lengths:
        has, has_begun = (of.get(article, set()) & set(people) for of in (assigned, begun))
        new = found.get(article, set())
        assert not new & has
        assert new >= has_begun - has
        after[article] = assigned.get(article, set()) | new
        assert len(new | has) == max(several, len(has | has_begun))
    for share in plan.shares:
        had = sum(share.annotator in of for of in assigned.values())
        assert share.articles == share.new + had
    assert make_plan(lengths, people, after, begun, per_article=several, seed=seed).pairs == ()


def test_who_has_more_already_gets_less() -> None:
    lengths = dict.fromkeys("abcdef", 100)
    plan = make_plan(lengths, ["Ann", "Ben"], {"a": {"Ann"}, "b": {"Ann"}, "c": {"Zed"}}, {})
    assert [(s.annotator, s.new, s.articles) for s in plan.shares] == [("Ann", 1, 3), ("Ben", 3, 3)]


def test_what_is_shared_already_counts_among_what_is_to_be() -> None:
    lengths = dict.fromkeys("abcdefghij", 100)
    busy = {"d": {"Ann", "Ben"}, "e": {"Ann", "Ben"}}
    plan = make_plan(lengths, ["Ann", "Ben"], busy, {}, per_article=2, overlap=0.3)
    assert plan.shared == 3
    assert not {"d", "e"} & {article for article, _ in plan.pairs}


_TOO_FEW = (
    "Each article is to be done by 2 people, and only 1 is named. Name more people, or a smaller "
    "number."
)
_NO_SHARE = "The share of articles for several people lies between 0 and 1."


@pytest.mark.parametrize(
    ("people", "fields", "why"),
    [
        ([], {}, "Name at least one person to assign articles to."),
        (["Ann"], {"per_article": 0}, "An article is done by one person at least."),
        (["Ann"], {"per_article": 2}, _TOO_FEW),
        (["Ann", "Ben"], {"overlap": 1.5}, _NO_SHARE),
        (["Ann", "Ben"], {"overlap": float("nan")}, _NO_SHARE),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_refused(
    people: list[str], fields: dict[str, float], why: str
) -> None:
    with pytest.raises(UserProblem) as problem:
        make_plan({"a": 1}, people, {}, {}, **fields)  # type: ignore[arg-type]
    assert str(problem.value) == why
