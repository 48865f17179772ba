"""Lanes below a printed line: nothing on anything else, people where they belong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.printing.under import Part, lanes_of

_PARTS = st.lists(
    st.builds(
        lambda person, order, left, width, behind: Part(
            person, order, ((float(left), float(left + width)),), float(behind)
        ),
        st.integers(0, 6),
        st.integers(0, 50),
        st.integers(0, 60),
        st.integers(1, 30),
        st.sampled_from([0, 12]),
    ),
    max_size=12,
)


@given(parts=_PARTS, leftwards=st.booleans())
def test_nothing_covers_words_or_numbers_of_others(parts: list[Part], leftwards: bool) -> None:
    lanes = lanes_of(parts, leftwards=leftwards)
    taken: list[tuple[int, tuple[float, float]]] = []
    for part, lane in zip(parts, lanes, strict=True):
        left, right = part.stretches[0]
        place = (left - part.behind, right) if leftwards else (left, right + part.behind)
        for other, there in taken:
            assert lane != other or place[1] <= there[0] or there[1] <= place[0]
        taken.append((lane, place))


@given(parts=_PARTS)
def test_one_persons_lie_below_anothers(parts: list[Part]) -> None:
    lanes = lanes_of(parts)
    for one, lane in zip(parts, lanes, strict=True):
        for other, below in zip(parts, lanes, strict=True):
            assert one.person >= other.person or lane < below


def test_few_people_keep_their_places() -> None:
    def part(person: int, left: float) -> Part:
        return Part(person, 0, ((left, left + 10),))

    assert lanes_of([part(2, 0)]) == [2]
    assert lanes_of([part(5, 0)]) == [4], "of many only those are there who marked something"
    assert lanes_of([part(0, 0), part(0, 5), part(1, 30)]) == [0, 1, 2]


def test_a_number_needs_its_lane() -> None:
    first = Part(0, 0, ((0, 20),), behind=15)
    assert lanes_of([first, Part(0, 1, ((30, 40),))]) == [0, 1]
    assert lanes_of([first, Part(0, 1, ((36, 40),))]) == [0, 0]
    assert lanes_of([Part(0, 0, ((0, 20),)), Part(0, 1, ((30, 40),), behind=15)]) == [0, 0]
    mirrored = [Part(0, 0, ((0, 20),)), Part(0, 1, ((30, 40),), behind=15)]
    assert lanes_of(mirrored, leftwards=True) == [1, 0], "it stands at the left of its words"
