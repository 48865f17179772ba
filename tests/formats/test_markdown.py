"""Markdown: an article as it is shown, and what stands above it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.formats.common.front_matter import split_front_matter
from annotator.formats.common.html_blocks import html_blocks
from annotator.text.blocks import Block, composed, overlaid
from annotator.text.canonical import canonical
from annotator.text.zone import Zone
from tests.formats.golden import GOLDEN
from tests.formats.writing import read
from tests.nasty import texts

_FERRIES = (GOLDEN / "foreign" / "markdown" / "ferries.md").read_bytes()


def test_an_article_with_front_matter() -> None:
    (one,), reader = read("markdown", {"": _FERRIES})
    assert one.text == (
        "Ferries stop as the wind rises\n\n"
        "The harbour master said no ship leaves 🚢. “Not one,” she added, according to the "
        "port.\n\n"
        "What is known\n\n- 14 crews wait\n- 2 trains stand\n"
        "  1. one in Odesa\n  2. one in Izmail\n\n"
        "Port | Ships\nOdesa | 3\n\nWe wait, a captain said.\n\nas typed\n  here\n\n"
        "Gone now & then."
    )
    known = one.metadata
    assert (known.title, known.byline, known.published, known.url, known.language) == (
        "Ferries stop as the wind rises", "Hanne Lund, Olena Koval", "2026-03-04T07:30:00+02:00",
        "https://wire.example/ferries", "en",
    )  # fmt: skip
    assert [zone.role for zone in known.zones] == ["headline", "body"]
    assert one.raw == _FERRIES
    (note,) = reader.notes
    assert note.what == "its front matter also says tags, layout, which was not taken"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# One\n\nA sentence is here.\n\n## Two\n\nAnother one.", "One"),
        ("Two\n===\n\nA sentence is here.", "Two"),
        ("A sentence without heading.\n\n## Part\n\nMore.", "Part"),
        ("---\n\nA ruled line is above.\n\n---\n\nAnd here.", "A ruled line is above."),
        ("---\nno field\n---\nText.", "no field"),
    ],
)
def test_the_title_is_the_heading_over_all(text: str, title: str) -> None:
    (one,), _ = read("markdown", {"": text.encode()})
    assert one.metadata.title == title


@pytest.mark.parametrize("data", [b"", b"\n\n", b"<!-- only a remark -->", b"![a](b.png)"])
def test_a_file_without_words_is_said(data: bytes) -> None:
    found, reader = read("markdown", {"": data})
    assert found == []
    assert "There is no text in it" in str(*reader.problems.values())


def test_a_file_that_is_no_text_is_said() -> None:
    _, reader = read("markdown", {"": b"\x89PNG\r\n\x1a\n"})
    assert "it seems to be a picture" in str(*reader.problems.values())


def test_line_ends_of_windows_do_not_matter() -> None:
    unix, windows = (
        read("markdown", {"": data})[0][0] for data in (_FERRIES, _FERRIES.replace(b"\n", b"\r\n"))
    )
    assert (unix.text, unix.metadata.title) == (windows.text, windows.metadata.title)


def test_lists_quoted_values_and_remarks_of_front_matter() -> None:
    front, rest = split_front_matter(
        "---\n# a remark\ntitle: 'It''s on'\nauthor:\n  - A B\n  - \"C\"\nother:\n  deep: 1\n"
        "date: soon\nlink: ftp://x\n...\nText"
    )
    assert (front.fields.title, front.fields.byline) == ("It's on", "A B, C")
    assert (front.fields.published, front.fields.url) == (None, None)
    assert front.others == ("date", "link")
    assert rest == "Text"


@settings(max_examples=60, deadline=None)
@given(texts())
def test_any_text_is_read_or_refused(text: str) -> None:
    found, reader = read("markdown", {"": text.encode("utf-8", "replace")})
    assert found or reader.problems
    for one in found:
        assert canonical(one.text).text == one.text
        ends = [0, *(place for zone in one.metadata.zones for place in zone[:2]), len(one.text)]
        assert ends == sorted(ends)


@settings(max_examples=60, deadline=None)
@given(texts())
def test_all_words_of_a_page_are_there(text: str) -> None:
    """Letters of any script, in any element, are neither lost nor put in another order."""
    letters = [sign for sign in text if sign.isalnum()]
    said = "".join(letters)
    html = f"<div><p>{said}</p><ul><li>{said}<table><tr><td>{said}<td>{said}</table></ul>{said}"
    shown = [sign for block in html_blocks(html) for sign in block.text if sign.isalnum()]
    assert shown == letters * 5


def test_what_a_file_says_of_a_paragraph_counts() -> None:
    blocks = [
        Block(text="Sentence one is long enough to be one.", role="boilerplate"),
        Block(text="Sentence two is long enough, too."),
        Block(text="\ufeff Here is a caption \n", role="caption"),
    ]
    text, zones = composed(blocks)
    assert [(zone.role, text[zone.start : zone.end]) for zone in zones] == [
        ("boilerplate", "Sentence one is long enough to be one."),
        ("body", "Sentence two is long enough, too."),
        ("caption", "Here is a caption"),
    ]


def test_zones_are_cut_by_those_laid_over_them() -> None:
    text = "aa\nbb\ncc\ndd"
    cut = overlaid(text, [Zone(0, 11, "body")], [Zone(3, 5, "caption"), Zone(6, 8, "caption")])
    assert cut == (Zone(0, 2, "body"), Zone(3, 8, "caption"), Zone(9, 11, "body"))


def test_headings_and_lists_at_the_end_belong_to_the_article() -> None:
    """As lines of a page they would pass for links around it; “Read also” does here as well."""
    blocks = [
        Block(text="A sentence stands here, and it is long enough to be one."),
        Block(text="Sub", heading=2),
        Block(text="- one", listed=True),
        Block(text="1 | 2", listed=True, tight=True),
        Block(text="- Read also: the other story", listed=True),
    ]
    text, zones = composed(blocks)
    roles = {text[zone.start : zone.end].partition("\n")[0]: zone.role for zone in zones}
    assert roles == {
        "A sentence stands here, and it is long enough to be one.": "body",
        "- Read also: the other story": "boilerplate",
    }
