"""Captions of an article's pictures stand where they stood, each a zone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.html import Extracted, read_html
from annotator.text.html_captions import Caption, with_captions
from annotator.text.zone_line import letters
from annotator.text.zones import find_zones

FIRST = "The bridge will stay shut for ten weeks, the port authority said on Friday. " * 4 + "Why?"
SECOND = "About 4,200 vehicles cross it every day, says the county’s road office. " * 4 + "So many."
THIRD = "The mayor said that the town would pay for a ferry if the state will not. " * 4 + "Good."


def figure(*captions: str) -> str:
    return "".join(
        f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>"
        for caption in captions
    )


def page(inside: str, around: str = "") -> Extracted:
    head = "<head><title>Bridge shut</title></head>"
    body = f"<article><h1>Bridge shut</h1>{inside}</article>{around}"
    return read_html(f"<html>{head}<body>{body}</body></html>".encode())


def told(found: Extracted) -> list[tuple[str, str]]:
    return [(zone.role, found.text[zone.start : zone.end]) for zone in found.zones]


def test_captions_stand_where_they_stood() -> None:
    found = page(
        f"{figure('Ida Holm in <b>the</b> harbour')}<p>{FIRST}</p>{figure('One', 'Two')}"
        f"<p>{SECOND}</p><p>{THIRD}</p>"
    )
    assert told(found) == [
        ("headline", "Bridge shut"),
        ("caption", "Ida Holm in the harbour"),
        ("body", FIRST),
        ("caption", "One"),
        ("caption", "Two"),
        ("body", f"{SECOND}\n\n{THIRD}"),
    ]
    assert found.text == "\n\n".join(text for _, text in told(found))
    assert found.fields.title == "Bridge shut"


def test_a_picture_above_the_headline_is_captioned_below_it() -> None:
    inside = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    html = f"<html><body><article>{figure('Above')}<h1>Bridge shut</h1>{inside}</article>"
    assert told(read_html(html.encode()))[:2] == [("headline", "Bridge shut"), ("caption", "Above")]


@pytest.mark.parametrize(
    "other",
    [
        f"<aside>{figure('Other')}</aside>",
        f"<a href='/b'>{figure('Other')}</a>",
        figure("<a href='/b'>Other</a>"),
        f"<div class='article-related'>{figure('Other')}</div>",
        f"<nav>{figure('Other')}</nav>",
        figure(" "),
        figure("Other " * 500),
        figure(FIRST),
    ],
)
def test_what_is_no_caption_of_the_article_is_left_out(other: str) -> None:
    found = page(f"<p>{FIRST}</p>{other}<p>{SECOND}</p><p>{THIRD}</p>", around=figure("Other"))
    assert "Other" not in found.text
    assert [role for role, _ in told(found)] == ["headline", "body"]


_LINES = st.lists(st.text("abcdefgh", min_size=4, max_size=9), min_size=1, max_size=8, unique=True)


@given(
    lines=_LINES,
    captions=st.lists(
        st.tuples(st.integers(0, 8), st.text("xyz", min_size=12, max_size=14)), max_size=5
    ),
)
def test_captions_never_move_what_was_there(
    lines: list[str], captions: list[tuple[int, str]]
) -> None:
    text = "\n\n".join(lines)
    zones = find_zones(text)
    placed = [
        Caption(caption, [letters(line) for line in lines[:at]], frozenset(map(letters, lines)))
        for at, caption in sorted(captions)
    ]
    after, moved = with_captions(text, zones, placed)
    paragraphs = after.split("\n\n")
    assert [line for line in paragraphs if line in lines] == lines
    assert set(paragraphs) <= {*lines, *(caption for _, caption in captions)}
    last = 0
    for zone in moved:
        assert last <= zone.start < zone.end <= len(after)
        last = zone.end
    held = "\n\n".join(after[zone.start : zone.end] for zone in moved)
    assert held == after
    was = {line: zone.role for zone in zones for line in text[zone.start : zone.end].split("\n\n")}
    for zone in moved:
        for line in after[zone.start : zone.end].split("\n\n"):
            assert zone.role == was.get(line, "caption")


_LINKED = (
    "<script type='application/ld+json'>"
    '{"dateModified": "2026-03-04T12:00Z", "datePublished": "2026-03-04T10:20Z"}</script>'
)


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("<meta property='article:published_time' content='2026-03-04T10:20:00Z'>",
         "2026-03-04T10:20:00Z"),
        ("<meta name='pubdate' content='2026-03-04T23:20:07.123+01:00'>",
         "2026-03-04T23:20:07+01:00"),
        (_LINKED, "2026-03-04T10:20Z"),
        ("<meta property='article:published_time' content='2026-03-04T10:20'>",
         "2026-03-04T10:20"),
        ("<meta property='article:published_time' content='2026-03-04'>", "2026-03-04"),
        ("<meta property='article:published_time' content='2026-03-04T77:20:00Z'>", "2026-03-04"),
        ("", None),
    ],
)  # fmt: skip
def test_the_time_of_publication_is_kept_if_the_page_gives_one(
    said: str, published: str | None
) -> None:
    html = (
        f"<html><head>{said}</head><body><article><h1>Bridge shut</h1>"
        f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
    )
    assert read_html(html.encode()).fields.published == published


def test_the_time_element_of_the_article_counts_not_that_of_another() -> None:
    found = page(
        f"<time datetime='2026-03-04T10:20:00Z'>4 March 2026</time><p>{FIRST}</p><p>{SECOND}</p>",
        around="<time datetime='2026-03-04T18:00:00Z'>later</time>",
    )
    assert found.fields.published == "2026-03-04T10:20:00Z"
