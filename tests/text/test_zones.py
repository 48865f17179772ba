from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.zone import Zone, sound_zones
from annotator.text.zones import find_zones
from tests.nasty import CANONICAL, long_text, texts

MANY = settings(max_examples=150, deadline=None)

LEAD = (
    "The bridge over the Halden will stay shut for ten weeks, the port authority said on Friday, "
    "after the worst storm in the fjord for 30 years."
)
MORE = "“We have never seen waves like these,” said Ida Holm, the harbour master."
LAST = "Repairs will cost about 3.5 million kroner, according to the county."
TITLE = "Halden bridge to stay shut after storm"
DECK = "Drivers are asked to take the ferry from Nordvik."


def page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def found(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(zone.role, text[zone.start : zone.end]) for zone in find_zones(text, title=title)]


def roles(*paragraphs: str, title: str | None = None) -> list[str]:
    """The roles of the paragraphs, one each."""
    text = page(*paragraphs)
    zones = find_zones(text, title=title)
    starts = [len(page(*paragraphs[:at])) + (2 if at else 0) for at in range(len(paragraphs))]
    return [next(zone.role for zone in zones if zone.start <= at < zone.end) for at in starts]


def test_a_whole_page() -> None:
    text = page(
        "Home > News",
        TITLE,
        DECK,
        "Mar 14, 2021\u00a0-\u00a009:20\n" + TITLE,
        "The old ferry in Nordvik,",
        LEAD,
        MORE,
        "Photo: Jon Bø",
        LAST,
        "Read also:",
        "Ferry prices to rise again",
        "Did this story help you? Support our newsroom with a small sum.",
        "Nine people write from the fjord: our team works because people like you pay.",
        "Become a supporter today. Your gift goes to our reporters and nobody else.",
        "Become a Member!",
    )
    assert found(text) == [
        ("boilerplate", "Home > News"),
        ("headline", TITLE),
        ("deck", DECK),
        ("dateline", "Mar 14, 2021\u00a0-\u00a009:20"),
        ("headline", TITLE),
        ("caption", "The old ferry in Nordvik,"),
        ("body", page(LEAD, MORE)),
        ("caption", "Photo: Jon Bø"),
        ("body", LAST),
        ("boilerplate", text[text.index("Read also:") :]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph alone.",
        "A few words without a stop",
        page(LEAD, MORE, LAST),
        page("Roses are red", "Violets are blue", "Sugar is sweet"),
        "The minister said on Tuesday that growth\nwould go on and that the government\nwould act.",
        page("- It rained.\n- It snowed.", LEAD),
        "Share",
        "Read also:",
    ],
)
def test_a_text_without_furniture_is_one_body(text: str) -> None:
    assert found(text) == [("body", text)]


@pytest.mark.parametrize("text", ["", " \n\u00a0\n", "\n\n"])
def test_blank_texts_have_no_zones(text: str) -> None:
    assert find_zones(text) == ()


@pytest.mark.parametrize(
    "headline",
    [
        TITLE,
        "Who pays for the bridge?",
        "Man dies in U.S.",
        "“Never such waves”: a night in Nordvik",
        "Міст закрито на десять тижнів",
    ],
)
def test_a_short_first_line_is_the_headline(headline: str) -> None:
    assert roles(headline, LEAD, MORE) == ["headline", "body", "body"]
    assert found(f"{headline}\n{LEAD}\n{MORE}")[0] == ("headline", headline)


@pytest.mark.parametrize(
    "first", ["It rained.", "Key points:", "In Nordvik, on the fjord,", LEAD, "a" * 201]
)
def test_other_first_lines_are_not(first: str) -> None:
    assert roles(first, LEAD, MORE) == ["body", "body", "body"]


def test_a_label_above_the_headline_goes_with_it() -> None:
    assert roles("World", "Bridge over the Halden to stay shut", LEAD)[:2] == ["headline"] * 2


def test_the_title_finds_the_headline_further_down() -> None:
    kicker = "The storm, one day later: what we know."
    assert roles(kicker, TITLE, LEAD, title=TITLE) == ["body", "headline", "body"]
    assert roles(kicker, TITLE, LEAD, title=f"{TITLE} | Harbour Times")[1] == "headline"
    assert roles(kicker, TITLE, LEAD) == ["body", "body", "body"]


def test_the_headline_again_far_down() -> None:
    assert roles(TITLE, LEAD, MORE, LAST, TITLE.upper(), LAST)[4] == "headline"


@pytest.mark.parametrize(
    "meta",
    [
        ["By Mara Lindqvist"],
        ["14 March 2021"],
        ["Mara Lindqvist", "14 March 2021"],
        ["By Mara Lindqvist", "NORDVIK, Norway — Sunday 14 March"],
        ["Published: 14 March 2021, 09:20"],
    ],
)
def test_what_stands_between_headline_and_article(meta: list[str]) -> None:
    expected = ["dateline" if "March" in line else "byline" for line in meta]
    assert roles(TITLE, *meta, LEAD, MORE) == ["headline", *expected, "body", "body"]
    assert roles(TITLE, DECK, *meta, LEAD, MORE)[:2] == ["headline", "deck"]
    assert roles(TITLE, DECK.rstrip("."), *meta, LEAD, MORE)[:2] == ["headline", "deck"]


def test_without_byline_or_date_the_first_sentence_is_body() -> None:
    assert roles(TITLE, DECK, LEAD) == ["headline", "body", "body"]


