"""Dealing articles out: the same way every time, by shares, strata and groups of copies."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.app.export.splits import dealt_out
from annotator.model.article import Article
from annotator.model.export import SPLITS, Splits
from annotator.problems import UserProblem
from annotator.text.near_duplicates import NearDuplicates
from tests.nasty import CANONICAL

WORDS = (
    "The harbour at {place} was closed on {day} after a storm had moved the breakwater by {n} "
    "metres, said the harbour master, who counted {n} ferries waiting outside and did not know "
    "when any of them would be let in again before the end of the week or the next one."
)


def article(text: str, **fields: str) -> Article:
    return Article(id=sha256(text.encode()).hexdigest(), title="", text=text, **fields)  # type: ignore[arg-type]


def some(count: int) -> list[Article]:
    return [
        article(f"Nothing but number {n} is said in this text {n * 7919} times {n * 31}.")
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [1, 2, 10, 97])
def test_every_article_has_one_split_and_shares_are_kept(count: int) -> None:
    found = dealt_out(some(count), Splits(train=80, dev=10, test=10))
    assert len(found) == count
    counts = Counter(found.values())
    for split, share in zip(SPLITS, (0.8, 0.1, 0.1), strict=True):
        assert abs(counts[split] - share * count) <= 1


def test_a_share_of_nothing_is_not_dealt() -> None:
    assert set(dealt_out(some(20), Splits(train=1, dev=0, test=1)).values()) == {"train", "test"}


@pytest.mark.parametrize("shares", [(0, 0, 0), (-1, 2, 2)])
def test_what_are_no_shares_is_said(shares: tuple[float, float, float]) -> None:
    train, dev, test = shares
    with pytest.raises(UserProblem, match="numbers like 80, 10, 10"):
        dealt_out(some(3), Splits(train=train, dev=dev, test=test))


@settings(max_examples=30)
@given(order=st.permutations(some(12)), seed=st.integers(0, 5))
def test_the_order_of_articles_does_not_matter_and_the_seed_does(
    order: list[Article], seed: int
) -> None:
    usual = dealt_out(some(12), Splits(train=50, dev=25, test=25, seed=seed, group=False))
    again = dealt_out(order, Splits(train=50, dev=25, test=25, seed=seed, group=False))
    assert again == usual
    other = dealt_out(order, Splits(train=50, dev=25, test=25, seed=seed + 1, group=False))
    assert Counter(other.values()) == Counter(usual.values())


def test_another_seed_deals_otherwise() -> None:
    deals = {tuple(sorted(dealt_out(some(30), Splits(seed=seed)).items())) for seed in range(5)}
    assert len(deals) == 5


def test_every_outlet_has_its_share_of_every_split() -> None:
    articles = [
        article(f"Text {n} of {outlet}, {n * 7919}.", outlet=outlet)
        for outlet in ("Vesti", "Itata", "Ledger")
        for n in range(20)
    ]
    found = dealt_out(articles, Splits(train=50, dev=25, test=25, by="outlet"))
    for outlet in ("Vesti", "Itata", "Ledger"):
        counts = Counter(found[one.id] for one in articles if one.outlet == outlet)
        assert counts == {"train": 10, "dev": 5, "test": 5}


@pytest.mark.parametrize(("by", "length"), [("month", 7), ("year", 4)])
def test_a_stratum_may_be_a_time(by: str, length: int) -> None:
    days = ["2025-01-03", "2025-02-09T10:00:00Z", "2026-01-03", "2026-02-09"]
    articles = [
        article(f"Text {n} of {day}, {n * 7919}.", published=day) for day in days for n in range(4)
    ]
    plan = Splits(train=50, dev=0, test=50, by=by)  # type: ignore[arg-type]
    found = dealt_out(articles, plan)
    for stratum in {day[:length] for day in days}:
        counts = Counter(
            found[one.id] for one in articles if (one.published or "").startswith(stratum)
        )
        assert counts["train"] == counts["test"]


def test_copies_of_a_report_stay_together() -> None:
    report = WORDS.format(place="Kribi", day="Monday", n=3)
    copies = [article(f"{report} Reporting by hand number {n}.") for n in range(6)]
    others = [
        article(f"Number {n} has {n * 31} other things to tell, and {n * 17} reasons not to do so.")
        for n in range(30)
    ]
    plan = Splits(train=50, dev=25, test=25)
    found = dealt_out([*others[:15], *copies, *others[15:]], plan)
    assert len({found[one.id] for one in copies}) == 1
    apart = Splits(train=50, dev=25, test=25, group=False)
    assert len({dealt_out([*copies], apart)[one.id] for one in copies}) == 3


def test_only_what_is_nearly_the_same_is_a_copy() -> None:
    twins = NearDuplicates()
    report = WORDS.format(place="Kribi", day="Monday", n=3)
    twins.add("a", report)
    twins.add("b", f"{report} It was the third time.")
    twins.add("c", "Something else was said about the harbour master, and by somebody else.")
    twins.add("d", report.upper())
    assert [twins.group(key) for key in "abcd"] == ["a", "a", "c", "a"]


def test_nasty_texts_are_compared_as_any() -> None:
    twins = NearDuplicates()
    for name, text in CANONICAL.items():
        twins.add(name, text)
        twins.add(f"{name} again", text)
    for name in CANONICAL:
        assert twins.group(name) == twins.group(f"{name} again")
