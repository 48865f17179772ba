"""The matching is the best there is, the same from both sides, and in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import assignment
from annotator.agreement.likeness import common_length, length, likeness
from annotator.agreement.matching import Pair, align
from annotator.model.annotation import Annotation
from tests.agreement.making import span, spans

_WHOLE = 2**40


def ids(pairs: Sequence[Pair]) -> list[tuple[str | None, str | None]]:
    return [(a.id if a else None, b.id if b else None) for a, b in pairs]


def said(*pairs: Pair) -> set[tuple[str | None, str | None]]:
    return set(ids(pairs))


def paired(
    left: Sequence[Annotation], right: Sequence[Annotation]
) -> set[tuple[str | None, str | None]]:
    return said(*align(left, right))


def weight(pairs: Sequence[Pair]) -> int:
    return sum(likeness(a, b) for a, b in pairs if a and b)


def twins(pairs: Sequence[Pair]) -> int:
    """Count pairs of equal span and label."""
    return sum((a.fragments, a.label) == (b.fragments, b.label) for a, b in pairs if a and b)


def matchings(left: list[Annotation], right: list[Annotation]) -> Iterator[list[Pair]]:
    """Give every way there is to pair."""
    if not left:
        yield [(None, one) for one in right]
        return
    first, *others = left
    for rest in matchings(others, right):
        yield [(first, None), *rest]
    for number, other in enumerate(right):
        if likeness(first, other):
            for rest in matchings(others, right[:number] + right[number + 1 :]):
                yield [(first, other), *rest]


@given(spans("Ann"), spans("Ben"))
def test_everything_is_paired_once_and_overlaps(
    left: list[Annotation], right: list[Annotation]
) -> None:
    pairs = align(left, right)
    assert Counter(a.id for a, _ in pairs if a) == Counter(a.id for a in left)
    assert Counter(b.id for _, b in pairs if b) == Counter(b.id for b in right)
    assert all(a is not None or b is not None for a, b in pairs)
    assert all(common_length(a.fragments, b.fragments) for a, b in pairs if a and b)
    places = [min(one.start for one in pair if one is not None) for pair in pairs]
    assert places == sorted(places)


@given(spans("Ann", max_size=4), spans("Ben", max_size=4))
def test_no_matching_is_better(left: list[Annotation], right: list[Annotation]) -> None:
    ours = align(left, right)
    ways = list(matchings(left, right))
    most = max(map(twins, ways))
    assert twins(ours) == most
    best = max(weight(way) for way in ways if twins(way) == most)
    assert abs(weight(ours) - best) <= 2 * len(ours)  # the last bit breaks ties


@given(spans("Ann", labels=["source"], max_size=4), spans("Ben", labels=["source"], max_size=4))
def test_pairing_what_is_equal_first_costs_nothing_within_a_label(
    left: list[Annotation], right: list[Annotation]
) -> None:
    ours = align(left, right)
    assert abs(weight(ours) - max(map(weight, matchings(left, right)))) <= 2 * len(ours)


@given(spans("Ann"), spans("Ben"), st.randoms(use_true_random=False))
def test_neither_order_nor_side_matters(
    left: list[Annotation], right: list[Annotation], random: Random
) -> None:
    pairs = ids(align(left, right))
    assert ids(align(right, left)) == [(b, a) for a, b in pairs]
    random.shuffle(left)
    random.shuffle(right)
    assert ids(align(left, right)) == pairs


def test_between_many_equals_the_choice_is_the_same_from_both_sides() -> None:
    random = Random(5)
    for _ in range(60):
        left, right = (
            [
                span(at, at + 6, by=by, value=value)
                for value in range(5)
                for at in [random.randrange(4) + shift]
            ]
            for by, shift in (("Ann", 0), ("Ben", 4))
        )
        pairs = ids(align(left, right))
        assert ids(align(right, left)) == [(b, a) for a, b in pairs]
        random.shuffle(left)
        random.shuffle(right)
        assert ids(align(left, right)) == pairs


@given(spans("Ann"))
def test_with_oneself_everything_is_a_pair(annotations: list[Annotation]) -> None:
    pairs = align(annotations, annotations)
    assert len(pairs) == twins(pairs) == len(annotations)
    assert all(a and b and a.attributes == b.attributes for a, b in pairs)


@given(spans("Ann"), spans("Ben"))
def test_the_length_in_common_is_that_of_the_code_points(
    left: list[Annotation], right: list[Annotation]
) -> None:
    for a in left:
        mine = {at for start, end in a.fragments for at in range(start, end)}
        assert length(a.fragments) == len(mine)
        for b in right:
            theirs = {at for start, end in b.fragments for at in range(start, end)}
            assert common_length(a.fragments, b.fragments) == len(mine & theirs)
            assert likeness(a, b) == likeness(b, a)


def test_likeness_is_the_share_in_common() -> None:
    assert likeness(span(0, 10), span(0, 10)) == _WHOLE | 1
    assert likeness(span(0, 10), span(0, 10, value=1)) == _WHOLE
    assert likeness(span(0, 4), span(0, 8)) == _WHOLE // 2 | 1
    assert likeness(span(0, 10), span(10, 12)) == 0
    assert likeness(span(0, 10), span(0, 10, "figure")) == _WHOLE // 2
    assert likeness(span(0, 10), span(0, 5, "figure")) == _WHOLE // 4
    # A place within a long name of a source is something else.
    assert likeness(span(0, 10), span(0, 4, "location")) == 0


def test_of_two_that_overlap_the_nearer_one_is_taken() -> None:
    long, first, last = span(0, 10), span(0, 3), span(4, 10)
    assert paired([long], [first, last]) == said((None, first), (long, last))


def test_the_same_label_goes_before_the_same_edges() -> None:
    mine, edges, label = span(0, 10), span(0, 10, "location"), span(0, 9)
    assert paired([mine], [edges, label]) == said((mine, label), (None, edges))


def test_what_is_equal_is_a_pair_though_others_would_overlap_more() -> None:
    mine, shorter = span(0, 20), span(0, 15)
    theirs, other = span(0, 20, by="Ben"), span(6, 20, "location", by="Ben")
    crossed = likeness(shorter, theirs) + likeness(mine, other)
    assert crossed > likeness(mine, theirs) + likeness(shorter, other)
    assert paired([mine, shorter], [theirs, other]) == said(
        (mine, theirs), (shorter, None), (None, other)
    )


def test_nested_spans_find_their_like() -> None:
    outer, inner = span(0, 20), span(12, 20, "location")
    theirs, wider = span(12, 20, "location", by="Ben"), span(0, 22, by="Ben")
    assert align([outer, inner], [theirs, wider]) == [(outer, wider), (inner, theirs)]
    assert align([outer], [theirs]) == [(outer, None), (None, theirs)]


def test_the_best_pair_is_given_up_for_two_good_ones() -> None:
    mine, late = span(0, 20), span(14, 25)
    early, theirs = span(0, 11, by="Ben"), span(5, 25, by="Ben")
    assert likeness(mine, theirs) > likeness(mine, early) == likeness(late, theirs)
    assert align([mine, late], [early, theirs]) == [(mine, early), (late, theirs)]


def test_what_somebody_has_twice_is_told_apart_by_its_values() -> None:
    first, second = span(0, 5, value=1), span(0, 5, value=2)
    same = span(0, 5, by="Ben", value=2)
    other = span(0, 4, by="Ben", value=1)
    assert paired([first, second], [same]) == said((second, same), (first, None))
    assert paired([first, second], [same, other]) == said((second, same), (first, other))


def test_what_is_left_over_beside_a_copy_is_still_paired() -> None:
    around, early, late = span(0, 30), span(5, 8), span(10, 20)
    theirs = [span(0, 30, by="Ben"), span(10, 20, by="Ben"), span(10, 20, by="Ben")]
    wider = span(5, 9, by="Ben")
    assert (early.id, wider.id) in paired([around, early, late], [*theirs, wider])


def test_equal_values_decide_between_equal_overlaps() -> None:
    one, two = span(0, 10, value=1), span(0, 10, value=2)
    also_two, also_one = span(0, 9, by="Ben", value=2), span(0, 9, by="Ben", value=1)
    assert paired([one, two], [also_two, also_one]) == said((one, also_one), (two, also_two))


def test_fragments_overlap_only_where_they_are() -> None:
    pieces = span(0, 0, fragments=[(0, 3), (10, 13)])
    between = span(4, 9, by="Ben")
    assert align([pieces], [between]) == [(pieces, None), (None, between)]


def test_the_sparse_way_is_as_good_as_the_dense_one(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(3)

    def crowd(by: str) -> list[Annotation]:
        starts = [random.randrange(400) for _ in range(60)]
        made = [span(at, at + random.randint(2, 30), by=by) for at in starts]
        return [*made, span(0, 430 + len(by), by=by)]

    for _ in range(5):
        left, right = crowd("Ann"), crowd("Benny")
        dense = align(left, right)
        with monkeypatch.context() as patch:
            patch.setattr(assignment, "_DENSE", 0)
            sparse = align(left, right)
        assert weight(sparse) == weight(dense)
        assert len(sparse) == len({id(one) for pair in sparse for one in pair if one}) - sum(
            None not in pair for pair in sparse
        )


def test_one_span_around_thousands_is_no_trouble() -> None:
    left = [span(at, at + 5) for at in range(0, 40_000, 8)]
    right = [span(at + 1, at + 6, by="Ben") for at in range(0, 40_000, 8)]
    around, about = span(0, 40_001), span(0, 40_003, by="Ben")
    pairs = align([*left, around], [*right, about])
    assert ids(pairs) == ids(
        [(left[0], right[0]), (around, about), *zip(left[1:], right[1:], strict=True)]
    )