def test_fragments_between_headline_and_article() -> None:
    assert roles(TITLE, "14 March 2021", "The bridge on Friday", LEAD)[2] == "caption"
    assert roles(TITLE, "The bridge in Nordvik,", LEAD)[1] == "caption"
    assert roles(TITLE, "14 March 2021", "Key points:", LEAD)[2] == "body"
    # Several are a summary, not captions.
    points = ["The bridge is shut", "The ferry runs", "Repairs take ten weeks"]
    assert roles(TITLE, "14 March 2021", *points, LEAD)[2:5] == ["body"] * 3


def test_a_body_wrapped_by_hand_holds_no_caption() -> None:
    text = f"{TITLE}\n\nThe bridge over the Halden will stay\nshut for ten weeks, the port\nsaid."
    assert [role for role, _ in found(text)] == ["headline", "body"]


def test_furniture_inside_the_article() -> None:
    inside = ["Advertisement", "Read also: Ferry prices rise", "Sign up for our newsletter"]
    expected = ["headline", "body", "boilerplate", "body", "boilerplate", "body"]
    expected += ["boilerplate", "body"]
    assert roles(TITLE, LEAD, inside[0], MORE, inside[1], LAST, inside[2], LEAD) == expected


def test_links_under_a_head_inside_the_article() -> None:
    links = ["Ferry prices to rise again", "How the storm came"]
    expected = ["body", "boilerplate", "boilerplate", "boilerplate", "body"]
    assert roles(LEAD, "Related", *links, MORE) == expected


def test_news_about_donations_and_newsletters_stays_body() -> None:
    news = [
        "The charity said donations had doubled, and its newsletter had 3,000 subscribers.",
        "Readers can donate at any post office, the mayor said.",
        "“Join our march, help us,” she told you and me.",
    ]
    assert roles(TITLE, LEAD, *news) == ["headline", "body", "body", "body", "body"]


def test_one_appeal_alone_may_be_an_opinion() -> None:
    end = "If you care for the fjord, our community has to be heard."
    assert roles(TITLE, LEAD, MORE, end)[3] == "body"
    appeal = "Do you like it here? Support us, and our newsroom can go on."
    assert roles(TITLE, LEAD, MORE, appeal)[3] == "boilerplate"
    assert roles(TITLE, LEAD, MORE, end, "© 2021 Harbour Times")[3] == "body"
    assert roles(TITLE, LEAD, MORE, "Read also:", end)[4] == "boilerplate"


def test_the_end_of_a_page() -> None:
    assert roles(TITLE, LEAD, MORE, "Reporting by Ann Lee; editing by Bo Ek")[3] == "byline"
    assert roles(TITLE, LEAD, MORE, "Published: 14 March 2021")[3] == "dateline"
    tail = ["Tags: bridge, storm", "Ferry prices to rise again", "© 2021 Harbour Times"]
    assert roles(TITLE, LEAD, MORE, *tail)[3:] == ["boilerplate"] * 3
    many = ["A line without a stop"] * 9
    assert roles(TITLE, LEAD, "Share", *many, "© 2021 Harbour Times")[3] == "body"
    # Lines that could be links count only between pieces of furniture.
    assert roles(TITLE, LEAD, MORE, "A closing line without stop")[3] == "body"
    assert roles(TITLE, LEAD, "A subheading", MORE, "© 2021 Harbour Times")[2] == "body"


def check(text: str, title: str | None = None) -> None:
    zones = find_zones(text, title=title)
    end = 0
    for zone in zones:
        assert end <= zone.start < zone.end <= len(text)
        assert text[zone.start : zone.end].strip()
        assert zone.start == 0 or text[zone.start - 1] == "\n"
        assert zone.end == len(text) or text[zone.end] == "\n"
        end = zone.end
    covered = {at for zone in zones for at in range(zone.start, zone.end)}
    assert all(at in covered for at, char in enumerate(text) if not char.isspace())
    assert all(one.role != two.role for one, two in pairwise(zones))


@pytest.mark.parametrize("text", CANONICAL.values(), ids=CANONICAL.keys())
def test_nasty_texts(text: str) -> None:
    check(text)
    check(text, title=text[:10])


LINES = st.one_of(
    texts(max_size=6),
    st.sampled_from([TITLE, DECK, LEAD, MORE, "", " ", "Read also:", "Share", "By Ann Lee"]),
    st.sampled_from(["14 March 2021", "Photo: Bo Ek", "Become a Member!", "A few words,", "Kyiv"]),
)


@MANY
@given(st.lists(LINES, max_size=14).map("\n".join), st.sampled_from([None, TITLE, ""]))
def test_zones_are_ordered_disjoint_and_hold_every_line(text: str, title: str | None) -> None:
    check(text, title)


def test_time_grows_with_the_text_alone() -> None:
    text = long_text(1_000_000)
    find_zones(text[:1000])
    started = time.perf_counter()
    zones = find_zones(text)
    assert time.perf_counter() - started < 2
    assert [zone.role for zone in zones] == ["body"]


def test_only_what_can_be_a_zone_is_one() -> None:
    said = [
        [0, 4, "headline"], [2, 6, "body"], [6, 6, "body"], [9, 7, "body"], [6, 8, "nonsense"],
        [8, 12, "body"], [12, 30, "body"], [1, 3, "deck"],
    ]  # fmt: skip
    assert sound_zones(said, 20) == (Zone(0, 4, "headline"), Zone(8, 12, "body"))
    assert sound_zones([], 0) == ()
