"""What is counted: contraries among values, weeks, words."""

from __future__ import annotations

import pytest

from annotator.model.tally import Counted, Phrase, opposites, tally


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (
            {"a": "named person", "b": "Unnamed official", "c": "unnamed person", "d": "outlet"},
            [("named", "unnamed", ({"a"}, {"b", "c"}))],
        ),
        ({"a": "lethal", "b": "non-lethal"}, [("lethal", "non-lethal", ({"a"}, {"b"}))]),
        ({"a": "unnamed", "b": "document"}, []),
        ({"a": "", "b": "un", "c": "  "}, []),
        ({}, []),
    ],
)
def test_contraries_are_found_by_their_first_words(
    names: dict[str, str], found: list[tuple[str, str, tuple[set[str], set[str]]]]
) -> None:
    told = [(word, contrary, tuple(map(set, sides))) for word, contrary, sides in opposites(names)]
    assert told == found


def test_words_and_weeks_are_counted_by_person() -> None:
    def one(who: str, quote: str, paragraph: int, week: str) -> Counted:
        return Counted(who, "place", "article", "", paragraph, week, quote, {})

    found = tally(
        [
            one("Mei", "Old Cairo", 0, "2026-01-05"),
            one("Mei", "OLD\nCairo", 1, "2026-01-12"),
            one("Olena", "old cairo", 1, "2026-01-12"),
            one("Olena", "Quito", 1, "2026-01-12"),
        ],
        {},
        10,
    )
    cairo = Phrase("place", "old cairo")
    # Words that stand in one paragraph alone are no frequent ones.
    assert found.by_words() == {cairo: 3}
    assert found.by_words("Mei") == {cairo: 2}
    assert found.by_week() == {"2026-01-05": 1, "2026-01-12": 3}
    assert found.by_week("Olena") == {"2026-01-12": 2}
    assert found.by_label("Mei") == {"place": 2}
    assert found.by_person() == {"Mei": {"place": 2}, "Olena": {"place": 2}}
    assert found.articles["Olena"] == {"article": {"place": 2}}
    assert found.articles[""] == {"article": {"place": 4}}


def test_values_are_counted_by_their_attribute() -> None:
    def one(who: str, outlet: str, kind: str | None) -> Counted:
        values = {} if kind is None else {"kind": kind}
        return Counted(who, "source", "article", outlet, 0, "2026-01-05", "Cairo", values)

    found = tally(
        [one("Mei", "Wire", "named"), one("Olena", "Wire", "named"), one("Olena", "", None)],
        {"source": ("kind",), "place": ("kind",)},
        10,
    )
    assert found.given == {("source", "kind"): {"named": 2, None: 1}}
    assert found.by_outlet("source", "kind") == {"Wire": {"named": 2}, "": {None: 1}}
    assert found.by_outlet("source", "kind", "Olena") == {"Wire": {"named": 1}, "": {None: 1}}
    assert found.by_outlet("place", "kind") == {}
