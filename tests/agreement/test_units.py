"""Units put together what several people say of the same words, whoever they are."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.differences import differences
from annotator.agreement.likeness import likeness
from annotator.agreement.units import units
from annotator.model.annotation import Annotation
from annotator.model.scheme import Scheme
from annotator.model.unit import KINDS, Unit
from tests.agreement.making import SCHEME, scheme_of, span, spans

PEOPLE = ("Ann", "Ben", "Cem", "Dee")
_NEAR = scheme_of({"kind": "number", "key": "value", "tolerance": 0.05})


def _of(*annotations: Annotation, people: tuple[str, ...] = PEOPLE[:3]) -> list[Unit]:
    return units(annotations, people, SCHEME)


def outline(found: list[Unit]) -> list[tuple[str, list[str]]]:
    return [(unit.kind, sorted(one.id for one in unit.annotations)) for unit in found]


@st.composite
def teams(draw: st.DrawFn, *, most: int = 4, size: int = 4) -> list[list[Annotation]]:
    """What a team marked: a list for everybody, some perhaps empty."""
    people = PEOPLE[: draw(st.integers(1, most))]
    return [draw(spans(name, max_size=size)) for name in people]


def everything(team: list[list[Annotation]]) -> list[Annotation]:
    return [one for side in team for one in side]


# What holds for every team


@given(teams())
def test_every_annotation_is_in_one_unit(team: list[list[Annotation]]) -> None:
    people = PEOPLE[: len(team)]
    found = units(everything(team), people, SCHEME)
    inside = Counter(one.id for unit in found for one in unit.annotations)
    assert inside == Counter(one.id for one in everything(team))
    for unit in found:
        spoken = [name for answer in unit.answers for name in answer.annotators]
        assert sorted([*spoken, *unit.silent]) == sorted(people)
        assert unit.start == min(one.start for one in unit.annotations)
        assert unit.end == max(one.end for one in unit.annotations)
        for answer in unit.answers:
            assert {one.annotator for one in answer.annotations} == set(answer.annotators)
    assert [(unit.start, unit.end) for unit in found] == sorted(
        (unit.start, unit.end) for unit in found
    )


@given(teams())
def test_within_a_unit_everything_may_be_a_pair(team: list[list[Annotation]]) -> None:
    for unit in units(everything(team), PEOPLE, SCHEME):
        for one, other in combinations(unit.annotations, 2):
            if one.annotator == other.annotator:
                assert _said(one) == _said(other)
            else:
                assert likeness(one, other) > 0


@given(teams(), st.randoms(use_true_random=False))
def test_neither_order_nor_names_matter(team: list[list[Annotation]], random: Random) -> None:
    people = list(PEOPLE)
    found = outline(units(everything(team), people, SCHEME))
    shuffled = everything(team)
    random.shuffle(shuffled)
    random.shuffle(people)
    assert outline(units(shuffled, people, SCHEME)) == found
    new = dict(zip(PEOPLE, people, strict=True))
    renamed = [span(0, 0, one.label, by=new[one.annotator], identity=one.id,
                    fragments=one.fragments, **one.attributes) for one in shuffled]  # fmt: skip
    assert outline(units(renamed, people, SCHEME)) == found


@given(spans("Ann"), spans("Ben"))
def test_two_people_have_the_units_of_their_pairs(
    left: list[Annotation], right: list[Annotation]
) -> None:
    pairs = differences("a", left, right, ("Ann", "Ben"), SCHEME)
    expected = {
        (pair.kind, frozenset(one.id for one in (pair.left, pair.right) if one)) for pair in pairs
    }
    found = units([*left, *right], PEOPLE[:2], SCHEME)
    copies = {one.id for unit in found for one in _copies(unit)}
    ours = {(unit.kind, frozenset(one.id for one in unit.annotations)) for unit in found}
    if not copies:
        assert ours == expected
    assert {one for _, ids in ours for one in ids} == {one for _, ids in expected for one in ids}


@given(teams(), st.integers(0, 14), st.integers(0, 14))
def test_a_stretch_gives_the_units_that_begin_in_it(
    team: list[list[Annotation]], start: int, end: int
) -> None:
    whole = units(everything(team), PEOPLE, SCHEME)
    stretch = range(start, end)
    expected = [unit for unit in whole if any(one.start in stretch for one in unit.annotations)]
    assert units(everything(team), PEOPLE, SCHEME, stretch) == expected


@given(teams())
def test_the_kind_is_the_hardest_and_answers_are_what_differs(team: list[list[Annotation]]) -> None:
    for unit in units(everything(team), PEOPLE, SCHEME):
        kinds = ["missed"] if unit.silent else ["same"]
        for one, other in combinations(unit.annotations, 2):
            (found,) = differences("a", [one], [other], ("", ""), SCHEME)
            kinds.append(found.kind)
        assert unit.kind == max(kinds, key=KINDS.index)
        assert (len(unit.answers) == 1) == ({"same", "missed"} >= set(kinds))
        votes = [len(answer.annotators) for answer in unit.answers]
        assert votes == sorted(votes, reverse=True)


def _said(one: Annotation) -> object:
    return one.fragments, one.label, one.attributes


def _copies(unit: Unit) -> list[Annotation]:
    counts = Counter(one.annotator for one in unit.annotations)
    return [one for one in unit.annotations if counts[one.annotator] > 1]


# Examples


def test_the_picture() -> None:
    jonas = span(0, 15, by="Jonas", kind="unnamed-person", role="aid worker")
    mei = span(0, 15, by="Mei", kind="unnamed-person", role="aid worker")
    amara = span(0, 90, by="Amara", kind="unnamed-person", anonymity="not allowed to speak")
    (unit,) = units([amara, jonas, mei], ["Amara", "Jonas", "Mei"], SCHEME)
    assert [answer.annotators for answer in unit.answers] == [("Jonas", "Mei"), ("Amara",)]
    assert (unit.start, unit.end, unit.silent) == (0, 90, ())
    assert unit.proposal.fragments == ((0, 15),)
    assert unit.proposal.attributes == {
        "kind": "unnamed-person", "role": "aid worker", "anonymity": "not allowed to speak",
    }  # fmt: skip
    assert unit.proposal.why == "edges by majority, reason for anonymity kept from Amara"
    assert unit.proposal.unnamed == "edges by majority, reason for anonymity kept from one"
    # Each has said of the speaker what others left open: that is no contradiction.
    assert unit.kind == "edges"


def test_who_has_nothing_there_is_silent() -> None:
    ann, ben = span(0, 5, by="Ann"), span(0, 5, by="Ben")
    (unit,) = _of(ann, ben)
    assert (unit.kind, unit.silent, len(unit.answers)) == ("missed", ("Cem",), 1)
    (edges,) = _of(ann, span(0, 4, by="Ben"))
    assert edges.kind == "missed"
    (label,) = _of(ann, span(0, 5, "figure", by="Ben"))
    assert label.kind == "label"
    (alone,) = _of(ann, people=("Ann",))
    assert (alone.kind, alone.silent) == ("same", ())


def test_a_chain_is_not_one_thing() -> None:
    ann, ben, cem = span(0, 10, by="Ann"), span(8, 20, by="Ben"), span(18, 30, by="Cem")
    found = _of(ann, ben, cem)
    assert [len(unit.annotations) for unit in found] in ([2, 1], [1, 2])
    long = [span(at, at + 12, by=PEOPLE[at % 3]) for at in range(0, 100, 10)]
    assert all(len(unit.annotations) <= 2 for unit in _of(*long))


def test_two_of_one_person_within_a_long_one_stay_apart() -> None:
    long = span(0, 30, by="Ann")
    first, second = span(0, 20, by="Ben"), span(21, 30, by="Ben")
    found = outline(_of(long, first, second))
    assert found == [("missed", sorted([long.id, first.id])), ("missed", [second.id])]


def test_what_most_mark_alike_comes_together_first() -> None:
    ann, ben = span(0, 10, by="Ann"), span(0, 10, by="Ben")
    near, far = span(0, 9, by="Cem"), span(2, 10, "figure", by="Cem")
    found = outline(_of(far, ann, near, ben))
    assert found == [("edges", sorted([ann.id, ben.id, near.id])), ("missed", [far.id])]


def test_a_nested_place_is_a_unit_of_its_own() -> None:
    ann = [span(0, 24, by="Ann"), span(20, 24, "location", by="Ann")]
    ben = [span(0, 24, by="Ben")]
    cem = [span(20, 24, "location", by="Cem")]
    found = outline(_of(*ann, *ben, *cem))
    assert found == [
        ("missed", sorted([ann[0].id, ben[0].id])),
        ("missed", sorted([ann[1].id, cem[0].id])),
    ]


def test_a_copy_joins_what_it_is_a_copy_of() -> None:
    ann, again, ben = span(0, 5, by="Ann"), span(0, 5, by="Ann"), span(0, 5, by="Ben")
    (unit,) = _of(ann, again, ben, people=PEOPLE[:2])
    assert (unit.kind, unit.answers[0].annotators) == ("same", ("Ann", "Ben"))
    assert unit.answers[0].annotations == (ann, again, ben)
    (alone,) = _of(ann, again, people=("Ann",))
    assert len(alone.annotations) == 2


def test_what_two_people_have_twice_is_meant_twice() -> None:
    team = [span(0, 5, by=name) for name in ("Ann", "Ann", "Ben", "Ben")]
    assert [unit.kind for unit in _of(*team, people=PEOPLE[:2])] == ["same", "same"]


def test_others_do_not_count() -> None:
    (unit,) = _of(span(0, 5, by="Ann"), span(0, 5, by="Zoe"), people=("Ann", "Ben"))
    assert ([one.annotator for one in unit.annotations], unit.silent) == (["Ann"], ("Ben",))


@pytest.mark.parametrize(
    ("values", "answers"),
    [
        ((100, 104, 102), [("Ann", "Ben", "Cem")]),
        # 100 and 104 are near each other, and 104 and 108; but 100 and 108 are not.
        ((100, 104, 108), [("Ann", "Ben"), ("Cem",)]),
        ((108, 100, 108), [("Ann", "Cem"), ("Ben",)]),
    ],
)
def test_all_of_one_answer_are_the_same_as_each_other(
    values: tuple[int, ...], answers: list[tuple[str, ...]]
) -> None:
    said = [
        span(0, 5, "figure", by=name, value=value)
        for name, value in zip(PEOPLE, values, strict=False)
    ]
    (unit,) = units(said, PEOPLE[:3], _NEAR)
    assert [answer.annotators for answer in unit.answers] == answers
    assert unit.kind == ("same" if len(answers) == 1 else "value")


def test_answers_that_came_together_are_counted_together() -> None:
    people = ("Ann", "Ben", "Cem", "Dee", "Eva")
    said = [
        span(0, 5, "figure", by=name, value=value)
        for name, value in zip(people, (50, 50, 100, 102, 104), strict=True)
    ]
    (unit,) = units(said, people, _NEAR)
    assert [answer.annotators for answer in unit.answers] == [("Cem", "Dee", "Eva"), ("Ann", "Ben")]


def test_a_link_to_an_annotation_elsewhere_is_followed() -> None:
    first, second = span(0, 5, by="Ann"), span(0, 5, by="Ben")
    ann, ben = (
        span(900, 903, by="Ann", refers_to=first.id),
        span(900, 903, by="Ben", refers_to=second.id),
    )
    (unit,) = units([ann, ben], PEOPLE[:2], SCHEME, linked_to=[first, second])
    assert unit.kind == "same"
    (lost,) = units([ann, ben], PEOPLE[:2], SCHEME)
    assert lost.kind == "attribute"


def test_a_scheme_without_labels_is_enough() -> None:
    (unit,) = units([span(0, 5, "event", mood="glad")], ("Ann",), Scheme())
    assert unit.proposal.attributes == {"mood": "glad"}
