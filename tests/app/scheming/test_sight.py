"""Colours as others see them: the simulation, the measure, the nearest pair, the free colour."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.scheming.sight import (
    ALIKE,
    SIGHTS,
    Sight,
    distance,
    farthest,
    lab,
    nearest,
    seen,
    simulated,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        # Lab of the sRGB primaries under D65, as Bruce Lindbloom's calculator gives them.
        ("#ff0000", (53.24, 80.09, 67.20)),
        ("#00ff00", (87.73, -86.18, 83.18)),
        ("#0000ff", (32.30, 79.19, -107.86)),
        ("#ffffff", (100, 0, 0)),
        ("#000000", (0, 0, 0)),
    ],
)
def test_lab_is_as_published(colour: str, expected: tuple[float, float, float]) -> None:
    assert lab(colour) == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize("sight", SIGHTS)
def test_grey_stays_grey(sight: Sight) -> None:
    # The rows of the published matrices add up to 1: who sees no red sees white as white.
    for grey in ("#000000", "#808080", "#ffffff"):
        light = simulated(grey, "usual")[0]
        assert simulated(grey, sight) == pytest.approx((light,) * 3, abs=1e-5)


def test_red_is_what_the_published_matrix_makes_of_it() -> None:
    # The first column of Machado, Oliveira and Fernandes' matrix for deutans.
    assert simulated("#ff0000", "deutan") == pytest.approx((0.367322, 0.280085, 0), abs=1e-6)
    assert simulated("#0000ff", "tritan") == pytest.approx((0, 0.147602, 0.303900), abs=1e-6)


def test_red_and_green_are_near_each_other_to_who_sees_no_green() -> None:
    red, green = "#b05050", "#5f7a2e"
    assert distance(red, green) > 2 * distance(red, green, "deutan")


@given(colours)
def test_what_everybody_sees_is_the_colour_itself(colour: str) -> None:
    assert seen(colour, "usual") == colour
    assert seen(seen(colour, "usual"), "deutan") == seen(colour, "deutan")


def test_red_is_seen_as_a_dark_yellow_without_green() -> None:
    # 0.367322, 0.280085 and nothing, through the transfer curve of sRGB.
    assert seen("#ff0000", "deutan") == "#a39000"


@given(colours, colours)
def test_a_distance_is_one(one: str, other: str) -> None:
    for sight in SIGHTS:
        assert distance(one, other, sight) == pytest.approx(distance(other, one, sight))
        assert distance(one, one, sight) == 0


def test_the_nearest_pair_and_who_takes_it_for_one() -> None:
    pair = nearest({"a": "#7b3fa0", "b": "#0b7a5b", "c": "#d55e00"})
    assert pair is not None
    assert pair.distance > ALIKE
    alike = nearest({"red": "#b05050", "green": "#5f7a2e", "blue": "#003aba"})
    assert alike is not None
    assert (alike.one, alike.other) == ("red", "green")
    assert alike.sight in ("protan", "deutan")
    assert nearest({"alone": "#000000"}) is None


@given(st.lists(colours, min_size=1, max_size=5), st.lists(colours, min_size=1, max_size=5))
def test_the_free_colour_is_the_one_farthest_from_all(free: list[str], taken: list[str]) -> None:
    named, used = ({str(n): one for n, one in enumerate(it)} for it in (free, taken))
    best = farthest(named, used)
    assert best is not None

    def apart(name: str) -> float:
        return min(distance(named[name], one, sight) for one in taken for sight in SIGHTS)

    assert all(apart(best) >= apart(name) for name in named)
    assert farthest({}, used) is None
    assert farthest(named, {}) == "0"
    assert not math.isnan(apart(best))


@given(st.dictionaries(st.text("abcdefgh", max_size=2), colours, min_size=2, max_size=12))
def test_no_pair_is_nearer_than_the_nearest(things: dict[str, str]) -> None:
    pair = nearest(things)
    assert pair is not None
    assert list(things).index(pair.one) < list(things).index(pair.other)
    assert pair.distance == distance(things[pair.one], things[pair.other], pair.sight)
    assert pair.distance == min(
        distance(one, other, sight)
        for sight in SIGHTS
        for one, other in combinations(things.values(), 2)
    )


def test_three_hundred_colours_are_looked_through_at_once() -> None:
    # Every pair of them by itself would be 179,400 looks.
    things = {str(number): f"#{number * 55_000 % 0xFFFFFF:06x}" for number in range(300)}
    begun = lab.cache_info().hits + lab.cache_info().misses
    assert nearest(things) is not None
    assert lab.cache_info().hits + lab.cache_info().misses - begun == 300 * len(SIGHTS)
