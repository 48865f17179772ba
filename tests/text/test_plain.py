from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.text.plain import Fields, read_fields
from annotator.text.zones import find_zones
from tests.nasty import texts

LEAD = (
    "The bridge over the Halden will stay shut for ten weeks, the port authority said on Friday, "
    "after the worst storm in the fjord for 30 years."
)


def fields(text: str) -> Fields:
    return read_fields(text, find_zones(text))


def test_all_there_is() -> None:
    head = "Bridge to stay shut\n\nBy Mara Lindqvist\n\n14 March 2021, 09:20"
    text = f"{head}\n\n{LEAD}\n\nhttps://harbourtimes.example/2021/bridge"
    assert fields(text) == Fields(
        title="Bridge to stay shut",
        outlet=None,
        byline="Mara Lindqvist",
        published="2021-03-14T09:20",
        language="en",
        url="https://harbourtimes.example/2021/bridge",
    )


def test_the_date_may_stand_with_the_author() -> None:
    found = fields(f"Bridge to stay shut\n\nBy Mara Lindqvist | 14 March 2021\n\n{LEAD}")
    assert found.published == "2021-03-14"


def test_a_date_that_is_not_sure_is_none() -> None:
    assert fields(f"Bridge to stay shut\n\nNORDVIK — Sunday 14 March\n\n{LEAD}").published is None
    assert fields(f"Bridge to stay shut\n\n03/04/2021\n\n{LEAD}").published is None
    text = f"Bridge to stay shut\n\nNORDVIK — 14 March\n\nPublished: 15 March 2021\n\n{LEAD}"
    assert fields(text).published == "2021-03-15"


def test_an_address_in_a_sentence_is_not_the_address_of_the_article() -> None:
    assert fields(f"See https://example.org/a for more.\n\n{LEAD}").url is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (LEAD, "The bridge over the Halden will stay shut for ten weeks, the port authority…"),
        ("Short.", "Short."),
        ("  \n\n One line\nand another", "One line"),
        ("a" * 100, "a" * 79 + "…"),
        ("e\u0301" * 60, "e\u0301" * 39 + "…"),
        (
            "World\n\nBridge over the Halden to stay shut\n\n" + LEAD,
            "Bridge over the Halden to stay shut",
        ),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert fields(text).title == title


@settings(max_examples=100, deadline=None)
@given(texts(min_size=1))
def test_every_text_has_a_title(text: str) -> None:
    title = fields(text).title
    assert "\n" not in title
    assert bool(title) == bool(text.strip())
